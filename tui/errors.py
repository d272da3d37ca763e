"""What can go wrong for a person: one Chinese sentence each, with the exit code of the shell contract."""


class Trouble(Exception):
    """Something a person must be told in one sentence: which file, where, what, what to do.

    The text of the exception is that sentence; the wizard shows it, the shell prints it.
    """

    exit_code = 2


class Unreadable(Trouble):
    """An input that cannot be read, or a wrong use of a command (exit code 2)."""


class Unwritable(Trouble):
    """A file that is in the way or cannot be written (exit code 3)."""

    exit_code = 3


class CannotFill(Unwritable):
    """A county's file that cannot be filled in without harm; nothing was written."""


class FileInTheWay(Unwritable):
    """The output file exists already and nobody said that it may be replaced."""
