"""A bad file gives one sentence: which file, what is wrong, what to do."""

from __future__ import annotations

import io
import os
import random
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.errors import Unreadable
from tui.workbook.export import workbook_bytes
from tui.workbook.read import Reading, read_file

Book = Callable[..., Path]
Parts = Callable[..., Path]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def sentence(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_file(path)
    text = str(caught.value)
    assert text.startswith(str(path))
    assert text.endswith("。")
    assert "请" in text
    assert "\n" not in text
    return text.removeprefix(str(path))


def zipped(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.xlsx", b"", "是空文件"),
        ("乱.xlsx", random.Random(1).randbytes(5000), "内容却不是工作簿"),
        ("乱.txt", random.Random(1).randbytes(5000), "不是能读的文字"),
        ("半截.xlsx", b"PK\x03\x04" + bytes(50), "损坏"),
        ("旧.xls", OLE, "旧格式（.xls）的文件，但里面的内容已经损坏"),
        ("旧改名.xlsx", OLE, "旧格式（.xls）的文件，但里面的内容已经损坏"),
        ("表.et", OLE, "（.et）"),
        ("密.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        ("文档.xlsx", zipped(word__document_xml="<a/>"), "（.docx）"),
        ("开放.ods", zipped(content_xml="<a/>", mimetype="x"), "（.ods）"),
        ("打包.xlsx", zipped(a_txt="a"), "是压缩包，不是工作簿"),
        ("网页.xls", b"<html><table></table></html>", "名字以 .xls 结尾，其实是网页格式的表"),
        ("网页.htm", b"\xef\xbb\xbf\r\n<TABLE border=1>", "是网页格式的表"),
        ("网页.xls", "<html>".encode("utf-16"), "是网页格式的表"),
        ("网页.xls", b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "是网页格式的表"),
        (
            "报表.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "其实是 XML 格式的表",
        ),
        ("别的.xml", b'<?xml version="1.0"?><a/>', "是 XML 文件，不是工作簿"),
        ("文档.xls", OLE + "WordDocument".encode("utf-16-le"), "（.doc）"),
        ("演示.xls", OLE + "PowerPoint Document".encode("utf-16-le"), "（.ppt）"),
        ("拍照.xlsx", b"\x89PNG\r\n", "是图片"),
        ("拍照.txt", b"\xff\xd8\xff\xe0", "是图片"),
        ("打包.rar", b"Rar!\x1a\x07", "是压缩包"),
        ("文稿.xls", b"{\\rtf1", "（.rtf）"),
        ("印.xlsx", b"%PDF-1.7", "是 PDF 文件"),
        ("表.csv", "一级指标,二级指标".encode(), "里没有找到"),
        ("表.csv", b'a,"' + b"b" * 200_000, "逗号和引号对不上"),
        ("别的.txt", "今天天气很好".encode(), "里没有找到《部门（单位）整体绩效目标申报表》"),
        ("大.txt", b"a" * (9 * 1024 * 1024), "太大"),
    ],
)
def test_what_the_file_really_is(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert words in sentence(path)


def test_the_file_is_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unreadable, match="不存在") as caught:
        read_file(Path("没有.xlsx"))
    assert str(caught.value).startswith(str(tmp_path / "没有.xlsx"))


def test_a_missing_file(tmp_path: Path) -> None:
    assert "不存在" in sentence(tmp_path / "没有.xlsx")


def test_a_folder(tmp_path: Path) -> None:
    assert "是文件夹" in sentence(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are made otherwise there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")
    assert "不是普通文件" in sentence(tmp_path / "管道.xlsx")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything is readable here")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "锁住.xlsx"
    path.write_bytes(b"PK")
    path.chmod(0)
    assert "没有读取的权限" in sentence(path)


def test_a_workbook_without_the_form(book: Book) -> None:
    assert "里没有找到" in sentence(book([["姓名", "工资"], ["张三", 5000]]))


def test_an_unknown_form(seed_text: Path) -> None:
    with pytest.raises(Unreadable, match="没有叫“nothing”的表"):
        read_file(seed_text, "nothing")


def _bomb(declared: int | None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/a.xml", "w") as part:
        for _ in range(100):
            part.write(bytes(1024 * 1024))
    data = buffer.getvalue()
    size = (100 * 1024 * 1024).to_bytes(4, "little")
    return data if declared is None else data.replace(size, declared.to_bytes(4, "little"))


@pytest.mark.parametrize("declared", [None, 10])
def test_a_zip_bomb_is_refused_in_little_memory(tmp_path: Path, declared: int | None) -> None:
    path = tmp_path / "炸弹.xlsx"
    path.write_bytes(_bomb(declared))
    tracemalloc.start()
    try:
        words = sentence(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "太大" in words or "损坏" in words
    assert peak < 80 * 1024 * 1024


def test_entities_are_not_expanded(parts: Parts) -> None:
    path = parts("<sheetData/>")
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>'
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["xl/worksheets/s.xml"] = bomb.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert "可能有害" in sentence(path)


@pytest.mark.parametrize("seed_number", range(60))
def test_a_damaged_workbook_gives_a_sentence_or_a_result(
    tmp_path: Path, seed: Reading, seed_number: int
) -> None:
    chance = random.Random(seed_number)
    data = bytearray(workbook_bytes(seed.form, seed.answers))
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = tmp_path / "坏了.xlsx"
    path.write_bytes(bytes(data[: chance.choice([len(data), chance.randrange(len(data))])]))
    try:
        assert read_file(path).form.id == "department-goals"
    except Unreadable as error:
        assert str(error).endswith("。")
