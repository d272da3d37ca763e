"""The shell contract: what is printed where, and with which exit code."""

import errno
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from tui.cli import main
from tui.errors import CannotFill

ROOT = Path(__file__).parents[1]
SEED_TEXT = ROOT / "tests" / "data" / "seed-form.txt"
SAMPLES = ROOT / "sample_forms"
SEED_NAME = "南县中鱼口镇党群和政务服务中心_2024"


class Shell:
    """Runs commands on a folder of drafts of its own, standing in a folder of its own."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.drafts, self.here, self._capture = folder / "drafts", folder / "here", capture

    def __call__(self, *words: str | Path) -> tuple[int, str, str]:
        """Exit code, stdout, stderr."""
        self._capture.readouterr()
        code = main(["--data-dir", str(self.drafts), *map(str, words)])
        out, err = self._capture.readouterr()
        return code, out, err


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    shell = Shell(tmp_path, capsys)
    shell.here.mkdir()
    monkeypatch.chdir(shell.here)
    return shell


def seed_cells(text: str) -> list[list[str]]:
    """The rows of the table in the seed's text."""
    lines = text.split("\n")
    start = next(index for index, line in enumerate(lines) if line.startswith("一级指标")) + 1
    return [line.rstrip("\r").split("\t") for line in lines[start : start + 13]]


def test_the_seed_goes_all_the_way(shell: Shell) -> None:
    code, name, words = shell("import", SEED_TEXT)
    assert (code, name, words) == (0, f"{SEED_NAME}\n", "")
    code, path, _ = shell("export", SEED_NAME)
    assert code == 0
    assert path.strip() == str(shell.here / f"{SEED_NAME}年度_部门（单位）整体绩效目标申报表.xlsx")
    rows = CalamineWorkbook.from_path(path.strip()).get_sheet_by_index(0).to_python()
    assert rows[9:22] == seed_cells(SEED_TEXT.read_text(encoding="utf-8"))


def test_check_of_the_seed_warns_of_the_name_in_two_rows(shell: Shell) -> None:
    code, out, _ = shell("check", SEED_TEXT, SAMPLES / "seed.toml", SAMPLES / "seed.xlsx")
    assert code == 0
    assert out.count("“生态环境绿色可持续”在第8行和第13行重复") == 3
    assert out.count("请改一个名称") == 3
    assert "错误" not in out


def test_check_of_the_well_filled_form_finds_nothing(shell: Shell) -> None:
    code, out, _ = shell("check", SAMPLES / "well-filled.toml", SAMPLES / "well-filled.xlsx")
    assert code == 0
    assert out.count("没有问题") == 2


def test_check_as_json(shell: Shell) -> None:
    path = str(SAMPLES / "half-filled.toml")
    code, out, _ = shell("check", path, SAMPLES / "seed.toml", "--format", "json")
    assert code == 1
    report = json.loads(out)
    assert all(list(item) == ["file", "rule", "severity", "where", "message", "remedy"] for item in report)
    assert {(item["rule"], item["where"]) for item in report if item["file"] == path} == {
        ("required", "fields.annual_goal"),
        ("number", "indicators[2].target"),
        *(("missing-cat", f"indicators.{name}") for name in ("效益指标", "满意度指标", "成本指标")),
    }
    assert report[-1]["severity"] == "warning"
    assert report[-1]["where"] == "indicators[12].name"


def test_one_bad_file_does_not_keep_the_others_from_being_checked(shell: Shell) -> None:
    code, out, err = shell("check", "没有.xlsx", SAMPLES / "seed.toml")
    assert code == 2
    assert "没有.xlsx" in err
    assert "1 个问题" in out


def test_new_prints_the_name_and_list_shows_it(shell: Shell) -> None:
    code, name, _ = shell("new", "--year", "2026")
    assert code == 0
    code, out, _ = shell("list")
    assert code == 0
    assert out.startswith(name.strip() + "\t")
    (item,) = json.loads(shell("list", "--json")[1])
    assert (item["name"], item["year"], item["progress"]) == (name.strip(), 2026, "0/7")
    assert {"unit", "form", "problems", "saved"} <= set(item)


def test_list_names_the_form_as_people_do_and_as_programs_do(shell: Shell) -> None:
    assert shell("new", "--form", "project-goals")[0] == 0
    assert shell("list")[1].split("\t")[2] == "项目支出"
    assert json.loads(shell("list", "--json")[1])[0]["form"] == "project-goals"


@pytest.mark.parametrize(
    ("arguments", "form"), [((), "department-goals"), (("--form", "project-goals"), "project-goals")]
)
def test_new_takes_the_form_that_is_asked_for_or_the_usual_one(
    shell: Shell, arguments: tuple[str, ...], form: str
) -> None:
    assert shell("new", *arguments)[0] == 0
    (item,) = json.loads(shell("list", "--json")[1])
    assert item["form"] == form


@pytest.mark.parametrize("source", [SAMPLES / "seed.toml", SAMPLES / "seed.xlsx", SEED_TEXT])
def test_new_from_last_years_file(shell: Shell, source: Path) -> None:
    code, name, _ = shell("new", "--from", source, "--year", "2025")
    assert (code, name.strip()) == (0, SEED_NAME.replace("2024", "2025"))
    code, out, _ = shell("new", "--from", name.strip(), "--year", "2026")
    assert (code, out.strip()) == (0, SEED_NAME.replace("2024", "2026"))
    assert json.loads(shell("list", "--json")[1])[0]["progress"] == "7/7"


def test_export_refuses_errors_and_lists_them_all(shell: Shell) -> None:
    code, out, err = shell("export", SAMPLES / "half-filled.toml", "-o", "out.xlsx")
    assert (code, out) == (1, "")
    assert err.count("错误  ") == 2
    assert not Path("out.xlsx").exists()
    code, out, err = shell("export", SAMPLES / "half-filled.toml", "-o", "out.xlsx", "--unfinished")
    assert code == 0
    assert err.count("错误  ") == 2
    assert Path("out.xlsx").exists()


def test_export_does_not_replace_a_file_unless_forced(shell: Shell) -> None:
    Path("out.xlsx").write_text("mine")
    code, _, err = shell("export", SAMPLES / "seed.toml", "-o", "out.xlsx")
    assert code == 3
    assert "out.xlsx" in err
    assert Path("out.xlsx").read_text() == "mine"
    assert shell("export", SAMPLES / "seed.toml", "-o", "out.xlsx", "--force")[0] == 0
    assert zipfile.is_zipfile("out.xlsx")


def test_export_to_stdout_is_the_workbook_and_nothing_else(shell: Shell) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "export", str(SAMPLES / "seed.toml"), "-o", "-"],
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert CalamineWorkbook.from_filelike(io.BytesIO(done.stdout)).sheet_names[0] == "整体绩效目标申报表"
    assert done.stderr == b""


def test_export_marks_a_stored_draft_and_leaves_any_other_file_alone(shell: Shell) -> None:
    before = (SAMPLES / "seed.toml").read_bytes()
    shell("export", SAMPLES / "seed.toml", "-o", "a.xlsx")
    assert (SAMPLES / "seed.toml").read_bytes() == before
    shell("import", SEED_TEXT)
    shell("export", SEED_NAME, "-o", "b.xlsx")
    assert 'state = "exported"' in (shell.drafts / f"{SEED_NAME}.toml").read_text(encoding="utf-8")


def test_a_draft_goes_back_into_the_file_it_came_from(shell: Shell) -> None:
    assert shell("import", SAMPLES / "seed.xlsx", "--name", "县里的")[0] == 0
    code, _, words = shell("export", "县里的", "-o", "same.xlsx")
    assert code == 0
    assert "原表“seed.xlsx”没有动，填好的这一份模板结构未变" in words
    assert Path("same.xlsx").read_bytes() == (SAMPLES / "seed.xlsx").read_bytes()
    code, _, words = shell("export", "县里的", "-o", "own.xlsx", "--built-in")
    assert (code, words) == (0, "")


def test_answers_go_into_any_template_of_the_form(shell: Shell) -> None:
    template = SAMPLES / "county-template.xlsx"
    code, _, words = shell("export", SAMPLES / "seed.toml", "-o", "filled.xlsx", "--template", template)
    assert code == 0
    assert "county-template.xlsx" in words
    rows = CalamineWorkbook.from_path("filled.xlsx").get_sheet_by_index(0).to_python()
    assert rows[9:22] == seed_cells(SEED_TEXT.read_text(encoding="utf-8"))


@pytest.mark.parametrize("target", ["built-in", "blank.xlsx"])
def test_what_one_sheet_has_locked_is_written_into_any_other(shell: Shell, target: str) -> None:
    shell("import", SAMPLES / "seed.xlsx", "--name", "县里的")
    book = load_workbook(SAMPLES / "seed.xlsx")
    book.worksheets[0]["B5"].value = None
    book.save("blank.xlsx")
    where = ["--built-in"] if target == "built-in" else ["--template", target]
    assert shell("export", "县里的", "-o", "out.xlsx", *where)[0] == 0
    assert load_workbook("out.xlsx").worksheets[0]["B5"].value == "南县中鱼口镇党群和政务服务中心"


def test_a_date_goes_back_as_text_and_is_no_error_any_more(shell: Shell) -> None:
    book = load_workbook(SAMPLES / "well-filled.xlsx")
    cell = book.worksheets[0]["G15"]
    cell.value, cell.number_format = date(2026, 5, 31), 'm"月"d"日"'
    book.save("dated.xlsx")
    assert "单元格 G15（指标解释）是日期，读成了“5月31日”" in shell("check", "dated.xlsx")[1]
    assert shell("import", "dated.xlsx", "--name", "县里的")[0] == 0
    assert shell("export", "县里的", "-o", "out.xlsx")[0] == 0
    assert load_workbook("out.xlsx").worksheets[0]["G15"].value == "5月31日"
    assert "没有问题" in shell("check", "out.xlsx")[1]


def test_a_template_that_cannot_be_filled_offers_the_built_in_sheet(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise CannotFill("表下面的公式不能移动，请改用内置的表样导出。")

    monkeypatch.setattr("tui.workbook.in_place.fill_template", refuse)
    template = SAMPLES / "county-template.xlsx"
    code, _, err = shell("export", SAMPLES / "seed.toml", "-o", "filled.xlsx", "--template", template)
    assert code == 3
    assert err.strip().endswith("--built-in 就是。")
    assert not Path("filled.xlsx").exists()


def test_a_draft_whose_file_is_lost_names_the_options_that_help(shell: Shell) -> None:
    shell("import", SAMPLES / "seed.xlsx", "--name", "县里的")
    for kept in (shell.drafts / "templates").iterdir():
        kept.unlink()
    code, out, err = shell("export", "县里的", "-o", "out.xlsx")
    assert (code, out) == (2, "")
    assert err.strip().endswith("命令里可以加 --template 指明原来的文件，或者加 --built-in。")
    assert shell("export", "县里的", "-o", "out.xlsx", "--template", SAMPLES / "seed.xlsx")[0] == 0
    assert zipfile.is_zipfile("out.xlsx")


def test_a_locked_value_that_was_changed_stops_the_export(shell: Shell) -> None:
    shell("import", SAMPLES / "county-template.xlsx", "--name", "县里的")
    path = shell.drafts / "县里的.toml"
    text = path.read_text(encoding="utf-8").replace("党群和政务服务中心", "别的单位", 1)
    path.write_text(text, encoding="utf-8")
    code, _, err = shell("export", "县里的", "-o", "out.xlsx")
    assert code == 1
    assert "灰色数据，不能修改" in err


def test_import_takes_a_name_and_not_twice(shell: Shell) -> None:
    assert shell("import", SEED_TEXT, "--name", "今年的")[1] == "今年的\n"
    code, _, err = shell("import", SEED_TEXT, "--name", "今年的")
    assert code == 3
    assert "今年的" in err


def test_forms_lists_and_shows(shell: Shell) -> None:
    assert shell("forms")[1].splitlines() == [
        "department-goals\t部门（单位）整体绩效目标申报表",
        "project-goals\t项目支出绩效目标申报表",
    ]
    code, out, _ = shell("forms", "department-goals")
    assert code == 0
    for words in ("评/扣分标准（选填）", "生态环境成本指标", "≥"):
        assert words in out
    assert shell("forms", "nix")[0] == 2


# ── bad input: one sentence, exit 2 or 3, no file harmed ────────────────────


def _folder(path: Path) -> None:
    path.mkdir()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b" " * 200_000_000)


def _other_workbook(path: Path) -> None:
    book = Workbook()
    book.create_sheet("别的")["A1"] = "考勤表"
    book.save(path)


def _nothing(path: Path) -> None:
    del path


BAD_FILES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "missing": ("没有.xlsx", _nothing),
    "folder": ("文件夹.xlsx", _folder),
    "empty workbook": ("空.xlsx", _empty),
    "empty draft": ("空.toml", _empty),
    "empty text": ("空.txt", _empty),
    "noise": ("乱.xlsx", _noise),
    "bomb": ("炸弹.xlsx", _bomb),
    "another workbook": ("考勤.xlsx", _other_workbook),
    "another toml": ("配置.toml", lambda path: _text(path, "a = 1\n")),
    "unknown form": (
        "别表.toml",
        lambda path: _text(path, _draft().replace("department-goals", "no-such-form")),
    ),
    "year 99999": ("年.toml", lambda path: _text(path, _draft().replace("year = 2024", "year = 99999"))),
    "newer format": ("新.toml", lambda path: _text(path, _draft().replace("format = 1", "format = 9"))),
}


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _draft() -> str:
    return (SAMPLES / "seed.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", BAD_FILES)
@pytest.mark.parametrize("command", ["import", "check", "new --from", "export", "edit"])
def test_a_bad_file_gives_one_sentence(shell: Shell, kind: str, command: str) -> None:
    name, make = BAD_FILES[kind]
    make(Path(name))
    before = {path: path.stat().st_mtime_ns for path in shell.here.iterdir()}
    code, out, err = shell(*command.split(), name)
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err
    assert {path: path.stat().st_mtime_ns for path in shell.here.iterdir()} == before
    assert not list(shell.drafts.glob("*.toml"))


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["new", "--year", "99999"],
        ["new", "--year", "abc"],
        ["new", "--form", "nix"],
        ["export"],
        ["export", "nix"],
        ["list", "--nix"],
        ["check", "--format", "yaml", "x"],
        ["export", str(SAMPLES / "seed.toml"), "--template", "x.xlsx"],
        [],
    ],
    ids=" ".join,
)
def test_wrong_usage_gives_one_chinese_sentence(shell: Shell, words: list[str]) -> None:
    code, out, err = shell(*words)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert any("\u4e00" <= char <= "\u9fff" for char in err)


def test_an_output_folder_that_is_not_there(shell: Shell) -> None:
    code, _, err = shell("export", SAMPLES / "seed.toml", "-o", "没有/out.xlsx")
    assert code == 3
    assert "文件夹不存在" in err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_an_output_folder_that_is_read_only(shell: Shell) -> None:
    Path("ro").mkdir(mode=0o500)
    code, _, err = shell("export", SAMPLES / "seed.toml", "-o", "ro/out.xlsx")
    assert code == 3
    assert "权限" in err


def test_a_disk_that_fills_up_leaves_the_older_file(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.xlsx").write_text("older")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, _, err = shell("export", SAMPLES / "seed.toml", "-o", "out.xlsx", "--force")
    assert code == 3
    assert "磁盘已满" in err
    assert [path.name for path in shell.here.iterdir()] == ["out.xlsx"]
    assert Path("out.xlsx").read_text() == "older"


def test_a_bug_is_a_sentence_and_debug_shows_it(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.all_forms", lambda: 1 / 0)
    code, _, err = shell("forms")
    assert code == 2
    assert "--debug" in err
    assert "Traceback" not in err
    with pytest.raises(ZeroDivisionError):
        shell("--debug", "forms")


@pytest.mark.parametrize("command", [[], ["export"]])
def test_help_is_chinese(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", *command, "--help"],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    for english in ("usage", "options", "positional", "show this"):
        assert english not in done.stdout
    assert done.stdout.startswith("用法：tianbao")
    assert not re.search(r":$|^ *命令$", done.stdout, re.MULTILINE)
