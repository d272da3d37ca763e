"""Measure and print a table: everything, or the parts that are named."""

from __future__ import annotations

import os
import platform
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks import paints, sent, shell, starts
from benchmarks.figures import table
from benchmarks.programs import Workshop

PARTS = {
    "start": starts.starts,
    "opening": paints.opening,
    "typing": paints.typing,
    "steps": paints.steps,
    "bytes": sent.sent,
    "idle": sent.idle,
    "imports": shell.imports,
    "sheet": shell.sheet,
}


def main() -> None:
    """Run the parts that the command line names, in the order of the table."""
    parser = ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    wanted = parser.parse_args().parts
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    lines = []
    with TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        for name, measure in PARTS.items():
            if name in wanted or not wanted:
                begun = perf_counter()
                lines += measure(workshop)
                print(f"{name}: {perf_counter() - begun:.0f} s", file=sys.stderr)
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}.\n")
    print(table(lines))


if __name__ == "__main__":
    main()
