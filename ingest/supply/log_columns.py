"""What the columns of a disclosure log hold, told by their usual names in English and Welsh."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Field(StrEnum):
    """What a column can hold; the value is the name that we ask for."""

    REFERENCE = "reference"
    TITLE = "title"
    DATE = "date"
    RECEIVED = "received"
    REQUEST = "request"
    RESPONSE = "response"
    OUTCOME = "outcome"
    EXEMPTION = "exemption"
    URL = "url"
    FILE = "file"
    LANGUAGE = "language"
    PUBLISHER = "publisher"
    RIGHTS = "rights"


# Of two columns for one thing, the one whose name stands further in front is taken.
_NAMES = {
    Field.REFERENCE: (
        "reference; reference number; reference no; ref; ref no; ref number; request reference; "
        "request reference number; request ref; request ref no; case reference; case ref; case number; case no; "
        "case id; request number; request no; request id; foi number; foi no; foi id; log number; atisn; atisn number; "
        "atisn no; atisn reference; atisn ref; id; cyfeirnod; rhif cyfeirnod; cyf; rhif cyf; rhif y cais; "
        "cyfeirnod y cais; rhif atisn; cyfeirnod atisn; rhif achos"
    ),
    Field.TITLE: (
        "title; subject; topic; subject matter; heading; request title; request subject; name; summary; "
        "request summary; teitl; pwnc; testun; teitl y cais; pwnc y cais; crynodeb; crynodeb o'r cais"
    ),
    Field.DATE: (
        "date of response; date responded; date response sent; response sent; date of reply; date answered; "
        "date issued; response issued; date sent; date disclosed; date of disclosure; date released; date of release; "
        "date closed; date completed; closed; completed; dyddiad yr ymateb; dyddiad ymateb; dyddiad ateb; date; "
        "dyddiad; date published; date of publication; published; dyddiad cyhoeddi; cyhoeddwyd"
    ),
    Field.RECEIVED: (
        "date received; received; date of receipt; date request received; request received; date of request; "
        "date requested; dyddiad derbyn; derbyniwyd; dyddiad y cais; dyddiad derbyn y cais; dyddiad derbyniwyd"
    ),
    Field.REQUEST: (
        "information requested; request; request text; text of request; full request; request details; "
        "details of request; request detail; request made; request description; description of request; question; "
        "questions; you asked; enquiry; freedom of information request; description; details; "
        "gwybodaeth y gofynnwyd amdani; cais; y cais; cwestiwn; cwestiynau; manylion y cais; testun y cais; "
        "disgrifiad o'r cais; gwybodaeth y gofynnwyd amdano"
    ),
    Field.RESPONSE: (
        "response; answer; answers; reply; response text; text of response; full response; response details; "
        "details of response; response provided; response given; information provided; information disclosed; "
        "information released; ymateb; ein hymateb; yr ymateb; ateb; atebion; testun yr ymateb; manylion yr ymateb"
    ),
    Field.OUTCOME: (
        "outcome; outcome of request; request outcome; result; decision; response type; type of response; "
        "disclosure decision; status; canlyniad; canlyniad y cais; penderfyniad; statws"
    ),
    Field.EXEMPTION: (
        "exemption; exemptions; exemption applied; exemptions applied; exemption used; exemptions used; "
        "exemptions engaged; exemption cited; exemptions cited; exception; exceptions; exceptions applied; "
        "esemptiad; esemptiadau; eithriad; eithriadau"
    ),
    Field.URL: (
        "url; link; web link; weblink; hyperlink; web address; web page; webpage; response link; link to response; "
        "response url; letter link; link to letter; letter url; document link; link to document; document url; "
        "dolen; dolen i'r ymateb; dolen we; linc; cyfeiriad gwe"
    ),
    Field.FILE: (
        "file; filename; file name; response file; letter file; document file; attachment; attachments; file path; "
        "path; pdf; letter; response letter; document; response document; ffeil; enw ffeil; enw'r ffeil; atodiad; "
        "llythyr; dogfen"
    ),
    Field.LANGUAGE: "language; lang; iaith",
    Field.PUBLISHER: (
        "publisher; public authority; authority; organisation; organization; public body; body; cyhoeddwr; "
        "awdurdod; awdurdod cyhoeddus; sefydliad; corff cyhoeddus"
    ),
    Field.RIGHTS: "rights; licence; license; copyright; hawliau; trwydded; hawlfraint",
}
_FILLERS = frozenset(("the", "of", "our", "your", "to", "for", "a", "y", "yr", "r", "o", "i", "ein", "eich"))
_SCHEME = frozenset(("foi", "foia", "eir", "rhg"))
_BRACKETED = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_LONGEST = 120


@dataclass(frozen=True)
class Columns:
    """Which column holds what."""

    places: Mapping[Field, int]
    """Index of the column, counted from 0."""
    ignored: tuple[str, ...]
    """Names of the columns that are left out: unknown, or a second one for the same thing."""
    names: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """Whether a letter can be made of a row: its file, its address, or what was asked with what came of it."""
        asked = Field.REQUEST in self.places or Field.TITLE in self.places
        told = Field.RESPONSE in self.places or Field.OUTCOME in self.places
        return Field.FILE in self.places or Field.URL in self.places or (asked and told)


def columns_of(header: Sequence[str]) -> Columns:
    """What the cells of a header name."""
    ranked = [(_field(name), index) for index, name in enumerate(header)]
    places: dict[Field, int] = {}
    for (field, _), index in sorted((found, index) for found, index in ranked if found is not None):
        places.setdefault(field, index)
    taken = set(places.values())
    names = tuple(" ".join(name.split()) for name in header)
    return Columns(places, tuple(name for at, name in enumerate(names) if name and at not in taken), names)


def _field(name: str) -> tuple[Field, int] | None:
    """The field that a name stands for, and how far back that name stands among the field's."""
    if len(name) > _LONGEST:
        return None
    whole = _BRACKETED.sub(" ", name) if _words(_BRACKETED.sub(" ", name)) else name
    halves = [found for half in re.split(r"[/|\n]| [-–] ", whole) if (found := _known(half))]
    agree = len({field for field, _ in halves}) == 1
    return _known(whole) or (min(halves, key=lambda found: found[1]) if agree else None)


def _known(name: str) -> tuple[Field, int] | None:
    words = _words(name)
    names = _by_words()
    return names.get(words) or names.get(words - _SCHEME)


@cache
def _by_words() -> dict[frozenset[str], tuple[Field, int]]:
    """The order of words says nothing: `response date` is the date of response."""
    found: dict[frozenset[str], tuple[Field, int]] = {}
    for field, names in _NAMES.items():
        for rank, name in enumerate(names.split("; ")):
            found.setdefault(_words(name), (field, rank))
    return found


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’", "'")).encode("ascii", "ignore").decode()
    return frozenset(re.findall(r"[a-z0-9]+", plain)) - _FILLERS
