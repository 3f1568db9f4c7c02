"""The letters of one page, the newest first: where each begins, its kind and what it is called."""

import re

from corpus.letter import LetterKind
from ingest.structure.foi.headings import (
    CLARIFIES,
    CLOSES,
    SALUTATION,
    SIGN_OFF,
    THANKS,
    Part,
    heads,
    is_date_line,
    is_kind_line,
    is_reference_line,
    names_annex,
)
from ingest.structure.foi.request import asks_review
from ingest.structure.paragraphs import Paragraph

_HEAD_LINES = 8
_REVIEWED = re.compile(
    r"\b(?:internal review|adolygiad mewnol)\b|complaint in respect of\b|(?:considered|reviewed) your complaint",
    re.IGNORECASE,
)
_REVIEWING = re.compile(
    r"\b(?:i|we) (?:have|can) (?:now )?(?:considered|reviewed|conducted|carried out|completed|undertaken|concluded)\b|"
    r"outcome of (?:the|my|our|your|an|this) (?:internal )?review|internal review (?:outcome|decision|response|"
    r"has|is|was|of)|"
    r"complaint in respect of|"
    r"i (?:do not )?(?:partially )?uphold|"
    r"review(?:ed)? (?:the|our|my) (?:original|handling|response|decision)|canlyniad (?:yr )?adolygiad|"
    r"rwyf wedi (?:adolygu|cynnal)",
    re.IGNORECASE,
)
_HOLDING = re.compile(
    r"holding (?:reply|response|letter)|need(?:s)? (?:more|additional|further|extra) time|"
    r"(?:extend(?:ing|ed)?|extension (?:of|to)) (?:the )?(?:time|deadline|period|response)|"
    r"not (?:yet )?(?:in a position|able) to (?:provide|give|send|respond|reply)[^.]{0,60}(?:yet|at (?:this|"
    r"present)|substantive|full)|"
    r"(?:aim|hope|intend|expect|endeavour) to (?:respond|reply|provide|send|issue|let you have)[^.]{0,60}\bby\b|"
    r"acknowledge (?:receipt|your)|we will (?:respond|reply)[^.]{0,60}\bby\b|"
    r"angen (?:mwy|rhagor) o amser|estyn (?:yr? )?(?:amser|cyfnod)|cydnabod (?:derbyn|eich)|ymateb erbyn",
    re.IGNORECASE,
)


def letters(parts: list[Paragraph]) -> list[list[Paragraph]]:
    """The pieces of each letter; what stands above the first belongs to it."""
    starts = [0]
    written = False
    for at, part in enumerate(parts):
        if written and _begins(parts, at):
            starts.append(at)
            written = False
        else:
            written = written or _is_written(part.text)
    found = [parts[start:end] for start, end in zip(starts, [*starts[1:], len(parts)], strict=True)]
    if len(found) > 1 and not any(_is_told(part.text) for part in found[0]):
        found[:2] = [found[0] + found[1]]  # a title or a note above the first letter
    return found


def _is_told(text: str) -> bool:
    """Whether a piece belongs to the body of a letter, and is no title or note above one."""
    if is_kind_line(text):
        return False
    return bool(heads(text) or THANKS.match(text) or CLOSES.match(text) or SIGN_OFF.fullmatch(text) or _greets(text))


def _is_written(text: str) -> bool:
    """Whether a letter is under way: its first long paragraph, a heading, or its end."""
    ends = CLOSES.match(text) or SIGN_OFF.fullmatch(text)
    titled = heads(text) is not None and not is_kind_line(text)
    return titled or bool(ends) or len(text) > 160 or (THANKS.match(text) is not None and len(text) > 60)


def _begins(parts: list[Paragraph], at: int) -> bool:
    """Whether a letter's head stands here: two signs of one, or one behind a letter's end."""
    here = parts[at]
    if here.row or here.bullet or not _is_head(here.text):
        return False
    if is_kind_line(here.text):
        return _opens_below(parts, at)
    signs = _signs(parts, at)
    if len(signs) > 1 and "salutation" in signs:
        return True
    return _ended(parts, at) and (len(signs) > 1 or _opens_below(parts, at))


def _is_head(text: str) -> bool:
    return is_date_line(text) or is_reference_line(text) or is_kind_line(text) or _greets(text)


def _greets(text: str) -> bool:
    return SALUTATION.fullmatch(text) is not None and not text.endswith(".")


def _signs(parts: list[Paragraph], at: int) -> set[str]:
    found = set()
    for part in parts[at : at + _HEAD_LINES]:
        if heads(part.text) or len(part.text) > 160 or SIGN_OFF.fullmatch(part.text) or names_annex(part.text):
            break
        for name, sign in (
            ("date", is_date_line),
            ("reference", is_reference_line),
            ("kind", is_kind_line),
            ("salutation", _greets),
        ):
            if sign(part.text):
                found.add(name)
    return found


def _opens_below(parts: list[Paragraph], at: int) -> bool:
    """Whether a request or an answer is spoken of soon below."""
    below = parts[at + 1 : at + 1 + _HEAD_LINES]
    return any(
        heads(part.text) in (Part.QUESTIONS, Part.ANSWERS) or THANKS.match(part.text) is not None or _is_head(part.text)
        for part in below
    )


def _ended(parts: list[Paragraph], at: int) -> bool:
    """Whether the letter above came to its closing or its signature."""
    for part in reversed(parts[max(0, at - 30) : at]):
        if SIGN_OFF.fullmatch(part.text) or CLOSES.match(part.text) or heads(part.text) is Part.CLOSING:
            return True
        if heads(part.text) in (Part.QUESTIONS, Part.ANSWERS, Part.ANNEX):
            return False
    return False


_NAMED = (
    (re.compile(r"review|adolygiad", re.IGNORECASE), LetterKind.INTERNAL_REVIEW),
    (re.compile(r"holding", re.IGNORECASE), LetterKind.HOLDING_REPLY),
    (re.compile(r"clarification", re.IGNORECASE), LetterKind.CLARIFICATION),
)


def kind(head: str, body: str, *, told: bool) -> LetterKind:
    """The sort of a letter from the lines above its text, and from its text; `told`: whether it says what is held."""
    opening = head[-1200:]
    named = next((line for line in opening.split("\n") if is_kind_line(line)), "")
    for pattern, sort in _NAMED:
        if pattern.search(named):
            return sort
    early = f"{opening}\n{body[:900]}"
    if not named and _is_review(early, waits=not told and _HOLDING.search(body) is not None):
        return LetterKind.INTERNAL_REVIEW
    if told:
        return LetterKind.RESPONSE
    if CLARIFIES.search(body):
        return LetterKind.CLARIFICATION
    return LetterKind.HOLDING_REPLY if _HOLDING.search(body) else LetterKind.RESPONSE


def _is_review(early: str, *, waits: bool) -> bool:
    """Whether the letter answers the wish for a review; one that only puts it off is a holding reply."""
    if _REVIEWED.search(early) and _REVIEWING.search(early):
        return True
    return asks_review(early) and not waits


_NAMES = {
    LetterKind.RESPONSE: ("Response", "Ymateb"),
    LetterKind.INTERNAL_REVIEW: ("Internal review", "Adolygiad mewnol"),
    LetterKind.HOLDING_REPLY: ("Holding reply", "Ateb dros dro"),
    LetterKind.CLARIFICATION: ("Clarification", "Eglurhad"),
}


def labels(sorts: list[tuple[LetterKind, str, str]]) -> list[str]:
    """What each letter is called in section paths, from kind, printed date and language; one letter needs no name."""
    if len(sorts) == 1:
        return [""]
    found: list[str] = []
    for sort, date, language in sorts:
        name = _NAMES[sort][1 if language == "cy" else 0]
        name = f"{name}, {date}" if date else name
        same = sum(one == name or one.startswith(f"{name} (") for one in found)
        found.append(f"{name} ({same + 1})" if same else name)
    return found
