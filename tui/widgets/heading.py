"""What stands before or above a field: where one is, how it stands, what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from tui.widgets.columns import fit, fit_mark

if TYPE_CHECKING:
    from textual.geometry import Size

POINTER = ">"


class Heading(Widget):
    """One line: a pointer when the field has the focus, the mark of its gravest problem, its name, more."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading--name", "heading--here"}

    mark: reactive[str] = reactive(" ")
    rest: reactive[str] = reactive("")
    here: reactive[bool] = reactive(False)

    def __init__(self, name: str, *, classes: str | None = None) -> None:
        """Show `name`; `mark` and `rest` are set as they change, `here` while the field has the focus."""
        super().__init__(classes=classes)
        self._name_shown = name

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        del container, viewport, width
        return 1

    def render(self) -> Text:
        """All in one line; what does not fit is cut off at the end."""
        style = self.get_component_rich_style("heading--here" if self.here else "heading--name")
        line = Text(f"{POINTER if self.here else ' '}{fit_mark(self.mark)}", no_wrap=True)
        line.append(self._name_shown, style)
        if self.rest:
            line.append(f"  {self.rest}")
        width = self.size.width
        return line if line.cell_len <= width else Text(fit(line.plain, width))
