"""Writing files: whole or not at all, with a sentence for what goes wrong."""

import errno
import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import FileInTheWay, Unreadable, Unwritable
from tui.files import PRIVATE, free_path, remove_leftovers, safe_name, user_path, why, write_atomically

posix = pytest.mark.skipif(os.name != "posix", reason="permission bits")


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_atomically(path, b"1")
    write_atomically(path, b"2")
    assert path.read_bytes() == b"2" and list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_way_stays(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(FileInTheWay) as raised:
        write_atomically(path, b"new", replace=False)
    assert str(raised.value) == f"{path} 已经存在，没有覆盖它。"
    assert path.read_bytes() == b"old"


@posix
@pytest.mark.parametrize(("mode", "bits"), [(PRIVATE, 0o600), (None, 0o640)])
def test_permission_bits_are_the_given_or_the_usual(tmp_path: Path, mode: int | None, bits: int) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a", b"1", mode=mode)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == bits


def test_a_folder_is_no_place_to_write_to(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="这是一个文件夹"):
        write_atomically(tmp_path, b"1")


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="文件夹不存在"):
        write_atomically(tmp_path / "没有" / "a", b"1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("replace", [True, False])
def test_a_name_that_is_too_long(tmp_path: Path, replace: bool) -> None:
    with pytest.raises(Unwritable, match="文件名太长") as raised:
        write_atomically(tmp_path / ("长" * 300), b"1", replace=replace)
    assert raised.value.exit_code == 3 and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("replace", [True, False])
def test_a_folder_that_one_may_not_look_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as closed:
        closed.setattr(Path, "stat", refuse)
        closed.setattr(os, "open", refuse)
        with pytest.raises(Unwritable, match="没有写入的权限") as raised:
            write_atomically(tmp_path / "a", b"1", replace=replace)
    assert raised.value.exit_code == 3 and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "只读"), (9999, "请检查")]
)
def test_a_failure_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, said: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, "reason")

    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(Unwritable, match=said) as raised:
        write_atomically(path, b"new")
    assert "reason" not in str(raised.value)
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a", b"new")
    assert list(tmp_path.iterdir()) == []


def test_every_reason_is_chinese() -> None:
    for number in errno.errorcode:
        assert not re.search("[A-Za-z]", why(OSError(number, "reason")))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("南县中鱼口镇党群和政务服务中心", "南县中鱼口镇党群和政务服务中心"),
        ("a/b\\c:d", "a_b_c_d"),
        ("  某　中心\n", "某_中心"),
        ("..", ""),
        ("", ""),
        ("长" * 99, "长" * 60),
    ],
)
def test_a_text_becomes_a_file_name(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text())
def test_a_file_name_is_valid_everywhere_and_stays_the_same(text: str) -> None:
    name = safe_name(text)
    assert not re.search(r'[\\/:*?"<>|\s\x00-\x1f]', name)
    assert not name.startswith(".") and len(name) <= 60
    assert safe_name(name) == name


def test_leftovers_of_a_killed_process_are_removed_but_no_write_under_way(tmp_path: Path) -> None:
    old, fresh, foreign = (tmp_path / name for name in (".tianbao-a.tmp", ".tianbao-b.tmp", "c.tmp"))
    for path in (old, fresh, foreign):
        path.write_bytes(b"")
    os.utime(old, (0, 0))
    os.utime(foreign, (0, 0))
    remove_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".tianbao-b.tmp", "c.tmp"]


def test_a_cut_name_does_not_end_in_a_dot() -> None:
    assert safe_name("甲" * 5 + ".乙", limit=6) == "甲" * 5


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/表/甲 乙.xlsx", "/表/甲 乙.xlsx"),
        (" 　/表/甲.xlsx\n", "/表/甲.xlsx"),
        ('"/表/甲.xlsx"', "/表/甲.xlsx"),
        ("' /表/甲.xlsx '", "/表/甲.xlsx"),
        ("“甲.xlsx”", "甲.xlsx"),
        ("‘甲.xlsx’", "甲.xlsx"),
        ("\"'甲'\"", "'甲'"),
        ('"甲', '"甲'),
        ("“甲”和“乙”.xlsx", "“甲”和“乙”.xlsx"),
        ('"', '"'),
        ("file:///%E8%A1%A8/a%20b%23.xlsx", "/表/a b#.xlsx"),
        ("FILE://localhost/表/甲.xlsx", "/表/甲.xlsx"),
        ("'file:///a.xlsx'", "/a.xlsx"),
        ("file:///C:/%E8%A1%A8/a.xlsx", "C:/表/a.xlsx"),
        ("file://server/%E8%A1%A8/a.xlsx", "//server/表/a.xlsx"),
        ("甲%20乙.xlsx", "甲%20乙.xlsx"),
        ("~/甲.xlsx", "/home/clerk/甲.xlsx"),
        ('"~/甲.xlsx"', "/home/clerk/甲.xlsx"),
        ("甲/~.xlsx", "甲/~.xlsx"),
    ],
)
def test_a_path_as_people_write_it(monkeypatch: pytest.MonkeyPatch, text: str, path: str) -> None:
    monkeypatch.setenv("HOME", "/home/clerk")
    monkeypatch.setenv("USERPROFILE", "/home/clerk")
    assert user_path(text) == Path(path)


@pytest.mark.parametrize("text", ["", " 　", '""', "“ ”", "~没有这个人/甲.xlsx", "甲\0.xlsx", "file:///%00"])
def test_what_cannot_be_a_path_is_one_sentence(text: str) -> None:
    with pytest.raises(Unreadable) as raised:
        user_path(text)
    said = str(raised.value)
    assert said.endswith("。") and said.count("。") == 1 and "\0" not in said


@given(st.text())
def test_any_text_is_a_path_or_a_sentence(text: str) -> None:
    try:
        path = user_path(text)
    except Unreadable:
        return
    assert "\0" not in str(path)


def test_the_first_free_path_in_a_row(tmp_path: Path) -> None:
    path = tmp_path / "表.2024.xlsx"
    assert free_path(path) == path
    for name in ("表.2024.xlsx", "表.2024 (2).xlsx"):
        (tmp_path / name).touch()
    (tmp_path / "表.2024 (3).xlsx").mkdir()
    assert free_path(path) == tmp_path / "表.2024 (4).xlsx"


def test_a_path_that_one_may_not_look_at_counts_as_free(tmp_path: Path) -> None:
    path = tmp_path / f"{'长' * 300}.xlsx"
    assert free_path(path) == path
