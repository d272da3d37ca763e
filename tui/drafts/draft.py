"""A draft: answers with an identity."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.forms.answers import Answers, Row
from tui.forms.edits import new_row_id
from tui.forms.facts import Facts, adapted
from tui.forms.load import load_form
from tui.forms.text import clean, is_blank

if TYPE_CHECKING:
    from tui.forms.model import Form, Table

YEARS = range(10_000)
"""The years that a draft can hold; 0 means: not filled in yet."""


class State(StrEnum):
    """How far a draft has come: exported means that nothing was changed since the final export."""

    DRAFT = "draft"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Template:
    """The county's own file from which a draft came, and into which it goes again."""

    file: str
    """The file's name as the person knows it; for show alone."""
    digest: str
    """SHA-256 of its bytes, 64 hexadecimal digits: by it the kept copy is found and known to be whole."""
    facts: Facts


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers of one form with their identity; the name of the file is no part of it."""

    id: str
    form_id: str
    form_version: int
    state: State
    created: datetime
    saved: datetime
    answers: Answers
    step: str = ""
    """The step of the form on which one stopped; empty when that is not known."""
    rows: int = 0
    """New rows get ids above `r` with this number: rows that are gone may have had those up to it."""
    template: Template | None = None


def new_draft(form: Form, answers: Answers, template: Template | None = None) -> Draft:
    """A draft that is created now, of answers that may be incomplete (ValueError: two rows share an id).

    The rows' ids say which lines of the template they stand on, so no other row may ever have them.
    """
    time = now()
    draft = Draft(new_id(), form.id, form.version, State.DRAFT, time, time, complete(form, answers))
    if template is None:
        return draft
    return replace(draft, rows=highest_row(form, answers), template=fitting(form, template))


def form_of(draft: Draft) -> Form:
    """The draft's form, as the county's file has it when the draft came from one.

    Raises:
        Unreadable: there is no such form.
    """
    form = load_form(draft.form_id)
    return adapted(form, draft.template.facts) if draft.template else form


def new_id() -> str:
    """An id that no other draft has: 16 hexadecimal digits at random."""
    return os.urandom(8).hex()


def now() -> datetime:
    """The local time with its offset, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)


def complete(form: Form, answers: Answers) -> Answers:
    """The answers with every field and cell of the form and none besides, as text that a draft can hold.

    Raises:
        ValueError: two rows of a table have the same id, or one has none.
    """
    for table in form.tables:
        ids = [row.id for row in answers.rows(table.id)]
        if len(set(ids)) < len(ids) or not all(ids):
            raise ValueError(f"row ids of {table.id}: {ids}")
    return Answers(
        answers.year,
        {item.id: clean(answers.fields.get(item.id, "")) for item in form.fields},
        {
            table.id: tuple(complete_row(table, row) for row in answers.rows(table.id))
            for table in form.tables
        },
    )


def complete_row(table: Table, row: Row) -> Row:
    """The row with every cell of the table and none besides, as text that a draft can hold."""
    return Row(row.id, {column.role: clean(row[column.role]) for column in table.columns})


def fitting(form: Form, template: Template) -> Template:
    """The template with the facts about parts that the form has, none besides, as text a draft can hold."""
    fields = {item.id for item in form.fields}
    columns = {f"{table.id}.{column.role}" for table in form.tables for column in table.columns}
    facts = template.facts
    choices = {name: tuple(map(clean, facts.choices.get(name, ()))) for name in form.dictionaries}
    return Template(
        clean(template.file),
        template.digest,
        Facts(
            heads={key: clean(head) for key, head in facts.heads.items() if key in fields | columns},
            choices={
                name: kept
                for name, texts in choices.items()
                if (kept := tuple(text for text in texts if not is_blank(text)))
            },
            locked={key: clean(text) for key, text in facts.locked.items() if key in fields},
        ),
    )


def highest_row(form: Form, answers: Answers) -> int:
    """The highest number in an id (`r1`, `r2`, …) of any table's row; 0 when there is none."""
    return max((int(new_row_id(answers.rows(table.id))[1:]) - 1 for table in form.tables), default=0)
