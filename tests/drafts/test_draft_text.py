"""Writing a draft: it reads back the same, and what a person put into the file stays."""

import re
import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.drafts.draft import Draft, complete, new_draft
from tui.drafts.draft_file import read_draft, read_text
from tui.drafts.draft_text import render
from tui.forms.answers import Answers, Place, Row
from tui.forms.edits import DropRow, Edit, InsertRow, MoveRow, SetText, apply
from tui.forms.load import load_form

FORM = load_form("department-goals")
TABLE = "indicators"
ROLES = [column.role for column in FORM.table(TABLE).columns]
NASTY = [
    '"',
    "\\",
    '"""',
    "'''",
    "\n",
    "\r\n",
    "\t",
    "　",
    "\x00",
    "\x85",
    "😀",
    "\n[[indicators]]\n",
    "目标",
]

texts = st.lists(st.sampled_from(NASTY), max_size=40).map("".join) | st.text(max_size=30)
cells = st.dictionaries(st.sampled_from(ROLES), texts)
row_lists = st.lists(
    st.builds(Row, st.sampled_from(["r1", "r2", "r3", "r4", "甲"]), cells),
    max_size=4,
    unique_by=lambda row: row.id,
)
all_answers = st.builds(
    Answers,
    st.integers(0, 9999),
    st.dictionaries(st.sampled_from([item.id for item in FORM.fields]), texts),
    st.builds(lambda rows: {TABLE: tuple(rows)}, row_lists),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drafts") / "a.toml"


@given(all_answers, all_answers)
def test_answers_survive_being_written_and_rewritten(path: Path, first: Answers, second: Answers) -> None:
    draft = new_draft(FORM, first)
    text = render(draft, FORM)
    path.write_bytes(text.data())
    assert read_draft(path) == draft
    edited = replace(draft, answers=complete(FORM, second))
    for older in (text, read_text(path)[0]):
        path.write_bytes(render(edited, FORM, older).data())
        assert read_draft(path) == edited


@given(all_answers)
def test_a_second_save_changes_nothing_but_the_time(path: Path, answers: Answers) -> None:
    draft = new_draft(FORM, answers)
    path.write_bytes(data := render(draft, FORM).data())
    later = replace(draft, saved=draft.saved + timedelta(seconds=61))
    again = render(later, FORM, read_text(path)[0]).data()
    assert again != data
    assert again.replace(f"saved = {later.saved.isoformat()}".encode(), b"") == data.replace(
        f"saved = {draft.saved.isoformat()}".encode(), b""
    )


def test_where_one_stopped_comes_after_the_rest_of_its_table(by_hand: Path) -> None:
    text, data = read_text(by_hand)
    stopped = render(replace(text.draft, step="goal"), FORM, text)
    owner = 'owner = "小王"\n'
    assert stopped.data().decode() == data.decode().replace(owner, f'{owner}step = "goal"\n')
    further = render(replace(text.draft, step="checks"), FORM, stopped)
    assert further.data() == stopped.data().replace(b'"goal"', b'"checks"')


def test_the_format(path: Path) -> None:
    row = Row("r1", {"level1": "产出指标", "target": "00123", "explanation": "一\n二"})
    draft = new_draft(FORM, Answers(2024, {"unit_name": "某中心", "duties": "长" * 65}, {TABLE: (row,)}))
    time = draft.saved.isoformat()
    assert render(draft, FORM).data().decode() == (
        f'format = 1\n\n[draft]\nid = "{draft.id}"\nform = "department-goals"\nform_version = 1\n'
        f'year = 2024\nstate = "draft"\ncreated = {time}\nsaved = {time}\n\n[fields]\nunit_name = "某中心"\n'
        f'duties = """\n{"长" * 65}"""\nannual_goal = ""\n\n[[indicators]]\nid = "r1"\nlevel1 = "产出指标"\n'
        'level2 = ""\nname = ""\ncomparison = ""\ntarget = "00123"\nunit = ""\nexplanation = """\n一\n二"""\n'
        'scoring = ""\n'
    )


def saved(by_hand: Path, *edits: Edit) -> tuple[str, str]:
    """The text of the file that was edited by hand before and after a save of these edits."""
    text, data = read_text(by_hand)
    answers = complete(FORM, apply(text.draft.answers, edits))
    return data.decode(), render(replace(text.draft, answers=answers), FORM, text).data().decode()


def place(row: str, role: str) -> Place:
    return Place(role, TABLE, row)


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (SetText(place("r1", "name"), "受理量"), 'name = "办件量"', 'name = "受理量"'),
        (SetText(place("r2", "name"), ""), 'name = "合格率"', 'name = ""'),
        (SetText(Place("unit_name"), "某乡"), '"某镇服务中心"', '"某乡"'),
        (SetText(Place("year"), "2025"), "year = 2024", "year = 2025"),
        (SetText(Place("duties"), "a\nb"), "'''\n# 一、受理事项\n[二] 指导服务点'''", '"""\na\nb"""'),
        (SetText(place("r2", "unit"), "%"), 'name = "合格率"\n', 'name = "合格率"\nunit = "%"\n'),
        (SetText(Place("annual_goal"), "好"), 'phone = "0737"\n', 'phone = "0737"\nannual_goal = "好"\n'),
        (SetText(Place("year"), "99999"), "year = 2024", "year = 0"),
    ],
)
def test_a_save_rewrites_the_changed_value_alone(by_hand: Path, edit: Edit, old: str, new: str) -> None:
    before, after = saved(by_hand, edit)
    assert before.count(old) == 1
    assert after == before.replace(old, new)


def test_a_moved_row_takes_along_what_a_person_added_to_it(by_hand: Path) -> None:
    before, after = saved(by_hand, MoveRow(TABLE, "r2", 0))
    first, second = re.findall(r"(?s)(?:# 最要紧的一条\n)?\[\[indicators\]\].*?(?=\n\[\[|\n# 最)", before)
    assert after == before.replace(first, "@").replace(second, first).replace("@", second)


def test_a_dropped_row_leaves_the_rest_alone(by_hand: Path) -> None:
    before, after = saved(by_hand, DropRow(TABLE, "r2"))
    assert after == re.sub(r'(?s)\[\[indicators\]\]\nid = "r2".*?\n\n', "", before)


def test_a_new_row_stands_with_the_others(by_hand: Path) -> None:
    before, after = saved(by_hand, InsertRow(TABLE, 2, Row("r3", {"name": "新"})))
    values = tomllib.loads(after)
    assert [row["id"] for row in values[TABLE]] == ["r1", "r2", "r3"]
    assert after.index('id = "r3"') < after.index("[[accepted]]")
    assert {**values, TABLE: values[TABLE][:2]} == tomllib.loads(before)


def test_a_dropped_row_that_is_brought_back_is_as_it_was(by_hand: Path) -> None:
    text, data = read_text(by_hand)
    dropped = replace(text.draft, answers=apply(text.draft.answers, [DropRow(TABLE, "r1")]))
    without = render(dropped, FORM, text)
    assert "问过老李".encode() not in without.data()
    assert render(text.draft, FORM, without).data() == data


def test_fields_and_rows_come_before_what_a_person_added(by_hand: Path) -> None:
    head, _, rest = by_hand.read_text("utf-8").partition("[fields]")
    by_hand.write_text(head + rest[rest.index("[[accepted]]") :], encoding="utf-8")
    _, after = saved(by_hand, SetText(Place("duties"), "办事"), InsertRow(TABLE, 0, Row("r1")))
    assert re.findall(r"(?m)^\[.*\]", after) == ["[draft]", "[fields]", "[[indicators]]", "[[accepted]]"]


def test_windows_line_ends_become_unix_ones(by_hand: Path) -> None:
    before = by_hand.read_bytes()
    by_hand.write_bytes(before.replace(b"\n", b"\r\n"))
    text, _ = read_text(by_hand)
    assert render(text.draft, FORM, text).data() == before


def test_rows_apart_from_each_other_are_gathered(by_hand: Path) -> None:
    with by_hand.open("a", encoding="utf-8") as file:
        file.write('\n[[indicators]]\nid = "r3"\n')
    before, after = saved(by_hand)
    assert tomllib.loads(after) == tomllib.loads(before)
    assert after.index('id = "r3"') < after.index("[[accepted]]")


def test_two_rows_of_one_id_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="row ids"):
        new_draft(FORM, Answers(2024, {}, {TABLE: (Row("r1"), Row("r1"))}))


def test_each_draft_has_an_id_of_its_own() -> None:
    drafts: list[Draft] = [new_draft(FORM, Answers()) for _ in range(3)]
    assert len({draft.id for draft in drafts}) == 3
