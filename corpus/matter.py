"""The register of matters: who decides what in Wales, on what legal basis."""

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from errors import CatalogueError

# Where a provision begins behind the name of its Act: ", s. 3", ", Schedule 7A", ", Part 2", " (ss. 1-4)".
_PROVISION = re.compile(r"(?:, | \()(?:ss?\.|Schedules? |Parts? |Heads? |Sections? |paras?\.? |regs?\.? |arts?\.? ).*$")

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Power(StrEnum):
    """Where the power over a matter lies."""

    RESERVED = "reserved"
    DEVOLVED = "devolved"
    SHARED = "shared"


class BasisCheck(StrEnum):
    """How the citations of an entry were checked against the legislation."""

    CONFIRMED = "confirmed"
    PART = "part"
    OWN_KNOWLEDGE = "own-knowledge"


@dataclass(frozen=True)
class MatterSentences:
    """What Wales can and cannot do in a matter, and the language that says so."""

    can: str
    cannot: str
    language: str


class Matter(BaseModel):
    """One entry of the register."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Line
    name_cy: Line | None = None
    """None where no Welsh name is known."""
    status: Power
    decided_by: tuple[Line, ...] = Field(min_length=1)
    legal_basis: tuple[Line, ...] = Field(min_length=1)
    wales_can: Line
    wales_can_cy: Line | None = None
    """The same in Welsh, as all Welsh here not yet read by a Welsh speaker; None where it is not written."""
    wales_cannot: Line
    wales_cannot_cy: Line | None = None
    terms: tuple[Line, ...] = Field(min_length=1)
    """Words that people use for the matter; what a question is matched with."""
    terms_cy: tuple[Line, ...] = ()
    confidence: Annotated[str, StringConstraints(pattern="^(high|medium|low)$")]
    basis_check: BasisCheck
    note: Line | None = None

    def named(self, language: str) -> str:
        """Its name in `en` or `cy`; the English one where no Welsh name is known."""
        return self.name_cy if language == "cy" and self.name_cy else self.name

    def sentences(self, language: str) -> MatterSentences:
        """What Wales can and cannot do, in Welsh where both sentences have it and it is asked for; else in English."""
        if language == "cy" and self.wales_can_cy and self.wales_cannot_cy:
            return MatterSentences(self.wales_can_cy, self.wales_cannot_cy, "cy")
        return MatterSentences(self.wales_can, self.wales_cannot, "en")

    @property
    def shown_basis(self) -> tuple[str, ...]:
        """The legal basis as far as it was checked: an unchecked entry names the Acts, without section numbers."""
        if self.basis_check is not BasisCheck.OWN_KNOWLEDGE:
            return self.legal_basis
        return tuple(dict.fromkeys(_act_alone(basis) for basis in self.legal_basis))


def _act_alone(basis: str) -> str:
    """`Immigration Act 1971, s. 3` becomes `Immigration Act 1971`."""
    return _PROVISION.sub("", basis)


class _Loader(yaml.SafeLoader):
    """Refuses a key that stands twice in one entry, of which YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """The mapping; raises a YAMLError that names the entry and the key."""
        keys = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        twice = next((key for key, count in keys.items() if count > 1), None)
        if twice is not None:
            entry = next((value.value for key, value in node.value if key.value == "id"), "without an id")
            message = f"the entry '{entry}' has the key '{twice}' {keys[twice]} times. Keep one of them."
            raise yaml.constructor.ConstructorError(None, None, message, node.start_mark)
        return super().construct_mapping(node, deep)


def load_matters(path: Path) -> tuple[Matter, ...]:
    """Read the register; raises CatalogueError that names the entry and the field at fault."""
    try:
        entries = _Loader(path.read_text(encoding="utf-8")).get_single_data()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CatalogueError(f"The register {path} cannot be read: {error}") from error
    if not isinstance(entries, list) or not entries:
        raise CatalogueError(f"The register {path} holds no list of matters. Each entry begins with '- id: …'.")
    matters = tuple(_matter(path, number, entry) for number, entry in enumerate(entries, 1))
    for matter_id, count in Counter(matter.id for matter in matters).items():
        if count > 1:
            raise CatalogueError(f"{path}: the matter '{matter_id}' stands {count} times. Give each matter its own id.")
    return matters


def _matter(path: Path, number: int, entry: object) -> Matter:
    label = f"'{entry['id']}'" if isinstance(entry, dict) and entry.get("id") else f"number {number}"
    try:
        return Matter.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "entry"
        raise CatalogueError(f"{path}: matter {label}, field '{field}': {first['msg']}. Correct the entry.") from error
