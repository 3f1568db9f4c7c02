"""The words of the page and of the terminal, in English and Welsh."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.document import PartialDate

_FOLDER = Path(__file__).parent / "wording"


@dataclass(frozen=True)
class Words:
    """The wording of one language; `language` is its code."""

    language: str
    texts: Mapping[str, Any]

    def __getitem__(self, key: str) -> str:
        """One text; a dotted key reads a table, such as `reason.out_of_scope`. Raises KeyError."""
        table, _, name = key.rpartition(".")
        text = self.texts[table][name] if table else self.texts[key]
        return str(text)

    def day(self, date: str | None) -> str:
        """A date as read aloud, as precise as it is known: `10 July 2025`, `January 2019`, `2019`."""
        if date is None:
            return self["unknown"]
        known = PartialDate.parse(date)
        month = self.texts["months"][known.month - 1] if known.month else None
        return " ".join(str(part) for part in (known.day, month, known.year) if part)

    def rights(self, rights: str) -> str:
        """The line that the licence asks for; other rights are shown as the catalogue gives them."""
        return self["open_government_licence"] if _is_open_government(rights) else rights


def _is_open_government(rights: str) -> bool:
    folded = rights.lower().replace("-", " ")
    return ("open government licence" in folded or "ogl" in folded.split()) and "not under" not in folded


def load_words() -> dict[str, Words]:
    """The wording of each language by its code, read from the files beside this module."""
    return {path.stem: Words(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in _FOLDER.glob("*.toml")}
