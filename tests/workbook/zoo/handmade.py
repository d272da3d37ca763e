"""Workbooks written tag by tag, in the ways of the programs that do so: mostly exporters in Java."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.workbook.zoo.layout import SHEET, Layout, colour
from tests.workbook.zoo.package import HEADER, MAIN, OFFICE, RELATIONS, SHEET_KIND, TYPES, zipped
from tui.workbook.grid import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.workbook.zoo.layout import Box
    from tui.forms.answers import Answers
    from tui.forms.model import Form

STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_LOOKS = ("value", "title", "banner", "locked", "blue", "yellow", "green")


@dataclass(frozen=True, slots=True, kw_only=True)
class Make:
    """What one program does otherwise than others."""

    prefix: str = ""
    """What stands before each element's name, with its colon."""
    inline: bool = False
    """Whether texts stand in their cells rather than in a table of their own."""
    addressed: bool = True
    """Whether rows and cells say where they are, and the sheet how large it is."""
    strict: bool = False
    from_1904: bool = False
    numbers: bool = False
    """Whether what looks like a number is one."""
    layout: Layout = field(default_factory=Layout)
    below: str = ""
    """XML after the rows of the sheet's data, {r} standing for the number of the next row but one."""


def handmade(form: Form, answers: Answers, make: Make) -> bytes:
    """The form as such a program writes it."""
    strings: list[str] = []
    boxes = list(make.layout.boxes(form, answers))
    office = STRICT_OFFICE if make.strict else OFFICE
    sheet = _sheet(make, boxes, strings)
    main = f"{SHEET_KIND}sheet.main+xml"
    kinds = {"xl/workbook.xml": main, "xl/worksheets/sheet1.xml": f"{SHEET_KIND}worksheet+xml"}
    kinds["xl/styles.xml"] = f"{SHEET_KIND}styles+xml"
    links = {"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"}
    if not make.inline:
        kinds["xl/sharedStrings.xml"] = f"{SHEET_KIND}sharedStrings+xml"
        links["sharedStrings"] = "sharedStrings.xml"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    parts = {
        "[Content_Types].xml": f'{HEADER}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relations(office, {"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": _workbook(make, office),
        "xl/_rels/workbook.xml.rels": _relations(office, links),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": _root(make, "styleSheet", _styles(form)),
    }
    if not make.inline:
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        counts = f' count="{len(strings)}" uniqueCount="{len(strings)}"'
        parts["xl/sharedStrings.xml"] = _root(make, "sst", items, counts)
    return zipped(parts)


def _root(make: Make, name: str, content: str, attributes: str = "") -> str:
    """A part with that root, every element of it with the prefix of the make."""
    main = STRICT_MAIN if make.strict else MAIN
    declared = f"xmlns:{make.prefix[:-1]}" if make.prefix else "xmlns"
    if make.prefix:
        content = content.replace("<", "<" + make.prefix).replace(f"<{make.prefix}/", f"</{make.prefix}")
    conformance = ' conformance="strict"' if make.strict and name == "workbook" else ""
    tag = make.prefix + name
    return f'{HEADER}<{tag} {declared}="{main}"{attributes}{conformance}>{content}</{tag}>'


def _workbook(make: Make, office: str) -> str:
    epoch = '<workbookPr date1904="1"/>' if make.from_1904 else ""
    sheets = f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets>'
    return _root(make, "workbook", epoch + sheets, f' xmlns:r="{office}"')


def _relations(office: str, targets: dict[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{HEADER}<Relationships xmlns="{RELATIONS}">{entries}</Relationships>'


def _sheet(make: Make, boxes: list[Box], strings: list[str]) -> str:
    rows: dict[int, list[Box]] = {}
    for box in boxes:
        rows.setdefault(box.row, []).append(box)
    data = "".join(_row(make, row, own, strings) for row, own in rows.items())
    data += make.below.replace("{r}", str(max(rows) + 3))
    ranges = [
        f"{letters(box.column)}{box.row + 1}:{letters(box.column + box.span - 1)}{box.row + 1}"
        for box in boxes
        if box.span > 1
    ]
    merges = "".join(f'<mergeCell ref="{cells}"/>' for cells in ranges)
    width = max(box.column + box.span for box in boxes)
    size = f'<dimension ref="A1:{letters(width - 1)}{max(rows) + 1}"/>' if make.addressed else ""
    content = f'{size}<sheetData>{data}</sheetData><mergeCells count="{len(ranges)}">{merges}</mergeCells>'
    return _root(make, "worksheet", content)


def _row(make: Make, row: int, boxes: Iterable[Box], strings: list[str]) -> str:
    cells: list[str] = []
    for box in boxes:
        for column in range(box.column, box.column + box.span):
            where = f' r="{letters(column)}{row + 1}"' if make.addressed else ""
            look = f'{where} s="{_LOOKS.index(box.look)}"'
            cells.append(_cell(make, look, box.text if column == box.column else "", strings))
    number = f' r="{row + 1}"' if make.addressed else ""
    return f"<row{number}>{''.join(cells)}</row>"


def _cell(make: Make, look: str, text: str, strings: list[str]) -> str:
    if not text:
        return f"<c{look}/>"
    if make.numbers and text.isdecimal():
        return f"<c{look}><v>{text}</v></c>"
    if make.inline:
        return f'<c{look} t="inlineStr"><is><t>{escape(text)}</t></is></c>'
    strings.append(text)
    return f'<c{look} t="s"><v>{len(strings) - 1}</v></c>'


def _styles(form: Form) -> str:
    fills = "".join(_fill(colour(form, look)) for look in _LOOKS)
    looks = "".join(
        f'<xf numFmtId="49" fontId="0" fillId="{number + 2}" borderId="0" xfId="0" applyFill="1"/>'
        for number in range(len(_LOOKS))
    )
    return (
        '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
        f'<fills count="{len(_LOOKS) + 2}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(_LOOKS)}">{looks}</cellXfs>'
    )


def _fill(rgb: str) -> str:
    if not rgb:
        return '<fill><patternFill patternType="none"/></fill>'
    colours = f'<fgColor rgb="FF{rgb}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{colours}</patternFill></fill>'
