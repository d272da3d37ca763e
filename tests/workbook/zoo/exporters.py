"""What budget systems and converters export, told apart by how they write XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.workbook.zoo.handmade import Make, handmade
from tests.workbook.zoo.layout import Layout

if TYPE_CHECKING:
    from tui.forms.answers import Answers
    from tui.forms.model import Form


def shared(form: Form, answers: Answers) -> bytes:
    """Shared strings, no theme, hardly any style, figures as numbers (the way of POI)."""
    layout = Layout(labels={"unit": "度量单位", "scoring": "评(扣)分标准"})
    return handmade(form, answers, Make(numbers=True, layout=layout))


def inline(form: Form, answers: Answers) -> bytes:
    """Every text in its own cell (the way of streaming writers such as EasyExcel)."""
    return handmade(form, answers, Make(inline=True))


def prefixed(form: Form, answers: Answers) -> bytes:
    """Every element with a prefix (the way of the Open XML SDK)."""
    return handmade(form, answers, Make(prefix="x:"))


def bare(form: Form, answers: Answers) -> bytes:
    """Rows and cells that do not say where they are, and no dimension."""
    return handmade(form, answers, Make(inline=True, addressed=False))


def strict(form: Form, answers: Answers) -> bytes:
    """The namespaces of ISO/IEC 29500 strict."""
    return handmade(form, answers, Make(strict=True))


def from_1904(form: Form, answers: Answers) -> bytes:
    """Days counted from 1904, and a date under the table."""
    below = (
        '<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>注：填报日期</t></is></c>'
        '<c r="C{r}"><v>43831</v></c></row>'
    )
    return handmade(form, answers, Make(from_1904=True, below=below))
