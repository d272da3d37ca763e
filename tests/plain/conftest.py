"""What the tests of plain mode share: drafts to talk about."""

from pathlib import Path
from shutil import copy

import pytest

from tests.plain.talking import new_draft
from tui.drafts.open_draft import OpenDraft
from tui.forms.model import Form

SAMPLES = Path(__file__).parents[2] / "sample_forms"


@pytest.fixture
def empty(tmp_path: Path, form: Form) -> OpenDraft:
    """A new draft of the department's form."""
    return new_draft(tmp_path / "drafts", form)


@pytest.fixture
def seed(tmp_path: Path) -> OpenDraft:
    """The filled seed."""
    return OpenDraft(Path(copy(SAMPLES / "seed.toml", tmp_path)))


@pytest.fixture
def half(tmp_path: Path) -> OpenDraft:
    """The sample with errors: a goal that is missing, and “≥98%” as the number of its third row."""
    return OpenDraft(Path(copy(SAMPLES / "half-filled.toml", tmp_path)))
