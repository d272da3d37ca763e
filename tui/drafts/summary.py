"""What a list of drafts says of each: whose, which form and year, how far, what is wrong, saved when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.drafts.draft import form_of
from tui.drafts.draft_file import read_draft
from tui.forms.answers import Place
from tui.forms.check import check
from tui.forms.model import Severity
from tui.forms.steps import progress

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Summary:
    """One draft at a glance. `done` of `steps` steps are filled in without an error."""

    name: str
    unit: str
    form: str
    form_title: str
    year: int
    done: int
    steps: int
    errors: int
    others: int
    saved: datetime


def summarise(path: Path) -> Summary:
    """Read a draft file and sum it up.

    Raises:
        Unreadable: it is no draft.
    """
    draft = read_draft(path)
    form, answers = form_of(draft), draft.answers
    problems = check(form, answers)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    done, steps = progress(form, answers, problems)
    return Summary(
        name=path.stem,
        unit=answers.text(Place(form.owner)).strip(),
        form=form.id,
        form_title=form.short,
        year=answers.year,
        done=done,
        steps=steps,
        errors=errors,
        others=len(problems) - errors,
        saved=draft.saved,
    )
