"""The shell on streams and terminals that are not UTF-8, and where plain mode or the wizard comes up."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.cli import main
from tui.drafts.open_draft import OpenDraft
from tui.drafts.store import Store
from tui.exchange import import_file

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_forms"
HALF = str(SAMPLES / "half-filled.toml")


class Console(io.TextIOWrapper):
    """A stream in a character set, a terminal's or not, that remembers what was written to it."""

    def __init__(self, charset: str, data: bytes, *, is_terminal: bool) -> None:
        self._data, self._is_terminal = io.BytesIO(data), is_terminal
        super().__init__(self._data, encoding=charset)

    def isatty(self) -> bool:
        return self._is_terminal

    @property
    def bytes(self) -> bytes:
        self.flush()
        return self._data.getvalue()


Consoles = Callable[..., tuple[Console, Console]]


@pytest.fixture
def consoles(monkeypatch: pytest.MonkeyPatch) -> Consoles:
    """Put such streams in the place of the real ones; gives stdout and stderr."""

    def install(charset: str, typed: bytes = b"", *, is_terminal: bool = False) -> tuple[Console, Console]:
        streams = [Console(charset, data, is_terminal=is_terminal) for data in (typed, b"", b"")]
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            monkeypatch.setattr(sys, name, stream)
        return streams[1], streams[2]

    return install


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store with the half-filled sample as “甲”; one stands in a folder with a workbook."""
    monkeypatch.setenv("TIANBAO_HOME", str(tmp_path / "drafts"))
    monkeypatch.setenv("TERM", "xterm")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    shutil.copy(SAMPLES / "seed.xlsx", "县里的表.xlsx")
    store = Store(tmp_path / "drafts")
    import_file(store, Path(HALF), name="甲")
    return store


# ── output ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("charset", ["gbk", "ascii"])
@pytest.mark.parametrize(
    ("words", "code", "speaks"),
    [
        ("list", 0, True),
        ("list --json", 0, True),
        ("check 县里的表.xlsx", 0, True),
        (f"check {HALF} --format json", 1, True),
        ("forms department-goals", 0, True),
        ("import 县里的表.xlsx --name 又一份", 0, True),
        ("export 甲 -o 出.xlsx --unfinished", 0, True),
        ("export 甲", 1, False),
        ("export 没有的", 2, False),
        ("frobnicate", 2, False),
        ("edit 甲", 2, False),
    ],
)
def test_output_to_a_narrow_pipe_loses_nothing(
    store: Store, consoles: Consoles, charset: str, words: str, code: int, speaks: bool
) -> None:
    out, err = consoles(charset)
    assert main(words.split()) == code
    assert bool(out.bytes) is speaks
    said = out.bytes.decode(charset) + err.bytes.decode(charset)
    assert "程序出错" not in said
    assert "?" not in said
    assert (r"\u" in said) is (charset == "ascii")
    if "json" in words:
        assert json.loads(out.bytes.decode(charset))


@pytest.mark.parametrize("charset", ["gbk", "ascii"])
def test_the_help_goes_to_a_narrow_pipe(consoles: Consoles, charset: str) -> None:
    out, _ = consoles(charset)
    with pytest.raises(SystemExit):
        main(["--help"])
    assert ("用法：" if charset == "gbk" else r"\u7528\u6cd5") in out.bytes.decode(charset)


ASCII_SYSTEM = """
import os, sys
from tui.cli import main
name, seed, target = map(os.fsdecode, map(os.fsencode, sys.argv[1:]))
assert main(["check", name]) == 0
assert main(["export", seed, "-o", target]) == 0
assert main(["new"]) == 3
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are UTF-8 whatever is set")
def test_chinese_file_names_where_the_system_knows_only_ascii(store: Store) -> None:
    bare = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", ASCII_SYSTEM, "县里的表.xlsx", str(SAMPLES / "seed.toml"), "出.xlsx"],
        env={**os.environ, **bare},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("县里的表.xlsx".encode())
    assert Path("出.xlsx").exists()
    assert b"export LC_ALL=C.UTF-8" in done.stderr


# ── plain mode ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", ["edit 甲 --plain", "--plain edit 甲", "--plain"])
def test_plain_mode_works_over_a_pipe_in_any_character_set(
    store: Store, consoles: Consoles, words: str
) -> None:
    out, err = consoles("gbk", ("新的单位\n" if "edit" in words else "1\n新的单位\n").encode("gbk"))
    assert main(words.split()) == 0
    assert err.bytes == b""
    assert "部门单位名称，必填。" in out.bytes.decode("gbk")
    assert 'unit_name = "新的单位"' in store.path("甲").read_text(encoding="utf-8")


@pytest.mark.parametrize(("words", "asked"), [(["edit", "甲"], "部门单位名称，必填。"), ([], "1 甲，")])
def test_a_dumb_terminal_gets_plain_mode(
    store: Store, consoles: Consoles, monkeypatch: pytest.MonkeyPatch, words: list[str], asked: str
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    out, _ = consoles("utf-8", b":q\n", is_terminal=True)
    assert main(words) == 0
    assert asked in out.bytes.decode()


def test_a_draft_that_cannot_be_read_is_a_sentence_in_plain_mode_too(
    store: Store, consoles: Consoles
) -> None:
    store.path("坏").write_text("a = 1\n", encoding="utf-8")
    out, err = consoles("utf-8")
    assert main(["edit", "坏", "--plain"]) == 2
    assert (out.bytes, len(err.bytes.decode().splitlines())) == (b"", 1)


# ── the wizard ───────────────────────────────────────────────────────────────


@pytest.mark.skipif(os.name != "posix", reason="there the console is asked in Unicode, whatever is set")
@pytest.mark.parametrize(
    ("value", "typed", "code", "words"),
    [
        ("zh_CN.GBK", b"", 2, "终端软件的字符集"),
        ("C", b"\n", 0, "按回车继续"),
        ("C", b"", 130, "按回车继续"),
        ("zh_CN.UTF-8", b"", 0, ""),
    ],
)
def test_the_wizard_comes_up_only_where_it_can_be_read(
    store: Store,
    consoles: Consoles,
    monkeypatch: pytest.MonkeyPatch,
    value: str,
    typed: bytes,
    code: int,
    words: str,
) -> None:
    opened: list[OpenDraft] = []

    def run(store: Store, draft: OpenDraft) -> int:
        opened.append(draft)
        return 0

    monkeypatch.setattr("tui.app.run", run)
    monkeypatch.setattr("tui.cli.environment_at_start", lambda: {"LANG": value})
    _, err = consoles("utf-8", typed, is_terminal=True)
    assert main(["edit", "甲"]) == code
    said = err.bytes.decode("gbk" if value.endswith("GBK") else "utf-8")
    assert words in said
    assert bool(words) is bool(said)
    assert [draft.path for draft in opened] == ([store.path("甲")] if code == 0 else [])
