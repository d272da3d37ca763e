"""Filling in by question and answer: what is kept, what is said, where one comes to."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.plain.talking import new_draft, play, talk_of
from tui.drafts.draft_file import read_draft
from tui.drafts.open_draft import OpenDraft
from tui.errors import Unreadable, Unwritable
from tui.forms.answers import Place
from tui.forms.load import load_form
from tui.forms.model import Form
from tui.plain.filling import fill
from tui.plain.talk import Ended

TABLE = "indicators"


def kept(draft: OpenDraft) -> dict[str, str]:
    """The fields in the file."""
    return dict(read_draft(draft.path).answers.fields)


def asked_last(said: list[str]) -> str:
    """The label that was asked last."""
    return [line for line in said if line.endswith(("，必填。", "，选填。"))][-1][:-4]


# ── answers ──────────────────────────────────────────────────────────────────


def test_an_answer_is_on_the_disk_before_the_next_question(empty: OpenDraft) -> None:
    seen: list[str] = []

    def watch(line: str) -> None:
        if line.startswith("年度，"):
            seen.append(kept(empty)["unit_name"])

    talk = talk_of(["某单位"], [])
    talk._writer = watch
    with pytest.raises(Ended):
        fill(empty, talk)
    assert seen == ["某单位"]


def test_an_empty_line_keeps_what_is_there(seed: OpenDraft) -> None:
    before = seed.answers
    play(seed, *[""] * 40)
    assert seed.answers == before


@pytest.mark.parametrize("typed", ["/", "n", "q", "退出", "=1+1", "00123", "  两边有空格 ", "8：30"])
def test_an_answer_stays_as_it_was_typed(empty: OpenDraft, typed: str) -> None:
    play(empty, typed)
    assert kept(empty)["unit_name"] == typed


@pytest.mark.parametrize("end", ["。", ".", " 。 "])
def test_a_text_has_lines_up_to_a_full_stop_of_its_own(empty: OpenDraft, end: str) -> None:
    said = play(empty, ":j 2", "1.受理。", "", "2.指导。", end)
    assert kept(empty)["duties"] == "1.受理。\n\n2.指导。"
    assert asked_last(said) == "年度总体目标"


def test_a_full_stop_at_once_changes_nothing(seed: OpenDraft) -> None:
    before = seed.answers
    play(seed, ":j 2", "。")
    assert seed.answers == before


def test_a_command_ends_a_text_as_well(empty: OpenDraft) -> None:
    said = play(empty, ":j 2", "一", "二", ":上一步")
    assert kept(empty)["duties"] == "一\n二"
    assert asked_last(said) == "部门单位名称"


def test_a_text_that_was_broken_off_is_kept(empty: OpenDraft) -> None:
    play(empty, ":j 2", "一", "二")
    assert kept(empty)["duties"] == "一\n二"


@pytest.mark.parametrize("leaving", [[], [":q"], [":帮助", ":q"], [":下一步"], [":回家"]])
@pytest.mark.parametrize("patient", [True, False])
def test_an_older_text_stays_until_the_new_one_is_ended(
    empty: OpenDraft, leaving: list[str], patient: bool
) -> None:
    empty.set(Place("duties"), "原来的\n职责")
    said: list[str] = []
    with suppress(Ended, Unreadable):
        fill(empty, talk_of([":j 2", "错的", "", *leaving], said, patient=patient))
    assert kept(empty)["duties"] == "原来的\n职责\n错的\n"
    assert "这一项没有用句号结束，原来的 6 字还在，没写完的 2 行接在了后面，都已保存。" in said


def test_a_text_that_takes_the_place_of_another_is_told_before_and_after(empty: OpenDraft) -> None:
    empty.set(Place("duties"), "原来的")
    said = play(empty, ":j 2", "一", "二", "。")
    assert kept(empty)["duties"] == "一\n二"
    before = said.index("原来的 3 字会被换掉；不想换，写 :跳过；要接在后面写，写 :追加。")
    assert said.index("已换成新写的 3 字，:撤销 换回来。") > before


def test_the_same_text_again_is_no_change_to_be_undone(empty: OpenDraft) -> None:
    empty.set(Place("duties"), "原来的")
    assert "和原来的一样，没有改动。" in play(empty, ":j 2", "原来的", "。")


@pytest.mark.parametrize("order", [":撤销", ":u"])
def test_undo_in_the_middle_of_a_text_brings_back_the_older_one(empty: OpenDraft, order: str) -> None:
    empty.set(Place("duties"), "原来的")
    play(empty, ":j 2", "错的", order)
    assert kept(empty)["duties"] == "原来的"


def test_a_text_is_kept_line_by_line_where_nothing_older_could_be_lost(empty: OpenDraft) -> None:
    seen: list[str] = []
    lines = iter([":j 2", "一", "二", "。"])

    def read() -> str:
        seen.append(kept(empty)["duties"])
        return next(lines)

    talk = talk_of([], [])
    talk._reader = read
    with pytest.raises(RuntimeError), pytest.MonkeyPatch.context() as patch:
        patch.setattr("tui.plain.answering.tell_after", _stop)
        fill(empty, talk)
    assert seen == ["", "", "一", "一\n二"]


def _stop(*_: object) -> None:
    raise RuntimeError


def test_a_year_is_four_digits_and_nothing_else_changes_it(empty: OpenDraft) -> None:
    said = play(empty, "", "明年", "２０２６年")
    assert empty.answers.year == 2026
    assert any("四位数" in line for line in said)


def test_a_choice_of_a_field_is_asked_again_until_it_is_one(tmp_path: Path) -> None:
    draft = new_draft(tmp_path, load_form("project-goals"))
    said = play(draft, ":跳过", "也许", "2")
    assert kept(draft)["attribute"] == "延续项目"
    assert any(line.startswith("没有“也许”") for line in said)


def test_how_a_text_ends_is_said_before_the_first_one(seed: OpenDraft) -> None:
    assert play(seed, ":j 2", "", "").count("可以写几行，最后单独一行写句号结束。") == 1


@pytest.mark.parametrize(("typed", "told"), [("2026", False), ("２０２６年", True)])
def test_an_answer_that_is_taken_otherwise_than_typed_is_told(
    empty: OpenDraft, typed: str, told: bool
) -> None:
    assert ("记为 2026" in play(empty, "", typed)) is told


# ── what is said ─────────────────────────────────────────────────────────────


def test_what_is_wrong_with_an_answer_is_said_at_once(empty: OpenDraft) -> None:
    said = play(empty, "", "2999")
    assert any(line.startswith("错误：") and "2999" in line for line in said)


def test_that_a_field_is_empty_is_not_said_before_one_has_passed_it_by(empty: OpenDraft) -> None:
    assert not [line for line in play(empty) if line.startswith("错误")]
    assert [line for line in play(empty, "") if line.startswith("错误")]


def test_leaving_a_step_says_how_many_errors_stay_behind(half: OpenDraft) -> None:
    said = play(half, ":j 4", ":n", ":n")
    assert [line for line in said if line.startswith("“")] == ["“产出指标”还有 1 个错误，:检查 看是哪些。"]


def test_a_text_that_is_longer_than_advised(empty: OpenDraft) -> None:
    assert "共 61 字，建议不超过 60 字。" in play(empty, "字" * 61)


def test_every_line_is_free_of_escape_sequences(seed: OpenDraft) -> None:
    said = play(seed, ":帮助", ":检查", ":跳转", "4", "1", ":全文", ":帮助")
    assert said
    assert all(line.isprintable() or not line for line in said)


def test_what_is_locked_is_told_and_not_asked(seed: OpenDraft) -> None:
    seed.form = replace(seed.form, locked={"unit_name": seed.answers.fields["unit_name"]})
    said = play(seed)
    assert "部门单位名称：南县中鱼口镇党群和政务服务中心（灰色，不能改）" in said
    assert asked_last(said) == "年度"


def test_a_locked_value_that_was_changed_can_only_be_put_back(seed: OpenDraft) -> None:
    seed.form = replace(seed.form, locked={"unit_name": "原来的单位"})
    said = play(seed, ":检查", "1", "别的单位", ":清空", ":改好")
    assert kept(seed)["unit_name"] == "原来的单位"
    assert any("不能改；按回车" in line for line in said)


def test_the_help_explains_this_question_and_all_commands(empty: OpenDraft) -> None:
    said = play(empty, "：帮助")
    assert "填单位全称，与公章一致，不要用简称。" in said
    assert sum(line.startswith("  :") for line in said) == 17


# ── commands ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        ([":跳过"], "年度"),
        ([":跳过", ":上一项"], "部门单位名称"),
        ([":下一步"], "部门（单位）职责"),
        ([":n", ":n", ":p"], "部门（单位）职责"),
        ([":跳转 3"], "年度总体目标"),
        ([":跳转", "3"], "年度总体目标"),
        ([":跳转", ":j 3"], "年度总体目标"),
        ([":跳转", "：跳转 ３"], "年度总体目标"),
        ([":跳转", "年度总体目标"], "年度总体目标"),
        ([":跳转", "职责"], "部门（单位）职责"),
        ([":跳转 (单位)职责"], "部门（单位）职责"),
        ([":跳转", "9", "指标", "0", ":j 99", "3"], "年度总体目标"),
        ([":j 99", "3"], "年度总体目标"),
        ([":j 99"], "部门单位名称"),
        ([":j", ":j", ""], "部门单位名称"),
        ([":j", ":下一步"], "部门（单位）职责"),
        ([":p"], "部门单位名称"),
        ([":b"], "部门单位名称"),
    ],
)
def test_going_about(empty: OpenDraft, lines: list[str], label: str) -> None:
    assert asked_last(play(empty, *lines)) == label


@pytest.mark.parametrize("line", ["9", ":j 9", "四", "指标"])
def test_a_step_that_is_none_is_told_and_asked_again(empty: OpenDraft, line: str) -> None:
    before = empty.answers
    said = play(empty, ":j", line, "无")
    told = [text for text in said if text.endswith("这一步，请写 1 到 8 之间的数字，回车就留在这里。")]
    assert told[0].startswith(f"没有“{line.removeprefix(':j ')}”")
    assert len(told) == 2
    assert empty.answers == before


def test_an_order_at_the_list_of_steps_is_carried_out(empty: OpenDraft) -> None:
    assert play(empty, ":j", ":退出")[-1] == "已保存在草稿“整体绩效_2024”里。"


def test_a_script_stops_at_a_step_that_is_none(empty: OpenDraft) -> None:
    with pytest.raises(Unreadable, match=r"第 2 行.*没有“9”这一步"):
        play(empty, ":j", "9", "1", patient=False)


def test_one_begins_where_one_stopped(empty: OpenDraft) -> None:
    play(empty, ":j 3", "目标", "。", ":b")
    assert asked_last(play(OpenDraft(empty.path))) == "年度总体目标"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([":清空"], ""),
        ([":追加", "三", "四", "。"], "一二三\n四"),
        ([":追加", "三", ":上一步"], "一二三"),
        ([":追加", ""], "一二"),
        ([":替换", "二", "三"], "一三"),
        ([":替换", "二", ""], "一"),
        ([":替换", "三"], "一二"),
        ([":替换", ""], "一二"),
        ([":替换", "二", ":q"], "一二"),
        (["三", "。", ":撤销"], "一二"),
        (["三", "。", ":u", ":r"], "三"),
    ],
)
def test_changing_what_is_there(empty: OpenDraft, lines: list[str], text: str) -> None:
    empty.set(Place("duties"), "一二")
    play(empty, ":j 2", *lines)
    assert kept(empty)["duties"] == text


@pytest.mark.parametrize("order", [":追加", ":替换"])
def test_a_year_is_no_text_to_be_changed_in_parts(empty: OpenDraft, order: str) -> None:
    assert "这一项不是文字，请直接回答。" in play(empty, "", order)


def test_undo_leads_to_where_the_change_was(empty: OpenDraft) -> None:
    said = play(empty, "某单位", ":n", ":撤销")
    assert "已撤销：修改“部门单位名称”。" in said
    assert asked_last(said) == "部门单位名称"
    assert "没有可以撤销的改动了。" in play(empty, ":撤销", ":撤销")


def test_a_fix_mends_what_was_spoken_of_last(half: OpenDraft) -> None:
    half.set(Place("target", TABLE, "r1"), "3000件")
    play(half, ":j 4", "1", ":s", ":s", "3000件", ":改好")
    assert half.answers.text(Place("target", TABLE, "r1")) == "3000"


# ── saving and leaving ───────────────────────────────────────────────────────


def test_leaving_says_where_it_is_saved(empty: OpenDraft) -> None:
    assert play(empty, "某单位", ":退出")[-1] == "已保存在草稿“整体绩效_2024”里。"


def test_the_end_of_the_input_says_so_too(empty: OpenDraft) -> None:
    assert play(empty)[-1] == "没有更多输入了，写的内容已保存在草稿“整体绩效_2024”里。"


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Let saving fail, or work again."""
    from tui.files import write_atomically

    state = {"fails": False}

    def write(path: Path, data: bytes, *, replace: bool = True, mode: int | None = None) -> None:
        if state["fails"]:
            raise Unwritable("磁盘已满。")
        write_atomically(path, data, replace=replace, mode=mode)

    monkeypatch.setattr("tui.drafts.open_draft.write_atomically", write)
    return lambda fails: state.update(fails=fails)


def test_a_save_that_fails_is_told_once_and_tried_again(
    empty: OpenDraft, failing: Callable[[bool], None]
) -> None:
    said: list[str] = []
    lines = iter(["某单位", "2025", "职责", "。", ":q"])

    def read() -> str:
        line = next(lines)
        failing(line in {"某单位", "2025"})
        return line

    talk = talk_of([], said)
    talk._reader = read
    fill(empty, talk)
    assert [line for line in said if "没能保存" in line] == [
        "没能保存：磁盘已满。写的内容还在，每填一项都会再试。"
    ]
    assert kept(empty)["unit_name"] == "某单位"


def test_leaving_asks_before_anything_unsaved_is_left_behind(
    empty: OpenDraft, failing: Callable[[bool], None]
) -> None:
    failing(True)
    said = play(empty, "某单位", ":q", "y")
    assert "写 y 离开" in said[-1]


def test_an_end_that_cannot_save_is_no_success(empty: OpenDraft, failing: Callable[[bool], None]) -> None:
    failing(True)
    with pytest.raises(Unwritable, match="磁盘已满"):
        play(empty, "某单位")


def test_a_draft_that_was_changed_elsewhere_is_told(empty: OpenDraft) -> None:
    other = OpenDraft(empty.path)
    other.set(Place("duties"), "别处")
    other.save()
    assert any("另存成了" in line for line in play(empty, "某单位"))


def test_a_script_stops_at_the_line_that_it_goes_wrong_with(empty: OpenDraft) -> None:
    with pytest.raises(Unreadable, match="第 2 行"):
        play(empty, "某单位", "明年", "职责", patient=False)
    assert kept(empty) == {"unit_name": "某单位", "duties": "", "annual_goal": ""}


def test_both_forms_are_asked_to_the_end(tmp_path: Path, form: Form) -> None:
    for one in (form, load_form("project-goals")):
        said = play(new_draft(tmp_path, one), *["", "。"] * 60)
        assert f"第 {len(one.steps)} 步，共 {len(one.steps)} 步：检查与导出" in said
