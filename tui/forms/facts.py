"""What a county's own file says of its form beyond the schema: colours, dictionaries, locked values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from tui.forms.model import Entry
from tui.forms.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.forms.model import Column, Dictionary, Field, Form

Part = TypeVar("Part", "Field", "Column")

LOCKED_HELP = "这是财政发来的表里带出来的，已经填好，不能改；如果不对，请与财政部门联系。"
"""What to tell of a field that is locked, in place of what to write there."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was seen in a file; whatever is missing here is as the schema says."""

    heads: Mapping[str, str] = field(default_factory=dict)
    """Field id, or table id and role joined by a dot → the name of the head whose colour the label has."""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name of a dictionary → the texts that the file's own list admits, in its order."""
    locked: Mapping[str, str] = field(default_factory=dict)
    """Field id → the text of a grey cell that came filled; it must stay as it is."""


def adapted(form: Form, facts: Facts) -> Form:
    """The form as the county's file has it."""
    tables = tuple(
        replace(
            table,
            columns=tuple(
                _with_head(form, part, facts.heads.get(f"{table.id}.{part.role}")) for part in table.columns
            ),
        )
        for table in form.tables
    )
    return replace(
        form,
        fields=tuple(_with_head(form, part, facts.heads.get(part.id)) for part in form.fields),
        tables=tables,
        dictionaries={
            name: _narrowed(item, facts.choices.get(name)) for name, item in form.dictionaries.items()
        },
        locked={**form.locked, **facts.locked},
    )


def _with_head(form: Form, part: Part, head: str | None) -> Part:
    return replace(part, head=head) if head in form.heads else part


def _narrowed(dictionary: Dictionary, texts: tuple[str, ...] | None) -> Dictionary:
    """The dictionary with just these texts; what the schema knows of a text, or of its synonym, is kept."""
    if not texts:
        return dictionary
    every = (*dictionary.elsewhere, *dictionary.entries)
    known = {squeeze(name): entry for entry in every for name in (*entry.synonyms, entry.text)}
    entries = [_spelled(known.get(squeeze(text)), text) for text in dict.fromkeys(texts)]
    return replace(dictionary, entries=tuple(entries))


def _spelled(entry: Entry | None, text: str) -> Entry:
    """The entry as the file spells it; the schema's spelling is understood still."""
    if entry is None:
        return Entry(text=text, key=text[0], meaning="")
    synonyms = tuple(name for name in (entry.text, *entry.synonyms) if name != text)
    return replace(entry, text=text, synonyms=synonyms)
