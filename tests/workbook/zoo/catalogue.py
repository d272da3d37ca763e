"""Every workbook of the zoo, with what is to be expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.workbook.zoo import county, exporters, extended, rich, saved_again

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.forms.answers import Answers
    from tui.forms.model import Form


@dataclass(frozen=True, slots=True)
class Specimen:
    """A workbook of one make."""

    build: Callable[[Form, Answers], bytes]
    notes: tuple[str, ...] = ()
    """A few words of each note that reading it gives."""
    problems: tuple[str, ...] = ()
    """The rule of each problem that reading it finds."""
    has_list: bool = True
    """Whether its type column has a list to choose from."""
    follows: frozenset[str] = frozenset()
    """Parts besides the form's sheet that must change when its rows move."""
    goes: frozenset[str] = frozenset()
    """Parts that programs make anew, and that are left out when rows move."""

    @property
    def name(self) -> str:
        """What it is called in the list of tests."""
        return self.build.__name__


_BOOK = "xl/workbook.xml"
_LISTS = ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
"""What names a part that goes."""

ZOO = (
    Specimen(county.protected),
    Specimen(county.merged_down),
    Specimen(county.reordered, notes=("“度量 单位”（计量单位）", "“评/扣分标准”在隐藏的 J 列")),
    Specimen(county.more_columns, notes=("“责任科室”不是本表的列", "“备注”不是本表的列")),
    Specimen(county.notes_below, notes=("“注：1.本表一式两份",)),
    Specimen(county.instructions_first),
    Specimen(
        county.formulas_below,
        notes=("“注：指标条数”",),
        follows=frozenset({"xl/worksheets/sheet2.xml", *_LISTS}),
        goes=frozenset({"xl/calcChain.xml"}),
    ),
    Specimen(county.printed, notes=("“注：填报说明见政府网站”",), follows=frozenset({_BOOK})),
    Specimen(exporters.shared, notes=("“度量单位”（计量单位）",), has_list=False),
    Specimen(exporters.inline, has_list=False),
    Specimen(exporters.prefixed, has_list=False),
    Specimen(exporters.bare, has_list=False),
    Specimen(exporters.strict, has_list=False),
    Specimen(exporters.from_1904, notes=("“注：填报日期”",), has_list=False),
    Specimen(extended.wps, has_list=False),
    Specimen(extended.linked_list),
    Specimen(extended.with_strange_parts, has_list=False),
    Specimen(saved_again.libreoffice, follows=frozenset({_BOOK})),
    Specimen(rich.decorated, follows=frozenset({_BOOK, "xl/drawings/drawing1.xml"})),
    Specimen(
        rich.anchored_below,
        notes=("“注：盖章处”",),
        has_list=False,
        follows=frozenset(
            {
                "xl/drawings/drawing1.xml",
                "xl/charts/chart1.xml",
                "xl/comments1.xml",
                "xl/drawings/vmlDrawing1.vml",
            }
        ),
    ),
)
