"""What a sheet says of its form by its colours, drop-down lists and filled grey cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.forms.facts import Facts, adapted
from tui.forms.text import is_blank, squeeze
from tui.workbook import colours
from tui.workbook.grid import Area
from tui.workbook.headers import LONGEST, key, keys
from tui.workbook.lists import MAX_CHOICES
from tui.workbook.take import field_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tui.forms.model import Column, Dictionary, Field, Form, Table
    from tui.workbook.find import Places
    from tui.workbook.find_tables import TablePlace
    from tui.workbook.grid import Cell, Grid


def facts_of(form: Form, grid: Grid, places: Places) -> Facts:
    """What is seen in the places of a form; what the sheet does not say is missing."""
    return Facts(_heads(form, grid, places), _choices(form, grid, places), dict(_locked(form, grid, places)))


def without_place(form: Form, places: Places, facts: Facts) -> Facts:
    """The facts, with all parts optional that the file has no place for: nobody could fill them in there."""
    optional = [name for name, head in form.heads.items() if not head.required]
    parts = [item.id for item in form.fields if item.id not in places.fields]
    for table in form.tables:
        columns = places.tables[table.id].columns
        parts += [f"{table.id}.{column.role}" for column in table.columns if column.role not in columns]
    return replace(facts, heads={**facts.heads, **dict.fromkeys(parts, optional[-1])}) if optional else facts


def _choices(form: Form, grid: Grid, places: Places) -> Mapping[str, tuple[str, ...]]:
    """The texts that the dictionaries have here; where parts share one, those that its first list has."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for item in form.fields:
        if item.kind == "choice" and item.id in places.fields:
            cell = places.fields[item.id]
            found.append((item.dictionary, _listed(grid, Area(*cell, *cell))))
    for table in form.tables:
        place = places.tables[table.id]
        for column in table.columns:
            if column.kind == "choice" and column.role in place.columns:
                letter = place.columns[column.role]
                rows = Area(place.first, letter, max(place.first, place.end - 1), letter)
                texts = _listed(grid, rows) or _written(grid, form.dictionary(column), table, place)
                found.append((column.dictionary, texts))
    return {name: texts for name, texts in reversed(found) if texts}


def _heads(form: Form, grid: Grid, places: Places) -> Mapping[str, str]:
    """The heads by colour. Where no colour says “required”, colours are but decoration and say nothing."""
    cells: dict[str, Cell] = dict(places.labels)
    for name, place in places.tables.items():
        cells |= {f"{name}.{role}": (place.head, column) for role, column in place.columns.items()}
    fills = ((part, grid.fills.get(cell, "")) for part, cell in cells.items())
    found = {part: head for part, fill in fills if (head := colours.head(form, fill))}
    return found if any(form.heads[head].required for head in found.values()) else {}


def _locked(form: Form, grid: Grid, places: Places) -> Iterator[tuple[str, str]]:
    for item in form.fields:
        fill = grid.fills.get(places.fields[item.id], "") if item.id in places.fields else ""
        text = field_text(grid, places, item.id)
        if fill and colours.is_grey(fill) and not is_blank(text):
            yield item.id, text


def _listed(grid: Grid, cells: Area) -> tuple[str, ...]:
    """The texts of the list that most of the cells, which are of one column, have; nothing without a list."""
    best, texts = 0, tuple[str, ...]()
    for item in grid.lists:
        count = sum(
            max(0, min(area.bottom, cells.bottom) + 1 - max(area.top, cells.top))
            for area in item.areas
            if area.left <= cells.left <= area.right
        )
        if count > best and item.texts:
            best, texts = count, tuple(text for text in item.texts if len(text) < LONGEST)
    return texts


def _written(grid: Grid, dictionary: Dictionary, table: Table, place: TablePlace) -> tuple[str, ...]:
    """The texts under the dictionary's label, beside or below the table."""
    known = {
        squeeze(name)
        for entry in (*dictionary.entries, *dictionary.elsewhere)
        for name in (entry.text, *entry.synonyms)
    }
    heads = {name for column in table.columns for name in keys(column)}
    last = max(place.columns.values())
    for row, texts in grid.rows().items():
        beyond = {column: key(text) for column, text in texts.items() if row >= place.end or column > last}
        labels = [column for column, text in beyond.items() if text == key(dictionary.label)]
        if labels and sum(text in heads for text in beyond.values()) == 1:
            found = tuple(_column_under(grid, (row, labels[0])))
            if any(squeeze(text) in known for text in found):
                return found
    return ()


def _column_under(grid: Grid, label: Cell) -> Iterator[str]:
    for row in range(label[0] + 1, label[0] + 1 + MAX_CHOICES):
        text = grid.text((row, label[1]))
        if is_blank(text) or len(text) >= LONGEST:
            return
        yield text


def facts_notes(form: Form, facts: Facts) -> Iterator[str]:
    """A sentence for each fact that is otherwise than the schema says."""
    changed = adapted(form, facts)
    parts: list[tuple[Field | Column, Field | Column]] = []
    parts += zip(form.fields, changed.fields, strict=True)
    for table, now in zip(form.tables, changed.tables, strict=True):
        parts += zip(table.own_columns, now.own_columns, strict=True)
    for before, after in parts:
        if form.required(before) != form.required(after):
            how = "按必填处理" if form.required(after) else "按选填处理"
            yield f"本表的“{before.label}”是{colours.name(form.heads[after.head].fill)}，{how}。"
    for name, texts in facts.choices.items():
        if {entry.text for entry in form.dictionaries[name].entries} != set(texts):
            yield f"本表的“{form.dictionaries[name].label}”只有：{'、'.join(texts)}。"
    for name in facts.locked:
        if not form.field(name).locks:
            yield f"本表的“{form.field(name).label}”是灰色的，已经填好，不能修改。"
