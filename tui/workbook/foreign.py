"""What a file really is that is no .xlsx, by what it begins with and what stands in it, not by its name."""

from __future__ import annotations

from tui.workbook.grid import LOCKED, SAVE_AS, Damaged

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SHEETS = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
"""How an .xls begins that some systems write without its container (versions 2, 3, 4, 5 and 8)."""
_ASK = "请向发这张表的人要 .xlsx 文件。"
_UNPACK = "是压缩包，不是工作簿；请先解压，再导入解出来的 .xlsx。"
_BEGINNINGS = {
    b"%PDF": f"是 PDF 文件，读不了；{_ASK}",
    b"\x89PNG": f"是图片，读不了；{_ASK}",
    b"\xff\xd8\xff": f"是图片，读不了；{_ASK}",
    b"Rar!": _UNPACK,
    b"7z\xbc\xaf": _UNPACK,
    b"\x1f\x8b": _UNPACK,
    b"{\\rtf": f"是文字处理软件的文档（.rtf），不是工作簿；{_ASK}",
}
_WEB = (b"<html", b"<!doc", b"<table", b"<meta", b"<head", b"<style", b"<body", b"<div", b"mime-version:")
_STREAMS = {
    "EncryptedPackage": LOCKED,
    "WordDocument": f"是文字处理软件的文档（.doc），不是工作簿；{_ASK}",
    "PowerPoint Document": f"是演示文稿（.ppt），不是工作簿；{_ASK}",
}
"""What stands in an OLE2 container that holds something else than an .xls → what to tell a person."""
_SHEETS = {".xlsx", ".xlsm", ".xltx", ".xls", ".et", ".ett", ".ods"}


def is_old_workbook(data: bytes, ending: str) -> bool:
    """Whether a file is an .xls.

    Raises:
        Damaged: it is one of the other files that come in the same container.
    """
    if not data.startswith(_OLE):
        return data.startswith(_OLD_SHEETS)
    for stream, sentence in _STREAMS.items():
        if stream.encode("utf-16-le") in data:
            raise Damaged(sentence)
    if ending in {".et", ".ett"}:
        raise Damaged(f"是 WPS 表格自己的格式（{ending}），还读不了；{SAVE_AS}")
    return True


def refuse(data: bytes, ending: str) -> None:
    """Refuse a file that is known to be no text of a table.

    Raises:
        Damaged: what it really is, and what to do.
    """
    for beginning, sentence in _BEGINNINGS.items():
        if data.startswith(beginning):
            raise Damaged(sentence)
    start = data[:2000].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    called = f"名字以 {ending} 结尾，其实" if ending in _SHEETS else ""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise Damaged(f"{called}是 XML 格式的表，读不了；{SAVE_AS}")
    if start.startswith(_WEB) or (start.startswith(b"<?xml") and b"<html" in start):
        raise Damaged(f"{called}是网页格式的表，读不了；{SAVE_AS}")
    if start.startswith(b"<?xml"):
        raise Damaged(f"{called}是 XML 文件，不是工作簿，读不了；{SAVE_AS}")
    if ending in _SHEETS:
        raise Damaged(
            f"名字以 {ending} 结尾，内容却不是工作簿，可能没有下载完整；请重新下载或复制一份，再导入。"
        )
