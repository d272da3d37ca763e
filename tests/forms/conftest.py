"""Answers that the tests of tui.forms start from."""

import tomllib

import pytest

from tui.forms.answers import Answers, Row
from tui.resources import folder


def sample(name: str) -> Answers:
    """The answers in one of the sample drafts, read without the drafts' own code."""
    values = tomllib.loads((folder("sample_forms") / f"{name}.toml").read_text("utf-8"))
    rows = tuple(Row(row.pop("id"), row) for row in values["indicators"])
    return Answers(values["draft"]["year"], values["fields"], {"indicators": rows})


@pytest.fixture(scope="session")
def seed() -> Answers:
    """A real filled form of 13 rows that a county accepted."""
    return sample("seed")


@pytest.fixture(scope="session")
def well_filled() -> Answers:
    """A form with nothing to find fault with."""
    return sample("well-filled")
