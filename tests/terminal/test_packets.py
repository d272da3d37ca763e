"""What comes from the terminal is keys and pastes; anything else is nothing, not text."""

from collections.abc import Iterable

import pytest
from textual import constants, events
from textual.message import Message

from tests.terminal.clients import CLIENTS, Client
from tui.terminal import packets
from tui.terminal.packets import KnownKeys
from tui.terminal.typeahead import _apart


@pytest.fixture(autouse=True)
def _as_the_wizard_sets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", True)
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.0)


def messages_of(*reads: str) -> list[Message]:
    parser = KnownKeys()
    messages = [message for read in reads for message in parser.feed(read)]
    return [*messages, *parser.tick()]


def keys_of(*reads: str) -> str:
    """The keys by name and the pastes in brackets."""
    named = []
    for message in messages_of(*reads):
        if isinstance(message, events.Key):
            named.append(message.key)
        elif isinstance(message, events.Paste):
            named.append(f"[{message.text}]")
    return " ".join(named)


def acted_on(*reads: str) -> list[str]:
    keys = [message for message in messages_of(*reads) if isinstance(message, events.Key)]
    return [key.key for one in keys for key in _apart(one) if isinstance(key, events.Key)]


def each_sequence(client: Client) -> Iterable[tuple[str, str]]:
    for key, sequences in client.sends.items():
        for sequence in sequences:
            yield key, sequence


@pytest.mark.parametrize("client", CLIENTS, ids=str)
@pytest.mark.parametrize("in_pieces", [False, True])
def test_every_key_of_every_client_passes(client: Client, in_pieces: bool) -> None:
    sent = list(each_sequence(client))
    assert [(key, keys_of(*(sequence if in_pieces else [sequence]))) for key, sequence in sent] == [
        (key, client.becomes.get(key, "enter" if key == "keypad_enter" else key)) for key, _ in sent
    ]


UNKNOWN = [
    "\x1b[27;5;13~",
    "\x1b[44;5u",
    "\x1b[?62;1;6c",
    "\x1b[>1;95;0c",
    "\x1b[8;24;80t",
    "\x1b[[F",
    "\x1bOT",
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "\x1b]11;rgb:ffff/ffff/ffff\x07",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1bP>|" + "x" * 60 + "\x1b\\",
]


@pytest.mark.parametrize("sequence", UNKNOWN)
def test_an_unknown_sequence_types_nothing(sequence: str) -> None:
    assert keys_of(f"a{sequence}b") == "a b"


@pytest.mark.parametrize("sequence", UNKNOWN)
def test_a_paste_may_contain_anything(sequence: str) -> None:
    pasted = f"\x1b[200~一{sequence}二\x1b[201~"
    parser = KnownKeys()
    assert parser._without_answers(pasted) == pasted
    assert parser._without_answers(f"\x1b[200~一{sequence}") + parser._without_answers(
        f"{sequence}二\x1b[201~"
    ) == (f"\x1b[200~一{sequence}{sequence}二\x1b[201~")


@pytest.mark.parametrize("at", range(1, 13))
def test_a_paste_in_two_reads_is_whole(at: int) -> None:
    pasted = "\x1b[200~一\x1b[201~"
    assert keys_of(pasted[:at], pasted[at:] + "a") == "[一] a"


@pytest.mark.parametrize("at", range(3, 8))
def test_a_torn_answer_is_put_together(at: int) -> None:
    answer = "\x1b[12;40R"
    messages = messages_of(answer[:at], answer[at:])
    assert [(m.x, m.y) for m in messages if isinstance(m, events.CursorPosition)] == [(39, 11)]
    assert keys_of(answer[:at], answer[at:]) == ""


@pytest.mark.parametrize("rest", ["\x1b[D", "\x1b[200~一\x1b[201~"])
def test_an_answer_broken_off_by_a_key_is_dropped(rest: str) -> None:
    assert keys_of("\x1b[12;4" + rest) == keys_of(rest)


def test_what_is_torn_for_long_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = KnownKeys()
    assert not list(parser.feed("\x1b[12;4"))
    monkeypatch.setattr(packets, "PATIENCE", 0.0)
    assert not list(parser.tick())
    assert [m.key for m in parser.feed("R") if isinstance(m, events.Key)] == ["R"]


def test_a_paste_whose_end_is_lost_does_not_swallow_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = KnownKeys()
    assert not list(parser.feed("\x1b[200~一二"))
    assert not list(parser.tick())
    monkeypatch.setattr(packets, "PATIENCE", 0.0)
    assert [m.text for m in parser.tick() if isinstance(m, events.Paste)] == ["一二"]
    assert [m.key for m in parser.feed("a") if isinstance(m, events.Key)] == ["a"]


def test_escape_waits_no_longer_than_before() -> None:
    assert keys_of("\x1b") == "escape"
    assert keys_of("\x1b[200~一\x1b[201~", "\x1b") == "[一] escape"


@pytest.mark.parametrize("sequence", ["\x1bd", "\x1bD", "\x1b1", "\x1b=", "\x1b中"])
def test_alt_and_a_character_is_at_most_esc(sequence: str) -> None:
    assert acted_on(sequence) == ["escape"]


@pytest.mark.parametrize("sequence", ["\x1b[1;3D", "\x1b[3;3~", "\x1b[1;9A", "\x1b[1;7C", "\x1b[5;4~"])
def test_alt_and_another_key_is_nothing(sequence: str) -> None:
    assert acted_on(sequence) == []


@pytest.mark.parametrize("key", ["alt+left", "alt+delete", "alt+f4"])
def test_alt_and_a_key_with_a_name_is_nothing(key: str) -> None:
    assert _apart(events.Key(key, None)) == []


@pytest.mark.parametrize(
    ("reads", "text"),
    [
        ([b"a\xc4\xe3", b"b"], "ab"),
        ([b"a\x9bb"], "ab"),
        (["一".encode()[:1], "一".encode()[1:]], "一"),
        (["一".encode()[:2], "一".encode()[2:] + b"\xff"], "一"),
    ],
)
def test_bytes_that_are_not_utf8_are_left_out(reads: list[bytes], text: str) -> None:
    decode = packets._lenient("utf-8")().decode
    assert "".join(decode(read, final=False) for read in reads) == text
