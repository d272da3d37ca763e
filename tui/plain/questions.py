"""One thing that is asked, a field, a cell or the year, and how it is put in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tui.forms.answers import YEAR
from tui.forms.facts import LOCKED_HELP
from tui.forms.text import fold, is_blank, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.answers import Place
    from tui.forms.model import Dictionary, Form
    from tui.forms.problems import Problem

HOW_TO_END = "接着写下一行；写完了就单独写一个句号。"
HOW_TO_WRITE = "可以写几行，最后单独一行写句号结束。"
SHOWN = 60
"""Characters of a present value that are shown without being asked for."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked at a place."""

    place: Place
    label: str
    required: bool
    kind: Literal["year", "line", "text", "choice"]
    help: str
    example: str = ""
    unit: str = ""
    advice: int = 0
    dictionary: Dictionary | None = None


def question_of(form: Form, place: Place) -> Question:
    """What is asked at a place of the form (KeyError when nothing is)."""
    if not place.table and place.key == YEAR:
        return Question(place, form.year.label, True, "year", form.year.help)
    part = form.table(place.table).column(place.key) if place.table else form.field(place.key)
    return Question(
        place,
        part.label,
        form.required(part),
        part.kind if part.kind in {"text", "choice"} else "line",
        part.help,
        part.example,
        getattr(part, "unit", ""),
        part.advice,
        form.dictionary(part) if part.kind == "choice" else None,
    )


def heading(question: Question, text: str, *, implied: bool = False) -> Iterator[str]:
    """Label, need and unit; then what is there now, unless that is nothing."""
    unit = f"（{question.unit}）" if question.unit else ""
    yield f"{question.label}{unit}，{'必填' if question.required else '选填'}。"
    if not is_blank(text):
        short = shorten(text, SHOWN)
        rest = "" if short == text else f"（共 {len(text)} 字，:全文 看全部）"
        yield f"现在是：{short}{rest}{'（自动填的）' if implied else ''}"


def choices(dictionary: Dictionary, *, brief: bool) -> Iterator[str]:
    """The entries with their numbers: on one line, or a line each with what they mean."""
    numbers = enumerate(dictionary.entries, start=1)
    if brief:
        yield "  ".join(f"{number} {entry.text}" for number, entry in numbers)
    else:
        yield from (f"{number} {entry.text}：{entry.meaning}".rstrip("：") for number, entry in numbers)


def explained(question: Question, *, locked: bool = False) -> Iterator[str]:
    """What to write there."""
    if locked:
        yield LOCKED_HELP
        return
    if question.help:
        yield question.help
    if question.example:
        yield f"例：{question.example}"
    if question.dictionary:
        yield from choices(question.dictionary, brief=False)
    if question.advice:
        yield f"建议不超过 {question.advice} 字。"
    if question.kind == "text":
        yield HOW_TO_WRITE


def year_meant(typed: str) -> str:
    """The four digits of a year, however they were typed; empty when it is none."""
    digits = fold(typed).removesuffix("度").removesuffix("年")
    return digits if digits.isdecimal() and len(digits) == 4 else ""


def in_words(problem: Problem, mending: str = ":改好") -> str:
    """A problem as a clerk reads it, with the command that mends it if there is a fix."""
    fix = ""
    if problem.fix:
        is_said = problem.fix.label in problem.remedy
        fix = f"（{mending} 就{'照这样改' if is_said else problem.fix.label}）"
    return f"{problem.severity.label}：{problem.message}{problem.remedy}{fix}"
