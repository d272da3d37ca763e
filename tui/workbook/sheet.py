"""From the parts of a workbook to what its sheets show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.workbook.grid import SAVE_AS, Area, Choices, Damaged, Grid, address
from tui.workbook.lists import Source, names_of, range_of, sheet_name
from tui.workbook.looks import looks
from tui.workbook.markup import feed, local, tree
from tui.workbook.sheet_part import Shared, SheetReader, StringsReader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from tui.workbook.grid import Cell
    from tui.workbook.lists import Names
    from tui.workbook.package import Package

__all__ = ["Workbook", "address", "is_plain_workbook", "open_workbook"]

_COPY_OUT = "请把里面的表复制到表格软件里，存成 .xlsx 再导入。"
_FOREIGN = {
    "word/document.xml": f"是文字处理软件的文档（.docx），不是工作簿；{_COPY_OUT}",
    "ppt/presentation.xml": f"是演示文稿（.pptx），不是工作簿；{_COPY_OUT}",
    "xl/workbook.bin": f"是二进制工作簿（.xlsb），还读不了；{SAVE_AS}",
    "content.xml": f"是开放文档格式的文件（.ods），还读不了；{SAVE_AS}",
}
"""The part by which a zip file is known to be something else than an .xlsx → what to tell a person."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets of a workbook share."""

    package: Package
    sheets: dict[str, str]
    """Name of each worksheet → name of its part; those that a person sees come first."""
    hidden: frozenset[str]
    """Names of the sheets that a person does not see."""
    shared: Shared
    ranges: dict[str, dict[str, Area]]
    """Name of a part → defined name → the range of that sheet."""
    names: Names
    """The same, as lists look them up."""
    seen: dict[str, SheetReader] = field(default_factory=dict)
    """The parts that have been read."""

    def grid(self, part: str) -> Grid:
        """What one sheet shows.

        Raises:
            Damaged: the part, or one that its lists point at, is missing, broken or too large.
        """
        reader = self._read(part)
        source = Source(part, self.sheets, self.names, self._cells)
        return Grid(
            reader.cells,
            reader.merges,
            reader.suspects,
            self.ranges.get(part, {}),
            fills=reader.fills,
            lists=[Choices(rule.areas(), source.choices(rule.formula)) for rule in reader.lists],
            hidden_rows=reader.hidden_rows,
            hidden_columns=reader.hidden_columns,
        )

    def _read(self, part: str) -> SheetReader:
        if part not in self.seen:
            reader = SheetReader(self.shared)
            feed(self.package.part(part), reader)
            self.seen[part] = reader
        return self.seen[part]

    def _cells(self, part: str) -> Mapping[Cell, str]:
        return self._read(part).cells


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
    visible, hidden, from_1904 = dict[str, str](), dict[str, str](), False
    for element in root.iter():
        values = {local(key): value for key, value in element.attrib.items()}
        if local(element.tag) == "workbookPr":
            from_1904 = values.get("date1904") in {"1", "true"}
        elif local(element.tag) == "sheet":
            kind, part = targets.get(values.get("id", ""), ("", ""))
            if kind == "worksheet":
                is_seen = values.get("state", "visible") == "visible"
                (visible if is_seen else hidden)[values.get("name", part)] = part
    by_kind = dict(targets.values())
    parts = {kind: package.part(part) for kind, part in by_kind.items() if part in package}
    strings = StringsReader()
    if "sharedStrings" in parts:
        feed(parts["sharedStrings"], strings)
    styles = looks(parts.get("styles", b""), parts.get("theme", b""))
    shared = Shared(strings.found, styles, from_1904)
    sheets = visible | hidden
    ranges = _ranges(root, sheets)
    return Workbook(package, sheets, frozenset(hidden), shared, ranges, names_of(ranges))


def is_plain_workbook(package: Package) -> bool:
    """Whether a package may be named .xlsx: it holds no macros and is no template (.xlsm, .xltx).

    Only what it says of its own kind counts; spreadsheet programs refuse a name that does not fit it.
    """
    kinds = package.part("[Content_Types].xml") if "[Content_Types].xml" in package else b""
    return not any(kind in kinds for kind in (b"macroEnabled.main", b"template.main"))


def _ranges(root: Element, sheets: Mapping[str, str]) -> dict[str, dict[str, Area]]:
    """The defined names that stand for one range of one sheet."""
    found: dict[str, dict[str, Area]] = {}
    for element in root.iter():
        if local(element.tag) == "definedName":
            sheet, _, cells = (element.text or "").strip().rpartition("!")
            area, part = range_of(cells), sheets.get(sheet_name(sheet))
            if part and area:
                found.setdefault(part, {})[element.get("name", "")] = area
    return found
