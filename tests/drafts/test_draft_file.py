"""Reading a draft file: what it says, and one sentence for every file that is none."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.drafts.draft import State
from tui.drafts.draft_file import LIMIT, read_draft
from tui.errors import Unreadable
from tui.forms.answers import Place


def sentence(path: Path) -> str:
    """What a person is told of a file that is no draft; it must be one Chinese sentence."""
    with pytest.raises(Unreadable) as raised:
        read_draft(path)
    said = str(raised.value).replace(str(path), path.name)
    assert said.endswith("。") and said.count("。") == 1 and "\n" not in said
    assert not {"expected", "invalid", "error", "line", "cannot"} & set(said.lower().split())
    return said


def test_what_a_file_says(by_hand: Path) -> None:
    draft = read_draft(by_hand)
    assert (draft.id, draft.form_id, draft.form_version, draft.state) == (
        "a1",
        "department-goals",
        1,
        State.DRAFT,
    )
    assert draft.created == datetime(2023, 11, 23, 2, 15, tzinfo=UTC)
    assert draft.saved.utcoffset() is not None
    assert draft.answers.year == 2024
    assert draft.answers.text(Place("duties")) == "# 一、受理事项\n[二] 指导服务点"
    assert draft.answers.text(Place("target", "indicators", "r1")) == "3000"


def test_what_is_missing_is_empty_and_what_is_unknown_is_no_answer(by_hand: Path) -> None:
    answers = read_draft(by_hand).answers
    assert answers.fields["annual_goal"] == "" and "phone" not in answers.fields
    assert answers.rows("indicators")[1].cells["scoring"] == ""
    assert "actual" not in answers.rows("indicators")[0].cells


def test_line_ends_and_a_byte_order_mark_of_windows_do_not_matter(by_hand: Path) -> None:
    before = read_draft(by_hand)
    by_hand.write_bytes(b"\xef\xbb\xbf" + by_hand.read_bytes().replace(b"\n", b"\r\n"))
    assert read_draft(by_hand) == before


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("", ""),
        ('step = "goal"\n', "goal"),
        ('step = "weather"\n', ""),
        ("step = 3\n", ""),
        ('step = ["goal"]\n', ""),
    ],
)
def test_where_one_stopped_is_a_step_of_the_form_or_unknown(by_hand: Path, line: str, step: str) -> None:
    text = by_hand.read_text("utf-8").replace("[fields]", f"{line}[fields]")
    by_hand.write_text(text, encoding="utf-8")
    assert read_draft(by_hand).step == step


def test_control_characters_are_left_out(by_hand: Path) -> None:
    by_hand.write_text(by_hand.read_text("utf-8").replace("某镇", r"某\u0007镇\r\n"), encoding="utf-8")
    assert read_draft(by_hand).answers.fields["unit_name"] == "某镇\n服务中心"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "是空的"),
        (b" \r\n\n", "是空的"),
        (b"\x00\xff\xfe\x01", "不是填报草稿"),
        ("单位 = 1".encode("gbk"), "不是填报草稿"),
        (b"PK\x03\x04" * 100, "写法不对"),
        (b"a = 1\nb = \n", "第2行第5个字"),
        (b"a = [1,", "不完整，可能没有存完"),
        (b"[draft]\nunit = '''", "不完整，可能没有存完"),
        ("[draft]\nunit = '单".encode()[:-1], "不完整，可能没有存完"),
        ("\ufeff单".encode()[:-2], "不完整，可能没有存完"),
        (b"a = " + b"[" * 100_000, "写法不对"),
        (b"a = " + b"9" * 5_000, "写法不对"),
        (b"a = 1", "不是填报草稿"),
        (b"format = 1\ndraft = 1", "不是填报草稿"),
        (b"[draft]\nid = '1'", "不是填报草稿"),
    ],
)
def test_a_file_that_is_no_draft(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "坏.toml"
    path.write_bytes(data)
    assert said in sentence(path)
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("format = 1", "format = 2", "升级"),
        ("format = 1", "format = 0", "format"),
        ("format = 1", 'format = "1"', "format"),
        ("form_version = 1", "form_version = 99", "升级"),
        ("form_version = 1", "form_version = true", "draft.form_version"),
        ('"department-goals"', '"gaols"', "没有叫“gaols”的表"),
        ('"department-goals"', '"../goals"', "没有叫“../goals”的表"),
        ("year = 2024", "year = 99999", "draft.year"),
        ("year = 2024", "year = -1", "draft.year"),
        ("year = 2024", "year = 2024.0", "draft.year"),
        ('"draft"', '"sent"', "draft.state"),
        ('id = "a1"', "id = 1", "draft.id"),
        ('id = "a1"\n', "", "draft.id"),
        ("created = 2023-11-23T10:15:00+08:00", "created = 2023-11-23", "draft.created"),
        ("saved = 2023-11-23T10:32:05+08:00", 'saved = "昨天"', "draft.saved"),
        ("saved = 2023-11-23T10:32:05+08:00", "saved = 0001-01-01T00:00:00+08:00", "draft.saved"),
        ('"某镇服务中心"', "17", "fields.unit_name"),
        ("[fields]", "[[fields]]", "[fields]"),
        ("[fields]", "[[fields.x]]\n[other]", "[fields]"),
        ("[draft]", "[draft.x]\n[other]", "draft.form"),
        ('target = "3000"', "target = 3000", "第1条指标（indicators）的 target"),
        ('id = "r2"', 'id = "r1"', "第2条指标（indicators）的 id"),
        ('id = "r2"', 'id = ""', "第2条指标（indicators）的 id"),
        ('id = "r2"\n', "", "第2条指标（indicators）的 id"),
        ('id = "r1"\n', "id = [1]\n", "第1条指标（indicators）的 id"),
        ("[accepted]", "[fields]", "写法不对"),
    ],
)
def test_a_draft_with_one_thing_wrong(by_hand: Path, good: str, bad: str, said: str) -> None:
    text = by_hand.read_text("utf-8")
    assert good in text
    by_hand.write_text(text.replace(good, bad, 1), encoding="utf-8")
    data = by_hand.read_bytes()
    assert said in sentence(by_hand)
    assert by_hand.read_bytes() == data


@pytest.mark.parametrize("rows", ['indicators = [{id = "r1"}]\n', "indicators = 1\n", "indicators = [1]\n"])
def test_rows_must_stand_under_headers_of_their_own(by_hand: Path, rows: str) -> None:
    text = by_hand.read_text("utf-8").partition("# 最要紧的一条")[0]
    by_hand.write_text(rows + text, encoding="utf-8")
    assert "[[indicators]]" in sentence(by_hand)


def test_a_draft_without_fields_or_rows_is_one(by_hand: Path) -> None:
    by_hand.write_text(by_hand.read_text("utf-8").partition("[fields]")[0], encoding="utf-8")
    answers = read_draft(by_hand).answers
    assert not any(answers.fields.values()) and answers.rows("indicators") == ()


def test_a_missing_file_a_folder_and_a_huge_file(tmp_path: Path) -> None:
    assert "不存在" in sentence(tmp_path / "没有.toml")
    assert "是文件夹" in sentence(tmp_path)
    huge = tmp_path / "大.toml"
    with huge.open("wb") as file:
        file.truncate(LIMIT + 1)
    assert "太大" in sentence(huge)
