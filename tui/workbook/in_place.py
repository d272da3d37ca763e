"""Fill a county's own workbook in place: only what is filled in changes, the rest stays byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.errors import Unreadable
from tui.workbook.carry_out import changed_parts
from tui.workbook.grid import Damaged
from tui.workbook.package import with_parts
from tui.workbook.plan import plan_of
from tui.workbook.target import target_of
from tui.workbook.verify import verify, verify_answers

if TYPE_CHECKING:
    from tui.forms.answers import Answers
    from tui.forms.model import Form


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled workbook."""

    data: bytes
    edited: bool
    """Whether anything had to change; otherwise the data is the template's bytes."""


def fill_template(form: Form, answers: Answers, template: bytes, *, own: bool) -> Filled:
    """The template with the answers in it.

    `own` says that the answers were read from this very file: a row keeps the line that its id tells (r1 is
    the first), rows of other ids are new, and lines whose row is gone are removed. Otherwise rows take the
    template's lines of their category in order; those that are left over go after the last of them, lines
    with something in them that no row needs are removed, and prepared ones stay.

    The result is opened again and compared with the template before it is given back.

    Raises:
        Unreadable: the template is no workbook or a broken one, or the form is not in it.
        CannotFill: it cannot be filled without harm to something else in it, or something has no place.
    """
    target = target_of(form, template)
    plan = plan_of(form, answers, target, own=own)
    try:
        parts = changed_parts(target, plan, {})
    except Damaged as error:
        raise Unreadable(f"模板{error}") from error
    if all(content == target.package.parts[name][1] for name, content in parts.items()):
        verify_answers(form, answers, target, plan)
        return Filled(template, edited=False)
    data = with_parts(target.package, template, parts)
    verify(form, answers, target, plan, parts, data)
    return Filled(data, edited=True)
