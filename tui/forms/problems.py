"""A problem: what is wrong where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.forms.answers import Place
    from tui.forms.edits import Edit
    from tui.forms.model import Severity


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that mends a problem at one key."""

    label: str
    """What the key would do, e.g. 改成“≥”."""
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says: a problem that has not been weighed yet."""

    where: Place
    message: str
    remedy: str
    fix: Fix | None = None

    def weighed(self, rule: str, severity: Severity) -> Problem:
        """The problem that this is in a form which gives the rule that found it this severity."""
        return Problem(rule, severity, self.where, self.message, self.remedy, self.fix)


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding with the rule that found it, and how grave the form says it is."""

    rule: str
    severity: Severity
    where: Place
    message: str
    remedy: str
    fix: Fix | None = None
