"""docs/generate.py: what it writes is up to date, and how it puts text into a page."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tui.forms.rules import RULES

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nothing_is_stale(generate: ModuleType) -> None:
    assert generate.stale(ROOT) == {}


def test_what_is_missing_or_changed_is_stale(generate: ModuleType, tmp_path: Path) -> None:
    pages = tuple((name, generate.whole(lambda: "new\n")) for name in ("a.md", "b.md", "c.md"))
    (tmp_path / "a.md").write_text("old\n", "utf-8")
    (tmp_path / "b.md").write_text("new\n", "utf-8")
    assert generate.stale(tmp_path, pages) == {tmp_path / "a.md": "new\n", tmp_path / "c.md": "new\n"}


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_explained(generate: ModuleType, code: str) -> None:
    rule, page = RULES[code], generate.rules_page()
    assert f"\n## {code}\n\n**{rule.title}**。{rule.explanation}\n\n依据：{rule.source}。\n" in page


def test_only_the_text_between_the_marks_changes(generate: ModuleType) -> None:
    render = generate.between("keys", lambda: "| F1 | 帮助 |\n")
    page = "# 标题\n<!-- keys -->\nold\n\\1 old\n<!-- /keys -->\n后面\n"
    once = render(page)
    assert once == "# 标题\n<!-- keys -->\n\n| F1 | 帮助 |\n\n<!-- /keys -->\n后面\n"
    assert render(once) == once


def test_two_parts_of_one_page(generate: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<!-- x -->\n<!-- /x -->\n<!-- y -->\n<!-- /y -->\n", "utf-8")
    pages = (("a.md", generate.between("x", lambda: "1")), ("a.md", generate.between("y", lambda: "2")))
    assert generate.stale(tmp_path, pages) == {
        tmp_path / "a.md": "<!-- x -->\n\n1\n\n<!-- /x -->\n<!-- y -->\n\n2\n\n<!-- /y -->\n"
    }


@pytest.mark.parametrize(
    "page", ["", "<!-- keys -->\n", "<!-- keys -->\n<!-- /keys -->\n<!-- keys -->\n<!-- /keys -->\n"]
)
def test_a_page_without_the_marks_is_refused(generate: ModuleType, page: str) -> None:
    with pytest.raises(ValueError, match="keys"):
        generate.between("keys", lambda: "")(page)
