"""The table of commands: no key twice in one place, and a way to everything on every terminal."""

from itertools import combinations

import pytest
from textual.actions import parse
from textual.binding import Binding

from tests.terminal.clients import CLIENTS, Client
from tui.commands import COMMANDS, Command, Scope, commands_in, key_name
from tui.widgets.text_field import TextField

TOGETHER = (
    (Scope.HOME,),
    (Scope.FILL, Scope.CHECKS),
    (Scope.FILL, Scope.ROWS),
    (Scope.FILL, Scope.ROW, Scope.TEXT),
    (Scope.PASTE,),
    (Scope.DIALOG, Scope.TEXT),
)
"""The scopes whose commands work at the same time, beside those that work on every screen."""

BY_ANOTHER_WAY = {
    (Scope.FILL, "quit"): [(Scope.FILL, "back"), (Scope.HOME, "quit")],
    (Scope.TEXT, "move_by_phrase"): [(Scope.TEXT, "move")],
    (Scope.TEXT, "select"): [(Scope.TEXT, "move"), (Scope.TEXT, "delete")],
}
"""Commands that others, one after the other, do as well."""


def ways(command: Command) -> list[Command]:
    """The commands that are needed in place of one."""
    places = BY_ANOTHER_WAY.get((command.scope, command.id), [])
    return [item for item in COMMANDS if (item.scope, item.id) in places]


def can_be_had(command: Command, client: Client) -> bool:
    keys = [str(number) for number in range(1, 10)] if command.numbered else command.keys
    others = ways(command)
    by_others = bool(others) and all(can_be_had(item, client) for item in others)
    return by_others or any(map(client.delivers, keys))


@pytest.mark.parametrize("client", CLIENTS, ids=str)
def test_no_client_loses_a_command(client: Client) -> None:
    assert [f"{item.scope.name}.{item.id}" for item in COMMANDS if not can_be_had(item, client)] == []


@pytest.mark.parametrize("scopes", TOGETHER, ids=lambda scopes: "-".join(scope.name for scope in scopes))
def test_a_key_means_one_thing_in_one_place(scopes: tuple[Scope, ...]) -> None:
    for one, other in combinations(commands_in(*scopes, Scope.EVERYWHERE, Scope.SCREEN), 2):
        assert not set(one.keys) & set(other.keys), (one.id, other.id)


def test_no_scope_is_left_out() -> None:
    assert {scope for scopes in TOGETHER for scope in scopes} | {Scope.EVERYWHERE, Scope.SCREEN} == set(Scope)


@pytest.mark.parametrize("command", commands_in(Scope.TEXT), ids=lambda command: command.id)
def test_every_key_for_writing_does_something(command: Command) -> None:
    assert len(command.actions) == len(command.keys)
    for action in command.actions:
        _, name, _ = parse(action)
        assert callable(getattr(TextField, f"action_{name}", None)), action


def test_every_key_that_works_while_one_writes_is_told() -> None:
    told = {key for command in commands_in(Scope.TEXT) for key in command.keys}
    assert {item.key for item in TextField.BINDINGS if isinstance(item, Binding)} == told


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("f1", "F1"),
        ("ctrl+z", "Ctrl+Z"),
        ("enter", "回车"),
        ("pagedown", "PgDn"),
        ("left_square_bracket", "["),
        ("ctrl+left", "Ctrl+左箭头"),
        ("shift+home", "Shift+Home"),
        ("backspace", "退格"),
        ("n", "n"),
    ],
)
def test_keys_are_called_as_on_the_keyboard(key: str, name: str) -> None:
    assert key_name(key) == name
