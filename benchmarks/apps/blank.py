"""The least that a Textual program can be: one line of text."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class BlankApp(App[None]):
    """One word."""

    def compose(self) -> ComposeResult:
        """The word that the benchmark waits for."""
        yield Static("ready")


if __name__ == "__main__":
    BlankApp().run(mouse=False)
