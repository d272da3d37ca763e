"""Fields that are numbers, and numbers that must add up."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from tui.forms.answers import Place
from tui.forms.edits import SetText
from tui.forms.problems import Finding, Fix
from tui.forms.rules.base import FORM, Rule
from tui.forms.rules.numbers import PLAIN_NUMBER
from tui.forms.text import is_blank, shorten, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.forms.answers import Answers
    from tui.forms.model import Field, Form

_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")


def _number_field(form: Form, answers: Answers) -> Iterator[Finding]:
    for item in form.fields:
        place = Place(item.id)
        text = answers.text(place)
        if item.kind != "number" or is_blank(text) or PLAIN_NUMBER.fullmatch(text):
            continue
        meant = _meant(item, text)
        counted = f"，单位是{item.unit}" if item.unit else ""
        yield Finding(
            place,
            f"“{item.label}”只能填数字，现在是“{shorten(text)}”。",
            f"请改成“{shorten(meant)}”。" if meant else f"请只填一个数字{counted}，没有就填 0。",
            Fix(f"改成“{shorten(meant)}”", (SetText(place, meant),)) if meant else None,
        )


def _meant(item: Field, text: str) -> str:
    """The plain number that a text says in the field's own unit; empty when it says none without doubt."""
    number = squeeze(text).removesuffix(squeeze(item.unit))
    if _GROUPED.fullmatch(number):
        number = number.replace(",", "")
    return number if PLAIN_NUMBER.fullmatch(number) else ""


def sum_for(form: Form, answers: Answers, field_id: str) -> str:
    """What the parts of a total add up to; empty for what is no total or while no part is a number.

    The sum is exact, however long the numbers are.
    """
    parts = next((item.parts for item in form.sums if item.total == field_id), ())
    texts = [text for part in parts if not is_blank(text := answers.text(Place(part)))]
    return _added(texts) if texts and all(map(PLAIN_NUMBER.fullmatch, texts)) else ""


def _added(texts: Sequence[str]) -> str:
    exact = Context(prec=sum(map(len, texts)) + 1)
    total = Decimal(0)
    for text in texts:
        total = exact.add(total, exact.create_decimal(text))
    shown = f"{total:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _sum(form: Form, answers: Answers) -> Iterator[Finding]:
    for item in form.sums:
        place = Place(item.total)
        total, amount = answers.text(place), sum_for(form, answers, item.total)
        if not amount or not PLAIN_NUMBER.fullmatch(total) or Decimal(total) == Decimal(amount):
            continue
        parts = "、".join(f"“{form.field(part).label}”" for part in item.parts)
        yield Finding(
            place,
            f"“{form.field(item.total).label}”是 {shorten(total)}，而{parts}加起来是 {shorten(amount)}。",
            "请核对这几个数，使它们相等。",
            Fix(f"把合计改成“{shorten(amount)}”", (SetText(place, amount),)),
        )


RULES = (
    Rule(
        "number-field",
        "该填数字的不是数字",
        FORM,
        "金额等只填一个数字，不写单位、逗号和“约”“左右”；没有就填 0。",
        _number_field,
    ),
    Rule(
        "sum",
        "合计不等于各部分之和",
        FORM,
        "总额要正好等于它的各部分加起来，一分也不能差；没有填的部分按 0 算。",
        _sum,
    ),
)
