"""What an import brings along: seen from outside, in a fresh interpreter."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCREEN = {"textual", "rich"}
WRITERS = {"openpyxl", "tomlkit"}
ALL_OF_FORMS = "import " + ", ".join(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted((ROOT / "tui" / "forms").rglob("*.py"))
)
CHECK_A_FORM = """
from tui.forms.answers import empty_answers
from tui.forms.check import check
from tui.forms.load import load_form
form = load_form("department-goals")
assert check(form, empty_answers(form, 2024))
"""
COMMAND = "from tui.cli import main\nassert main({!r}) == 0"


def loaded(code: str, home: Path) -> set[str]:
    """The top-level names in `sys.modules` after `code` has run; --help and --version end in SystemExit."""
    script = "\n".join(
        [
            "import sys",
            f"try: exec({code!r})",
            "except SystemExit as end: assert not end.code",
            'print("", *{name.partition(".")[0] for name in sys.modules}, sep="\\n")',
        ]
    )
    environment = {**os.environ, "TIANBAO_HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines())


@pytest.mark.parametrize("code", [ALL_OF_FORMS, CHECK_A_FORM], ids=["import", "check"])
def test_forms_need_neither_a_screen_nor_writers(tmp_path: Path, code: str) -> None:
    names = loaded(code, tmp_path)
    assert "tui" in names
    assert names & (SCREEN | WRITERS) == set()


@pytest.mark.parametrize("room", ["tui.drafts", "tui.workbook", "tui.plain"])
def test_the_core_needs_no_screen(tmp_path: Path, room: str) -> None:
    folder = ROOT / Path(*room.split("."))
    code = "import " + ", ".join(f"{room}.{path.stem}" for path in sorted(folder.glob("[!_]*.py")))
    assert loaded(code, tmp_path) & (SCREEN | WRITERS) == set()


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["forms"], ["forms", "department-goals"], ["list"], ["list", "--json"]],
    ids=" ".join,
)
def test_a_command_that_only_shows_loads_neither_a_screen_nor_writers(
    tmp_path: Path, arguments: list[str]
) -> None:
    names = loaded(COMMAND.format(arguments), tmp_path)
    assert "tui" in names
    assert names & (SCREEN | WRITERS) == set()


SEED = str(ROOT / "sample_forms" / "seed.toml")


@pytest.mark.parametrize(
    "arguments", [["new"], ["check", SEED], ["edit", SEED, "--plain"]], ids=lambda words: words[0]
)
def test_a_command_needs_no_screen(tmp_path: Path, arguments: list[str]) -> None:
    assert loaded(COMMAND.format(arguments), tmp_path) & SCREEN == set()


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--help"], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "填报" in done.stdout


HOME_SCREEN = """
import asyncio, os, sys
from pathlib import Path
from tui.app import TianbaoApp
from tui.drafts.store import Store

async def home():
    async with TianbaoApp(Store(Path(os.environ["TIANBAO_HOME"]))).run_test() as pilot:
        await pilot.pause()

asyncio.run(home())
"""


@pytest.mark.parametrize("drafts", [0, 3])
def test_the_home_screen_comes_up_without_writers(tmp_path: Path, drafts: int) -> None:
    sample = (ROOT / "sample_forms" / "seed.toml").read_bytes()
    for number in range(drafts):
        (tmp_path / f"{number}.toml").write_bytes(sample)
    names = loaded(HOME_SCREEN, tmp_path)
    assert "textual" in names
    assert names & WRITERS == set()
