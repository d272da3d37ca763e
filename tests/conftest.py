"""What all tests share: the real form, and how hypothesis tries values."""

import pytest
from hypothesis import HealthCheck, settings

from tui.forms.load import load_form
from tui.forms.model import Form

# How long an example takes says more about a busy machine than about the code.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(scope="session")
def form() -> Form:
    """The department's yearly performance-goal form, as it travels with the program."""
    return load_form("department-goals")
