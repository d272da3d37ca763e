"""From the table of commands to Textual's bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from tui.commands import Scope, commands_in

if TYPE_CHECKING:
    from collections.abc import Iterable


def bindings_of(*scopes: Scope) -> list[BindingType]:
    """The bindings of a screen or page on which the commands of these scopes work."""
    return [
        Binding(",".join(command.keys), command.id, command.title, id=f"{scope.name.lower()}.{command.id}")
        for scope in scopes
        for command in commands_in(scope)
    ]


def leading(bindings: Iterable[BindingType]) -> list[BindingType]:
    """The same bindings, but effective even where a field would take the key for itself."""
    return [
        Binding(item.key, item.action, item.description, priority=True, id=item.id)
        for item in bindings
        if isinstance(item, Binding)
    ]
