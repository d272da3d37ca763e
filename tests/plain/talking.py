"""A person at plain mode: what is typed to fill a form in, and a conversation as a value."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from tui.drafts.open_draft import OpenDraft
from tui.drafts.store import Store
from tui.forms.answers import Answers, Place, Row, empty_answers
from tui.forms.model import Form
from tui.forms.steps import groups
from tui.forms.text import is_blank
from tui.plain.filling import fill
from tui.plain.orders import Reply, bare_order
from tui.plain.questions import question_of
from tui.plain.talk import Ended, Talk

COLONS, ENDS = (":", "："), {".", "。"}


def new_draft(folder: Path, form: Form, year: int = 2024) -> OpenDraft:
    """An empty draft of the form."""
    store = Store(folder)
    return OpenDraft(store.path(store.create(form, empty_answers(form, year))))


def talk_of(lines: Iterable[str], said: list[str], *, patient: bool = True) -> Talk:
    """A conversation in which these lines are typed; what is said comes into `said`."""
    typed = iter(lines)

    def read() -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    return Talk(read, said.append, patient=patient)


def play(draft: OpenDraft, *lines: str, patient: bool = True) -> list[str]:
    """What is said when these lines are typed; the input ends after them."""
    said: list[str] = []
    with suppress(Ended):
        fill(draft, talk_of(lines, said, patient=patient))
    return said


def script_of(form: Form, answers: Answers) -> Iterator[str]:
    """What one types into an empty draft of the form to give these answers, and to leave."""
    for step in form.steps:
        for key in step.fields:
            yield from typed(form, Place(key), answers.text(Place(key)))
        for group in groups(form, step, answers) if step.table else ():
            for row in group.rows:
                yield "a"
                yield from _typed_row(form, step.table, row)
            yield ""
    yield ":退出"


def _typed_row(form: Form, table_id: str, row: Row) -> Iterator[str]:
    for column in form.table(table_id).own_columns:
        yield from typed(form, Place(column.role, table_id, row.id), row[column.role])


def typed(form: Form, place: Place, text: str) -> Iterator[str]:
    """The lines that answer one question with exactly this text."""
    question = question_of(form, place)
    if question.kind == "text":
        yield from (as_is(line) for line in text.split("\n"))
        yield "。"
    elif question.dictionary and text:
        texts = [entry.text for entry in question.dictionary.entries]
        yield str(texts.index(text) + 1)
    else:
        yield as_is(text)


def as_is(line: str) -> str:
    """A line so written that nothing but itself can be meant."""
    plain = line.strip()
    is_marked = is_blank(line) or plain.startswith(COLONS) or plain in ENDS or bare_order(Reply(line))
    return f"::{line}" if is_marked else line


def contents(answers: Answers) -> tuple[int, dict[str, str], list[dict[str, str]]]:
    """Year, fields and cells: the answers without the ids of their rows."""
    rows = [dict(row.cells) for table in answers.tables.values() for row in table]
    return answers.year, dict(answers.fields), rows
