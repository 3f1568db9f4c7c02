"""Fixed wording by language, and the prompts for a model, with their hashes."""

import hashlib
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "cy")


@dataclass(frozen=True)
class Wording:
    """The fixed sentences of one language."""

    language: str
    table: dict[str, dict[str, Any]]
    sha256: str

    def line(self, group: str, name: str, **values: str) -> str:
        """A sentence with its gaps filled; an unknown name is a KeyError."""
        text: str = self.table[group][name]
        return text.format(**values)

    def body(self, name: str) -> str:
        """A body as it stands inside a sentence; a remark in brackets is kept, an unknown name unchanged."""
        head, bracket, remark = name.partition(" (")
        bodies: dict[str, str] = self.table["bodies"]
        return bodies.get(head, head) + bracket + remark

    def month(self, number: int) -> str:
        """The name of a month, 1 to 12."""
        names: list[str] = self.table["months"]["names"]
        return names[number - 1]

    def listed(self, items: list[str]) -> str:
        """The items as one phrase, such as `a, b and c`."""
        if len(items) < 2:
            return "".join(items)
        joint: str = self.table["words"]["last_joint"]
        return ", ".join(items[:-1]) + joint + items[-1]


@dataclass(frozen=True)
class Prompt:
    """A text given to a model."""

    text: str
    sha256: str


def load_wording() -> dict[str, Wording]:
    """The wording of every language, by its code."""
    return {language: _load(language) for language in LANGUAGES}


def load_prompt(name: str) -> Prompt:
    """A prompt by the name of its file."""
    text = _read(f"{name}.md")
    return Prompt(text, _sha256(text))


def _load(language: str) -> Wording:
    text = _read(f"{language}.toml")
    return Wording(language, tomllib.loads(text), _sha256(text))


def _read(name: str) -> str:
    return files("prompts").joinpath(name).read_text(encoding="utf-8")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
