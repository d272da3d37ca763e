"""From the table of commands to Textual's bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from tui.commands import Command, Scope, commands_in

if TYPE_CHECKING:
    from collections.abc import Iterable


def bindings_of(*scopes: Scope) -> list[BindingType]:
    """The bindings of a screen or page on which the commands of these scopes work."""
    return [binding for command in commands_in(*scopes) for binding in _bindings(command)]


def _bindings(command: Command) -> list[Binding]:
    name = f"{command.scope.name.lower()}.{command.id}"
    if command.numbered:
        return [
            Binding(str(number), f"{command.id}({number})", command.title, id=f"{name}.{number}")
            for number in range(1, 10)
        ]
    return [Binding(",".join(command.keys), command.id, command.title, id=name)]


def leading(bindings: Iterable[BindingType]) -> list[BindingType]:
    """The same bindings, but effective even where a field would take the key for itself."""
    return [
        Binding(item.key, item.action, item.description, priority=True, id=item.id)
        for item in bindings
        if isinstance(item, Binding)
    ]
