"""Lines of a small sheet, as one would type them."""

from collections.abc import Callable
from pathlib import Path

Book = Callable[..., Path]
Parts = Callable[..., Path]
Line = list[object]

HEADS: Line = [
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值类型",
    "指标值",
    "计量单位",
    "指标解释",
    "评/扣分标准",
]
FIRST: Line = ["产出指标", "数量指标", "办件量", "≥", "100", "件", "统计", "按比例"]
SECOND: Line = ["产出指标", "质量指标", "合格率", "=", "98", "%", "抽查", "每低1%扣1分"]
TOP: list[Line] = [
    ["部门（单位）整体绩效目标申报表"],
    ["（2025年度）"],
    ["部门单位名称", "某镇中心"],
    ["部门（单位）职责", "办事"],
    ["年度总体目标", "办好"],
]
