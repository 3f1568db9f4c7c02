"""Whether a statement denies, limits and gives powers to the same government as the clauses that it rests on."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from answer.likeness import folded

_NOT_WORDS = (
    "not no never none nor neither nobody nothing nowhere without unable hardly fail fails failed failing lack lacks "
    "lacked ni nid nad na nac ddim dim heb byth erioed neb"
)
_NOT = frozenset(_NOT_WORDS.split())
_ONLY = frozenset(["only", "solely", "exclusively", "alone", "merely", "unig"])
_POWERS = (
    (re.compile(r"\b(?:reserved|neilltuedig|cadw'n ôl|gadw'n ôl)(?!\w)"), " @reserved "),
    (re.compile(r"\b(?:devolved|dd?atganol\w+)"), " @devolved "),
    (re.compile(r"\bnon-devolved\b"), " @reserved "),
)
_PLACED = "".join(
    rf"(?<!\b{word} )"
    for word in ["in", "to", "into", "across", "within", "from", "of", "around", "throughout", "enter", "entering"]
)
_GIVEN = r"(?<=devolved to )|(?<=reserved to )|(?<=belongs to )|(?<=transferred to )|(?<=up to )|(?<=left to )"
# `in Wales` and `the Wales Strategic Migration Partnership` are a place and a body, `Wales decides` is a government.
_SIDES = (
    (
        re.compile(
            r"\b(?:uk (?:government|parliament|ministers?)|home office|home secretary|westminster|whitehall"
            r"|prime minister|ministry of (?:justice|defence)|department for work and pensions|hm treasury)\b"
            rf"|(?:{_PLACED}|{_GIVEN})\bthe uk\b(?!['-]| (?:government|parliament|minister))"
        ),
        " @uk ",
    ),
    (
        re.compile(
            r"\b(?:welsh (?:government|ministers?|assembly)|senedd|first minister)\b"
            rf"|(?:{_PLACED}|{_GIVEN})\bwales\b(?!['-]| as a| strategic| migration| action)"
        ),
        " @wales ",
    ),
)
_UNIT = re.compile(r"(?<=[.!?;:])\s+|[\"»•\[\]]|(?<=\s)(?=not\s@instead\b)")
_FRAGMENT = re.compile(r",\s|\s-\s|[()]|\b(?:but|while|whilst|although|because|ond|tra|oherwydd)\b")
_SOURCE = re.compile(
    r"\s*(?:(?:on|in|ar|ym|yn) [\d ]+,? )?(?:(?:according to|yn ôl) (?:the )?\s*(?P<source>@wales|@uk)"
    r"|(?:the )?\s*(?P<side>@wales|@uk)\s+"
    r"(?P<verb>said|says|states|stated|told|wrote|explained|confirmed|reported|noted)\b(?: (?:on|in) 0+)?"
    r"|dywedodd\s+(?P<said>@wales|@uk))(?: that| fod| bod)?[,:]?"
)
_WORD = re.compile(r"@?\w+(?:'\w+)*")
_LIGHT_WORDS = (
    "the a an of to in on at by for from with and or as is are was were be been being it its this that these those "
    "there which who whom what has have had do does did will would can could may might must should we our us i my "
    "they their them he she his her you your also so than then such very "
    "y yr yn i o ar am gan ac a mae oedd sydd yw bod fod ei eu ein wedi wrth gyda"
)
_LIGHT = frozenset(_LIGHT_WORDS.split())
_FIRST_PERSON = frozenset(["we", "our", "us", "i", "my", "ein", "ninnau"])
# What another form of the same word, or of the figure beside it, may be; any other word must be the quote's.
_FREE = frozenset(["per", "cent", "million", "billion", "thousand", "pounds", "make", "makes", "made", "making"])
_SHORTEST = 4
_STEM = 5
_ENDING = 2
_NEAR = 4
# Less of a clause's own words than this in every clause cited, and nothing shows that it says the same.
_SHARED_LEAST = 0.5


@dataclass(frozen=True)
class Clause:
    """A part of a sentence that makes one assertion, as words."""

    tokens: tuple[str, ...]

    @property
    def words(self) -> frozenset[str]:
        """Beginnings of its words, without those that deny, limit or name a government."""
        return frozenset(word[:_STEM] for word in self.tokens if not _marks(word))

    @property
    def meant(self) -> frozenset[str]:
        """The words that carry meaning; figures are checked elsewhere."""
        kept = (word for word in self.tokens if not _marks(word) and word not in _LIGHT)
        return frozenset(word for word in kept if not word[0].isdigit())

    @property
    def content(self) -> frozenset[str]:
        """Beginnings of the words that carry meaning."""
        return frozenset(word[:_STEM] for word in self.meant)

    @property
    def polarity(self) -> tuple[int, int]:
        """How often it denies and how often it limits."""
        return sum(word in _NOT for word in self.tokens), sum(word in _ONLY for word in self.tokens)

    @property
    def powers(self) -> frozenset[str]:
        """`@reserved` and `@devolved`, where it says so."""
        return frozenset(word for word in self.tokens if word in ("@reserved", "@devolved"))

    @property
    def first_person(self) -> bool:
        """Whether its publisher speaks of itself."""
        return any(word in _FIRST_PERSON for word in self.tokens)

    def sides(self, publisher: str | None = None) -> list[int]:
        """Places of the governments in the tokens; with a publisher's side, `we` counts as that side."""
        return [at for at, word in enumerate(self.tokens) if _side(word, publisher)]


def denies(word: str) -> bool:
    """Whether a word in small letters denies what follows it."""
    return word in _NOT


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a text; a fragment of fewer than four words belongs to its neighbour."""
    return (clause for unit in _UNIT.split(_marked(text)) for clause in _parts(unit))


def asserted(text: str) -> Iterator[Clause]:
    """The clauses that deny nothing."""
    return (clause for clause in clauses(text) if not clause.polarity[0])


def differs(text: str, quotes: Collection[str], publishers: Collection[str], known: str = "") -> bool:
    """Whether some clause of a statement agrees with none of the clauses nearest to it in the quotes.

    `publishers` are the publishers of the quotes; `known` holds further words that a statement may use of them.
    """
    units = [unit for quote in quotes for unit in _UNIT.split(_marked(quote))]
    # A statement may join what a quote says on either side of an insertion, so whole units are compared with too.
    cited = [
        clause for unit in units for clause in (*_parts(unit), Clause(tuple(_WORD.findall(unit)))) if clause.tokens
    ]
    about = Clause(tuple(_WORD.findall(_marked(known)))).content
    own = next((side for publisher in publishers for side in _own(publisher)), None)
    said = _without_source(_marked(text), " ".join(units), own)
    parts = [clause for unit in _UNIT.split(said) for clause in _parts(unit)]
    words = {word for clause in cited for word in clause.meant} | set(_WORD.findall(_marked(known)))
    if any(not _known(word, words) for clause in parts for word in clause.meant):
        return True
    return any(_strays(clause, cited, about, own) for clause in parts)


def _parts(unit: str) -> list[Clause]:
    done: list[list[str]] = []
    kept: list[str] = []
    for fragment in _FRAGMENT.split(unit):
        kept += _WORD.findall(fragment)
        if sum(word not in _NOT and word not in _ONLY for word in kept) >= _SHORTEST:
            done, kept = [*done, kept], []
    if kept and done:
        done[-1] += kept
    elif kept:
        done = [kept]
    return [Clause(tuple(words)) for words in done]


def _without_source(said: str, quoted: str, own: str | None) -> str:
    """A statement without its `The Welsh Government said that`, where those are not the words of the quote itself."""
    match = _SOURCE.match(said)
    if (
        match is None
        or (match["side"] or match["source"] or match["said"]) != own
        or (match["verb"] and match["verb"] in quoted)
    ):
        return said
    return said[match.end() :]


def _marked(text: str) -> str:
    marked = folded(text).replace("cannot", "can not").replace("n't", " not")
    marked = re.sub(r"\b(?:rather than|instead of|yn hytrach na)\b", " not @instead ", marked)
    for pattern, mark in (*_SIDES, *_POWERS):
        marked = pattern.sub(mark, marked)
    return marked


def _marks(word: str) -> bool:
    return word[0] == "@" or word in _NOT or word in _ONLY


def _side(word: str, publisher: str | None) -> str | None:
    if word in ("@uk", "@wales"):
        return word
    return publisher if publisher and word in _FIRST_PERSON else None


def _own(publisher: str) -> Iterator[str]:
    return (word for word in _WORD.findall(_marked(publisher)) if word in ("@uk", "@wales"))


def _strays(clause: Clause, cited: list[Clause], about: frozenset[str], own: str | None) -> bool:
    if not clause.words and not clause.sides():
        return any(clause.polarity) and all(clause.polarity != other.polarity for other in cited)
    near = [(_closeness(clause, other), other) for other in cited]
    most = max((closeness for closeness, _ in near), default=(0.0, 0.0))
    nearest = [other for closeness, other in near if closeness == most]
    said = about.union(*(other.content for other in nearest))
    if len(clause.content & said) < _SHARED_LEAST * len(clause.content):
        return True
    if clause.content <= about and clause.content and not any(clause.polarity) and not clause.powers:
        return False  # it only says whose words follow
    return not any(_agrees(clause, other, own) for other in nearest)


def _known(word: str, words: Collection[str]) -> bool:
    """Whether a word is one of the words, or another form of one: the same but for its last letters."""
    return word in words or word in _FREE or any(_forms(word, other) for other in words)


def _forms(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter) and len(shorter) >= _STEM - 1:
        return len(longer) - len(shorter) <= _STEM
    least = max(_STEM, len(shorter) - _ENDING)
    return one[:least] == other[:least]


def _closeness(clause: Clause, other: Clause) -> tuple[float, float]:
    """The share of the clause's words in the other, then of all words of both; light words count a fifth."""
    shared = _weight(clause.words & other.words)
    contained = shared / max(_weight(clause.words), 0.1)
    return round(contained, 6), round(shared / max(_weight(clause.words | other.words), 0.1), 6)


def _weight(words: Iterable[str]) -> float:
    return sum(0.2 if word in _LIGHT else 1.0 for word in words)


def _agrees(clause: Clause, other: Clause, own: str | None) -> bool:
    if clause.polarity != other.polarity or not clause.powers <= other.powers:
        return False
    publisher = own if other.first_person and not clause.first_person else None
    said, stands = clause.sides(), other.sides(publisher)
    order = [_side(clause.tokens[at], None) for at in said]
    there = iter([_side(other.tokens[at], publisher) for at in stands])
    # Each government in its turn: the second `in` goes on from where the first one stopped.
    if not all(side in there for side in _once(order)):
        return False
    return all(_same_place(clause, at, other, stands, publisher) for at in said)


def _once(sides: list[str | None]) -> list[str | None]:
    return [side for at, side in enumerate(sides) if at == 0 or side != sides[at - 1]]


def _same_place(clause: Clause, at: int, other: Clause, stands: list[int], publisher: str | None) -> bool:
    """Whether a government stands among the words that stand by it, rather than by the other one, in the quote."""
    around = _around(clause, at)
    shared: dict[bool, int] = {True: 0, False: 0}
    for place in stands:
        same = _side(other.tokens[place], publisher) == clause.tokens[at]
        shared[same] = max(shared[same], len(around & _around(other, place)))
    return shared[True] >= shared[False]


def _around(clause: Clause, at: int) -> frozenset[str]:
    near = clause.tokens[max(0, at - _NEAR) : at + _NEAR + 1]
    return frozenset(word[:_STEM] for word in near if not _marks(word) and word not in _LIGHT)
