"""A draft keeps the county's file that it came from: the bytes, and what the file says of the form."""

import errno
import os
import stat
import tomllib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.drafts.draft import Draft, Template, form_of, new_draft
from tui.drafts.draft_file import read_draft, read_text
from tui.drafts.draft_text import render
from tui.drafts.open_draft import OpenDraft
from tui.drafts.store import Store
from tui.drafts.summary import summarise
from tui.errors import FileInTheWay, Unreadable, Unwritable
from tui.forms.answers import Answers, Place, Row
from tui.forms.check import check
from tui.forms.facts import Facts
from tui.forms.load import load_form
from tui.forms.model import Form

FORM = load_form("department-goals")
TABLE = "indicators"
NAME = "2024年申报表.xlsx"
DATA = b"PK\x03\x04 the county's own"
DIGEST = sha256(DATA).hexdigest()
FACTS = Facts(
    heads={"unit_name": "green", "indicators.scoring": "yellow"},
    choices={"comparison": ("定性", "≥")},
    locked={"unit_name": "某镇服务中心"},
)
ANSWERS = Answers(
    2024, {"unit_name": "某镇服务中心"}, {TABLE: (Row("r1", {"name": "办件量"}), Row("r2"), Row("r3"))}
)
SECTION = f"""
[template]  # 县里十一月发的
file = "{NAME}"
sha256 = "{DIGEST}"
received = 2026-11-20

[template.heads]
"indicators.scoring" = "yellow"  # 今年要填
"indicators.weight" = "yellow"

[template.locked]
unit_name = "某镇服务中心"
mayor = "不在这张表里"
"""

posix = pytest.mark.skipif(os.name != "posix", reason="permission bits")


@pytest.fixture
def received(store: Store, form: Form) -> str:
    """The name of a draft in the store that came from a county's file."""
    return store.create(form, ANSWERS, template=(NAME, DATA, FACTS))


@pytest.fixture
def by_hand_received(by_hand: Path) -> Path:
    """A draft with a template and whatever else a person put in."""
    with by_hand.open("a", encoding="utf-8", newline="\n") as file:
        file.write(SECTION)
    return by_hand


def copy_of(store: Store) -> Path:
    """Where the store keeps the county's file."""
    return store.folder / "templates" / f"{DIGEST}.xlsx"


# ── what the draft's file says ──


def test_the_format(store: Store, received: str) -> None:
    assert store.path(received).read_text("utf-8").partition("\n[template]")[2] == (
        f'\nfile = "{NAME}"\nsha256 = "{DIGEST}"\n\n'
        '[template.heads]\nunit_name = "green"\n"indicators.scoring" = "yellow"\n\n'
        '[template.choices]\ncomparison = ["定性", "≥"]\n\n'
        '[template.locked]\nunit_name = "某镇服务中心"\n'
    )


def test_nothing_is_said_of_what_was_not_seen(store: Store, form: Form) -> None:
    text = store.path(store.create(form, ANSWERS, template=(NAME, DATA, Facts()))).read_text("utf-8")
    assert text.endswith(f'[template]\nfile = "{NAME}"\nsha256 = "{DIGEST}"\n')


def test_a_draft_of_no_file_has_no_template(store: Store, form: Form) -> None:
    name = store.create(form, ANSWERS)
    assert read_draft(store.path(name)).template is None
    assert OpenDraft(store.path(name)).template_bytes() is None
    assert not (store.folder / "templates").exists()


texts = st.text(max_size=80) | st.lists(st.sampled_from(['"', "\\", "\n", "]", "#", "\x00", "≥"])).map(
    "".join
)
all_facts = st.builds(
    Facts,
    st.dictionaries(st.sampled_from(["duties", "annual_goal", "indicators.unit", "x.y"]) | texts, texts),
    st.dictionaries(st.sampled_from(["comparison", "x"]), st.lists(texts, max_size=6).map(tuple)),
    st.dictionaries(st.sampled_from(["unit_name", "duties", "x"]) | texts, texts),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drafts") / "a.toml"


@given(texts, all_facts)
def test_facts_survive_being_written_and_rewritten(path: Path, file: str, facts: Facts) -> None:
    draft = new_draft(FORM, ANSWERS, Template(file, DIGEST, facts))
    path.write_bytes(render(draft, FORM).data())
    assert read_draft(path) == draft
    opened = OpenDraft(path)
    opened.set(Place("duties"), "办事")
    opened.save()
    assert read_draft(path).template == draft.template
    check(form_of(draft), draft.answers)


def test_what_the_form_does_not_have_is_no_fact(by_hand_received: Path) -> None:
    assert read_draft(by_hand_received).template == Template(
        NAME, DIGEST, Facts(heads={"indicators.scoring": "yellow"}, locked={"unit_name": "某镇服务中心"})
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda draft: draft.set(Place("duties"), "办事"),
        lambda draft: draft.insert_row(TABLE, "产出指标", "数量指标"),
        lambda draft: draft.drop_row(TABLE, "r1"),
    ],
)
def test_a_save_leaves_the_template_as_it_is_written(
    by_hand_received: Path, change: Callable[[OpenDraft], object]
) -> None:
    draft = OpenDraft(by_hand_received)
    change(draft)
    draft.save()
    assert by_hand_received.read_text("utf-8").endswith(SECTION)


def test_parts_of_the_template_that_stand_apart_are_one(by_hand: Path) -> None:
    text = by_hand.read_text("utf-8")
    head, _, facts = SECTION.partition("[template.heads]")
    text = text.replace("[draft]", f"{head.lstrip()}[draft]") + f"\n[template.heads]{facts}"
    by_hand.write_text(text, encoding="utf-8")
    opened = OpenDraft(by_hand)
    opened.set(Place("unit_name"), "某乡")
    opened.save()
    assert tomllib.loads(by_hand.read_text("utf-8"))["template"] == tomllib.loads(text)["template"]


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        (SECTION, '[other]\n[[template]]\nfile = "x"\n', "template 要写成 [template]"),
        (f'file = "{NAME}"', "file = 7", "template.file"),
        (f'file = "{NAME}"', "", "template.file 缺了"),
        (f'sha256 = "{DIGEST}"', "", "template.sha256 缺了"),
        (DIGEST, "../../甲", "template.sha256"),
        (DIGEST, DIGEST.upper(), "template.sha256"),
        (DIGEST, DIGEST + r"\n", "template.sha256"),
        ('"yellow"  #', "1  #", "template.heads.indicators.scoring"),
        ('"indicators.scoring" =', "indicators.scoring =", "template.heads.indicators"),
        ("[template.heads]", "[[template.heads]]", "template.heads 要写成 [template.heads]"),
        ("[template.locked]", "[template.choices]", "template.choices.unit_name"),
        ('unit_name = "某镇服务中心"\nmayor', "unit_name = 1\nmayor", "template.locked.unit_name"),
    ],
)
def test_a_template_with_one_thing_wrong(by_hand_received: Path, good: str, bad: str, said: str) -> None:
    text = by_hand_received.read_text("utf-8")
    assert good in text
    by_hand_received.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(Unreadable) as raised:
        read_draft(by_hand_received)
    sentence = str(raised.value)
    assert said in sentence and sentence.endswith("。") and sentence.count("。") == 1 and "\n" not in sentence


@pytest.mark.parametrize("choices", ['"≥"', "[1]", '["≥", 1]', '[["≥"]]'])
def test_choices_are_a_list_of_texts(by_hand_received: Path, choices: str) -> None:
    with by_hand_received.open("a", encoding="utf-8") as file:
        file.write(f"[template.choices]\ncomparison = {choices}\n")
    with pytest.raises(Unreadable, match=r"template\.choices\.comparison 要写成一列带引号的文字"):
        read_draft(by_hand_received)


# ── the form as the county has it ──


def test_the_form_of_a_draft_is_its_files(store: Store, received: str) -> None:
    opened = OpenDraft(store.path(received))
    form = opened.form
    assert form == form_of(opened.draft) and form != FORM
    assert form.required(form.table(TABLE).column("scoring")) and not form.required(form.field("unit_name"))
    assert [entry.text for entry in form.dictionaries["comparison"].entries] == ["定性", "≥"]
    assert form.locked == {"unit_name": "某镇服务中心"}


def test_a_locked_value_that_was_changed_is_counted_in_the_list(store: Store, received: str) -> None:
    before = summarise(store.path(received)).errors
    opened = OpenDraft(store.path(received))
    opened.set(Place("unit_name"), "某乡")
    opened.save()
    assert summarise(store.path(received)).errors == before + 1


def test_a_locked_text_is_compared_as_a_draft_holds_it(store: Store, form: Form) -> None:
    text = "某镇\r\n服务\x07中心"
    facts = Facts(locked={"unit_name": text})
    name = store.create(form, Answers(2024, {"unit_name": text}), template=(NAME, DATA, facts))
    draft = read_draft(store.path(name))
    assert not [problem for problem in check(form_of(draft), draft.answers) if problem.rule == "locked"]


# ── the kept file ──


def test_the_kept_file_is_the_received_one_to_the_byte(store: Store, received: str) -> None:
    assert copy_of(store).read_bytes() == DATA
    assert OpenDraft(store.path(received)).template_bytes() == DATA


@posix
def test_the_kept_file_is_private(store: Store, received: str) -> None:
    kept = copy_of(store)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (store.folder, kept.parent, kept)]
    assert modes == [0o700, 0o700, 0o600]


def test_two_drafts_of_one_file_share_the_copy(store: Store, form: Form, received: str) -> None:
    before = copy_of(store).stat()
    other = store.create(form, ANSWERS, template=("改了名.xlsx", DATA, Facts()))
    assert list(copy_of(store).parent.iterdir()) == [copy_of(store)]
    assert copy_of(store).stat() == before
    drafts = [read_draft(store.path(name)) for name in (received, other)]
    assert [draft.template.file for draft in drafts if draft.template] == [NAME, "改了名.xlsx"]


def test_a_copy_a_renamed_and_a_restored_draft_keep_the_template(store: Store, received: str) -> None:
    copied = store.copy(received)
    renamed = store.rename(received, "改名")
    restored = store.restore(store.trash(renamed))
    for name in (copied, restored):
        assert OpenDraft(store.path(name)).template_bytes() == DATA
        assert OpenDraft(store.path(name)).form.locked == FACTS.locked


def test_a_draft_saved_beside_another_window_keeps_the_template(store: Store, received: str) -> None:
    opened, other = OpenDraft(store.path(received)), OpenDraft(store.path(received))
    for draft in (other, opened):
        draft.set(Place("duties"), f"职责{id(draft)}")
        draft.save()
    assert opened.path != other.path and opened.template_bytes() == DATA


def remove(path: Path) -> None:
    path.unlink()


def damage(path: Path) -> None:
    path.write_bytes(DATA[:-1])


def replace_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("harm", "said"), [(remove, "没有留存"), (damage, "已经损坏"), (replace_by_a_folder, "读不出来")]
)
def test_a_copy_that_is_not_whole_is_a_sentence(
    store: Store, received: str, harm: Callable[[Path], None], said: str
) -> None:
    harm(copy_of(store))
    opened = OpenDraft(store.path(received))
    with pytest.raises(Unreadable) as raised:
        opened.template_bytes()
    sentence = str(raised.value)
    assert said in sentence and f"“{NAME}”" in sentence
    assert sentence.endswith("请再导入一次原来的文件，或者导出内置的表样。") and sentence.count("。") == 1


def test_a_damaged_copy_is_mended_by_the_next_import(store: Store, form: Form, received: str) -> None:
    damage(copy_of(store))
    store.create(form, ANSWERS, template=(NAME, DATA, FACTS))
    assert OpenDraft(store.path(received)).template_bytes() == DATA


def test_a_draft_that_was_carried_away_alone_opens_and_misses_its_template(
    store: Store, received: str, tmp_path: Path
) -> None:
    away = tmp_path / "带走.toml"
    away.write_bytes(store.path(received).read_bytes())
    opened = OpenDraft(away)
    assert opened.form.locked == FACTS.locked
    with pytest.raises(Unreadable, match="没有留存"):
        opened.template_bytes()


def test_a_name_that_is_taken_keeps_no_file(store: Store, form: Form) -> None:
    store.create(form, ANSWERS, "甲")
    with pytest.raises(FileInTheWay):
        store.create(form, ANSWERS, "甲", (NAME, DATA, FACTS))
    assert not (store.folder / "templates").exists()


def test_where_the_file_cannot_be_kept_no_draft_is_made(store: Store, form: Form) -> None:
    store.folder.mkdir()
    (store.folder / "templates").touch()
    with pytest.raises(Unwritable, match="建不了"):
        store.create(form, ANSWERS, template=(NAME, DATA, FACTS))
    assert store.names() == []


def test_a_full_disk_leaves_neither_draft_nor_half_a_file(
    store: Store, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritable, match="磁盘已满"):
        store.create(form, ANSWERS, template=(NAME, DATA, FACTS))
    assert store.names() == [] and list(copy_of(store).parent.iterdir()) == []


# ── rows stay with their lines ──


def test_a_row_id_of_the_template_is_never_given_again(store: Store, received: str) -> None:
    opened = OpenDraft(store.path(received))
    for row in ("r2", "r3"):
        opened.drop_row(TABLE, row)
    opened.save()
    assert OpenDraft(store.path(received)).insert_row(TABLE, "产出指标", "数量指标") == "r4"


def test_not_even_when_the_row_was_taken_out_by_hand(store: Store, received: str) -> None:
    path = store.path(received)
    rows, _, rest = path.read_text("utf-8").partition('[[indicators]]\nid = "r3"')
    path.write_text(rows + rest[rest.index("[template]") :], encoding="utf-8")
    opened = OpenDraft(path)
    assert opened.duplicate_row(TABLE, "r1") == "r4"


def test_a_copy_does_not_give_an_id_again_either(store: Store, received: str) -> None:
    opened = OpenDraft(store.path(received))
    opened.insert_row(TABLE, "产出指标", "数量指标")
    opened.drop_row(TABLE, "r4")
    opened.set(Place("duties"), "办事")
    opened.save()
    assert OpenDraft(store.path(store.copy(received))).duplicate_row(TABLE, "r1") == "r5"


def test_an_id_that_an_undone_row_had_is_not_given_again(store: Store, form: Form) -> None:
    path = store.path(store.create(form, ANSWERS))
    opened = OpenDraft(path)
    opened.duplicate_row(TABLE, "r1")
    opened.save()
    opened.undo()
    opened.save()
    assert OpenDraft(path).duplicate_row(TABLE, "r1") == "r5"


def test_the_number_is_kept_only_when_the_rows_do_not_tell_it(store: Store, form: Form) -> None:
    path = store.path(store.create(form, ANSWERS))
    assert "rows" not in tomllib.loads(path.read_text("utf-8"))["draft"]
    opened = OpenDraft(path)
    opened.drop_row(TABLE, "r2")
    opened.save()
    assert "rows" not in tomllib.loads(path.read_text("utf-8"))["draft"]
    opened.drop_row(TABLE, "r3")
    opened.save()
    assert tomllib.loads(path.read_text("utf-8"))["draft"]["rows"] == 3
    assert read_draft(path) == opened.draft


def test_numbers_of_any_size_lead_to_different_ids(by_hand: Path) -> None:
    text = by_hand.read_text("utf-8").replace("[fields]", f"rows = {10**18 - 1}\n\n[fields]")
    by_hand.write_text(text, encoding="utf-8")
    for _ in range(2):
        opened = OpenDraft(by_hand)
        for _ in range(2):
            opened.duplicate_row(TABLE, "r1")
        opened.save()
    draft: Draft = read_text(by_hand)[0].draft
    assert len({row.id for row in draft.answers.rows(TABLE)}) == 6


@pytest.mark.parametrize("number", ["-1", '"3"', "3.0", "true"])
def test_a_number_of_rows_that_is_none(by_hand: Path, number: str) -> None:
    text = by_hand.read_text("utf-8").replace("[fields]", f"rows = {number}\n\n[fields]")
    by_hand.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"draft\.rows 要写"):
        read_draft(by_hand)
