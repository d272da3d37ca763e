from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.workbook.elements import applied, attribute_change, opening, scan, text_change, utf8
from tui.workbook.grid import Damaged


@pytest.mark.parametrize("head", [b"", b"\xef\xbb\xbf", b'<?xml version="1.0"?>\n<!-- <b> -->'])
def test_elements_know_their_places(head: bytes) -> None:
    data = head + "<a:b x='1>2'><c/>文字<d>&lt;</d ></a:b>\n".encode()
    root = scan(data)
    empty, full = root.children
    assert data[root.start : root.end] == data[len(head) : -1]
    assert (root.tag, root.name, root.prefix, root.attributes, root.text) == (
        "a:b",
        "b",
        "a:",
        {"x": "1>2"},
        "文字",
    )
    assert (data[empty.start : empty.end], empty.is_empty_tag) == (b"<c/>", True)
    assert (data[full.inside : full.close], full.text, full.is_empty_tag) == (b"&lt;", "<", False)


def test_what_is_ignored_is_skipped_with_all_inside() -> None:
    root = scan(b"<a><v>1<b/></v><c/></a>", {"v"})
    assert ([child.name for child in root.children], root.text) == (["c"], "")


@pytest.mark.parametrize("data", [b"", b"<a>", b"<a></b>", b"<!DOCTYPE a><a/>", b"<a>&x;</a>"])
def test_what_is_no_part_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        scan(data)


@pytest.mark.parametrize(
    "tag",
    [b'<a r="1" x=\'r="9"\'/>', b"<a xr='5' r = '1'/>", b'<a\n\tr="1"\n/>', b'<a x="&gt; r=" r="1"></a>'],
)
@given(value=st.text(alphabet="ab\"'<>&\n 表", max_size=8))
def test_one_attribute_changes_and_nothing_else(tag: bytes, value: str) -> None:
    root = scan(tag)
    change = attribute_change(tag, root, "r", value)
    changed = scan(applied(tag, [change]))
    assert changed.attributes == root.attributes | {"r": value}
    assert tag[change[0] + 1 : change[1] - 1] == b"1"


@given(text=st.text(alphabet="ab<>&]\n 表", max_size=12))
def test_the_text_of_an_element_changes(text: str) -> None:
    data = b"<a><b>old &amp; <![CDATA[x]]></b></a>"
    changed = scan(applied(data, [text_change(scan(data).children[0], text)]))
    assert changed.children[0].text == text


@given(attributes=st.dictionaries(st.sampled_from(["a", "x:b", "c"]), st.text(alphabet="'\"<&\n\t 表")))
def test_an_opening_tag_says_what_it_was_given(attributes: dict[str, str]) -> None:
    assert scan(opening("t", attributes, empty=True)).attributes == attributes


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "iso-8859-1"])
def test_other_encodings_become_utf8(encoding: str) -> None:
    text = "é" if encoding == "iso-8859-1" else "表"
    data = f'<?xml version="1.0" encoding="{encoding}"?><a>{text}</a>'.encode(encoding)
    assert utf8(data) == f'<?xml version="1.0" encoding="UTF-8"?><a>{text}</a>'.encode()


@pytest.mark.parametrize("data", [b'<?xml version="1.0" encoding="x-none"?><a/>', b"\xff\xfe<"])
def test_an_encoding_that_nobody_knows_is_damage(data: bytes) -> None:
    with pytest.raises(Damaged):
        utf8(data)
