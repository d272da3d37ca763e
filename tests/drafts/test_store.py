"""The folder of drafts."""

import errno
import os
import stat
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tui.drafts.draft import State
from tui.drafts.draft_file import read_draft
from tui.drafts.store import Store, default_folder
from tui.errors import FileInTheWay, Unreadable, Unwritable
from tui.forms.answers import Answers, empty_answers
from tui.forms.model import Form

UNIT = Answers(2024, {"unit_name": "南县中鱼口镇党群和政务服务中心"})

posix = pytest.mark.skipif(os.name != "posix", reason="permission bits")


def test_the_folder_is_the_environments_or_the_systems(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TIANBAO_HOME", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.setenv("TIANBAO_HOME", "")
    assert default_folder().name == "tianbao"


def test_looking_makes_nothing(store: Store) -> None:
    assert store.names() == []
    assert not store.folder.exists()


@posix
def test_folders_and_files_are_private(store: Store, form: Form) -> None:
    name = store.create(form, UNIT)
    trashed = store.trash(store.copy(name))
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (store.folder, trashed.path.parent)]
    assert modes == [0o700, 0o700]
    assert [stat.S_IMODE(path.stat().st_mode) for path in (store.path(name), trashed.path)] == [0o600, 0o600]


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        (UNIT, "南县中鱼口镇党群和政务服务中心_2024"),
        (Answers(0, {"unit_name": "某中心"}), "某中心"),
        (Answers(2024), "整体绩效_2024"),
        (Answers(2024, {"unit_name": " 　"}), "整体绩效_2024"),
        (Answers(2024, {"unit_name": "/../某县/某镇.中心"}), "_某县_某镇.中心_2024"),
        (Answers(2024, {"unit_name": 'a:b*?"<>|\\ c.'}), "a_b_c_2024"),
        (Answers(2024, {"unit_name": "长" * 300}), "长" * 50 + "_2024"),
        (Answers(2024, {"unit_name": "𠀀" * 300}), "𠀀" * 50 + "_2024"),
    ],
)
def test_a_new_draft_is_named_after_unit_and_year(
    store: Store, form: Form, answers: Answers, name: str
) -> None:
    assert store.create(form, answers) == name
    assert store.names() == [name]
    assert read_draft(store.path(name)).answers.fields["unit_name"] == answers.fields.get("unit_name", "")


@pytest.mark.parametrize(("wanted", "year"), [(None, 2027), (2025, 2025)])
def test_a_draft_that_is_begun_is_empty_and_for_the_usual_year_or_another(
    store: Store, form: Form, monkeypatch: pytest.MonkeyPatch, wanted: int | None, year: int
) -> None:
    class Autumn(date):
        @classmethod
        def today(cls) -> "Autumn":
            return cls(2026, 10, 8)

    monkeypatch.setattr("tui.drafts.store.date", Autumn)
    name = store.begin(form, wanted)
    assert read_draft(store.path(name)).answers == empty_answers(form, year)


def test_two_drafts_of_one_unit_and_year_have_two_names(store: Store, form: Form) -> None:
    first, second, third = (store.create(form, UNIT) for _ in range(3))
    assert (second, third) == (f"{first}-2", f"{first}-3")


@pytest.mark.parametrize("name", ["党群中心 2024", "a.b", "v1.0", "-x", "表（改）", "今年.toml", "长" * 76])
def test_a_name_that_is_given_is_taken(store: Store, form: Form, name: str) -> None:
    assert store.create(form, UNIT, name) == name.removesuffix(".toml")
    assert store.names() == [name.removesuffix(".toml")]
    assert store.copy(store.names()[0]) in store.names()


@pytest.mark.parametrize(
    "name",
    [
        " ",
        ".toml",
        "a/b",
        "..",
        "a\\b",
        "C:x",
        "什么?",
        "a\nb",
        "a\x00b",
        ".a",
        "a.",
        "con",
        "Nul.x",
        "长" * 77,
    ],
)
def test_a_name_that_is_no_file_name_is_refused(store: Store, form: Form, name: str) -> None:
    with pytest.raises(Unreadable, match=r"。$"):
        store.create(form, UNIT, name)
    assert not store.folder.exists()


def test_a_name_that_is_taken_is_refused(store: Store, form: Form) -> None:
    store.create(form, UNIT, "甲")
    store.create(form, UNIT, "乙")
    data = store.path("甲").read_bytes()
    with pytest.raises(FileInTheWay, match="“甲”"):
        store.create(form, Answers(), "甲")
    with pytest.raises(FileInTheWay, match="“甲”"):
        store.rename("乙", "甲")
    assert store.path("甲").read_bytes() == data and sorted(store.names()) == ["乙", "甲"]


def test_the_last_saved_comes_first_and_only_drafts_are_listed(store: Store, form: Form) -> None:
    for age, name in enumerate(["丙", "甲", "乙"]):
        os.utime(store.path(store.create(form, UNIT, name)), (1000 - age, 1000 - age))
    store.trash(store.create(form, UNIT, "丁"))
    (store.folder / "说明.txt").touch()
    (store.folder / ".tianbao-1.tmp").touch()
    (store.folder / ".x.toml").touch()
    (store.folder / "夹.toml").mkdir()
    assert store.names() == ["丙", "甲", "乙"]


def test_a_broken_draft_is_listed_too(store: Store, form: Form) -> None:
    store.path(store.create(form, UNIT, "甲")).write_bytes(b"\x00")
    assert store.names() == ["甲"]


def test_a_folder_that_is_a_file(store: Store, form: Form) -> None:
    store.folder.touch()
    with pytest.raises(Unreadable, match="打不开"):
        store.names()
    with pytest.raises(Unwritable, match="建不了"):
        store.create(form, UNIT)


def test_a_draft_is_found_by_name_or_path(store: Store, form: Form, tmp_path: Path) -> None:
    name = store.create(form, UNIT, "甲.乙")
    elsewhere = tmp_path / "别处.toml"
    elsewhere.touch()
    assert (
        store.find(name)
        == store.find(f"{name}.toml")
        == store.find(str(store.path(name)))
        == store.path(name)
    )
    assert store.find(str(elsewhere)) == elsewhere


@pytest.mark.parametrize(
    "name", ["党群中心2023", "", "../党群中心2024", "无", "a\x00", "x" * 999, "长" * 300 + ".toml"]
)
def test_a_draft_that_is_not_there(store: Store, form: Form, name: str) -> None:
    with pytest.raises(Unreadable, match="一份草稿也没有"):
        store.find(name)
    store.create(form, UNIT, "党群中心2024")
    with pytest.raises(Unreadable, match="“党群中心2024”"):
        store.find(name)


@pytest.mark.parametrize(
    ("names", "wanted", "said"),
    [
        (["甲", "乙", "丙"], "xyz", "现有的是“丙”、“乙”、“甲”。"),
        (["甲", "乙", "丙", "丁"], "xyz", "现有的是“丁”、“丙”、“乙”等。"),
        (["中心1", "中心2", "中心3"], "中心", "最接近的是“中心3”、“中心2”、“中心1”。"),
        (["中心1", "中心2", "中心3", "中心4"], "中心", "最接近的是“中心4”、“中心3”、“中心2”等。"),
        (["中心1", "甲", "乙", "丙"], "中心", "最接近的是“中心1”。"),
    ],
)
def test_names_that_are_offered_instead(
    store: Store, form: Form, names: list[str], wanted: str, said: str
) -> None:
    for name in names:
        store.create(form, UNIT, name)
    with pytest.raises(Unreadable) as raised:
        store.find(wanted)
    assert str(raised.value) == f"没有叫“{wanted}”的草稿，{said}"


def test_a_copy_is_another_draft_with_the_same_answers(store: Store, by_hand: Path) -> None:
    store.folder.mkdir()
    text = by_hand.read_text("utf-8").replace('state = "draft"', 'state = "exported"')
    store.path("甲").write_text(text, encoding="utf-8")
    assert store.copy("甲") == "甲-2"
    old, new = read_draft(store.path("甲")), read_draft(store.path("甲-2"))
    assert new.answers == old.answers
    assert new.id != old.id and new.created > old.created and new.state is State.DRAFT
    assert "# 最要紧的一条" in store.path("甲-2").read_text("utf-8")


def test_a_draft_gets_another_name(store: Store, form: Form) -> None:
    old = store.path(store.create(form, UNIT, "甲"))
    data = old.read_bytes()
    assert store.rename("甲", " 乙 ") == "乙"
    assert store.path("乙").read_bytes() == data and not old.exists()
    assert store.rename("乙", "乙") == "乙"


def test_what_was_thrown_away_comes_back(store: Store, form: Form) -> None:
    data = store.path(store.create(form, UNIT, "甲")).read_bytes()
    trashed = store.trash("甲")
    assert store.names() == [] and trashed.path.parent == store.folder / "trash"
    assert Store(store.folder).trashed() == [trashed]
    assert store.restore(trashed) == "甲" and store.trashed() == []
    assert store.path("甲").read_bytes() == data and not trashed.path.exists()


def test_the_trash_overwrites_nothing_and_a_taken_name_gets_a_number(store: Store, form: Form) -> None:
    first, second = (store.trash(store.create(form, UNIT, "甲")) for _ in range(2))
    assert first.path != second.path and first.path.exists() and first.name == second.name == "甲"
    store.create(form, Answers(), "甲")
    assert [store.restore(first), store.restore(second)] == ["甲-2", "甲-3"]


def test_the_trash_is_a_stack(store: Store, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.trashed() == []
    monkeypatch.setattr(time, "time_ns", lambda: 1_764_000_000_123_456_789)
    names = ["甲", "v1.0", "甲", "长" * 76]
    for name in names:
        store.trash(store.create(form, UNIT, name))
    found = Store(store.folder).trashed()
    assert [item.name for item in found] == names[::-1]
    assert found[-1].time == datetime(2025, 11, 24, 16, 0, 0, 123000, tzinfo=UTC)
    assert store.restore(found[1]) == "甲"
    assert [item.name for item in store.trashed()] == ["长" * 76, "v1.0", "甲"]


def test_files_of_others_in_the_trash_stay_out_of_it(store: Store, form: Form) -> None:
    trashed = store.trash(store.create(form, UNIT, "甲"))
    for name in ("甲.toml", "甲.1764000000123", "甲.17640000001234.toml", ".1764000000123.toml", ".甲.toml"):
        (trashed.path.parent / name).touch()
    (trashed.path.parent / "夹.1764000000123.toml").mkdir()
    assert store.trashed() == [trashed]


def test_a_trash_that_is_a_file(store: Store, form: Form) -> None:
    store.create(form, UNIT, "甲")
    (store.folder / "trash").touch()
    with pytest.raises(Unreadable, match="打不开"):
        store.trashed()
    with pytest.raises(Unwritable, match="建不了"):
        store.trash("甲")
    assert store.names() == ["甲"]


def test_what_is_gone_cannot_be_moved(store: Store, form: Form) -> None:
    trashed = store.trash(store.create(form, UNIT, "甲"))
    trashed.path.unlink()
    with pytest.raises(Unwritable, match="已经不在那里了"):
        store.restore(trashed)
    with pytest.raises(Unreadable, match="没有叫“甲”"):
        store.trash("甲")


def test_a_folder_that_lets_nothing_be_moved(
    store: Store, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    name = store.create(form, UNIT, "甲")
    monkeypatch.setattr(os, "rename", refuse)
    for move in (lambda: store.rename(name, "乙"), lambda: store.trash(name)):
        with pytest.raises(Unwritable, match="权限"):
            move()
    assert store.names() == ["甲"]
