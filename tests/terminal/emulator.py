"""A terminal as xterm and PuTTY are: what pyte emulates, and what it leaves out that the program may send."""

import pyte


class Screen(pyte.Screen):
    """The screen of such a terminal; what it answers goes to `write_process_input`, which drops it."""

    _last = " "

    def draw(self, data: str) -> None:
        """Write characters where the cursor stands."""
        self._last = data[-1:] or self._last
        super().draw(data)

    def repeat_last(self, count: int = 1) -> None:
        """Write the last character again so many times (ECMA-48 "REP")."""
        super().draw(self._last * max(count, 1))

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        """Colours; not what xterm keeps under the same letter with a private mark, at which pyte fails."""
        if not private:
            super().select_graphic_rendition(*attributes)


class Stream(pyte.ByteStream):
    """The bytes for such a screen."""

    csi = {  # noqa: RUF012  (pyte reads it from the class and says it is the instance's)
        **pyte.ByteStream.csi,
        "b": "repeat_last",
    }
    events = pyte.ByteStream.events | {"repeat_last"}
