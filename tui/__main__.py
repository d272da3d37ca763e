"""The command `tianbao`, and `python -m tui`, which is the same."""

import sys

from tui.startup import imports_kept


def main() -> int:
    """Run what the command line says; gives its exit code."""
    with imports_kept():
        from tui.cli import main as run
    return run()


if __name__ == "__main__":
    sys.exit(main())
