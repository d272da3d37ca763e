"""Saving an open draft: what is written when, and what others do to the file meanwhile."""

import errno
import os
import stat
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from tui.drafts import open_draft
from tui.drafts.draft import State
from tui.drafts.draft_file import read_draft
from tui.drafts.open_draft import OpenDraft
from tui.errors import Unwritable
from tui.forms.answers import YEAR, Place

TABLE = "indicators"
DUTIES, GOAL = Place("duties"), Place("annual_goal")


@pytest.fixture
def opened(by_hand: Path) -> OpenDraft:
    return OpenDraft(by_hand)


def test_a_save_writes_once(opened: OpenDraft) -> None:
    opened.set(DUTIES, "办事")
    before = opened.saved_at
    opened.save()
    assert not opened.unsaved and opened.saved_at > before
    assert read_draft(opened.path) == opened.draft
    opened.path.unlink()
    opened.save()
    assert not opened.path.exists()


def test_where_one_stopped_is_written_though_nothing_else_has_changed(opened: OpenDraft) -> None:
    saved = opened.saved_at
    opened.step = "goal"
    assert opened.step == "goal" and not opened.unsaved
    opened.save()
    again = OpenDraft(opened.path)
    assert (again.step, again.saved_at, again.answers) == ("goal", saved, opened.answers)
    opened.set(DUTIES, "办事")
    opened.undo()
    assert opened.step == "goal"


def test_a_draft_that_was_only_looked_at_stays_as_it_is(opened: OpenDraft) -> None:
    before = opened.path.read_bytes()
    opened.step = opened.form.steps[0].id
    opened.save()
    assert opened.path.read_bytes() == before


@pytest.mark.parametrize("meanwhile", [b"# theirs\n", None])
def test_where_one_stopped_is_not_worth_a_file_that_is_not_as_it_was(
    opened: OpenDraft, meanwhile: bytes | None
) -> None:
    if meanwhile is None:
        opened.path.unlink()
    else:
        opened.path.write_bytes(meanwhile)
    opened.step = "goal"
    opened.save()
    found = {path.name: path.read_bytes() for path in opened.path.parent.glob("*.toml")}
    assert found == ({} if meanwhile is None else {opened.path.name: meanwhile})
    assert not opened.notice


def test_a_draft_that_never_stopped_anywhere_says_nothing_of_it(opened: OpenDraft) -> None:
    opened.set(DUTIES, "办事")
    opened.save()
    assert opened.step == "" and b"step" not in opened.path.read_bytes()


def test_one_cannot_stop_on_a_step_that_the_form_has_not(opened: OpenDraft) -> None:
    with pytest.raises(LookupError):
        opened.step = "weather"


def test_undone_to_what_was_saved_is_saved(opened: OpenDraft) -> None:
    opened.set(DUTIES, "办事")
    unsaved = [opened.unsaved]
    for act in (opened.undo, opened.redo, opened.save, opened.undo):
        act()
        unsaved.append(opened.unsaved)
    assert unsaved == [True, False, True, False, True]


def test_what_was_exported_is_a_draft_again_after_a_change(opened: OpenDraft) -> None:
    opened.mark_exported()
    opened.save()
    assert read_draft(opened.path).state is State.EXPORTED
    opened.set(DUTIES, "办事")
    opened.save()
    assert read_draft(opened.path).state is State.DRAFT


def test_a_year_that_no_draft_can_hold_is_shown_but_not_written(opened: OpenDraft) -> None:
    opened.set(Place(YEAR), "20255")
    opened.save()
    assert opened.answers.year == 20255 and not opened.unsaved
    assert read_draft(opened.path).answers.year == 0


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_a_save_keeps_the_file_private(opened: OpenDraft) -> None:
    opened.set(DUTIES, "办事")
    opened.save()
    assert stat.S_IMODE(opened.path.stat().st_mode) == 0o600


def test_a_file_that_was_deleted_is_written_again(opened: OpenDraft) -> None:
    opened.set(DUTIES, "办事")
    opened.path.unlink()
    opened.save()
    assert read_draft(opened.path).answers == opened.answers and not opened.notice


def test_what_others_wrote_is_not_overwritten(opened: OpenDraft) -> None:
    other = OpenDraft(opened.path)
    other.set(GOAL, "别人的")
    other.save()
    theirs, first_id = opened.path.read_bytes(), opened.draft.id
    opened.set(DUTIES, "我的")
    opened.save()
    assert opened.path.with_name("手改.toml").read_bytes() == theirs
    assert opened.name == "手改-2"
    assert opened.notice == (
        "草稿“手改”被别的窗口或程序改过，两边的内容都没有丢："
        "那边改的还在“手改”里，您填的另存成了“手改-2”，请核对后留下一份。"
    )
    assert read_draft(opened.path) == opened.draft and opened.draft.id != first_id
    assert "# 最要紧的一条" in opened.path.read_text("utf-8")
    opened.set(DUTIES, "还是我的")
    opened.save()
    assert opened.name == "手改-2" and read_draft(opened.path).answers == opened.answers


def test_a_touched_file_with_the_same_content_is_no_conflict(opened: OpenDraft) -> None:
    opened.path.write_bytes(opened.path.read_bytes())
    opened.set(DUTIES, "办事")
    opened.save()
    assert opened.name == "手改" and not opened.notice


def test_a_file_that_became_a_folder(opened: OpenDraft) -> None:
    opened.set(DUTIES, "办事")
    opened.path.unlink()
    opened.path.mkdir()
    with pytest.raises(Unwritable, match="文件夹"):
        opened.save()
    assert opened.unsaved


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_is_full_leaves_the_older_file_whole(
    opened: OpenDraft, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before, saved_at = opened.path.read_bytes(), opened.saved_at
    opened.set(DUTIES, "办事")
    with monkeypatch.context() as broken:
        broken.setattr(os, call, full)
        for _ in range(2):
            with pytest.raises(Unwritable, match="磁盘已满"):
                opened.save()
    assert opened.path.read_bytes() == before and opened.saved_at == saved_at and opened.unsaved
    assert list(opened.path.parent.iterdir()) == [opened.path]
    opened.save()
    assert read_draft(opened.path).answers.text(DUTIES) == "办事" and not opened.unsaved


def test_a_conflict_on_a_full_disk_keeps_the_path(opened: OpenDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise Unwritable("磁盘已满。")

    opened.path.write_bytes(opened.path.read_bytes() + b"# x\n")
    opened.set(DUTIES, "我的")
    monkeypatch.setattr(open_draft, "write_atomically", full)
    with pytest.raises(Unwritable):
        opened.save()
    assert opened.name == "手改" and opened.draft.id == "a1" and not opened.notice and opened.unsaved


def test_saves_between_changes_lose_nothing_a_person_added(opened: OpenDraft) -> None:
    before = opened.path.read_text("utf-8")
    opened.drop_row(TABLE, "r1")
    opened.save()
    opened.undo()
    opened.save()
    after = opened.path.read_text("utf-8")
    assert {**tomllib.loads(after), "draft": 0} == {**tomllib.loads(before), "draft": 0}
    assert "# 问过老李" in after


def test_times_are_local_and_in_whole_seconds(opened: OpenDraft) -> None:
    opened.set(DUTIES, "办事")
    opened.save()
    assert opened.saved_at.microsecond == 0
    assert opened.saved_at.utcoffset() == opened.saved_at.astimezone().utcoffset()
    assert opened.saved_at - opened.draft.created > timedelta(days=1)
