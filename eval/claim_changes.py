"""Claims turned into their opposite by one small change: what supported them then rules them out."""

import random
import re
from collections.abc import Callable, Iterator

from text.figures import figures

_SIDES = {
    "en": (
        ("the UK Government", "the Welsh Government"),
        ("the Home Office", "the Welsh Government"),
        ("the Welsh Government", "the UK Government"),
        ("the Welsh Government", "the Home Office"),
        ("the Welsh Government", "the Scottish Government"),
        ("Welsh ministers", "UK ministers"),
        ("local authorities", "health boards"),
        ("local councils", "police forces"),
        ("councils", "charities"),
        ("Westminster", "Cardiff Bay"),
        ("Cardiff Bay", "Westminster"),
        ("health boards", "local councils"),
    ),
    "cy": (
        ("Llywodraeth y DU", "Llywodraeth Cymru"),
        ("y Swyddfa Gartref", "Llywodraeth Cymru"),
        ("Llywodraeth Cymru", "Llywodraeth y DU"),
        ("Llywodraeth Cymru", "y Swyddfa Gartref"),
        ("awdurdodau lleol", "byrddau iechyd"),
        ("cynghorau", "elusennau"),
    ),
}
_QUANTITIES = {
    "en": (
        ("all", "none of"), ("all", "only some"), ("every", "no"), ("some", "no"), ("some", "all"),
        ("only", "not only"), ("both", "neither of"), ("always", "never"), ("always", "only sometimes"),
        ("never", "always"), ("more than", "less than"), ("at least", "at most"), ("nearly", "well over"),
        ("almost", "more than"), ("less than", "more than"), ("under", "over"), ("up to", "at least"),
        ("no one", "everyone"), ("nobody", "everybody"), ("everyone", "no one"), ("anyone", "no one"),
        ("half", "a tenth of"), ("a third", "two thirds"), ("before", "after"), ("after", "before"),
        ("until", "only after"), ("increase", "cut"), ("increased", "fell"), ("rose", "fell"), ("fell", "rose"),
        ("higher", "lower"), ("lower", "higher"), ("free", "paid-for"), ("within", "outside"), ("outside", "within"),
        ("refugees", "tourists"), ("asylum seekers", "overseas students"), ("children", "adults"),
        ("adults", "children"), ("women", "men"), ("first", "last"), ("last", "first"), ("started", "stopped"),
        ("continue", "stop"), ("still", "no longer"), ("support", "oppose"), ("welcomed", "criticised"),
        ("month", "year"), ("months", "years"), ("week", "month"), ("weeks", "months"), ("a year", "a month"),
        ("million", "thousand"), ("thousand", "million"), ("per cent", "pounds"), ("Wales", "Scotland"),
        ("Welsh", "Scottish"), ("Cardiff", "Swansea"), ("Newport", "Wrexham"), ("Swansea", "Bangor"),
        ("can", "cannot"), ("must", "need not"), ("has to", "does not have to"),
        ("reserved", "devolved"), ("devolved", "reserved"), ("included", "left out"), ("includes", "leaves out"),
    ),
    "cy": (
        ("pob", "dim un"), ("pawb", "neb"), ("mwyafrif", "lleiafrif"), ("bob amser", "byth"), ("mwy na", "llai na"),
        ("llai na", "mwy na"), ("dros", "dan"), ("o leiaf", "dim mwy na"), ("cyn", "ar ôl"), ("ar ôl", "cyn"),
        ("plant", "oedolion"), ("merched", "dynion"), ("miliwn", "mil"), ("mis", "blwyddyn"), ("Cymru", "yr Alban"),
        ("Caerdydd", "Abertawe"), ("am ddim", "am dâl"), ("caiff", "ni chaiff"), ("gall", "ni all"),
    ),
}  # fmt: skip
_DENIALS = (
    (r"\b(is|are|was|were|has been|have been|will|can|could|would|should|must)\b(?! not|n't)", r"\1 not"),
    (r"\b(is|are|was|were|will|can|could|would|should|does|do|did|has|have) not\b", r"\1"),
    (r"\b(is|are|was|were|could|would|should|does|do|did|has|have)n[’']t\b", r"\1"),
    (r"\bcannot\b", "can"),
    (r"\bMae('r)? ", r"Nid yw\1 "),
    (r"\bMaen nhw'n\b", "Dydyn nhw ddim yn"),
    (r"\b[Nn]id yw('r)? ", r"Mae\1 "),
    (r"\bDyw(?: e|'r)? (.{3,40}?) ddim yn\b", r"Mae \1 yn"),
)


def opposites(claim: str, language: str, chance: random.Random) -> Iterator[str]:
    """At most one claim of each sort of change that can be made here."""
    for change in (_other_figure, _other_side, _other_quantity, _denied):
        made = change(claim, language, chance)
        if made is not None and made != claim:
            yield made


def _other_figure(claim: str, language: str, chance: random.Random) -> str | None:
    found = [one for one in figures(claim) if any(sign.isdigit() for sign in one.surface)]
    if not found:
        return None
    one = chance.choice(found)
    digits = re.search(r"\d[\d,.]*\d|\d", one.surface)
    if digits is None:
        return None
    changes: list[Callable[[str], str]] = [_one_digit(chance), _times(chance)]
    if one.unit == "year":
        changes = [lambda year: str(int(year) + chance.choice((-10, -5, -3, -2, -1, 1, 2, 3, 4, 5, 10)))]
    made = chance.choice(changes)(digits.group())
    start = one.start + digits.start()
    return claim[:start] + made + claim[start + len(digits.group()) :]


def _one_digit(chance: random.Random) -> Callable[[str], str]:
    def changed(number: str) -> str:
        places = [at for at, sign in enumerate(number) if sign.isdigit()]
        at = chance.choice(places)
        others = [sign for sign in "123456789" if sign != number[at]]
        return number[:at] + chance.choice(others) + number[at + 1 :]

    return changed


def _times(chance: random.Random) -> Callable[[str], str]:
    def changed(number: str) -> str:
        plain = number.replace(",", "")
        if "." in plain:
            whole, part = plain.split(".", 1)
            return chance.choice((f"{whole}{part[0]}.{part[1:] or '0'}", f"{whole}.0{part}"))
        times = int(plain) * chance.choice((2, 3, 10, 100))
        return f"{times:,}" if "," in number or times >= 10_000 else str(times)

    return changed


def _other_side(claim: str, language: str, chance: random.Random) -> str | None:
    return _replaced(claim, _SIDES[language], chance)


def _other_quantity(claim: str, language: str, chance: random.Random) -> str | None:
    return _replaced(claim, _QUANTITIES[language], chance)


def _replaced(claim: str, pairs: tuple[tuple[str, str], ...], chance: random.Random) -> str | None:
    able = [(there, other) for there, other in pairs if re.search(rf"\b{re.escape(there)}\b", claim, re.IGNORECASE)]
    if not able:
        return None
    there, other = chance.choice(able)
    match = re.search(rf"\b{re.escape(there)}\b", claim, re.IGNORECASE)
    if match is None:
        return None
    kept = other[:1].upper() + other[1:] if match.group()[:1].isupper() else other
    return claim[: match.start()] + kept + claim[match.end() :]


def _denied(claim: str, language: str, chance: random.Random) -> str | None:
    """The claim denied in its first finite verb, or no longer denied."""
    if claim.rstrip().endswith("?"):
        return None
    denials = [pattern for pattern, _ in _DENIALS[1:4]] if language == "en" else []
    if any(re.search(pattern, claim) for pattern in denials):
        pattern, made = next((one, text) for one, text in _DENIALS[1:4] if re.search(one, claim))
        return re.sub(pattern, made, claim, count=1)
    for pattern, made in _DENIALS[:1] if language == "en" else _DENIALS[4:]:
        if re.search(pattern, claim):
            return re.sub(pattern, made, claim, count=1)
    return None
