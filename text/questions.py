"""What in a letter is a question of the request: its number, its wording, and its echo in the answers."""

import re
from dataclasses import dataclass
from functools import lru_cache

_ROMAN = r"(?:x{0,2}(?:ix|iv|v?i{1,3}|v|x))"
_PARTED = rf"(?P<limbs>(?:\s?\((?:[a-z]|{_ROMAN})\)|(?<=\d)[a-z]\b){{0,2}})"
_NAMED = re.compile(
    rf"(?P<word>(?:question|point|part|item|request|answer|cwestiwn|pwynt|rhan|ateb)\s?(?:no\.?\s?|rhif\s)?|"
    rf"[qac](?=\d))"
    rf"(?P<number>\d{{1,2}}(?:\.\d{{1,2}})?){_PARTED}\s?(?:[:.)–-]|(?=\s|$))\s*",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"(?:\(?(?P<number>\d{{1,2}}(?:\.\d{{1,2}})?){_PARTED}(?:[.):](?!\d)|\)\.|(?<=\)))(?=\s|$)|"
    rf"(?P<pair>\d{{1,2}}\.\d{{1,2}})(?=\s[A-Z“‘]))\s*"
)
_LETTERED = re.compile(
    rf"(?:\((?P<inner>[a-z]|{_ROMAN})\)[.:]?|(?P<outer>[a-z]|{_ROMAN})\)|(?P<dotted>[a-hj-z]|{_ROMAN})\.)(?=\s|$)\s*"
)
_LETTER_ONLY = re.compile(r"(?:[QA]\s?:|Q\.|A\.(?=\s(?:\d|£|[A-Z]\w{0,15},?\s[a-z])))\s+")
_RANGE = re.compile(r"(?:questions|points|items|parts|cwestiynau|pwyntiau)\s\d", re.IGNORECASE)

_NOT_ASKED = re.compile(
    r"(?:(?:19|20)\d\d\b|\d{1,3}\.?\s?[-–—]{1,2}\s?\(\d|\(\d{1,2}\)\s+(?:for the purposes|subject to)|"
    r"doc(?:ument)?\s?\d{1,3}\b|"
    r"[\d\s()+-]{6,40}$|(?:tel(?:ephone)?|ff(?:ô|o)n|fax|e-?mail|e-?bost)\s?:|"
    r"(?:our|your) ref|ein cyf|eich cyf|ref(?:erence)?\s?(?:no|number)?\s?[:.]|atisn\s?:?\s?\d{3,6}\W{0,2}$|"
    r"[\w.+-]{1,40}@[\w.-]{3,60}$|.{0,60}\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\W{0,2}$)",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"(?:(?:many )?thanks?(?: you)?(?: in (?:advance|anticipation))?(?: for your .{1,40})?|(?:kind|best) regards|"
    r"yours .{4,12}|regards|"
    r"i look forward to .{1,60}|dear .{1,40}|(?:diolch|llawer o ddiolch).{0,40}|good (?:morning|afternoon))[.,!]?",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:please|could|can|would|will|what|how|who|whom|when|where|which|why|whether|if|do|does|did|is|are|was|"
    r"were|has|have|had|"
    r"cop(?:y|ies)|a copy|any|all|each|every|details?|a list|lists?|the (?:number|total|cost|amount|name|date|"
    r"names|dates|"
    r"details)|(?:total )?(?:number|numbers|cost|costs|amount)|provide|confirm|state|tell|supply|send|i(?:['’]d|"
    r" would| am| wish|"
    r" want| request| seek)|we (?:would|wish|want|are)|for each|information (?:about|on|regarding|relating)|"
    r"correspondence|"
    r"minutes|under the freedom|in (?:what|which)|to what|of (?:these|those|which|the)|a breakdown|"
    r"faint|sawl|beth|pryd|pwy|pam|ble|lle|sut|pa|a (?:yw|oes|ydy|ydych|all|fydd|fu)|cop(?:i|ïau)|nifer|manylion|"
    r"unrhyw|rhestr|"
    r"hoffwn|rhowch|cadarnhewch|o'r rhain)\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:cop(?:y|ies)|a copy|any|all|each|every|details?|a list|lists?|the \w+|(?:total )?(?:numbers?|costs?|amount)|"
    r"information|correspondence|minutes|of (?:these|those|which|the)|a breakdown|nifer|manylion|unrhyw|rhestr|"
    r"cop(?:i|ïau))\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?<!\bto )(?:is|are|was|were|has|have|had|will|would|can|cannot|could|does|do|did)\b|"
    r"\b(?:oedd|yw|ydy)\b(?! yn\b)|"
    r"\bwedi['’](?:u|i) (?:h?eithrio|h?atal|h?amgáu|h?atodi|ch?yhoeddi|d?arparu)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:who|whom|which|that|whose|where|when|whether|how|what|why|if|you|they|it|we|i|he|she|sydd|sy['’]n|"
    r"oedd yn|a oedd)\b",
    re.I,
)
_TOLD = re.compile(
    r"(?:(?:please|do|dylech) (?:note|be aware|be advised|bear in mind|refer|remember|nodi)\b|noder\b|"
    r"(?:i am|we are) (?:satisfied|of the (?:view|opinion)|content|also|therefore|sorry|afraid|confident|sure)\b|"
    r"(?:will|would|could|can|is|are|was|were|has|have|do|does|did) (?:therefore |also |not )?(?:be|been|not|"
    r"exceed|take|"
    r"require|cost|held|exempt|withheld|attached|enclosed|published|available)\b(?! (?:the|any|all|a|an|it|they)\b)|"
    r"information (?:about|on|regarding|relating)\b[^.?]{3,120}\b(?:is|are|was|were|has|have) (?:\w+ly |not |"
    r"also |therefore |being ){0,2}"
    r"(?:exempt|held|withheld|attached|enclosed|published|available)\b)",
    re.IGNORECASE,
)
_OPENING = 200
_WORD = re.compile(r"\w{2,40}")


@dataclass(frozen=True)
class Marker:
    """What counts a question or an answer in front of its words."""

    number: str
    """`2`, `(a)`, `2(a)`, `1.2`; empty for `Q:` and `A:`."""
    length: int
    """Characters up to the words."""
    named: bool
    """Whether a word such as `Question` stands in it."""
    answers: bool = False
    """Whether that word is `A` or `Answer`."""


def marker(text: str) -> Marker | None:
    """The marker at the beginning of a text; none for `Points 1 to 4`, which names several."""
    if _RANGE.match(text) or _NOT_ASKED.match(text):
        return None
    if named := _NAMED.match(text):
        return _of_word(text, named)
    if plain := _PLAIN.match(text):
        return Marker(plain["pair"] or plain["number"] + _limbs(plain), plain.end(), named=False)
    if lettered := _LETTERED.match(text):
        return Marker(f"({lettered['inner'] or lettered['outer'] or lettered['dotted']})", lettered.end(), named=False)
    only = _LETTER_ONLY.match(text)
    return Marker("", only.end(), named=True, answers=text[0] == "A") if only else None


def _of_word(text: str, named: re.Match[str]) -> Marker | None:
    """None for words that go on: `part 2 of the Act`."""
    if named.group().rstrip()[-1:] not in ":.)–-" and text[named.end() : named.end() + 1].islower():
        return None
    answers = named["word"].strip().lower() in ("a", "answer", "ateb")
    return Marker(named["number"] + _limbs(named), named.end(), named=True, answers=answers)


def is_bare(text: str) -> bool:
    """Whether a line is a marker and nothing else."""
    found = marker(text)
    return found is not None and found.length >= len(text) and bool(found.number)


def _limbs(match: re.Match[str]) -> str:
    return "".join(f"({one})" for one in re.findall(r"[a-z]+", match["limbs"] or ""))


class Numbering:
    """Gives each question its whole number: `(a)` under `1.` is `1(a)`."""

    def __init__(self) -> None:
        self._path: list[str] = []

    def whole(self, number: str) -> str:
        """The number under those above it."""
        if not number.startswith("("):
            self._path = [number]
            return number
        inner = number.strip("()")
        roman = re.fullmatch(_ROMAN, inner) is not None
        depth = self._depth(inner, roman=roman)
        self._path = [*self._path[:depth], number]
        return "".join(self._path)

    def _depth(self, inner: str, *, roman: bool) -> int:
        digits = 1 if self._path and self._path[0][0].isdigit() else 0
        above = self._path[digits].strip("()") if len(self._path) > digits else ""
        follows = bool(above) and len(inner) == 1 and len(above) == 1 and ord(inner) == ord(above) + 1
        if roman and above and not follows and not re.fullmatch(_ROMAN, above):
            return digits + 1
        return digits


def is_not_asked(text: str) -> bool:
    """Whether a line of the request is no question: a year's entry, a statute, a document, an address, a number."""
    return _NOT_ASKED.match(text) is not None


def is_courtesy(text: str) -> bool:
    """Whether a line of the request only greets or thanks."""
    return _COURTESY.fullmatch(text.strip()) is not None


def asks(text: str) -> bool:
    """Whether words read as asked and not as answered."""
    if text.rstrip(" \"”’'").endswith("?"):
        return True
    return _ASKS.match(text.lstrip(" \"“‘'")) is not None and not states(text)


def states(text: str) -> bool:
    """Whether words that might ask are a finished statement: `The total cost was £5,000`, `Do note that …`."""
    plain = text.lstrip(" \"“‘'")[:_OPENING]
    if plain.rstrip(" \"”’'").endswith("?"):
        return False
    if _TOLD.match(plain):
        return True
    if not _THING.match(plain):
        return False
    verb = _VERB.search(re.split(r"[.;:?!](?:\s|$)", plain, maxsplit=1)[0])
    return verb is not None and not _RELATIVE.search(plain, 0, verb.start())


# Each question is compared with every line of the answers, and each line with every question.
@lru_cache(maxsize=2048)
def squeezed(text: str) -> str:
    """Letters and digits alone, in small letters."""
    return "".join(character for character in text.lower() if character.isalnum())


@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def echoes(text: str, question: str) -> bool:
    """Whether a text repeats a question: in its words, shortened, or begun and broken off."""
    plain, asked = squeezed(text), squeezed(question)
    if not plain or not asked:
        return False
    if plain == asked:
        return True
    cut = text.rstrip(" .”\"'’").endswith("…") or text.rstrip(" ”\"'’").endswith("...")
    words = _words(text)
    if asked.startswith(plain) and (cut or len(words) >= 4):
        return True
    return len(words) >= 4 and _shortens(words, _words(question), text)


def _shortens(words: tuple[str, ...], asked: tuple[str, ...], text: str) -> bool:
    """Whether nearly all words are the question's, in its order, and they do not read as an answer."""
    at, shared = 0, 0
    for word in words:
        if word in asked[at:]:
            at = asked.index(word, at) + 1
            shared += 1
    return shared >= 0.85 * len(words) and shared >= 0.4 * len(asked) and asks(text)
