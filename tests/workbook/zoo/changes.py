"""Changes of the sample answers: some that show what can go wrong, and any at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tui.forms.answers import Answers, Place, Row
from tui.forms.edits import DropRow, Edit, InsertRow, MoveRow, SetText, apply
from tui.forms.load import load_form

if TYPE_CHECKING:
    from collections.abc import Iterable

MIDDLE = {
    "level1": "产出指标",
    "level2": "数量指标",
    "name": "政务服务办件量",
    "comparison": "≥",
    "target": "00300",
    "unit": "件",
    "explanation": "=全年办结的件数\n以系统统计为准",
    "scoring": "按比例",
}
END = {**MIDDLE, "level1": "成本指标", "level2": "生态环境成本指标", "name": "办公用纸", "comparison": "≤"}
EDITS = (
    SetText(Place("annual_goal"), "全年办理 3000 件以上。\n<满意度> & “及时率”达到 95%。"),
    SetText(Place("target", "indicators", "r5"), "98"),
    SetText(Place("scoring", "indicators", "r9"), "=按实际情况"),
    InsertRow("indicators", 2, Row("r14", MIDDLE)),
    InsertRow("indicators", 14, Row("r15", END)),
    DropRow("indicators", "r12"),
)


def texts(answers: Answers) -> tuple[object, ...]:
    """The answers without the ids of rows, which a workbook does not hold."""
    return answers.year, dict(answers.fields), [dict(row.cells) for row in answers.rows("indicators")]


TABLE = load_form("department-goals").tables[0]
TEXTS = [
    "",
    "=1+1",
    "-3",
    "00123",
    " 前后有空格 ",
    "第一行\n第二行\t有制表符",
    "_x000D_",
    "<t>&amp;]]>",
    "😀𠮷",
]
TEXTS += ["一级指标", "部门单位名称", "注：填表说明", "填报人：", "≥", "100"]
OLD = st.sampled_from([f"r{number}" for number in range(1, 14)])
EDIT = st.one_of(
    st.builds(
        lambda role, row, text: SetText(Place(role, TABLE.id, row), text),
        st.sampled_from([column.role for column in TABLE.own_columns]),
        OLD,
        st.sampled_from(TEXTS),
    ),
    st.builds(lambda text: SetText(Place("duties"), text), st.sampled_from(TEXTS)),
    st.builds(
        lambda index, pair, text: (index, {**MIDDLE, "level1": pair[0], "level2": pair[1], "scoring": text}),
        st.integers(0, 14),
        st.sampled_from(TABLE.pairs),
        st.sampled_from(TEXTS),
    ),
    st.builds(DropRow, st.just(TABLE.id), OLD),
    st.builds(MoveRow, st.just(TABLE.id), OLD, st.integers(0, 14)),
)


def edited(answers: Answers, edits: Iterable[Edit | tuple[int, dict[str, str]]]) -> Answers:
    """The answers after the edits; a pair of index and cells is a new row."""
    for number, edit in enumerate(edits, start=20):
        own = InsertRow(TABLE.id, edit[0], Row(f"r{number}", edit[1])) if isinstance(edit, tuple) else edit
        answers = apply(answers, [own])
    return answers
