"""From the parts of a workbook to what its sheets show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.forms.text import clean, shorten
from tui.workbook.escapes import unescape
from tui.workbook.grid import SAVE_AS, WRONG_FILE, Area, Damaged, Grid, Suspect
from tui.workbook.markup import Guarded, feed, local, tree
from tui.workbook.shown import built_in_format, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from tui.workbook.grid import Cell
    from tui.workbook.package import Package

MAX_CELLS = 500_000
MAX_MERGES = 100_000
_TOO_MUCH = f"里的内容太多，不像是一张申报表，没有读它；{WRONG_FILE}"
_COPY_OUT = "请把里面的表复制到表格软件里，存成 .xlsx 再导入。"
_FOREIGN = {
    "word/document.xml": f"是文字处理软件的文档（.docx），不是工作簿；{_COPY_OUT}",
    "ppt/presentation.xml": f"是演示文稿（.pptx），不是工作簿；{_COPY_OUT}",
    "xl/workbook.bin": f"是二进制工作簿（.xlsb），还读不了；{SAVE_AS}",
    "content.xml": f"是开放文档格式的文件（.ods），还读不了；{SAVE_AS}",
}
"""The part by which a zip file is known to be something else than an .xlsx → what to tell a person."""
_AGAIN = "请重新填写这一格。"
_ROWS, _COLUMNS = 1_048_576, 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets of a workbook share."""

    package: Package
    sheets: dict[str, str]
    """Name of each worksheet → name of its part."""
    strings: list[str]
    formats: list[str]
    """Number format of each cell style."""
    from_1904: bool
    ranges: dict[str, dict[str, Area]]
    """Name of a part → defined name → the range of that sheet."""

    def grid(self, part: str) -> Grid:
        """What one sheet shows.

        Raises:
            Damaged: the part is missing, broken or too large.
        """
        reader = _SheetReader(self)
        feed(self.package.part(part), reader)
        return Grid(reader.cells, reader.merges, reader.suspects, self.ranges.get(part, {}))


def open_workbook(package: Package) -> Workbook:
    """Find the sheets of a package, and what they share.

    Raises:
        Damaged: it is something else than a workbook, or broken.
    """
    main = next((name for kind, name in package.targets("").values() if kind == "officeDocument"), "")
    for name, sentence in _FOREIGN.items():
        if name in package:
            raise Damaged(sentence)
    if main not in package:
        raise Damaged("是压缩包，不是工作簿；如果表在里面，请先解压，再导入解出来的 .xlsx。")
    targets = package.targets(main)
    root = tree(package.part(main))
    sheets, from_1904 = {}, False
    for element in root.iter():
        values = {local(key): value for key, value in element.attrib.items()}
        if local(element.tag) == "workbookPr":
            from_1904 = values.get("date1904") in {"1", "true"}
        elif local(element.tag) == "sheet":
            kind, part = targets.get(values.get("id", ""), ("", ""))
            if kind == "worksheet":
                sheets[values.get("name", part)] = part
    by_kind = dict(targets.values())
    strings = _Strings()
    if by_kind.get("sharedStrings") in package.parts:
        feed(package.part(by_kind["sharedStrings"]), strings)
    styles = package.part(by_kind["styles"]) if by_kind.get("styles") in package.parts else b""
    formats = _formats(styles) if styles else []
    return Workbook(package, sheets, strings.found, formats, from_1904, _ranges(root, sheets))


def _ranges(root: Element, sheets: Mapping[str, str]) -> dict[str, dict[str, Area]]:
    """The defined names that stand for one range of one sheet."""
    found: dict[str, dict[str, Area]] = {}
    for element in root.iter():
        if local(element.tag) == "definedName":
            sheet, _, cells = (element.text or "").strip().rpartition("!")
            first, _, last = cells.partition(":")
            start, stop = address(first), address(last or first)
            part = sheets.get(re.sub("^'|'$", "", sheet).replace("''", "'"))
            if part and start and stop:
                found.setdefault(part, {})[element.get("name", "")] = Area(*start, *stop)
    return found


def _formats(styles: bytes) -> list[str]:
    root = tree(styles)
    own = {
        item.get("numFmtId", ""): item.get("formatCode", "")
        for item in root.iter()
        if local(item.tag) == "numFmt"
    }
    looks = (looks for looks in root.iter() if local(looks.tag) == "cellXfs")
    numbers = [item.get("numFmtId", "0") for item in next(looks, ())]
    return [own.get(number) or built_in_format(_whole(number, 0)) for number in numbers]


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


class _Texts(Guarded):
    """Gathers the text of <t> elements, those of phonetic runs (<rPh>) left out."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.listening = False
        self.phonetic = False

    def begin(self, name: str) -> None:
        if name == "rPh":
            self.phonetic = True
        self.listening = name == "t" and not self.phonetic

    def finish(self, name: str) -> None:
        if name == "rPh":
            self.phonetic = False
        self.listening = False

    def data(self, text: str) -> None:
        if self.listening:
            self.pieces.append(text)

    def taken(self) -> str:
        text = "".join(self.pieces)
        self.pieces.clear()
        return text


class _Strings(_Texts):
    """The shared strings."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self.enter()
        self.begin(local(tag))

    def end(self, tag: str) -> None:
        self.leave()
        self.finish(local(tag))
        if local(tag) == "si":
            self.found.append(unescape(self.taken()))
            if len(self.found) > MAX_CELLS:
                raise Damaged(_TOO_MUCH)


@dataclass(slots=True)
class _Raw:
    """A cell as the part states it."""

    kind: str
    style: int
    value: str = ""
    inline: str = ""
    formula: bool = False


class _SheetReader(_Texts):
    """The cells and merges of one sheet."""

    def __init__(self, book: Workbook) -> None:
        super().__init__()
        self.book = book
        self.cells: dict[Cell, str] = {}
        self.merges: dict[Cell, Area] = {}
        self.suspects: dict[Cell, Suspect] = {}
        self.row, self.column = -1, -1
        self.raw: _Raw | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.enter()
        name = local(tag)
        if name == "row":
            self.row, self.column = _whole(attributes.get("r", ""), self.row + 2) - 1, -1
        elif name == "c":
            self.row, self.column = address(attributes.get("r", "")) or (self.row, self.column + 1)
            self.raw = _Raw(attributes.get("t", "n"), _whole(attributes.get("s", ""), 0))
            self.pieces.clear()
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif self.raw:
            self.begin(name)
            self.listening = self.listening or name == "v"
            self.raw.formula = self.raw.formula or name == "f"

    def end(self, tag: str) -> None:
        self.leave()
        name = local(tag)
        if not self.raw:
            return
        if name == "c":
            self._keep(self.raw)
            self.raw = None
        elif name == "v":
            self.raw.value = self.taken()
        elif name == "is":
            self.raw.inline = self.taken()
        self.finish(name)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, stop = address(first), address(last or first)
        if start and stop and len(self.merges) < MAX_MERGES:
            self.merges[start] = Area(*start, *stop)

    def _keep(self, raw: _Raw) -> None:
        text, suspect = _understand(self.book, raw)
        cell = (self.row, self.column)
        if not (0 <= self.row < _ROWS and 0 <= self.column < _COLUMNS):
            return
        if text:
            self.cells[cell] = clean(text)
        if suspect:
            self.suspects[cell] = suspect
        if len(self.cells) + len(self.suspects) > MAX_CELLS:
            raise Damaged(_TOO_MUCH)


def _understand(book: Workbook, raw: _Raw) -> tuple[str, Suspect | None]:
    """The text of a cell, and what is suspect about it."""
    text, suspect = _value(book, raw)
    if not raw.formula:
        return text, suspect
    if text:
        what = f"是公式，读到的是它上次算出的结果“{shorten(text)}”"
        return text, Suspect(what, "请核对这个结果；表里要直接填写内容，不要用公式。")
    return "", Suspect("是公式，但文件里没有它算出的结果", "请直接填写内容，不要用公式。")


def _value(book: Workbook, raw: _Raw) -> tuple[str, Suspect | None]:
    if raw.kind == "s":
        index = _whole(raw.value.strip(), len(book.strings))
        if index < len(book.strings):
            return book.strings[index], None
        return "", Suspect("里的文字在文件里找不到", _AGAIN)
    if raw.kind == "inlineStr":
        return unescape(raw.inline), None
    if raw.kind == "str":
        return unescape(raw.value), None
    if raw.kind == "b":
        return ("TRUE" if raw.value.strip() == "1" else "FALSE"), None
    if raw.kind == "e":
        return raw.value, Suspect(f"是出错标记“{shorten(raw.value)}”，不是内容", _AGAIN)
    if raw.kind == "d":
        return raw.value.strip(), _date(raw.value)
    if not raw.value.strip():
        return "", None
    code = book.formats[raw.style] if raw.style < len(book.formats) else ""
    text, is_date = shown(raw.value, code, from_1904=book.from_1904)
    return text, _date(text) if is_date else None


def _date(text: str) -> Suspect:
    what = f"是日期，读成了“{shorten(text)}”"
    return Suspect(what, "请重新填写；如果要的就是日期，请写成文字，如“12月20日前”。")


def address(reference: str) -> Cell | None:
    """The 0-based cell of an address such as E12; None when it is none."""
    match = _ADDRESS.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
