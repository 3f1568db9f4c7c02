"""A text given to a command: as an argument, or from a pipe."""

import sys

from errors import UsageError

# Far more than any request takes, and little enough to read at once.
_MOST = 1_000_000


def given_text(argument: str) -> str:
    """The text itself, or what stands on stdin where it is `-`."""
    if argument != "-":
        return argument
    text = sys.stdin.buffer.read(_MOST).decode("utf-8", "replace")
    if not text.strip():
        raise UsageError("There is no text on stdin. Pipe one in, or give it in quotation marks.")
    return text
