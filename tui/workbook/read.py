"""Read a workbook, or text copied out of one, into answers."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.errors import Unreadable
from tui.forms.answers import Place
from tui.forms.facts import Facts
from tui.forms.load import all_forms, load_form
from tui.forms.problems import Finding
from tui.forms.text import shorten
from tui.workbook.facts import facts_notes, facts_of, without_place
from tui.workbook.find import find
from tui.workbook.findings import findings, look_notes
from tui.workbook.foreign import is_old_workbook, refuse
from tui.workbook.grid import WRONG_FILE, Damaged
from tui.workbook.old_xls import old_sheets
from tui.workbook.package import open_package
from tui.workbook.sheet import is_plain_workbook, open_workbook
from tui.workbook.take import take
from tui.workbook.text_table import comma_grid, decoded, text_grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tui.forms.answers import Answers
    from tui.forms.model import Form
    from tui.workbook.find import Places
    from tui.workbook.grid import Grid

MAX_BYTES = 32 * 1024 * 1024
"""How large a file may be; a filled form has about 10 kB."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet of a file, or all of a text."""

    grid: Grid
    name: str = ""
    hidden: bool = False
    fillable: bool = False
    """Whether answers can be put into its file."""
    old: bool = False
    """Whether its file is an .xls."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the form that it is, its answers, and what of them needs a look."""

    form: Form
    answers: Answers
    notes: tuple[str, ...]
    """What was not found or not read, or is otherwise than usual, a sentence each."""
    problems: tuple[tuple[str, Finding], ...] = ()
    """What is wrong with the file, whoever filled it: the code of the rule that it breaks, and how."""
    facts: Facts = field(default_factory=Facts)
    """What the file says of its form beyond the schema."""
    template: bool = False
    """Whether the answers can go into this very file: it is a plain .xlsx."""


def read_file(path: Path, form_id: str | None = None) -> Reading:
    """Read a file: a workbook by its content, otherwise text whatever its name is.

    `form_id` says which form it is; without it, the form whose header texts fit best is taken.

    Raises:
        Unreadable: one sentence: which file, what is wrong with it and what to do.
    """
    forms = all_forms() if form_id is None else (load_form(form_id),)
    try:
        data = _bytes(path)
        return _best(path, forms, _sheets(path, data))
    except Damaged as error:
        raise Unreadable(f"{_in_full(path)} {error}") from error


def _in_full(path: Path) -> Path:
    with suppress(OSError):  # The current folder may be gone.
        return path.absolute()
    return path


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Damaged("是文件夹，请选里面的一个文件。")
        if path.exists() and not path.is_file():
            raise Damaged("不是普通文件，请选一个 .xlsx 或 .txt 文件。")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise Damaged("不存在，请检查文件名和文件夹。") from error
    except PermissionError as error:
        raise Damaged("没有读取的权限；请把它复制到自己的文件夹再导入，或请管理员放开权限。") from error
    except (OSError, ValueError) as error:
        raise Damaged("读不出来，请检查文件名，或把它复制到别的文件夹再试。") from error
    if not data:
        raise Damaged("是空文件，里面什么也没有；请重新下载或复制一份，再导入。")
    if len(data) > MAX_BYTES:
        raise Damaged(f"太大，不像是一张申报表，没有读它；{WRONG_FILE}")
    return data


def _sheets(path: Path, data: bytes) -> Iterator[_Sheet]:
    """The sheets of a file, those first that a person sees."""
    ending = path.suffix.lower()
    if data.startswith(b"PK"):
        package = open_package(data)
        book = open_workbook(package)
        fillable = is_plain_workbook(package)
        for name, part in book.sheets.items():
            yield _Sheet(book.grid(part), name, name in book.hidden, fillable)
        return
    if is_old_workbook(data, ending):
        for old in old_sheets(data):
            yield _Sheet(old.grid, old.name, old.hidden, old=True)
        return
    refuse(data, ending)
    text = decoded(data)
    yield _Sheet(comma_grid(text) if ending == ".csv" and "\t" not in text else text_grid(text))


def _best(path: Path, forms: Sequence[Form], sheets: Iterator[_Sheet]) -> Reading:
    """What the sheet says in which a form is found best; the first of equals, a hidden one as the last."""
    found: list[tuple[_Sheet, Form, Places]] = []
    for sheet in sheets:
        finds = [(sheet, form, places) for form in forms if (places := find(form, sheet.grid))]
        found += sorted(finds, key=lambda item: -item[2].share)[:1]
    if not found:
        titles = "、".join(f"《{form.title}》" for form in forms)
        raise Damaged(f"里没有找到{titles}；请检查是不是选错了文件，表头有没有被改动。")
    best = max(found, key=lambda item: (not item[0].hidden, item[2].share))
    others = [item[0] for item in found if item is not best and item[1] is best[1]]
    return _reading(path, *best, others)


def _reading(path: Path, sheet: _Sheet, form: Form, places: Places, others: Sequence[_Sheet]) -> Reading:
    taken = take(form, sheet.grid, places)
    facts = facts_of(form, sheet.grid, places)
    problems = [("cell-type", finding) for finding in taken.suspects]
    problems += findings(form, sheet.grid, places, taken.lines)
    ending = path.suffix.lower()
    if sheet.old and ending != ".xls":
        table = form.tables[0] if form.tables else None
        where = Place(table.columns[0].role, table.id) if table else Place(form.owner)
        what = f"文件名以 {ending} 结尾，内容其实是旧格式（.xls）。"
        problems.append(("file", Finding(where, what, "请用表格软件打开它，另存为 .xlsx。")))
    notes = (
        *_about_sheets(sheet, others),
        *taken.notes,
        *look_notes(form, sheet.grid, places),
        *facts_notes(form, facts),
    )
    if sheet.fillable:
        facts = without_place(form, places, facts)
    return Reading(form, taken.answers, notes, tuple(problems), facts, sheet.fillable)


def _about_sheets(sheet: _Sheet, others: Sequence[_Sheet]) -> Iterator[str]:
    if sheet.hidden:
        yield f"这张表在隐藏的工作表“{shorten(sheet.name)}”里。"
    names = [f"“{shorten(other.name)}”" for other in others if not other.hidden]
    if names:
        more = "等" if len(names) > 3 else ""
        yield f"读的是工作表“{shorten(sheet.name)}”；{'、'.join(names[:3])}{more}里也有这张表，没有读。"
    if sheet.old:
        yield "这是旧格式（.xls）的文件：里面的公式认不出来，下拉列表读不到；导出时会另存为 .xlsx。"
