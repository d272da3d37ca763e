"""The wheel, built and installed into an empty environment, works without the sources."""

import ast
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tui import __version__

ROOT = Path(__file__).resolve().parent.parent
DATA = ("schemas", "sample_forms")


@dataclass(frozen=True)
class Environment:
    """An environment that holds the wheel; the libraries it needs are lent by the one that runs the tests."""

    folder: Path

    @property
    def variables(self) -> dict[str, str]:
        lent = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TIANBAO"))
        }
        return {**lent, "TIANBAO_HOME": str(self.folder / "drafts"), "PYTHONIOENCODING": "utf-8"}

    @property
    def scripts(self) -> Path:
        return Path(sysconfig.get_path("scripts", "venv", {"base": str(self.folder)}))

    @property
    def packages(self) -> Path:
        variables = {"base": str(self.folder), "platbase": str(self.folder)}
        return Path(sysconfig.get_path("purelib", "venv", variables))

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.scripts / program, *arguments],
            cwd=self.folder,
            env=self.variables,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
        )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the sources as they are."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with nothing but the wheel, put there by pip, and the lent libraries."""
    environment = Environment(tmp_path_factory.mktemp("installed"))
    venv.create(environment.folder, with_pip=False)
    target = ["--python", str(environment.scripts / "python"), "install"]
    options = ["--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", "--no-compile"]
    subprocess.run([sys.executable, "-m", "pip", *target, *options, str(wheel)], check=True)
    # Folders named in a .pth file do not have their own .pth files read: the checkout stays out of reach.
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (environment.packages / "lent.pth").write_text("\n".join(sorted(lent)) + "\n", "utf-8")
    return environment


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", DATA)
def test_the_wheel_holds_the_data(wheel: Path, folder: str) -> None:
    files = {f"tui/{folder}/{path.name}" for path in (ROOT / folder).iterdir() if path.is_file()}
    assert files
    assert files <= names_in(wheel)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    kinds = (".py", ".tcss")
    strange = {
        name
        for name in names_in(wheel)
        if ".dist-info/" not in name
        and not (name.startswith("tui/") and (name.endswith(kinds) or name.split("/")[1] in DATA))
    }
    assert strange == set()


def test_the_wheel_holds_every_module_and_style(wheel: Path) -> None:
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tui").rglob("*")
        if path.suffix in {".py", ".tcss"}
    }
    assert sources <= names_in(wheel)


def test_every_library_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {line.partition(">")[0].strip() for line in project["dependencies"]}
    imported: set[str] = set()
    for path in (ROOT / "tui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.partition(".")[0])
    # Rich comes with Textual, whose interface hands out its values.
    assert imported - set(sys.stdlib_module_names) - {"tui", "rich"} <= declared


def test_the_installed_program_is_the_wheels(installed: Environment) -> None:
    done = installed.run("python", "-c", "import tui, sys; print(tui.__file__); print(*sys.path, sep='\\n')")
    place, *paths = done.stdout.splitlines()
    assert Path(place) == installed.packages / "tui" / "__init__.py"
    assert str(ROOT) not in paths


def test_it_says_its_version(installed: Environment) -> None:
    done = installed.run("tianbao", "--version")
    assert (done.returncode, done.stdout) == (0, f"tianbao {__version__}\n")


def test_it_lists_the_forms(installed: Environment) -> None:
    done = installed.run("tianbao", "forms")
    assert (done.returncode, done.stderr) == (0, "")
    assert "部门（单位）整体绩效目标申报表" in done.stdout


def test_it_makes_a_draft_and_exports_it(installed: Environment) -> None:
    made = installed.run("tianbao", "new", "--year", "2024")
    assert (made.returncode, made.stderr) == (0, "")
    name, output = made.stdout.strip(), installed.folder / "new.xlsx"
    done = installed.run("tianbao", "export", name, "--unfinished", "-o", str(output))
    assert (done.returncode, Path(done.stdout.strip())) == (0, output.resolve())
    assert zipfile.is_zipfile(output)


def test_it_exports_the_samples_it_brings(installed: Environment) -> None:
    samples = sorted((installed.packages / "tui" / "sample_forms").glob("*.toml"))
    assert samples
    for sample in samples:
        output = installed.folder / f"{sample.stem}.xlsx"
        done = installed.run("tianbao", "export", str(sample), "--unfinished", "-o", str(output))
        assert done.returncode == 0
        assert "Traceback" not in done.stderr
        assert zipfile.is_zipfile(output)
