"""Folders of drafts to open: many of them, and long ones."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tui.drafts.draft import new_draft
from tui.drafts.draft_file import read_draft
from tui.drafts.draft_text import render
from tui.forms.answers import Answers, Row
from tui.forms.load import load_form

SAMPLES = Path(__file__).parents[1] / "sample_forms"
SAMPLE_NAMES = ("well-filled", "seed", "half-filled")
SECOND = 1_000_000_000


def folder_of(folder: Path, count: int) -> Path:
    """A new folder with so many drafts, made from the samples in turn, the well-filled one saved last."""
    folder.mkdir(parents=True)
    texts = [(SAMPLES / f"{name}.toml").read_text(encoding="utf-8") for name in SAMPLE_NAMES]
    for number in range(count):
        text = re.sub(
            '^id = ".*"$', f'id = "{number:016x}"', texts[number % len(texts)], count=1, flags=re.MULTILINE
        )
        path = folder / f"draft-{number}.toml"
        path.write_text(text, encoding="utf-8")
        saved = (1_700_000_000 - number) * SECOND
        os.utime(path, ns=(saved, saved))
    return folder


def long_draft(path: Path, rows: int) -> Path:
    """A draft of so many rows, those of the well-filled sample over and over, each with a name of its own."""
    draft = read_draft(SAMPLES / "well-filled.toml")
    form, answers = load_form(draft.form_id), draft.answers
    table = form.tables[0]
    sample = answers.rows(table.id)
    name = table.own_columns[0].role
    order = sorted(range(rows), key=lambda number: number % len(sample))
    many = tuple(
        Row(f"r{index}", {**row.cells, name: f"{row[name]}{number // len(sample) or ''}"})
        for index, number in enumerate(order, start=1)
        for row in [sample[number % len(sample)]]
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    longer = new_draft(form, Answers(answers.year, answers.fields, {table.id: many}))
    path.write_bytes(render(longer, form).data())
    return path
