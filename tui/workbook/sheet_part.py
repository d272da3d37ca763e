"""The cells of one sheet part, and the texts that all sheets share (ECMA-376 part 1, 18.3 and 18.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.forms.text import clean, shorten
from tui.workbook.escapes import unescape
from tui.workbook.grid import WRONG_FILE, Area, Damaged, Suspect, address
from tui.workbook.lists import MAX_LISTS, ListRule
from tui.workbook.looks import Look, whole
from tui.workbook.markup import Guarded, local
from tui.workbook.shown import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.workbook.grid import Cell

MAX_CELLS = 500_000
MAX_ELEMENTS = 1_000_000
"""How many rows and cells a sheet may have, those without content included."""
MAX_MERGES = 100_000
_MAX_HIDDEN = 200
"""How many ranges of hidden columns are looked at."""
TOO_MUCH = f"里的内容太多，不像是一张申报表，没有读它；{WRONG_FILE}"
AGAIN = "请重新填写这一格。"
ROWS, COLUMNS = 1_048_576, 16_384
_TRUE = {"1", "true"}


@dataclass(frozen=True, slots=True)
class Shared:
    """What the cells of all sheets of a workbook refer to."""

    strings: Sequence[str]
    looks: Sequence[Look]
    """How the cells of each style look, by the number of the style."""
    from_1904: bool
    """Whether days are counted from 1904."""

    def look(self, style: int) -> Look:
        """The look of a style; a plain one where the number leads nowhere."""
        return self.looks[style] if style < len(self.looks) else _PLAIN


_PLAIN = Look()


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


class StringsReader(_Texts):
    """The shared strings of a workbook."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        self.enter()
        self.begin(local(tag))

    def end(self, tag: str) -> None:
        """An element ends."""
        self.leave()
        self.finish(local(tag))
        if local(tag) == "si":
            self.found.append(unescape(self.taken()))
            if len(self.found) > MAX_CELLS:
                raise Damaged(TOO_MUCH)


@dataclass(slots=True)
class _Raw:
    """A cell as the part states it."""

    kind: str
    style: int
    value: str = ""
    inline: str = ""
    formula: bool = False


class SheetReader(_Texts):
    """The cells, merges and lists of one sheet, and what of it is hidden."""

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        self.shared = shared
        self.cells: dict[Cell, str] = {}
        self.merges: dict[Cell, Area] = {}
        self.suspects: dict[Cell, Suspect] = {}
        self.fills: dict[Cell, str] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.lists: list[ListRule] = []
        self.rule: ListRule | None = None
        self.row, self.column = -1, -1
        self.elements = 0
        self.hidden_ranges = 0
        self.raw: _Raw | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.enter()
        name = local(tag)
        if name in {"c", "row"}:
            self.elements += 1
            if self.elements > MAX_ELEMENTS:
                raise Damaged(TOO_MUCH)
        if name == "c":
            self.row, self.column = address(attributes.get("r", "")) or (self.row, self.column + 1)
            self.raw = _Raw(attributes.get("t", "n"), whole(attributes.get("s", ""), 0))
            self.pieces.clear()
        elif self.raw:
            self.begin(name)
            self.listening = self.listening or name == "v"
            self.raw.formula = self.raw.formula or name == "f"
        elif name == "row":
            self.row, self.column = whole(attributes.get("r", ""), self.row + 2) - 1, -1
            if attributes.get("hidden") in _TRUE:
                self.hidden_rows.add(self.row)
        else:
            self._start_beside(name, attributes)

    def _start_beside(self, name: str, attributes: dict[str, str]) -> None:
        """What stands before and after the rows."""
        if name == "col" and attributes.get("hidden") in _TRUE and self.hidden_ranges < _MAX_HIDDEN:
            self.hidden_ranges += 1
            first, last = (whole(attributes.get(end, ""), 0) for end in ("min", "max"))
            self.hidden_columns.update(range(first - 1, min(last, COLUMNS)))
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "dataValidation" and attributes.get("type") == "list":
            self.rule = ListRule(attributes.get("sqref", ""))
        elif self.rule and name in {"formula1", "sqref"}:
            self.pieces.clear()
            self.listening = True

    def end(self, tag: str) -> None:
        """An element ends."""
        self.leave()
        name = local(tag)
        if not self.raw:
            if self.rule:
                self._end_in_rule(name, self.rule)
            return
        if name == "c":
            self._keep(self.raw)
            self.raw = None
        elif name == "v":
            self.raw.value = self.taken()
        elif name == "is":
            self.raw.inline = self.taken()
        self.finish(name)

    def _end_in_rule(self, name: str, rule: ListRule) -> None:
        if name == "formula1":
            rule.formula = self.taken()
        elif name == "sqref":
            rule.cells = self.taken()
        elif name == "dataValidation":
            if len(self.lists) < MAX_LISTS:
                self.lists.append(rule)
            self.rule = None
        self.listening = self.listening and name not in {"formula1", "sqref"}

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, stop = address(first), address(last or first)
        if start and stop and len(self.merges) < MAX_MERGES:
            self.merges[start] = Area(*start, *stop)

    def _keep(self, raw: _Raw) -> None:
        cell = (self.row, self.column)
        if not (0 <= self.row < ROWS and 0 <= self.column < COLUMNS):
            return
        text, suspect = _understand(self.shared, raw)
        fill = self.shared.look(raw.style).fill
        if fill and len(self.fills) < MAX_CELLS:
            self.fills[cell] = fill
        if text:
            self.cells[cell] = clean(text)
        if suspect:
            self.suspects[cell] = suspect
        if len(self.cells) + len(self.suspects) > MAX_CELLS:
            raise Damaged(TOO_MUCH)


def _understand(shared: Shared, raw: _Raw) -> tuple[str, Suspect | None]:
    """The text of a cell, and what is suspect about it."""
    text, suspect = _value(shared, raw)
    if not raw.formula:
        return text, suspect
    if text:
        what = f"是公式，读到的是它上次算出的结果“{shorten(text)}”"
        return text, Suspect(what, "请核对这个结果；表里要直接填写内容，不要用公式。")
    return "", Suspect("是公式，但文件里没有它算出的结果", "请直接填写内容，不要用公式。")


def _value(shared: Shared, raw: _Raw) -> tuple[str, Suspect | None]:
    if raw.kind == "s":
        index = whole(raw.value.strip(), len(shared.strings))
        if index < len(shared.strings):
            return shared.strings[index], None
        return "", Suspect("里的文字在文件里找不到", AGAIN)
    if raw.kind == "inlineStr":
        return unescape(raw.inline), None
    if raw.kind == "str":
        return unescape(raw.value), None
    if raw.kind == "b":
        return ("TRUE" if raw.value.strip() == "1" else "FALSE"), None
    if raw.kind == "e":
        return raw.value, error_suspect(raw.value)
    if raw.kind == "d":
        return raw.value.strip(), date_suspect(raw.value)
    if not raw.value.strip():
        return "", None
    text, is_date = shown(raw.value, shared.look(raw.style).format, from_1904=shared.from_1904)
    return text, date_suspect(text) if is_date else None


def date_suspect(text: str) -> Suspect:
    """What is suspect about a cell that shows this text because it is a date."""
    what = f"是日期，读成了“{shorten(text)}”"
    return Suspect(what, "请重新填写；如果要的就是日期，请写成文字，如“12月20日前”。", is_date=True)


def error_suspect(text: str) -> Suspect:
    """What is suspect about a cell that shows an error mark."""
    return Suspect(f"是出错标记“{shorten(text)}”，不是内容", AGAIN)
