"""What a sentence counts or measures, of what and for when, and whether two sentences disagree on it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import PartialDate
from retriever.analysis import tokens
from text.dates import dates
from text.figures import Figure, figures
from text.names import names

_FINANCIAL_YEAR = re.compile(r"\b(20\d\d)\s?[-–/]\s?(?:20)?(\d\d)\b(?![-–/])")
_HEDGE = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|some|circa|tua|oddeutu|bron|rhyw)\s(?:an?\s)?$", re.I
)
_MORE = re.compile(r"\b(?:more than|over|above|at least|exceeding|mwy na|dros|o leiaf)\s(?:an?\s)?$", re.I)
_LESS = re.compile(r"\b(?:less than|fewer than|under|below|up to|at most|llai na|hyd at|dan)\s(?:an?\s)?$", re.I)
_NOUN_WORD = re.compile(r"[\s,]*([^\W\d_][\w’'-]*)")
_STOP_WORDS = (
    "of in at on for to by from with and or but were was are is be been being have has had who which that did do does "
    "will would can could may must should as over since during under per than into across between where when while "
    "yn ym yng i ar am gan wedi a ac oedd sydd mae yw rhwng dros ers came went took got left made lived stayed fled "
    "held gave it they there each this last next now already not per"
)
_STOP = frozenset(_STOP_WORDS.split())
_EMPTY_WORDS = (
    "the a an this these those it its our their his her we they i he she you there here also now than then so such all "
    "any more most less about around almost nearly approximately roughly some over under above below least up total "
    "number figure amount people person individual state say report y yr yr o un i'w eu ei ein nifer pobl cyfanswm "
    "million thousand billion miliwn mil percent cent pound year month week day blwyddyn mis wythnos diwrnod "
    "government welsh wales uk llywodraeth cymru home office senedd minister ministers secretary"
)
_EMPTY = frozenset((*_STOP, *_EMPTY_WORDS.split()))
_GENERIC = frozenset(("person", "people", "individual", "pobl", "total"))
# Words of one group tell two things apart, where each sentence has its own.
_CONTRASTS = (
    ("adult", "child", "pensioner", "oedolyn", "plentyn"), ("man", "woman", "boy", "girl", "male", "female"),
    ("grant", "refuse", "withdraw", "reject", "appeal"), ("apply", "application", "decision", "cais", "penderfyniad"),
    ("receive", "answer", "close", "open"), ("arrive", "leave", "depart", "return"), ("arrival", "departure"),
    ("plan", "spend", "budget", "allocate"), ("average", "maximum", "minimum"), ("single", "family", "couple"),
    ("capital", "revenue"), ("annual", "daily", "weekly", "monthly"), ("first", "second", "third", "final"),
    ("north", "south", "west", "east", "mid"), ("house", "hotel", "flat"), ("public", "private"), ("low", "high"),
)  # fmt: skip
# What is done with a figure and not what it is of, where a sentence begins with it: `We have given …`.
_ACTION_WORDS = (
    "give pay spend provide allocate receive invest make commit set get open run rhoi rhoddi talu gwario darparu "
    "dyrannu derbyn costio ariannu buddsoddi"
)
_ACTIONS = frozenset(_ACTION_WORDS.split())
_SHARE = frozenset(("percent", "ratio"))
_LEAST_SHARED = 2
_LIKE = 0.5
_OF_QUESTION = 0.6
_ROUNDED = Decimal("0.05")
_BOUND = Decimal("1.25")


@dataclass(frozen=True)
class Told:
    """A sentence with what must be known to compare its figures with those of another."""

    text: str
    language: str
    said: PartialDate | None
    """The date of its document."""
    context: str
    """What stands above it: title and section."""


@dataclass(frozen=True)
class Measured:
    """One figure of a sentence with what it is of and when."""

    figure: Figure
    counted: frozenset[str]
    """Lemmas of the noun behind it; empty where none follows."""
    told: "Content"


@dataclass(frozen=True)
class Content:
    """What a sentence is about, its figures aside."""

    words: frozenset[str]
    head: str
    """The first of its words, which as a rule is what it is said of; empty where that is an action."""
    names: frozenset[str]
    around: frozenset[str]
    """Words of its context."""
    periods: frozenset[str]
    """Years, months, days, and financial years as `2023/24`."""
    said: PartialDate | None
    text: str


def measured(one: Told) -> tuple[Measured, ...]:
    """Every figure but years, with what it is of."""
    found = [figure for figure in figures(one.text) if figure.unit != "year" and not _in_year(one.text, figure)]
    if not found:
        return ()
    content = _content(one)
    return tuple(Measured(figure, _counted(one, figure), content) for figure in found)


def disagreements(one: Told, other: Told, question: frozenset[str]) -> tuple[tuple[Figure, Figure], ...]:
    """Pairs of figures for one thing that differ; `question` holds the content words of what was asked."""
    first, second = measured(one), measured(other)
    return tuple((a.figure, b.figure) for a in first if (b := _opposed(a, first, second, question)) is not None)


def content_words(text: str, language: str) -> frozenset[str]:
    """Lemmas that say what a text is about: no figures, no names that every document has, nothing general."""
    return frozenset(_telling(text, language))


def _telling(text: str, language: str) -> list[str]:
    return [
        word
        for word in tokens(text, language)
        if len(word) > 1 and word not in _EMPTY and not any(mark.isdigit() for mark in word)
    ]


def _opposed(
    one: Measured, beside: Sequence[Measured], others: Sequence[Measured], question: frozenset[str]
) -> Measured | None:
    alike = [other for other in others if _same_thing(one, other, question)]
    rivals = [mine for mine in beside if _class(mine) == _class(one) and mine.counted == one.counted]
    if not alike or any(not _apart(one, other) for other in alike):
        return None
    # With several of a kind on either side nothing says which belongs to which.
    return alike[0] if len(alike) == 1 and len(rivals) == 1 else None


def _class(one: Measured) -> str:
    return "share" if one.figure.unit in _SHARE else one.figure.unit


def _same_thing(one: Measured, other: Measured, question: frozenset[str]) -> bool:
    if _class(one) != _class(other) or not _same_counted(one, other):
        return False
    a, b = one.told, other.told
    if not _same_names(a, b) or not _same_head(a, b) or _contrasted(a.words, b.words) or not _same_period(a, b):
        return False
    shared = a.words & b.words
    fewest = min(len(a.words), len(b.words))
    if len(shared) >= _LEAST_SHARED and len(shared) >= _LIKE * fewest:
        return True
    asked = [len(question & (side.words | side.around)) for side in (a, b)]
    return len(question) >= _LEAST_SHARED and min(asked) >= _OF_QUESTION * len(question) and bool(shared)


def _same_counted(one: Measured, other: Measured) -> bool:
    if one.figure.unit not in ("count", "percent", "ratio"):
        return True
    mine, yours = one.counted - _GENERIC, other.counted - _GENERIC
    if mine and yours:
        # `11 welcome hubs open` and `14 welcome hubs` count alike; `900 children` and `120 disabled children` do not.
        return bool(mine & yours) and mine ^ yours <= _ACTIONS
    if any(side.counted and side.counted <= _GENERIC for side in (one, other)):
        return True
    # `The number of refugees was 120` names it elsewhere in the sentence.
    return not (mine or yours) or (mine or yours) <= (other if mine else one).told.words


def _same_names(a: Content, b: Content) -> bool:
    """Whether neither names a place, a people or a scheme that the other is not about."""
    return a.names <= b.names | b.around and b.names <= a.names | a.around


def _same_head(a: Content, b: Content) -> bool:
    """Whether what one is said of is at least named in the other: `Cardiff housed 310`, `Swansea housed 410`."""
    if not a.head or not b.head:
        return True
    return a.head in b.words | b.around or b.head in a.words | a.around


def _contrasted(mine: frozenset[str], yours: frozenset[str]) -> bool:
    return any(
        (left := mine.intersection(group)) and (right := yours.intersection(group)) and not left & right
        for group in _CONTRASTS
    )


def _same_period(a: Content, b: Content) -> bool:
    if a.periods and b.periods:
        return any(x.startswith(y) or y.startswith(x) for x in a.periods for y in b.periods)
    if not a.periods and not b.periods:
        return True
    dated, bare = (a, b) if a.periods else (b, a)
    # What has no period speaks of the time when it was said.
    return bare.said is None or any(str(bare.said.year) == period[:4] for period in dated.periods)


def _apart(one: Measured, other: Measured) -> bool:
    a, b = _value(one.figure), _value(other.figure)
    if a == b:
        return False
    for (mine, here), (yours, _) in (((a, one), (b, other)), ((b, other), (a, one))):
        before = here.told.text[: here.figure.start]
        if _MORE.search(before) and mine < yours <= mine * _BOUND:
            return False
        if _LESS.search(before) and yours < mine <= yours * _BOUND:
            return False
    loose = any(_HEDGE.search(x.told.text[: x.figure.start]) or x.figure.unit == "ratio" for x in (one, other))
    return not (loose and abs(a - b) <= _ROUNDED * max(abs(a), abs(b)))


def _value(figure: Figure) -> Decimal:
    return figure.value * 100 if figure.unit == "ratio" else figure.value


def _content(one: Told) -> Content:
    text = one.text
    named = frozenset(word for name in names(text) for word in content_words(name.text, one.language))
    rest = list(text)
    for figure in figures(text):
        rest[figure.start : figure.end] = " " * (figure.end - figure.start)
    telling = _telling("".join(rest), one.language)
    acts = not telling or telling[0] in _ACTIONS or re.match(r"\W*\w+ing\b", text) is not None
    head = "" if acts else telling[0]
    return Content(
        words=frozenset(telling),
        head=head,
        names=named,
        around=content_words(one.context, one.language),
        periods=frozenset(_periods(text)),
        said=one.said,
        text=text,
    )


def _periods(text: str) -> Iterator[str]:
    rest = list(text)
    for match in _FINANCIAL_YEAR.finditer(text):
        if int(match.group(1)[2:]) + 1 == int(match.group(2)):
            yield f"{match.group(1)}/{match.group(2)}"
            rest[match.start() : match.end()] = " " * (match.end() - match.start())
    yield from (found.iso for found in dates("".join(rest)) if not found.iso.startswith("-"))


def _in_year(text: str, figure: Figure) -> bool:
    return any(match.start() <= figure.start < match.end() for match in _FINANCIAL_YEAR.finditer(text))


def _counted(one: Told, figure: Figure) -> frozenset[str]:
    """The noun behind a figure, up to the verb or preposition; of a share, what it is a share of."""
    found: list[str] = []
    at = figure.end
    while (match := _NOUN_WORD.match(one.text, at)) and len(found) < 4:
        word = match.group(1)
        at, low = match.end(), word.lower()
        if not found and low in ("of", "o", "the", "y", "yr", "all", "our", "their", "more", "new"):
            continue
        if low in _STOP or (found and low.endswith("ed") and len(low) > 4):
            break
        found.append(word)
        if one.text[at : at + 1] in ",.;:)":
            break
    words = content_words(" ".join(found), one.language)
    return words or (_GENERIC if any(word.lower() in _GENERIC for word in found) else words)
