"""The single sentences of a draft, in fixed wording around quotes, bodies and dates."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import IntEnum

from answer.answer import Basis, Citation, Competence
from answer.cautions import codes
from answer.dates import date_in_words, day_in_words
from answer.replies.pieces import REGISTER, Said, marker
from answer.replies.points import Quoted
from corpus.document import Document, Kind
from corpus.matter import Matter, Power
from prompts.wording import Wording

_MOST_BODIES = 3


def fact(quotes: Sequence[Quoted], wording: Wording, election: date) -> Said:
    """Who stated each quote and when, and what a reader must know of the document; once where it holds for all."""
    caveats = [tuple(_caveats(quoted.citation.document, wording, election)) for quoted in quotes]
    said = []
    for at, quoted in enumerate(quotes):
        stop = "" if quoted.words[-2:-1] in ".!?" else "."
        said.append(f"{_stated(quoted, wording)} {marker(quoted.citation.key)}{stop}")
        if at + 1 == len(quotes) or len(set(caveats)) > 1:
            said += caveats[at]
    return Said(" ".join(said), tuple(one.citation.key for one in quotes))


class Fullness(IntEnum):
    """How much is said of who decides; each says what the one before says too."""

    POWER = 0
    BODIES = 1
    MATTER = 2
    LIMITS = 3


def decided(competence: Competence, wording: Wording, fullness: Fullness, *, cited: bool) -> Said:
    """Who decides, up to what Wales cannot do in the matter; with the law where no quote is cited."""
    matters = _told(competence.matters)
    if fullness >= Fullness.MATTER:
        text = " ".join(_decides(matter, wording) for matter in matters)
    else:
        text = _bodies_alone(matters, wording) if fullness else _power(matters, wording)
    keys = competence.citations[:1] if competence.basis is Basis.DOCUMENTS else ()
    sources = " ".join(map(marker, keys or [REGISTER + matter.id for matter in matters]))
    text = f"{text.removesuffix('.')} {sources}."
    if fullness is Fullness.LIMITS:
        text += f" {matters[0].sentences(wording.language).cannot}"
    if not (cited or keys):
        text += " " + wording.line("reply", "law", law=matters[0].shown_basis[0])
    return Said(text, keys)


def source_line(citation: Citation, wording: Wording) -> str:
    """Title, publisher, date, page and address; what is not known is left out."""
    document = citation.document
    home = document.language == wording.language == "en"
    parts = [document.title, document.publisher if home else _capital(wording.body(document.publisher))]
    when = date_in_words(document.date, wording) if document.date else ""
    parts += [when] if when and when not in document.title else []
    parts += [wording.line("reply", "page", number=str(citation.page))] if citation.page else []
    parts += [wording.line("reply", f"language_{document.language}")] if document.language != wording.language else []
    parts += [document.url] if document.url else []
    return ", ".join(" ".join(part.split()) for part in parts)


def register_line(matter: Matter, wording: Wording) -> str:
    """The entry of the register with the law that it rests on."""
    return wording.line("reply", "register", matter=matter.named(wording.language), law=matter.shown_basis[0])


def asking(bodies: Iterable[str], wording: Wording) -> str:
    """Whom to ask for more."""
    lines = [wording.line("ask", body) for body in bodies]
    return wording.line("reply", "ask", bodies=wording.line("reply", "or").join(lines))


def _stated(quoted: Quoted, wording: Wording) -> str:
    document = quoted.citation.document
    foreign = document.language != wording.language
    values = {
        "publisher": wording.body(document.publisher),
        "title": document.title,
        "tongue": wording.line("reply", f"tongue_{document.language}") if foreign else "",
        "quote": quoted.words,
    }
    if document.date is None:
        return _capital(wording.line("reply", "said_undated", **values))
    values["date"] = date_in_words(document.date, wording)
    if document.kind is Kind.PLAN:
        # A plan has forewords by others than its publisher.
        return _capital(wording.line("reply", "said_plan", **values))
    known = "day" if document.date.day else "month" if document.date.month else "year"
    return _capital(wording.line("reply", f"said_{known}", **values))


def _caveats(document: Document, wording: Wording, election: date) -> list[str]:
    return [
        wording.line("reply_caveat", code.value, date=day_in_words(election, wording))
        for code in codes(document, election)
    ]


def _told(matters: Sequence[Matter]) -> list[Matter]:
    """The first matter, and one more where another government holds it."""
    other = next((matter for matter in matters if matter.status is not matters[0].status), None)
    return [matters[0], *([other] if other else [])]


def _decides(matter: Matter, wording: Wording) -> str:
    bodies = _listed(matter.decided_by, wording)
    power = wording.line("reply_power", matter.status.value)
    return wording.line("reply", "decides_named", matter=matter.named(wording.language), bodies=bodies, power=power)


def _bodies_alone(matters: Sequence[Matter], wording: Wording) -> str:
    bodies = _listed([body for matter in matters for body in matter.decided_by], wording)
    return " ".join([wording.line("reply", "decides", bodies=bodies), _power(matters, wording)])


def _listed(named: Sequence[str], wording: Wording) -> str:
    """The bodies whose part needs no remark, since the others advise or carry out; all where each needs one."""
    plain = [body for body in named if "(" not in body] or [body.partition(" (")[0] for body in named]
    return wording.listed([wording.body(body) for body in dict.fromkeys(plain)][:_MOST_BODIES])


def _power(matters: Sequence[Matter], wording: Wording) -> str:
    statuses = {matter.status for matter in matters}
    return wording.line("reply_power", (statuses.pop() if len(statuses) == 1 else Power.SHARED).value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
