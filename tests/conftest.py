"""What all tests share: the real form."""

import pytest

from tui.forms.load import load_form
from tui.forms.model import Form


@pytest.fixture(scope="session")
def form() -> Form:
    """The department's yearly performance-goal form, as it travels with the program."""
    return load_form("department-goals")
