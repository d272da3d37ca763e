"""The text of a draft's file, in pieces: only those are written anew that say something else than before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui.drafts import toml_text
from tui.drafts.draft import YEARS
from tui.drafts.draft_values import FORMAT
from tui.forms.answers import YEAR
from tui.forms.structure import StructureError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tui.drafts.draft import Draft
    from tui.drafts.toml_text import Value
    from tui.forms.answers import Row
    from tui.forms.model import Form, Table


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft with the text of its file, in pieces.

    `pieces` are by the first key of their table, in the order of the file: "" is the top of the file; the
    piece of a form's table only keeps its place. `rows` are the tables' rows with their texts, by table and
    row id; rows that were dropped stay, so that undo brings back what a person added to them.
    """

    draft: Draft
    pieces: Mapping[str, str]
    rows: Mapping[str, Mapping[str, tuple[Row, str]]]

    def data(self) -> bytes:
        """The file's content: UTF-8 with LF line ends and one empty line between the pieces."""
        shown: list[str] = []
        for key, piece in self.pieces.items():
            if key in self.rows:
                texts = self.rows[key]
                shown += [texts[row.id][1] for row in self.draft.answers.rows(key)]
            else:
                shown.append(piece)
        return "\n".join(piece.rstrip("\n") + "\n" for piece in shown).encode()


def cut(form: Form, draft: Draft, text: str, values: Mapping[str, Any]) -> DraftText:
    """The text of a file in pieces; it is valid TOML, and `values` and `draft` are what it says.

    Raises:
        StructureError: a part that the program writes does not stand under a header of its own.
    """
    tables: dict[str, list[str]] = {table.id: [] for table in form.tables}
    pieces: dict[str, str] = {}
    heads: list[Mapping[str, Any]] = []
    for head, piece in toml_text.split(text):
        key = next(iter(head), "")
        heads.append(head)
        if head == {key: [{}]} and key in tables:
            tables[key].append(piece)
            pieces.setdefault(key, "")
        elif tables.get(key):
            tables[key][-1] += piece
        else:
            pieces[key] = pieces.get(key, "") + piece
    for key in ("draft", "fields"):
        if key in values and {key: {}} not in heads:
            raise StructureError(key, f"要写成单独一行 [{key}] 和下面一行一项的内容")
    rows = {}
    for table in form.tables:
        answered = draft.answers.rows(table.id)
        if len(answered) != len(tables[table.id]):
            raise StructureError(table.id, f"每一{table.counter}{table.noun}要以单独一行 [[{table.id}]] 开头")
        rows[table.id] = {row.id: (row, piece) for row, piece in zip(answered, tables[table.id], strict=True)}
    return DraftText(draft, pieces, rows)


def render(draft: Draft, form: Form, older: DraftText | None = None) -> DraftText:
    """The text of a draft, made from what its file said before (nothing for a new file).

    The template is written into a new file alone: a draft keeps the one that it came with.
    """
    if older is None:
        older = DraftText(draft, {"": f"format = {FORMAT}\n", **_template_piece(draft)}, {})
    pieces = _pieces(draft, form, older)
    rows = {
        table.id: {
            **older.rows.get(table.id, {}),
            **_rows(table, draft.answers.rows(table.id), older.rows.get(table.id, {})),
        }
        for table in form.tables
    }
    return DraftText(draft, pieces, rows)


def _pieces(draft: Draft, form: Form, older: DraftText) -> dict[str, str]:
    pieces = dict(older.pieces)
    parts: list[tuple[str, Mapping[str, Value], Mapping[str, Value]]] = [
        ("draft", _head(draft), _head(older.draft)),
        ("fields", draft.answers.fields, older.draft.answers.fields),
    ]
    for key, values, before in parts:
        if key in pieces:
            pieces[key] = toml_text.with_values(pieces[key], key, _changes(values, before))
        else:
            pieces = _after_own(pieces, form, key, toml_text.table(f"[{key}]", values))
    for table in form.tables:
        if table.id not in pieces and draft.answers.rows(table.id):
            pieces = _after_own(pieces, form, table.id, "")
    return pieces


def _template_piece(draft: Draft) -> dict[str, str]:
    if draft.template is None:
        return {}
    facts = draft.template.facts
    parts: dict[str, Mapping[str, Value]] = {
        "template": {"file": draft.template.file, "sha256": draft.template.digest},
        "template.heads": facts.heads,
        "template.choices": facts.choices,
        "template.locked": facts.locked,
    }
    return {
        "template": "\n".join(
            toml_text.table(f"[{name}]", values) for name, values in parts.items() if values
        )
    }


def _after_own(pieces: dict[str, str], form: Form, key: str, piece: str) -> dict[str, str]:
    """The pieces with a new one behind those that the program writes, before those that a person added."""
    own = ["", "draft", "fields", *(table.id for table in form.tables)]
    last = max((index for index, other in enumerate(pieces) if other in own), default=-1)
    entries = list(pieces.items())
    return dict([*entries[: last + 1], (key, piece), *entries[last + 1 :]])


def _rows(
    table: Table, rows: Iterable[Row], older: Mapping[str, tuple[Row, str]]
) -> dict[str, tuple[Row, str]]:
    texts = {}
    for row in rows:
        before, piece = older.get(row.id, (None, ""))
        if row is before:
            continue
        if before is None:
            values: dict[str, Value] = {"id": row.id}
            values |= {column.role: row[column.role] for column in table.columns}
            piece = toml_text.table(f"[[{table.id}]]", values)
        else:
            piece = toml_text.with_values(piece, table.id, _changes(row.cells, before.cells))
        texts[row.id] = (row, piece)
    return texts


def _head(draft: Draft) -> dict[str, Value]:
    head: dict[str, Value] = {
        "id": draft.id,
        "form": draft.form_id,
        "form_version": draft.form_version,
        YEAR: draft.answers.year if draft.answers.year in YEARS else 0,
        "state": str(draft.state),
        "created": draft.created,
        "saved": draft.saved,
    }
    if draft.step:
        head["step"] = draft.step
    if draft.rows:
        head["rows"] = draft.rows
    return head


def _changes(values: Mapping[str, Value], before: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in values.items() if value != before.get(key, "")}
