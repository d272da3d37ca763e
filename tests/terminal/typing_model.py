"""What a text field ought to hold and show, worked out without the field."""

from itertools import pairwise

from tui.widgets import words
from tui.widgets.wrapping import wrap_offsets


class Model:
    """A list of clusters, line breaks among them, with a cursor and the other end of what is selected."""

    def __init__(self) -> None:
        self.clusters: list[str] = []
        self.cursor = self.anchor = 0
        self.hanging = False
        self.width = 0

    @property
    def text(self) -> str:
        return "".join(self.clusters)

    def put(self, clusters: list[str]) -> None:
        start, end = sorted((self.cursor, self.anchor))
        self.clusters[start:end] = clusters
        self._go(start + len(clusters))

    def press(self, key: str) -> None:
        """Do what a key does; `shift+` leaves the anchor where it is."""
        start, end = sorted((self.cursor, self.anchor))
        if key in {"backspace", "delete", "ctrl+w"}:
            if start == end:
                start, end = sorted((self.cursor, self._deleted_to(key)))
            del self.clusters[start:end]
            self._go(start)
        elif key == "ctrl+a":
            self._go(len(self.clusters))
            self.anchor = 0
        elif key in {"left", "right"} and start != end:
            self._go(start if key == "left" else end)
        else:
            anchor = self.anchor
            self._go(self._target(key))
            self.hanging = key == "end"
            if key.startswith("shift"):
                self.anchor = anchor

    def _deleted_to(self, key: str) -> int:
        line, column, begin = self._line()
        if key == "ctrl+w" and column:
            return self._index(begin, words.word_before(line, column))
        return max(0, min(self.cursor + (1 if key == "delete" else -1), len(self.clusters)))

    def _target(self, key: str) -> int:
        line, column, begin = self._line()
        start, end = self.rows()[self.row()]
        if key in {"home", "end"}:
            return start if key == "home" else end
        if key == "ctrl+left" and column:
            return self._index(begin, words.phrase_before(line, column))
        if key == "ctrl+right" and column < len(line):
            return self._index(begin, words.phrase_after(line, column))
        return self.cursor + (1 if key.endswith("right") else -1)

    def rows(self) -> list[tuple[int, int]]:
        """From which cluster to which each row of the screen goes."""
        found, begin = [], 0
        for line in self.text.split("\n"):
            cuts = [0, *wrap_offsets(line, self.width), len(line)]
            found += [(self._index(begin, one), self._index(begin, other)) for one, other in pairwise(cuts)]
            begin = self._index(begin, len(line)) + 1
        return found

    def row(self) -> int:
        """The row that the cursor stands on."""
        rows = self.rows()
        row = max(row for row, (start, _) in enumerate(rows) if start <= self.cursor)
        return row - (self.hanging and row > 0 and rows[row - 1][1] == self.cursor)

    def _go(self, cursor: int) -> None:
        self.cursor = self.anchor = max(0, min(cursor, len(self.clusters)))
        self.hanging = False

    def _line(self) -> tuple[str, int, int]:
        """The text of the cursor's line, the cursor's index in it, and the line's first cluster."""
        before = self.clusters[: self.cursor]
        begin = len(before) - before[::-1].index("\n") if "\n" in before else 0
        rest = "".join(self.clusters[begin:])
        return rest.partition("\n")[0], len("".join(self.clusters[begin : self.cursor])), begin

    def _index(self, begin: int, offset: int) -> int:
        """The cluster that begins so many code points behind the beginning of another."""
        while offset > 0:
            offset -= len(self.clusters[begin])
            begin += 1
        return begin
