"""What in a text names or reaches a person: e-mail addresses, telephone numbers, names under and above a letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from text.contact_points import personal_mailboxes, personal_telephones
from text.people import people


class Sort(StrEnum):
    """What sort of personal data."""

    NAME = "name"
    EMAIL = "email"
    TELEPHONE = "telephone"


@dataclass(frozen=True)
class Personal:
    """One find, where it stands."""

    start: int
    end: int
    sort: Sort


def personal_data(text: str) -> list[Personal]:
    """Every find in order, without overlap.

    A title belongs to its name. Addresses and numbers of an office, such as `foi@…`, and names of ministers and members
    are none.
    """
    found = [Personal(start, end, Sort.EMAIL) for start, end in personal_mailboxes(text)]
    found += [Personal(start, end, Sort.TELEPHONE) for start, end in personal_telephones(text)]
    found += [Personal(start, end, Sort.NAME) for start, end in people(text)]
    return _apart(found)


def _apart(found: Iterable[Personal]) -> list[Personal]:
    """Finds that overlap become one of the first one's sort."""
    kept: list[Personal] = []
    for find in sorted(found, key=lambda find: (find.start, -find.end)):
        if kept and find.start < kept[-1].end:
            last = kept[-1]
            kept[-1] = Personal(last.start, max(last.end, find.end), last.sort)
        else:
            kept.append(find)
    return kept
