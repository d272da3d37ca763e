"""An open draft: changes and the steps in which they are undone."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.drafts.draft_file import read_draft
from tui.drafts.history import Change
from tui.drafts.open_draft import OpenDraft
from tui.drafts.runs import PAUSE
from tui.errors import Unreadable
from tui.forms.answers import YEAR, Answers, Place, Row
from tui.forms.edits import DropRow, InsertRow, SetText

TABLE = "indicators"
DUTIES, GOAL = Place("duties"), Place("annual_goal")
OUTPUT, AMOUNT, QUALITY = "产出指标", "数量指标", "质量指标"


class Clock:
    """Seconds that pass only when a test says so."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(by_hand: Path, clock: Clock) -> OpenDraft:
    """The draft with the rows r1 (数量指标) and r2 (质量指标)."""
    return OpenDraft(by_hand, clock)


def ids(draft: OpenDraft) -> list[str]:
    return [row.id for row in draft.answers.rows(TABLE)]


def test_it_knows_itself(opened: OpenDraft, by_hand: Path) -> None:
    assert (opened.path, opened.name, opened.form.id) == (by_hand, "手改", "department-goals")
    assert opened.answers == read_draft(by_hand).answers
    assert opened.saved_at == read_draft(by_hand).saved
    assert not (opened.unsaved or opened.notice or opened.undo() or opened.redo())


def test_a_file_that_is_no_draft_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        OpenDraft(tmp_path / "没有.toml")


# ── undo steps ──


def done(change: Change | None) -> tuple[str, Place]:
    """What was undone or redone, and where to look; there must be something."""
    assert change
    return change.label, change.place


def test_typing_at_one_place_is_one_step(opened: OpenDraft, clock: Clock) -> None:
    before = opened.answers
    for text in ("办", "办事", "办事员"):
        opened.set(GOAL, text)
        clock.now += PAUSE
    assert done(opened.undo()) == ("修改“年度总体目标”", GOAL)
    assert opened.answers == before and not opened.undo()
    assert done(opened.redo()) == ("修改“年度总体目标”", GOAL)
    assert opened.answers.text(GOAL) == "办事员" and not opened.redo()


@pytest.mark.parametrize(
    "shown",
    [
        ["全年办理三千件", "", "目标"],
        ["办", "办事", "办"],
        ["办", "办事", "办事大厅", "办事大厅人", "办", "办公"],
    ],
)
def test_every_text_that_was_more_than_a_stroke_comes_back(opened: OpenDraft, shown: list[str]) -> None:
    for text in shown:
        opened.set(GOAL, text)
    seen = []
    while opened.undo():
        seen.append(opened.answers.text(GOAL))
    assert {text for text in shown[:-1] if len(text) > 1} <= set(seen) and seen[-1] == ""


@pytest.mark.parametrize("name", ["a pause", "another place", "a row", "an empty row", "undo"])
def test_what_ends_a_step(opened: OpenDraft, clock: Clock, name: str) -> None:
    def wait() -> None:
        clock.now += PAUSE + 0.1

    ends: dict[str, Callable[[], object]] = {
        "a pause": wait,
        "another place": lambda: opened.set(DUTIES, "职责"),
        "a row": lambda: opened.drop_row(TABLE, "r1"),
        "an empty row": lambda: opened.discard_row(TABLE, opened.insert_row(TABLE, OUTPUT, AMOUNT)),
        "undo": lambda: opened.duplicate_row(TABLE, "r1") and opened.undo(),
    }
    opened.set(GOAL, "办")
    ends[name]()
    opened.set(GOAL, "办事")
    opened.undo()
    assert opened.answers.text(GOAL) == "办"


def test_typing_after_redo_is_a_step_of_its_own(opened: OpenDraft) -> None:
    opened.set(GOAL, "办")
    opened.undo()
    opened.redo()
    opened.set(GOAL, "办事")
    opened.undo()
    assert opened.answers.text(GOAL) == "办"


def test_what_changes_nothing_is_no_step(opened: OpenDraft) -> None:
    opened.set(DUTIES, opened.answers.text(DUTIES))
    opened.edit("什么也没改", SetText(Place(YEAR), "2024"), DropRow(TABLE, "r9"))
    assert not opened.unsaved and not opened.undo()


@pytest.mark.parametrize(
    "place",
    [
        Place("name", TABLE, "r9"),
        Place("name", TABLE),
        Place("actual", TABLE, "r1"),
        Place("name", "goals", "r1"),
        Place("phone"),
    ],
)
def test_a_text_for_a_place_that_is_not_there_is_never_lost_in_silence(
    opened: OpenDraft, place: Place
) -> None:
    with pytest.raises(LookupError):
        opened.set(place, "字")
    assert not opened.unsaved


@pytest.mark.parametrize(
    ("place", "label"),
    [
        (Place(YEAR), "修改“年度”"),
        (DUTIES, "修改“部门（单位）职责”"),
        (Place("target", TABLE, "r1"), "修改“指标值”"),
    ],
)
def test_a_step_says_what_it_changed(opened: OpenDraft, place: Place, label: str) -> None:
    opened.set(place, "2025")
    assert done(opened.undo()) == (label, place)


def test_a_change_ends_what_could_be_redone(opened: OpenDraft) -> None:
    opened.set(DUTIES, "办")
    opened.undo()
    opened.set(GOAL, "目标")
    assert not opened.redo()


def test_several_edits_are_one_step(opened: OpenDraft) -> None:
    before = opened.answers
    cell = Place("unit", TABLE, "r2")
    opened.edit("按建议修改", SetText(cell, "%"), DropRow(TABLE, "r1"))
    assert done(opened.undo()) == ("按建议修改", cell)
    assert opened.answers == before


# ── rows ──


def test_a_new_row_goes_to_the_end_of_its_category(opened: OpenDraft) -> None:
    row = opened.insert_row(TABLE, OUTPUT, AMOUNT)
    assert ids(opened) == ["r1", row, "r2"]
    new = opened.answers.rows(TABLE)[1]
    assert (new["level1"], new["level2"], new["name"]) == (OUTPUT, AMOUNT, "")
    assert list(new.cells) == [column.role for column in opened.form.table(TABLE).columns]


def test_a_new_row_goes_behind_the_given_one_of_its_category(opened: OpenDraft) -> None:
    first = opened.insert_row(TABLE, OUTPUT, AMOUNT)
    second = opened.insert_row(TABLE, OUTPUT, AMOUNT, after="r1")
    third = opened.insert_row(TABLE, OUTPUT, AMOUNT, after="r2")
    assert ids(opened) == ["r1", second, first, third, "r2"]


def test_a_copy_stands_right_below(opened: OpenDraft) -> None:
    row = opened.duplicate_row(TABLE, "r1")
    assert ids(opened) == ["r1", row, "r2"]
    assert opened.answers.rows(TABLE)[1].cells == opened.answers.rows(TABLE)[0].cells
    with pytest.raises(ValueError, match="r9"):
        opened.duplicate_row(TABLE, "r9")


def test_many_new_rows_are_one_step_of_undo(opened: OpenDraft) -> None:
    before = opened.answers
    cells = [
        {"level1": OUTPUT, "level2": level2, "name": name}
        for level2, name in ((QUALITY, "一"), (AMOUNT, "二"))
    ]
    first = opened.insert_rows("粘贴 2 条指标", TABLE, cells, "r1")
    assert ids(opened) == ["r1", "r4", "r2", first]
    assert done(opened.undo()) == ("粘贴 2 条指标", Place("name", TABLE, "r2"))
    assert opened.answers == before
    assert done(opened.redo()) == ("粘贴 2 条指标", Place("name", TABLE, first))
    assert ids(opened) == ["r1", "r4", "r2", first]


def test_new_rows_have_the_cells_of_the_table_as_text_that_a_draft_can_hold(opened: OpenDraft) -> None:
    cells = {"level1": OUTPUT, "level2": AMOUNT, "name": "培训\r\n期数", "unknown": "x"}
    opened.insert_rows("粘贴", TABLE, [cells], "r1")
    new = opened.answers.rows(TABLE)[1]
    assert new["name"] == "培训\n期数"
    assert list(new.cells) == [column.role for column in opened.form.table(TABLE).columns]


def test_no_new_rows_are_no_step(opened: OpenDraft) -> None:
    assert opened.insert_rows("粘贴", TABLE, [], "r1") == ""
    assert not opened.undo()


def test_undo_of_the_only_row_of_a_category_says_its_first_level(opened: OpenDraft) -> None:
    opened.insert_row(TABLE, "成本指标", "经济成本指标")
    assert done(opened.undo())[1].category == "成本指标"


def test_row_ids_are_never_used_again(opened: OpenDraft) -> None:
    opened.drop_row(TABLE, "r2")
    assert opened.insert_row(TABLE, OUTPUT, AMOUNT) == "r3"
    opened.undo()
    assert opened.duplicate_row(TABLE, "r1") == "r4"
    opened.edit("粘贴", InsertRow(TABLE, 0, Row("r7")))
    opened.undo()
    assert opened.insert_row(TABLE, OUTPUT, AMOUNT) == "r8"


def test_a_row_moves_until_the_edge(opened: OpenDraft) -> None:
    assert opened.move_row(TABLE, "r1", 1)
    assert opened.answers.text(Place("level2", TABLE, "r1")) == QUALITY
    assert not opened.move_row(TABLE, "r9", 1)
    opened.undo()
    assert not opened.move_row(TABLE, "r1", -1) and not opened.undo()


@pytest.mark.parametrize(
    ("after_undo", "after_redo", "change"),
    [
        ("r1", "r3", lambda draft: draft.insert_row(TABLE, OUTPUT, AMOUNT)),
        ("r1", "r3", lambda draft: draft.duplicate_row(TABLE, "r1")),
        ("r2", "r2", lambda draft: draft.move_row(TABLE, "r2", -1)),
        ("r2", "r2", lambda draft: draft.drop_row(TABLE, "r2")),
        ("r3", "r3", lambda draft: draft.insert_row(TABLE, "成本指标", "经济成本指标")),
    ],
)
def test_undo_and_redo_say_where_to_look(
    opened: OpenDraft, after_undo: str, after_redo: str, change: Callable[[OpenDraft], object]
) -> None:
    change(opened)
    (_, undone), (_, redone) = done(opened.undo()), done(opened.redo())
    assert (undone.table, undone.row, redone.row) == (TABLE, after_undo, after_redo)


@pytest.mark.parametrize(
    ("label", "change"),
    [
        ("添加指标", lambda draft: draft.insert_row(TABLE, OUTPUT, AMOUNT)),
        ("复制指标", lambda draft: draft.duplicate_row(TABLE, "r1")),
        ("删除指标", lambda draft: draft.drop_row(TABLE, "r1")),
        ("移动指标", lambda draft: draft.move_row(TABLE, "r1", 1)),
    ],
)
def test_a_step_says_what_it_did_to_a_row(
    opened: OpenDraft, label: str, change: Callable[[OpenDraft], object]
) -> None:
    change(opened)
    assert (done(opened.undo())[0], done(opened.redo())[0]) == (label, label)


def test_a_row_that_was_begun_and_left_empty_leaves_no_step(opened: OpenDraft) -> None:
    opened.set(GOAL, "目标")
    before = opened.answers
    row = opened.insert_row(TABLE, OUTPUT, AMOUNT)
    opened.set(Place("name", TABLE, row), "办")
    opened.undo()
    opened.discard_row(TABLE, row)
    assert opened.answers == before and not opened.redo()
    assert done(opened.undo())[1] == GOAL
    assert not opened.undo()


def test_an_empty_row_that_was_saved_is_gone_after_the_next_save(opened: OpenDraft) -> None:
    before = tomllib.loads(opened.path.read_text("utf-8"))
    row = opened.insert_row(TABLE, OUTPUT, AMOUNT)
    opened.save()
    opened.discard_row(TABLE, row)
    assert opened.unsaved
    opened.save()
    assert tomllib.loads(opened.path.read_text("utf-8"))[TABLE] == before[TABLE]


@pytest.mark.parametrize("between", ["a change elsewhere", "nothing: it was there", "more than the row"])
def test_a_row_whose_beginning_is_not_the_last_step_is_dropped(opened: OpenDraft, between: str) -> None:
    row = "r1"
    if between == "a change elsewhere":
        row = opened.insert_row(TABLE, OUTPUT, AMOUNT)
        opened.set(GOAL, "目标")
    elif between == "more than the row":
        row = "r7"
        opened.edit("粘贴", InsertRow(TABLE, 0, Row(row)), InsertRow(TABLE, 0, Row("r8")))
    before = opened.answers
    opened.discard_row(TABLE, row)
    assert row not in ids(opened) and len(ids(opened)) == len(before.rows(TABLE)) - 1
    assert done(opened.undo())[0] == "删除指标" and opened.answers == before


def test_discarding_a_row_that_is_gone_changes_nothing(opened: OpenDraft) -> None:
    opened.insert_row(TABLE, OUTPUT, AMOUNT)
    before = opened.answers
    opened.discard_row(TABLE, "r9")
    assert opened.answers == before


def test_answers_are_never_changed_in_place(opened: OpenDraft) -> None:
    before = opened.answers
    kept = Answers(before.year, dict(before.fields), {TABLE: before.rows(TABLE)})
    opened.set(DUTIES, "办事")
    opened.set(Place("name", TABLE, "r1"), "新")
    opened.insert_row(TABLE, OUTPUT, QUALITY)
    assert before == kept


def test_what_is_done_to_an_open_draft_is_not_in_the_file_read_again(by_hand: Path) -> None:
    before = read_draft(by_hand)
    opened = OpenDraft(by_hand)
    opened.set(DUTIES, "改过的职责")
    opened.set(Place("name", TABLE, "r1"), "改过的名称")
    opened.drop_row(TABLE, "r2")
    assert read_draft(by_hand) == before
    assert OpenDraft(by_hand).answers == before.answers
