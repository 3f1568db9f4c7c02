"""Letters that answer requests for information, as an officer checks them in a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from api.contents import Annex, Excerpt, Exchange, Exemption, Letter
from api.words import Words
from cli.layout import day, facts, heading, indented, place, shortened
from cli.terminal import plain

_ANSWER = 700
"""Characters of one part of an answer that are shown."""
_REASON = 300
_PLACE = 80


def letters(found: Sequence[Letter], words: Words, console: Console) -> Iterator[RenderableType]:
    """Each letter with its facts, what does not fit in it, and its questions with their answers."""
    for number, letter in enumerate(found, 1):
        named = (
            words["letter.only"] if len(found) == 1 else words["letter.letter"].format(number=number, count=len(found))
        )
        yield from heading(f"{named}: {words[f'letter_kind.{letter.kind}'].lower()}{place(letter, words)}")
        yield facts(_facts(letter, words), console)
        if letter.overturned:
            yield plain(f"! {words['letter.overturned']}", "yellow")
        for anomaly in letter.anomalies:
            places = dict.fromkeys(f"“{shortened(one.text, _PLACE, console)}”" for one in anomaly.excerpts)
            shown = "; ".join(places)
            told = words[f"anomaly.{anomaly.code}"]
            yield plain(f"! {told}: {shown}" if shown else f"! {told}", "yellow")
        if not letter.exchanges:
            yield plain(words["letter.no_question"])
        above: tuple[Excerpt, ...] | None = None
        for at, exchange in enumerate(letter.exchanges, 1):
            yield Text()
            yield from _exchange(exchange, at, words, console, again=exchange.answers == above)
            above = exchange.answers


def _facts(letter: Letter, words: Words) -> Iterator[tuple[str, str]]:
    references = dict.fromkeys(reference.reference for reference in letter.references)
    yield words["letter.references"], ", ".join(references) or words["letter.no_reference"]
    dates = [_dated(words[f"letter_date.{one.role}"], one.iso, one.text, words) for one in letter.dates]
    yield words["letter.dates"], "; ".join(dates) or words["letter.no_date"]
    yield words["letter.outcome"], words[f"outcome.{letter.outcome}"]
    if letter.exemptions:
        yield words["letter.exemptions"], ", ".join(dict.fromkeys(map(_provision, letter.exemptions)))
    if letter.annexes:
        yield words["letter.annexes"], _annexes(letter.annexes, words)


def _dated(role: str, iso: str, printed: str, words: Words) -> str:
    """The day in words and, where the letter writes it otherwise, as it has it."""
    spoken = day(iso, words)
    return f"{role} {spoken}" if printed == spoken else f"{role} {spoken} (“{printed}”)"


def _exchange(exchange: Exchange, at: int, words: Words, console: Console, *, again: bool) -> Iterator[RenderableType]:
    number = exchange.number or str(at)
    yield plain(
        f"{words['letter.question_number'].format(number=number)}: {words[f'outcome.{exchange.outcome}']}", "bold"
    )
    if exchange.stem:
        yield indented(f"“{' '.join(exchange.stem.text.split())}”", "dim")
    yield indented(f"“{' '.join(exchange.question.text.split())}”{place(exchange.question, words)}")
    yield from _answer(exchange, words, console, again=again)
    for name, value in _consequences(exchange, words, console):
        yield indented(f"{name}: {value}", by=4)


def _answer(exchange: Exchange, words: Words, console: Console, *, again: bool) -> Iterator[RenderableType]:
    if not exchange.answers:
        yield indented(words["letter.no_answer"], "yellow", by=4)
    elif again:
        yield indented(words["letter.same_answer"], "dim", by=4)
    else:
        yield indented(words["letter.answer"], "dim", by=4)
        for answer in exchange.answers:
            yield indented(f"“{shortened(answer.text, _ANSWER, console)}”{place(answer, words)}", by=4)


def _consequences(exchange: Exchange, words: Words, console: Console) -> Iterator[tuple[str, str]]:
    for exemption in exchange.exemptions:
        said = f"“{shortened(exemption.reason.text, _REASON, console)}”" if exemption.reason else ""
        reason = f", {words['letter.reason'].format(words=said)}" if said else ""
        yield words["letter.exemption"], f"{_provision(exemption)}{reason}"
    if exchange.referrals:
        yield words["letter.referred_to"], ", ".join(dict.fromkeys(one.body for one in exchange.referrals))
    if exchange.annexes:
        yield words["letter.annexes"], _annexes(exchange.annexes, words)


def _provision(exemption: Exemption) -> str:
    """`s.36(2)(b)(i)`, `EIR 12(4)(e)`."""
    return f"{exemption.provision}{exemption.limb or ''}"


def _annexes(annexes: Iterable[Annex], words: Words) -> str:
    told = {annex.name: words["letter.present" if annex.present else "letter.missing"] for annex in annexes}
    return "; ".join(f"{name} ({state})" for name, state in told.items())
