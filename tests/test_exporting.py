"""One export of an open draft: what is done and said, whoever asks."""

from pathlib import Path
from shutil import copy

import pytest

from tui.drafts.draft import State
from tui.drafts.open_draft import OpenDraft
from tui.drafts.session import Session
from tui.drafts.store import Store
from tui.errors import FileInTheWay, Unreadable
from tui.exchange import import_file, read_any
from tui.exporting import Export, obstacle, sheets, ways_around

SAMPLES = Path(__file__).parents[1] / "sample_forms"


def session_of(folder: Path, sample: str) -> Session:
    """A session on a copy of a sample, or on what an import makes of it if it is a workbook."""
    if sample.endswith(".toml"):
        return Session(OpenDraft(Path(copy(SAMPLES / sample, folder))))
    store = Store(folder / "drafts")
    return Session(OpenDraft(store.path(import_file(store, SAMPLES / sample).name)))


@pytest.mark.parametrize(
    ("sample", "words", "state", "done"),
    [
        ("seed.toml", "", State.EXPORTED, "已导出。"),
        (
            "half-filled.toml",
            "还有 2 个错误，改完才能导出正式的表",
            State.DRAFT,
            "已导出没填完的表，改好错误后请再导出一次。",
        ),
    ],
)
def test_only_a_form_without_errors_is_exported_for_good(
    tmp_path: Path, sample: str, words: str, state: State, done: str
) -> None:
    session = session_of(tmp_path, sample)
    export = Export(session)
    assert obstacle(session) == words
    export.write(tmp_path / "表.xlsx")
    assert session.draft.draft.state is state
    assert export.outcome == (done, "")


def test_the_file_that_the_draft_came_from_is_filled_in(tmp_path: Path) -> None:
    export = Export(session_of(tmp_path, "seed.xlsx"))
    assert export.received
    assert sheets(export.received)[0] == "照原表“seed.xlsx”另存一份填好的（推荐）"
    export.write(tmp_path / "表.xlsx")
    assert (tmp_path / "表.xlsx").read_bytes() == (SAMPLES / "seed.xlsx").read_bytes()
    assert export.outcome == ("已导出。", "原表没有动，填好的这一份模板结构未变。")


def test_the_built_in_sheet_holds_what_that_file_has_locked(tmp_path: Path) -> None:
    session = session_of(tmp_path, "seed.xlsx")
    assert "unit_name" in session.form.locked
    export = Export(session)
    export.received = None
    export.write(tmp_path / "表.xlsx")
    assert read_any(tmp_path / "表.xlsx").answers.fields == session.answers.fields


def test_the_built_in_sheet_is_filled_in_where_that_file_is_lost_and_it_is_said(tmp_path: Path) -> None:
    session = session_of(tmp_path, "seed.xlsx")
    for kept in (tmp_path / "drafts" / "templates").iterdir():
        kept.unlink()
    export = Export(session)
    assert export.received is None
    assert "“seed.xlsx”" in export.warning
    assert "--" not in export.warning
    assert export.warning.endswith("现在用内置的表样导出。")
    export.write(tmp_path / "表.xlsx")
    assert export.outcome == ("已导出。", "")


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    session, path = session_of(tmp_path, "seed.toml"), tmp_path / "表.xlsx"
    path.write_text("mine")
    export = Export(session)
    with pytest.raises(FileInTheWay):
        export.write(path)
    assert path.read_text() == "mine"
    assert not session.draft.unsaved
    assert ways_around(path) == ("不覆盖，存成“表 (2).xlsx”（推荐）", "覆盖它")
    export.write(path, replace=True)
    assert path.read_bytes().startswith(b"PK")
    assert session.draft.draft.state is State.EXPORTED


@pytest.mark.parametrize("text", ["", "\0"])
def test_what_can_be_no_path_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(Unreadable):
        Export(session_of(tmp_path, "seed.toml")).path(text)
