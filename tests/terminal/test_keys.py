"""The keys that clients send are the keys that the wizard knows."""

from collections.abc import Iterable

import pytest
from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.binding import Binding

from tests.terminal.clients import CHARACTERS, CLIENTS, KEYS, UNUSABLE, Client
from tui.commands import COMMANDS
from tui.widgets.choice_field import ChoiceField
from tui.widgets.item_list import ItemList
from tui.widgets.text_field import TextField


@pytest.fixture(autouse=True)
def _as_the_wizard_sets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", True)
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.0)  # Esc is told from a sequence at the next tick


def keys_of(packets: Iterable[str]) -> str:
    """What Textual makes of the bytes of one key, as its driver hands them over."""
    parser = XTermParser()
    messages = [message for packet in packets for message in parser.feed(packet)]
    messages += parser.tick()
    return " ".join(message.key for message in messages if isinstance(message, events.Key))


def name_of(key: str) -> str:
    return "enter" if key == "keypad_enter" else key


@pytest.mark.parametrize("client", CLIENTS, ids=str)
def test_every_client_is_understood(client: Client) -> None:
    sent = [(key, sequence) for key, sequences in client.sends.items() for sequence in sequences]
    assert [(key, keys_of([sequence])) for key, sequence in sent] == [
        (key, client.becomes.get(key, name_of(key))) for key, _ in sent
    ]


def test_a_sequence_in_pieces_is_the_same_key() -> None:
    sequences = {one for client in CLIENTS for many in client.sends.values() for one in many} - {"\x1b"}
    whole = {sequence: keys_of([sequence]) for sequence in sequences}
    assert {sequence: keys_of(sequence) for sequence in sequences} == whole


@pytest.mark.parametrize("client", UNUSABLE, ids=str)
def test_a_setting_that_cannot_be_used_is_really_misunderstood(client: Client) -> None:
    assert {key: keys_of(client.sends[key]) for key in client.becomes} == client.becomes
    assert not any(key == other for key, other in client.becomes.items())


def bound() -> set[str]:
    """Every key that something is bound to, but for characters that are typed."""
    keys = {key for command in COMMANDS for key in command.keys}
    for widget in (TextField, ItemList, ChoiceField):
        for binding in widget.BINDINGS:
            assert isinstance(binding, Binding)
            keys |= set(binding.key.split(","))
    return {key for key in keys if len(key) > 1} - CHARACTERS


def test_the_table_has_every_key_that_is_bound() -> None:
    assert bound() <= set(KEYS)
