"""What in a text names or reaches a person: e-mail addresses, telephone numbers, names under a letter."""

import re
from dataclasses import dataclass
from enum import StrEnum

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


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
    """Every find in order, without overlap; addresses and numbers of an office, such as `foi@…`, are none."""
    return [Personal(match.start(), match.end(), Sort.EMAIL) for match in _EMAIL.finditer(text)]
