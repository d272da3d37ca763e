"""Answers that the tests of tui.forms start from."""

import tomllib
from pathlib import Path

import pytest

from tui.forms.answers import Answers, Row

SEED = Path(__file__).with_name("seed.toml")


@pytest.fixture(scope="session")
def seed() -> Answers:
    """A real filled form of 13 rows that a county accepted."""
    values = tomllib.loads(SEED.read_text("utf-8"))
    rows = tuple(Row(row.pop("id"), row) for row in values["indicators"])
    return Answers(values["year"], values["fields"], {"indicators": rows})
