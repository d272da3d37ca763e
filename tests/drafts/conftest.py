"""What the tests of drafts share: a store, and the file of somebody who edits by hand."""

from pathlib import Path

import pytest

from tui.drafts.store import Store

BY_HAND = """\
# 预算股发下来的
format = 1
note = "上级要求十二月前交"

[draft]  # 不要改
id = "a1"
form = "department-goals"
form_version = 1
year = 2024   # 预算年度
state = "draft"
created = 2023-11-23T10:15:00+08:00
saved = 2023-11-23T10:32:05+08:00
owner = "小王"

[fields]
# 与公章一致
unit_name = "某镇服务中心"  # 全称
duties = '''
# 一、受理事项
[二] 指导服务点'''
phone = "0737"

# 最要紧的一条
[[indicators]]
id = "r1"
level1 = "产出指标"
level2 = "数量指标"
name = "办件量"   # 问过老李
comparison = "≥"
target = "3000"
actual = 2999

[indicators.source]
from = "系统"

[[indicators]]
id = "r2"
level1 = "产出指标"
level2 = "质量指标"
name = "合格率"

[[accepted]]
rule = "dup-name"
where = "indicators.r1.name"
reason = "历年如此"
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store whose folder is not there yet."""
    return Store(tmp_path / "drafts")


@pytest.fixture
def by_hand(tmp_path: Path) -> Path:
    """A draft with comments and keys that a person put in."""
    path = tmp_path / "手改.toml"
    path.write_text(BY_HAND, encoding="utf-8", newline="\n")
    return path
