"""Cases for the rules: how good answers are changed, what a rule finds in them, what its fix makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.forms.answers import Answers, Row
from tui.forms.text import CELL_LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping

GOOD_FIELDS = {
    "unit_name": "某镇便民服务中心",
    "duties": "1.受理政务服务事项。\n2.培训窗口人员。",
    "annual_goal": "全年办件3000件以上，满意度达到95%。",
}
GOOD_ROW = {
    "level1": "产出指标",
    "level2": "数量指标",
    "name": "政务服务办件量",
    "comparison": "≥",
    "target": "3000",
    "unit": "件",
    "explanation": "全年办结的件数，以办件系统统计为准。",
    "scoring": "达到得满分，每少1%扣1分。",
}
QUALITATIVE_BUT_UNIT = {"comparison": "定性", "target": "12月20日前"}
QUALITATIVE = QUALITATIVE_BUT_UNIT | {"unit": "/"}
EMPTY = dict.fromkeys(GOOD_ROW, "") | {"level1": "产出指标", "level2": "数量指标"}
QUALITY = {"level2": "质量指标", "name": "办件规范合格率"}
COST = {"level1": "成本指标", "level2": "经济成本指标", "name": "年度支出总额"}


@dataclass(frozen=True)
class Case:
    """How the good answers are changed: other fields, and the rows, each as a change of the good row."""

    rule: str
    rows: tuple[Mapping[str, str], ...] = ({},)
    fields: Mapping[str, str] = field(default_factory=dict)
    year: int = 2024
    at: tuple[str, ...] = ()
    """Where the rule must find something, in this order."""
    fixed: Mapping[str, str] | None = None
    """What the first finding's fix must make of the row, None for no fix."""

    def answers(self) -> Answers:
        rows = tuple(Row(f"r{number}", {**GOOD_ROW, **row}) for number, row in enumerate(self.rows, start=1))
        return Answers(self.year, {**GOOD_FIELDS, **self.fields}, {"indicators": rows})

    def __str__(self) -> str:
        return f"{self.rule} {self.rows} {self.fields} {self.year}"[:120]


def cell(rule: str, role: str, text: str, *, fixed: Mapping[str, str] | None = None, **others: str) -> Case:
    """A case of one row that goes wrong in one cell."""
    return Case(rule, ({role: text, **others},), at=(f"indicators[0].{role}",), fixed=fixed)


def target(text: str, comparison: str = "", number: str = "", unit: str = "") -> Case:
    """A case of `number`, with what its fix writes (nothing: no fix)."""
    said = {"comparison": comparison, "target": number, "unit": unit}
    fixed = {role: part for role, part in said.items() if part} or None
    return cell("number", "target", text, fixed=fixed, unit="")


def counted(text: str, filled: str, unit: str = "") -> Case:
    """A case of `number` in a row with a unit, with the unit that its fix makes of both (nothing: no fix)."""
    fixed = {"target": "2.8", "unit": unit} if unit else None
    return cell("number", "target", text, fixed=fixed, unit=filled)


def stated(text: str, comparison: str = "", number: str = "", unit: str = "") -> Case:
    """A case of `qual-number`, with what its fix writes (nothing: no fix)."""
    fixed = {"comparison": comparison, "target": number, "unit": unit} if comparison else None
    return cell("qual-number", "target", text, fixed=fixed, comparison="定性", unit="/")


FIRES = [
    Case("required", rows=(), at=("indicators",)),
    Case("required", ({}, EMPTY), at=("indicators[1].name",)),
    Case("required", fields={"unit_name": ""}, at=("fields.unit_name",)),
    Case(
        "required",
        fields={"duties": "\u3000 \n", "annual_goal": "\u200b"},
        at=("fields.duties", "fields.annual_goal"),
    ),
    *(cell("required", role, " ") for role in ("name", "comparison", "target")),
    cell("required", "unit", "", fixed={"unit": "/"}, **QUALITATIVE_BUT_UNIT),
    cell("required", "unit", "\u3000", fixed={"unit": "/"}, **QUALITATIVE_BUT_UNIT),
    cell("required", "unit", "", comparison="不限"),
    Case(
        "required", ({"comparison": "", "unit": ""},), at=("indicators[0].comparison", "indicators[0].unit")
    ),
    Case("required", ({"name": "", "target": ""},), at=("indicators[0].name", "indicators[0].target")),
    *(Case("year-range", year=year, at=("fields.year",)) for year in (0, 24, 2014, 2100, 99999)),
    cell("type-dict", "comparison", "＞", fixed={"comparison": ">"}),
    cell("type-dict", "comparison", ">=", fixed={"comparison": "≥"}),
    cell("type-dict", "comparison", "＜＝", fixed={"comparison": "≤"}),
    cell("type-dict", "comparison", " ≥\u200b", fixed={"comparison": "≥"}),
    cell("type-dict", "comparison", "定性指标", fixed={"comparison": "定性"}),
    cell("type-dict", "comparison", "不低于", fixed={"comparison": "≥"}),
    cell("type-dict", "comparison", "≠"),
    cell("type-dict", "comparison", "定量"),
    target("≥95%", "≥", "95", "%"),
    target("≥ 95 %", "≥", "95", "%"),
    target("＞＝９５％", "≥", "95", "%"),
    target("不低于95%", "≥", "95", "%"),
    target("28.8万元", "", "28.8", "万元"),
    target("3次/年", "", "3", "次/年"),
    target("1,234,567", "", "1234567"),
    target("１００", "", "100"),
    target(" 98 ", "", "98"),
    target("98\u200b", "", "98"),
    target("=100", "=", "100"),
    counted("2.8万", "亩", "万亩"),
    counted("2.8 百万", " 元", "百万元"),
    counted("2.8万亩", "亩", "万亩"),
    counted("2.8亿", "人次/年", "亿人次/年"),
    counted("2.8千", "瓦", "千瓦"),
    counted("2.8万", "/", "万"),
    counted("2.8亩", "亩", "亩"),
    counted("2.8%", "％", "％"),
    *(counted("2.8万", filled) for filled in ("万亩", "千克", "%", "‰")),
    *(counted("2.8亩", filled) for filled in ("件", "万亩", "公顷")),
    *(counted("2.8万公顷", filled) for filled in ("亩", "万亩")),
    counted("2.8%", "件"),
    *map(
        target,
        [
            *(
                "约95",
                "3、5",
                "3,5",
                "10,20",
                "12,34,567",
                "3-5",
                "3～5",
                "3—5",
                "5至10",
                "-5",
                "5.",
                ".5",
                "1.2.3次",
                "99.99.9",
                "2024.13.40",
                "-3.5",
                "90-95",
            ),
            *(
                "95%以上",
                "10天以内",
                "500余次",
                "100多人",
                "20日前",
                "10天左右",
                "三次",
                "98%，力争100%",
                "95%。",
            ),
            *("95/", "科学", "1e5", "100件（含补办件）", "12月底", "5人次及以上的活动", "#N/A", "x" * 40_000),
        ],
    ),
    cell("unit", "unit", ""),
    cell("unit", "unit", "/"),
    cell("unit", "unit", " ／ "),
    cell("unit", "unit", "", target="≥95"),
    cell("unit", "unit", "", target="约95%"),
    cell("unit", "unit", "", target=""),
    cell("unit", "unit", "", target="3月5日"),
    *(cell("unit", "unit", "/", comparison=sign) for sign in "><≤="),
    Case("unit-implied", (QUALITATIVE | {"unit": "次"},), at=("indicators[0].unit",), fixed={"unit": "/"}),
    Case("unit-implied", (QUALITATIVE | {"unit": "／"},), at=("indicators[0].unit",), fixed={"unit": "/"}),
    stated("≥95%", "≥", "95", "%"),
    stated("不低于 ９５％", "≥", "95", "%"),
    stated("≤3次", "≤", "3", "次"),
    stated("=1,234元", "=", "1234", "元"),
    Case(
        "qual-number",
        ({"comparison": "定性", "target": "≥95", "unit": "件"},),
        at=("indicators[0].target",),
        fixed={"comparison": "≥", "target": "95"},
    ),
    Case(
        "qual-number",
        ({"comparison": "定性", "target": "≥2.8万", "unit": "亩"},),
        at=("indicators[0].target",),
        fixed={"comparison": "≥", "target": "2.8", "unit": "万亩"},
    ),
    cell("qual-number", "target", "≥95%", comparison="定性", unit="件"),
    *(
        cell("unit-list", "unit", unit)
        for unit in ("98.5", "28.8万元", " ９５％", "≥95%", "3-5", "%98.5", "约3件")
    ),
    *(
        cell("unit-list", "unit", unit)
        for unit in ("按实际办结的件数计算", "件（以办件系统为准）", "次/" + "年" * 7)
    ),
    *(stated(text) for text in ("95", " 95 ", "９５", "95%", "98.5％", "5‰", "1,234", "2024", "≥95", "＞ 3")),
    cell("value-chars", "target", "2024-12-20", comparison="定性"),
    cell("value-chars", "target", "*95_", comparison="定性"),
    cell("value-chars", "target", "90-95分", comparison="定性"),
    cell("value-chars", "target", "90-95", comparison="不限"),
    *(cell("value-chars", "name", name) for name in ("-", " _ ", "＊")),
    cell("formula-cell", "explanation", "=1+1", fixed={"explanation": "1+1"}),
    cell("formula-cell", "name", "= =办件量", fixed={"name": "办件量"}),
    cell("formula-cell", "target", "=100", fixed={"target": "100"}),
    cell("formula-cell", "unit", "="),
    cell("formula-cell", "scoring", "== \u200b"),
    cell("formula-cell", "level1", "=A10", fixed={"level1": "A10"}),
    Case("formula-cell", fields={"duties": "=SUM(A1)"}, at=("fields.duties",)),
    cell("formula-lead", "explanation", "- 办结件数", fixed={"explanation": "办结件数"}),
    cell("formula-lead", "explanation", "+=1", fixed={"explanation": "1"}),
    cell("formula-lead", "scoring", "@全体", fixed={"scoring": "全体"}),
    cell("formula-lead", "target", "+5", fixed={"target": "5"}),
    cell("formula-lead", "target", "-5度"),
    cell("formula-lead", "scoring", "--"),
    cell("formula-lead", "scoring", "+ \u200b"),
    cell("cell-type", "explanation", "#N/A"),
    cell("cell-type", "name", " #ref! "),
    cell("cell-type", "unit", "####"),
    cell("cell-type", "scoring", "2024-03-05 00:00:00"),
    Case("cell-type", fields={"annual_goal": "#VALUE!"}, at=("fields.annual_goal",)),
    *(
        cell("cell-type", "target", date)
        for date in (
            *("3月5日", "2024年3月", "2024-03-05", "2024/3/5", "2024.3.5", "2024年3月5日", "3/5/2024"),
            *("2024-03-05 00:00:00", "2024-03-05T00:00:00", "2024/3/5 8:30"),
        )
    ),
    cell("cell-type", "target", "2024-03-05 00:00:00", comparison="定性", unit="/"),
    cell("cell-length", "explanation", "字" * (CELL_LIMIT + 1)),
    cell("cell-length", "scoring", "𠮷" * (CELL_LIMIT // 2 + 1)),
    Case("cell-length", fields={"annual_goal": "字" * (CELL_LIMIT + 1)}, at=("fields.annual_goal",)),
    Case(
        "category",
        ({"level1": "效益指标"},),
        at=("indicators[0].level2",),
        fixed={"level1": "产出指标", "level2": "数量指标"},
    ),
    Case(
        "category",
        ({"level1": "", "level2": "社会效益"},),
        at=("indicators[0].level2",),
        fixed={"level1": "效益指标", "level2": "社会效益指标"},
    ),
    Case(
        "category",
        ({"level1": "产出指标 ", "level2": "数量\n指标"},),
        at=("indicators[0].level2",),
        fixed={"level1": "产出指标", "level2": "数量指标"},
    ),
    *(cell("category", "level2", level2) for level2 in ("", "指标", "效益指标", "其他", "成本指标")),
    cell("category", "level2", "管理" * 9000),
    Case("category", (QUALITY, {}), at=("indicators[1].level2",)),
    Case("category", (COST, QUALITY, {}), at=("indicators[1].level2", "indicators[2].level2")),
    Case("category", ({}, QUALITY, {"name": "窗口数"}), at=("indicators[2].level2",)),
    Case("missing-cat", at=("indicators.效益指标", "indicators.满意度指标", "indicators.成本指标")),
    Case(
        "missing-cat",
        (COST, {"level1": "效益指标"}, EMPTY | {"level1": "满意度\u3000指标"}),
        at=("indicators.产出指标",),
    ),
    Case(
        "missing-cat",
        ({"level1": "别的"},),
        at=tuple(f"indicators.{name}" for name in ("产出指标", "效益指标", "满意度指标", "成本指标")),
    ),
    Case("dup-name", ({}, {}), at=("indicators[1].name",)),
    Case("dup-name", ({}, {"name": " 政务服务\u3000办件量"}), at=("indicators[1].name",)),
    Case("dup-name", ({"name": "网办率(%)"}, {"name": "网办率（％）"}), at=("indicators[1].name",)),
    Case("dup-name", ({}, QUALITY, COST, {}, {}), at=("indicators[3].name", "indicators[4].name")),
]

SILENT = [
    Case("required"),
    Case("required", ({"explanation": "", "scoring": ""},)),
    Case("required", ({"unit": ""},)),
    *(
        Case("required", ({"unit": unit, "target": target},))
        for unit in ("", " ")
        for target in ("5", "≥95%")
    ),
    Case("required", (QUALITATIVE,)),
    *(Case("year-range", year=year) for year in (2015, 2024, 2099)),
    *(Case("type-dict", ({"comparison": sign},)) for sign in ["定性", *">≥<≤=", "", " "]),
    *(Case("number", ({"target": number},)) for number in ("0", "100", "28.8", "007", "", " ")),
    *(Case("number", ({"target": date},)) for date in ("3月5日", "2024-03-05T00:00:00")),
    Case("number", (QUALITATIVE,)),
    Case("number", ({"comparison": "定量", "target": "≥95%"},)),
    *(Case("unit", ({"unit": unit},)) for unit in ("%", "次/年", "人次", "无")),
    *(Case("unit", ({"target": "≥95%", "unit": unit},)) for unit in ("", "/")),
    Case("unit", (QUALITATIVE,)),
    Case("unit", (EMPTY,)),
    Case("unit", ({"comparison": "", "unit": ""},)),
    *(
        Case("unit-list", ({"unit": unit},))
        for unit in (
            *("次/年", "m2", "PM2.5", "人/10万", "例/每10万人", "≥", "/", "", "万元", "毫克/立方米"),
            *("平方米·年/万人次", " 人  次 / 年 度 "),
        )
    ),
    *(Case("unit-list", (QUALITATIVE | {"unit": unit},)) for unit in ("3", "按实际办结的件数计算")),
    Case("unit-implied", (QUALITATIVE,)),
    Case("unit-implied"),
    *(Case("unit-implied", (QUALITATIVE | {"unit": unit},)) for unit in ("", "\u3000")),
    Case("unit-implied", ({"comparison": "定性", "target": "95%", "unit": "%"},)),
    Case("qual-number"),
    *(
        Case("qual-number", (QUALITATIVE | {"target": target},))
        for target in (
            *("12月20日前", "12月", "2024年", "3期", "3月5日", "2024-12-20", "科学", "", "第1名", "定性95"),
            *("约95%", "95%以上", "3、5", "一次", "达到95%", "A1"),
        )
    ),
    Case("value-chars", ({"name": "事前-事中-事后监管", "target": "12月20日前", "explanation": "a*b_c-d"},)),
    *(Case("value-chars", ({"target": target},)) for target in ("-3", "90-95", "*95_", "2024-12-20")),
    *(Case("formula-lead", ({"target": target},)) for target in ("-3", "-3.5")),
    *(Case("cell-type", ({"target": target},)) for target in ("99.99.9", "2024-13-40", "1.32.13", "13月1日")),
    Case("value-chars", (EMPTY,)),
    Case("formula-cell", ({"comparison": "="},)),
    Case("formula-cell", ({"explanation": " =1", "scoring": "比率=办结数÷总数", "name": "≥1"},)),
    Case("formula-lead", ({"explanation": "办结-受理", "scoring": "-", "name": "－甲", "target": "5"},)),
    Case("formula-lead", ({"comparison": "-定性"},)),
    Case(
        "cell-type", (QUALITATIVE | {"explanation": "见#N/A", "scoring": "第#1号", "name": "2024-03-05起"},)
    ),
    *(Case("cell-type", ({"target": text},)) for text in ("3-5", "2024", "12月20日前", "1.5")),
    Case("cell-type", (QUALITATIVE | {"target": "12月20日"},)),
    Case("cell-length", ({"explanation": "字" * CELL_LIMIT, "scoring": "𠮷" * (CELL_LIMIT // 2)},)),
    Case("category", ({}, {"name": "窗口数"}, QUALITY, COST)),
    Case("category", rows=()),
    Case("missing-cat", rows=()),
    Case("missing-cat", (EMPTY, EMPTY)),
    Case(
        "missing-cat", ({}, {"level1": "效益指标"}, {"level1": "满意度指标"}, EMPTY | {"level1": "成本指标"})
    ),
    Case("dup-name", ({}, QUALITY, COST)),
    Case("dup-name", (EMPTY, EMPTY, {"name": ""}, {"name": " "})),
    Case("dup-name", ({"name": "满意度A"}, {"name": "满意度a"})),
]
