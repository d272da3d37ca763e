"""A draft: answers with an identity."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.forms.answers import Answers, Row
from tui.forms.text import clean

if TYPE_CHECKING:
    from tui.forms.model import Form, Table

YEARS = range(10_000)
"""The years that a draft can hold; 0 means: not filled in yet."""


class State(StrEnum):
    """How far a draft has come: exported means that nothing was changed since the final export."""

    DRAFT = "draft"
    EXPORTED = "exported"


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


def new_draft(form: Form, answers: Answers) -> Draft:
    """A draft that is created now, of answers that may be incomplete (ValueError: two rows share an id)."""
    time = now()
    return Draft(new_id(), form.id, form.version, State.DRAFT, time, time, complete(form, answers))


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
