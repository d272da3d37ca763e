"""The rules, registered in one place: code → rule. A form's schema says which apply and how grave each is."""

from tui.forms.rules import amounts, cells, numbers, received, required, table, values
from tui.forms.rules.base import Rule

RULES: dict[str, Rule] = {
    rule.code: rule
    for module in (required, received, values, numbers, amounts, cells, table)
    for rule in module.RULES
}
