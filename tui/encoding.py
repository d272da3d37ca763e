"""Character sets: whether the wizard can be shown here, and how output survives where it cannot be written.

The environment is all that can be known of a terminal: which set its user's programs are told to write.
"""

from __future__ import annotations

import codecs
import io
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TextIO

_DECIDING = ("LC_ALL", "LC_CTYPE", "LANG")
"""The variables that may name the character set, the strongest first (POSIX, section 8.2)."""
_STARTED_WITH = Path("/proc/self/environ")
_LOSSLESS = "tianbao-lossless"

_CLIENTS = """\
  PuTTY：窗口 > 转换，字符集选 UTF-8（Window > Translation）
  Xshell：文件 > 属性 > 终端，编码选 UTF-8
  SecureCRT：选项 > 会话选项 > 终端 > 外观，字符编码选 UTF-8
  MobaXterm：会话的 Terminal settings，Charset 选 UTF-8
  Windows Terminal、控制台：运行 chcp 65001"""

_MISREAD = f"终端软件的字符集不是 UTF-8，打开会是乱码，什么也没有改动。请改成 UTF-8，再打开：\n{_CLIENTS}"


@dataclass(frozen=True, slots=True)
class Locale:
    """What the environment says of the language: the variable that decides, and its value."""

    variable: str
    value: str

    @property
    def charset(self) -> str:
        """The character set that the value names, e.g. GBK; empty when it names none."""
        _, _, charset = self.value.partition(".")
        named = charset.partition("@")[0]
        return named or ("UTF-8" if self.value.upper() == "UTF-8" else "")

    @property
    def is_utf8(self) -> bool:
        """Whether the value names UTF-8, however it is spelled."""
        return "".join(filter(str.isalnum, self.charset)).lower() == "utf8"


def locale_of(environment: Mapping[str, str]) -> Locale:
    """The locale for characters that an environment asks for."""
    for name in _DECIDING:
        if environment.get(name):
            return Locale(name, environment[name])
    return Locale("LANG", "")


def environment_at_start() -> Mapping[str, str]:
    """The environment as the program was started with it.

    In the C locale Python sets LC_CTYPE to C.UTF-8 for itself (PEP 538), so `os.environ` no longer tells
    what the user has. The kernel keeps the original where there is /proc; elsewhere `os.environ` has to do.
    """
    try:
        data = _STARTED_WITH.read_bytes()
    except OSError:
        return os.environ
    pairs = (item.partition("=") for item in os.fsdecode(data).split("\0") if item)
    return {name: value for name, _, value in pairs}


def demand_utf8(environment: Mapping[str, str], errors: TextIO, ask: Callable[[str], None]) -> None:
    """See to it that the wizard comes up only where it can be read.

    `errors` is where the refusal will be written. When the environment names no character set, `ask` shows
    some words and returns when the person goes on.

    Raises:
        Unreadable: the environment names another one; the sentences say what to set, client by client.
    """
    locale = locale_of(environment)
    if locale.is_utf8:
        return
    if not locale.charset:
        ask(_question(locale))
        return
    refusal = _refusal(locale)
    _write_in(errors, locale.charset, refusal)
    raise Unreadable(refusal)


def misread(errors: TextIO) -> Unreadable:
    """What to say where the terminal has shown that it takes UTF-8 for something else.

    On `errors`, where the sentences will be written, they are then in GB18030: that is what Chinese terminals
    are set to when they are not set to UTF-8.
    """
    _write_in(errors, "gb18030", _MISREAD)
    return Unreadable(_MISREAD)


def what_to_set(locale: Locale) -> str:
    """The command that gives this machine an environment in which every character can be written."""
    return f"export {locale.variable}=C.UTF-8（或 zh_CN.UTF-8）"


def _refusal(locale: Locale) -> str:
    return (
        f"填表界面要用 UTF-8 字符集，这里设的是 {locale.value}，打开会是乱码。请改两处，再打开：\n"
        f"一、终端软件的字符集：\n{_CLIENTS}\n"
        f"二、这台机器：运行 {what_to_set(locale)}\n"
        "不改也能填，一问一答：tianbao edit 草稿 --plain"
    )


def _question(locale: Locale) -> str:
    return (
        "这台机器没有设语言环境，不知道终端软件用的是不是 UTF-8 字符集。\n"
        "如果这几行字显示正常，按回车继续。\n"
        "显示不正常就按 Ctrl+C 退出，把终端软件的字符集改成 UTF-8：\n"
        "  PuTTY: Window > Translation > UTF-8\n"
        f"以后不想再看到这几行：export {locale.variable}=C.UTF-8"
    )


def _write_in(stream: TextIO, charset: str, words: str) -> None:
    """Let a stream write in a character set that these words can be written in, else in UTF-8.

    A machine without that locale falls back to C, and Python then to UTF-8; the terminal does not.
    """
    with suppress(LookupError):
        try:
            words.encode(charset)
        except UnicodeEncodeError:
            charset = "utf-8"
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=charset)


def speak_as_told(environment: Mapping[str, str], *streams: TextIO, in_utf8_mode: bool) -> None:
    """Let streams use the character set that the environment names where Python took UTF-8 of its own accord.

    It does (`in_utf8_mode`) where the machine lacks the locale, and from 3.15 on wherever one does not forbid
    it (PEP 540, PEP 686); the terminal still shows what the environment says.
    """
    if not in_utf8_mode or environment.get("PYTHONUTF8") or environment.get("PYTHONIOENCODING"):
        return
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper) and (charset := locale_of(environment).charset):
            with suppress(LookupError):
                stream.reconfigure(encoding=charset)


def write_losslessly(stream: TextIO) -> None:
    """Let a stream write what its character set lacks as escapes, and undecodable file names as they are."""
    if isinstance(stream, io.TextIOWrapper):
        codecs.register_error(_LOSSLESS, _escape)
        stream.reconfigure(errors=_LOSSLESS)


def _escape(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    start, end = error.start, error.start + 1
    code = ord(error.object[start])
    if 0xDC80 <= code <= 0xDCFF:  # how Python keeps a byte of a name that it could not decode (PEP 383)
        return bytes([code - 0xDC00]), end
    return codecs.backslashreplace_errors(
        UnicodeEncodeError(error.encoding, error.object, start, end, error.reason)
    )


def json_text(value: object, charset: str | None) -> str:
    """The value as indented JSON; in ASCII alone when it cannot be written in the character set otherwise."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(charset or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=2)
    return text
