"""What an import took in, what it passed over and why, and which cells to look at again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tui.forms.answers import Place
from tui.forms.steps import default_year
from tui.forms.text import is_blank
from tui.screens.help import WordsScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.exchange import Contents, Imported
    from tui.screens.help import Section


class ImportReport(WordsScreen):
    """Left with Enter to open the new draft, with Esc to stay at the list."""

    def __init__(self, imported: Imported) -> None:
        super().__init__(f"导入  {imported.name}", _sections(imported))


def _sections(imported: Imported) -> Iterator[Section]:
    contents = imported.contents
    yield "", [f"已成为草稿“{imported.name}”。按回车打开它，按 Esc 回到草稿列表。"]
    yield "读到的", list(_taken(contents))
    yield "没有读的，和要留意的", list(contents.notes) or ["没有，全部内容都读进来了。"]
    doubts = [*_year_gone_by(contents), *(f"{one.message}{one.remedy}" for _, one in contents.findings)]
    if doubts:
        yield "要核对的", doubts


def _year_gone_by(contents: Contents) -> Iterator[str]:
    year, now_due = contents.answers.year, default_year(contents.form, date.today())
    if 0 < year < now_due:
        yield f"年度是 {year} 年，照文件里的没有改。要填 {now_due} 年的，请打开后先在第 1 步改年度。"


def _taken(contents: Contents) -> Iterator[str]:
    form, answers = contents.form, contents.answers
    yield f"{form.title}  {answers.year}年度" if answers.year else form.title
    for item in form.fields:
        text = answers.text(Place(item.id))
        locked = "，灰色，不能改" if item.id in form.locked else ""
        yield f"{item.label}：{f'{len(text)} 字' if not is_blank(text) else '空的'}{locked}"
    for table in form.tables:
        rows = answers.rows(table.id)
        counts = ((top.name, sum(row["level1"] == top.name for row in rows)) for top in table.categories)
        parts = "，".join(f"{name} {count} {table.counter}" for name, count in counts if count)
        yield f"{table.label}：{len(rows)} {table.counter}{f'（{parts}）' if parts else ''}"
