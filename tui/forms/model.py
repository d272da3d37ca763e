"""The definition of a form, as its schema file states it: frozen values, one class a TOML table.

The loader (`load.py`) and the JSON Schema (`json_schema.py`) are both made from these classes,
so a key is described here and nowhere else.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field
from enum import StrEnum
from typing import Any, Literal

Role = Literal[
    "level1",
    "level2",
    "name",
    "comparison",
    "target",
    "unit",
    "explanation",
    "scoring",
    "weight",
    "actual",
    "score",
    "cause",
    "forecast",
    "likelihood",
    "note",
]
"""The parts that a column can play in a row: the program knows a column by its part, not by its label."""


class Severity(StrEnum):
    """How grave a problem is: an error stops the final export, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The word a clerk sees."""
        return {"error": "错误", "warning": "提醒", "hint": "建议"}[self.value]

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


def _key(doc: str, default: Any = MISSING) -> Any:
    if default == {}:
        return field(default_factory=dict, metadata={"doc": doc})
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRule:
    """Which year the form is for and how the sheet writes it."""

    label: str = _key("name of the year in the wizard, e.g. 年度")
    pattern: str = _key("text of the year's row in the sheet; {year} stands for the four digits")
    first: int = _key("earliest year that makes sense")
    last: int = _key("latest year that makes sense")
    rolls_in_month: int = _key("from this month (1-12) on, a new draft is for the next calendar year")
    help: str = _key("what to fill in, in one or two plain sentences")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A colour of header cells and what the form's banner says that it means."""

    fill: str = _key("background, six hexadecimal digits RRGGBB")
    required: bool = _key("whether what stands under such a head must be filled in")
    meaning: str = _key("what the colour means, for the help page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value of a dictionary (下拉字典)."""

    text: str = _key("the value, exactly as it must stand in the sheet")
    key: str = _key("the one key that picks it in the wizard, beside its number")
    meaning: str = _key("what it says, in plain words")
    quantitative: bool = _key("whether a row of this type needs a plain number", False)
    implies: dict[str, str] = _key("what follows for other columns of the row, by role", {})
    synonyms: tuple[str, ...] = _key("other spellings that are understood and replaced", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """The values that a choice admits; becomes a list validation in the sheet."""

    label: str = _key("name of the dictionary, also of the sheet that holds it")
    entries: tuple[Entry, ...] = _key("the values in their order")
    elsewhere: tuple[Entry, ...] = _key("values that only some counties' own files admit", ())

    def entry(self, text: str) -> Entry | None:
        """The entry whose text is exactly `text`."""
        return next((entry for entry in self.entries if entry.text == text), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One labelled value of the form (填报项)."""

    id: str = _key("stable ASCII name, the key in a draft")
    label: str = _key("label as it stands in the sheet, to the character")
    head: str = _key("colour of the label cell: a name from [heads]")
    kind: Literal["line", "text", "choice", "number"] = _key(
        "one line, text of several lines, one entry of a dictionary, or a plain number"
    )
    help: str = _key("what to fill in, in one or two plain sentences")
    example: str = _key("a good example of an answer", "")
    advice: int = _key("advised length in characters; 0 means none", 0)
    dictionary: str = _key("for a choice: a name from [dictionaries]", "")
    unit: str = _key("for a number: what it counts, e.g. 万元", "")
    locks: bool = _key("whether the cell is grey, and not to be changed, when it comes filled", False)
    synonyms: tuple[str, ...] = _key("other labels under which it is recognised", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table, with the part that it plays (its role)."""

    role: Role = _key("the part it plays in a row, and the key in a draft")
    label: str = _key("header text as it stands in the sheet, to the character")
    head: str = _key("colour of the header cell: a name from [heads]")
    kind: Literal["category", "line", "text", "choice"] = _key("how it is filled in")
    width: float = _key("width in the sheet, in characters of one cell")
    help: str = _key("what to fill in, in one or two plain sentences", "")
    example: str = _key("a good example of an answer", "")
    advice: int = _key("advised length in characters; 0 means none", 0)
    dictionary: str = _key("for a choice: a name from [dictionaries]", "")
    synonyms: tuple[str, ...] = _key("other header texts under which it is recognised", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A number that must be the sum of others."""

    total: str = _key("id of the field that holds the sum")
    parts: tuple[str, ...] = _key("ids of the fields that are added up; an empty one counts as 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcategory:
    """A second-level category (二级指标)."""

    name: str = _key("name as it must stand in the sheet")
    meaning: str = _key("what belongs here, in one plain line")
    example: str = _key("names of typical rows", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A first-level category (一级指标) with its second level."""

    name: str = _key("name as it must stand in the sheet")
    meaning: str = _key("what belongs here, in one plain line")
    children: tuple[Subcategory, ...] = _key("the second level in its order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The repeating part of a form (指标表)."""

    id: str = _key("stable ASCII name, the key in a draft")
    label: str = _key("name of the table, e.g. 绩效指标")
    noun: str = _key("what one row is called, e.g. 指标")
    counter: str = _key("measure word for rows, e.g. 条")
    columns: tuple[Column, ...] = _key("the columns from left to right")
    categories: tuple[Category, ...] = _key("the tree level1 → level2, in the order of the sheet", ())

    def column(self, role: str) -> Column:
        """The column of that role (KeyError when there is none)."""
        for column in self.columns:
            if column.role == role:
                return column
        raise KeyError(role)

    def has(self, role: str) -> bool:
        """Whether there is a column of that role."""
        return any(column.role == role for column in self.columns)

    @property
    def own_columns(self) -> tuple[Column, ...]:
        """The columns that a person fills in, that is all but the categories."""
        return tuple(column for column in self.columns if column.kind != "category")

    @property
    def name_role(self) -> str:
        """The role of the first column that a person fills in: it is where a row is begun, and its name."""
        return self.own_columns[0].role

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every (level1, level2) of the tree in the order of the sheet."""
        return tuple((top.name, sub.name) for top in self.categories for sub in top.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of the wizard."""

    id: str = _key("stable ASCII name")
    title: str = _key("full title of the page")
    short: str = _key("title in the list of steps, at most five Chinese characters")
    help: str = _key("what this step is about, for F1")
    fields: tuple[str, ...] = _key("ids of the fields asked here; “year” is the form's year", ())
    table: str = _key("id of the table filled in here", "")
    level1: str = _key("the first-level category of the table that this step shows", "")
    checks: bool = _key("whether this is the page that lists the problems and exports", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellStyle:
    """How a text cell of the built-in sheet looks."""

    size: float = _key("font size in points", 11.0)
    bold: bool = _key("bold type", False)
    color: str = _key("colour of the type, RRGGBB", "000000")
    fill: str = _key("background RRGGBB; empty for none", "")
    align: Literal["left", "center", "right"] = _key("horizontal alignment", "center")
    border: bool = _key("thin border on every edge", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """A cell, or merged run of cells, of the built-in sheet: one of text, label or value."""

    text: str = _key("fixed text; {title} {year} {banner} stand for the form's own", "")
    label: str = _key("id of the field whose label stands here", "")
    value: str = _key("id of the field whose value goes here", "")
    span: int = _key("how many columns wide", 1)
    style: str = _key("a name from [sheet.styles] or [heads]; labels take their head's colour", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row of the built-in sheet, or the place where a table goes."""

    cells: tuple[SheetCell, ...] = _key("the cells from the left", ())
    table: str = _key("id of the table that stands here: its heads, then a row each", "")
    height: float = _key("height in points; with wrapped text the least height", 20.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How the built-in sheet prints."""

    paper: Literal["A4", "A3"] = _key("paper size", "A4")
    landscape: bool = _key("landscape rather than portrait", True)
    margin: float = _key("margin on every side, in inches", 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The built-in sheet: what it looks like where no county file is at hand."""

    name: str = _key("name of the sheet")
    font: str = _key("font of all cells")
    rows: tuple[SheetRow, ...] = _key("the rows from the top")
    styles: dict[str, CellStyle] = _key("named looks of text cells")
    page: Page = _key("print set-up", Page())
    locked_fill: str = _key("background of a locked cell, RRGGBB")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form (表): everything the program knows about it."""

    id: str = _key("stable ASCII name, the same as the file's")
    default: bool = _key("whether it is the one form that is taken where nobody says which", False)
    version: int = _key("raised when drafts of the old version no longer fit")
    title: str = _key("full title, to the character")
    short: str = _key("short name for lists")
    summary: str = _key("what the form is for, in one plain line")
    banner: str = _key("the warning above the sheet, to the character; empty for none", "")
    year: YearRule = _key("the year")
    heads: dict[str, Head] = _key("the colours of header cells")
    dictionaries: dict[str, Dictionary] = _key("the dictionaries of choice fields and columns", {})
    fields: tuple[Field, ...] = _key("the single values in their order")
    sums: tuple[Sum, ...] = _key("which numbers must be the sum of which others", ())
    owner: str = _key(
        "id of the field by which one such form is told from another: the unit's or project's name"
    )
    tables: tuple[Table, ...] = _key("the tables in their order", ())
    steps: tuple[Step, ...] = _key("the pages of the wizard in their order")
    rules: dict[str, Severity] = _key("which rules apply, and how grave each is")
    sheet: Sheet = _key("the built-in sheet")
    locked: dict[str, str] = _key("values that came with the form and must stay, by field id", {})

    def field(self, field_id: str) -> Field:
        """The field of that id (KeyError when there is none)."""
        for item in self.fields:
            if item.id == field_id:
                return item
        raise KeyError(field_id)

    def table(self, table_id: str) -> Table:
        """The table of that id (KeyError when there is none)."""
        for item in self.tables:
            if item.id == table_id:
                return item
        raise KeyError(table_id)

    def required(self, part: Field | Column) -> bool:
        """Whether the field or column must be filled in: its head's colour says so."""
        return self.heads[part.head].required

    def dictionary(self, part: Field | Column) -> Dictionary:
        """The dictionary of a choice field or column (KeyError for any other one)."""
        return self.dictionaries[part.dictionary]
