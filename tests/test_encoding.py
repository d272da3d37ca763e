"""Which terminals the wizard can be shown on, and what is lost on those that lack characters: nothing."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.encoding import (
    Locale,
    demand_utf8,
    environment_at_start,
    json_text,
    locale_of,
    speak_as_told,
    write_losslessly,
)
from tui.errors import Unreadable


def stream(charset: str) -> tuple[io.BytesIO, io.TextIOWrapper]:
    data = io.BytesIO()
    return data, io.TextIOWrapper(data, encoding=charset)


# ── what the environment says ────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("environment", "locale"),
    [
        ({"LANG": "zh_CN.UTF-8"}, Locale("LANG", "zh_CN.UTF-8")),
        ({"LANG": "zh_CN.UTF-8", "LC_CTYPE": "zh_CN.GBK"}, Locale("LC_CTYPE", "zh_CN.GBK")),
        ({"LANG": "zh_CN.UTF-8", "LC_CTYPE": "zh_CN.GBK", "LC_ALL": "C"}, Locale("LC_ALL", "C")),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, Locale("LANG", "zh_CN.UTF-8")),
        ({}, Locale("LANG", "")),
    ],
)
def test_the_strongest_variable_that_says_anything_decides(
    environment: dict[str, str], locale: Locale
) -> None:
    assert locale_of(environment) == locale


@pytest.mark.parametrize(
    "value", ["zh_CN.UTF-8", "zh_CN.utf8", "C.UTF-8", "C.utf8", "en_US.UTF-8@euro", "UTF-8"]
)
def test_utf8_under_any_of_its_names_is_welcome(value: str) -> None:
    def ask(words: str) -> None:
        pytest.fail(words)

    demand_utf8({"LANG": value}, io.StringIO(), ask)


@pytest.mark.parametrize(
    "environment", [{}, {"LANG": "C"}, {"LC_ALL": "POSIX"}, {"LANG": "zh_CN"}, {"LC_CTYPE": "C"}]
)
def test_where_no_character_set_is_named_one_is_asked(environment: dict[str, str]) -> None:
    asked: list[str] = []
    demand_utf8(environment, io.StringIO(), asked.append)
    (words,) = asked
    assert "如果这几行字显示正常，按回车继续。" in words
    assert f"export {next(iter(environment), 'LANG')}=C.UTF-8" in words


CHARSETS = ["GBK", "gb18030", "GB2312", "ISO-8859-1", "Big5", "no-such-set"]


@pytest.mark.parametrize("charset", CHARSETS)
def test_another_character_set_is_refused_with_what_to_set_in_each_client(charset: str) -> None:
    def ask(words: str) -> None:
        pytest.fail(words)

    with pytest.raises(Unreadable) as refusal:
        demand_utf8({"LC_ALL": f"zh_CN.{charset}"}, io.StringIO(), ask)
    words = str(refusal.value)
    for part in ("PuTTY", "Xshell", "SecureCRT", "MobaXterm", "chcp 65001", "zh_CN.UTF-8", "--plain"):
        assert part in words
    assert "export LC_ALL=C.UTF-8" in words


@pytest.mark.parametrize(
    ("charset", "readable_in"),
    [("GBK", "gbk"), ("GB2312", "gb2312"), ("gb18030", "gb18030"), ("ISO-8859-1", "utf-8")],
)
def test_the_refusal_is_written_so_that_the_terminal_can_show_it(charset: str, readable_in: str) -> None:
    data, errors = stream("utf-8")
    with pytest.raises(Unreadable) as refusal:
        demand_utf8({"LANG": f"zh_CN.{charset}"}, errors, print)
    errors.write(str(refusal.value))
    errors.flush()
    assert "字符集" in data.getvalue().decode(readable_in)


ENVIRONMENT = """
import os
from tui.encoding import environment_at_start, locale_of
print(os.environ.get("LC_CTYPE"), locale_of(environment_at_start()).value)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there the kernel keeps the environment")
def test_what_python_sets_for_itself_in_the_c_locale_is_seen_through() -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-c", ENVIRONMENT], env={**clean, "LANG": "C"}, capture_output=True, check=True
    )
    assert done.stdout.split()[1] == b"C"


def test_without_the_kernels_help_the_environment_is_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.encoding._STARTED_WITH", Path(os.devnull, "environ"))
    assert environment_at_start() is os.environ


@pytest.mark.parametrize(
    ("environment", "in_utf8_mode", "charset"),
    [
        ({"LANG": "zh_CN.GBK"}, True, "GBK"),
        ({"LANG": "zh_CN.GBK"}, False, "utf-8"),
        ({"LANG": "zh_CN.GBK", "PYTHONUTF8": "1"}, True, "utf-8"),
        ({"LANG": "zh_CN.GBK", "PYTHONIOENCODING": "utf-8"}, True, "utf-8"),
        ({"LANG": "zh_CN.no-such-set"}, True, "utf-8"),
        ({"LANG": "C"}, True, "utf-8"),
    ],
)
def test_where_python_took_utf8_by_itself_the_environment_is_followed(
    environment: dict[str, str], in_utf8_mode: bool, charset: str
) -> None:
    _, out = stream("utf-8")
    speak_as_told(environment, out, in_utf8_mode=in_utf8_mode)
    assert out.encoding == charset


# ── output that cannot be written as it is ───────────────────────────────────


@pytest.mark.parametrize(
    ("charset", "text", "written"),
    [
        ("gbk", "办件≥3000", "办件≥3000".encode("gbk")),
        ("gbk", "王\U0002cb4e", "王\\U0002cb4e".encode("gbk")),
        ("ascii", "表.xlsx", b"\\u8868.xlsx"),
        ("ascii", "\udce8\udca1\udca8.xlsx", "表.xlsx".encode()),
        ("gbk", "甲\udcffß", "甲".encode("gbk") + b"\xff\\xdf"),
        ("utf-8", "\ud800", b"\\ud800"),
    ],
)
def test_what_a_stream_cannot_write_is_not_lost(charset: str, text: str, written: bytes) -> None:
    data, out = stream(charset)
    write_losslessly(out)
    out.write(text)
    out.flush()
    assert data.getvalue() == written


@given(st.text(), st.sampled_from(["ascii", "gbk", "gb2312", "gb18030", "latin-1", "utf-8", "cp936"]))
def test_no_text_is_too_much_for_any_stream(text: str, charset: str) -> None:
    data, out = stream(charset)
    write_losslessly(out)
    out.write(text)
    out.flush()
    assert len(data.getvalue()) >= len(text)


@given(st.text(), st.sampled_from(["ascii", "gbk", "utf-8", None]))
def test_json_says_the_same_in_every_character_set(text: str, charset: str | None) -> None:
    written = json_text([text], charset).encode(charset or "utf-8")
    assert json.loads(written.decode(charset or "utf-8")) == [text]


def test_json_is_escaped_only_where_it_must_be() -> None:
    assert "县" in json_text(["县"], "gbk")
    assert "\\u53bf" in json_text(["县"], "ascii")
