"""What counts as one character, how wide it is, and how it goes to the terminal."""

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size
from wcwidth import iter_graphemes

from tui.widgets import graphemes
from tui.widgets.graphemes import (
    boundaries,
    boundary_after,
    boundary_before,
    boundary_from,
    cells,
    drawn,
    index_at,
    is_boundary,
    measure,
)

CLUSTERS = [
    "中",
    "A",
    "\u3000",
    "≥",
    "e\u0301",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "👍🏽",
    "🇨🇳",
    "👨\u200d👩\u200d👧",
    "👩🏽\u200d💻",
    "🏳\ufe0f\u200d🌈",
    "\u1112\u1161\u11ab",
    "葛\U000e0100",
    "🏴\U000e0067\U000e0062\U000e007f",
    "𠮷",
    "\ue000",
]
"""Texts that a reader takes for one character each."""
TEXTS = st.lists(st.sampled_from([*CLUSTERS, "\u200d", "🇨", "\ufe0f", "\t", "x"]), max_size=12).map("".join)


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_a_cluster_is_one_between_others(cluster: str) -> None:
    assert boundaries(f"件{cluster}件") == [0, 1, 1 + len(cluster), 2 + len(cluster)]


@given(st.lists(st.sampled_from(CLUSTERS), max_size=8))
def test_clusters_are_those_of_unicode(clusters: list[str]) -> None:
    text = "".join(clusters)
    assert [text[start:end] for start, end in pairwise(boundaries(text))] == list(iter_graphemes(text))


def test_flags_are_pairs_counted_from_the_first() -> None:
    assert boundaries("🇨🇳🇫🇷🇨") == [0, 2, 4, 5]


def test_a_long_row_of_flags_is_gone_through_once() -> None:
    assert boundaries("🇨🇳" * 20_000) == list(range(0, 40_001, 2))


def test_a_joiner_joins_nothing_but_pictures() -> None:
    assert boundaries("日\u200d本👍\u200d本") == [0, 2, 3, 5, 6]


def test_marks_at_the_beginning_belong_to_what_follows() -> None:
    assert boundaries("\ufe0f\u0301中文") == [0, 3, 4]


@given(TEXTS, st.integers(0, 40))
def test_steps_lead_to_the_next_boundary(text: str, index: int) -> None:
    index = min(index, len(text))
    all_bounds = boundaries(text)
    assert boundary_before(text, index) == max((bound for bound in all_bounds if bound < index), default=0)
    assert boundary_after(text, index) == min(
        (bound for bound in all_bounds if bound > index), default=len(text)
    )
    assert boundary_from(text, index) == min(bound for bound in all_bounds if bound >= index)
    assert is_boundary(text, index) is (index in all_bounds)


@given(TEXTS)
def test_the_width_is_that_of_what_is_drawn_in_one_piece_or_in_clusters(text: str) -> None:
    bounds, ends = measure(text)
    pieces = [drawn(text[start:end]) for start, end in pairwise(bounds)]
    assert ends[-1] == cell_len(drawn(text)) == sum(cell_len(piece) for piece in pieces)
    assert "".join(pieces) == drawn(text)


@given(TEXTS)
def test_the_cell_of_a_cluster_leads_back_to_it(text: str) -> None:
    bounds, ends = measure(text)
    for (start, _), (cell, end) in zip(pairwise(bounds), pairwise(ends), strict=True):
        assert cells(text, start) == cell
        assert {index_at(text, inside) for inside in range(cell, end)} <= {start}
    assert index_at(text, ends[-1]) == len(text)


def test_the_end_of_a_cluster_that_one_is_in_counts() -> None:
    assert cells("👨\u200d👩中", 1) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb", "a b"),
        ("日\u200d本\u200d", "日本"),
        ("👨\u200d👩\u200d", "👨\u200d👩"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_what_is_drawn_is_as_wide_as_it_is_measured(text: str, shown: str) -> None:
    assert drawn(text) == shown


def test_characters_held_for_simple_have_a_width_and_stand_alone() -> None:
    every = map(chr, range(0x20, sys.maxunicode))
    simple = [char for char in every if not graphemes._UNSURE.match(char)]
    assert [char for char in simple if not get_character_cell_size(char)] == []
    assert len(simple) > 30_000
