"""A generator of synthetic letters, varied by seed, each with the facts that a reader must find in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

_EN_QUESTIONS = (
    "How many {} were there in {}?",
    "What did the {} cost in {}?",
    "Please provide a copy of the plan for {} of {}",
    "The names of those who lead on {} since {}",
)
_CY_QUESTIONS = ("Faint o {} oedd yn {}?", "Beth oedd cost {} yn {}?", "Hoffwn gopi o'r cynllun ar gyfer {} yn {}")
_EN_THINGS = ("homes", "classes", "grants", "surveys", "meetings", "placements", "buses", "leaflets")
_CY_THINGS = ("gartrefi", "ddosbarthiadau", "grantiau", "arolygon", "gyfarfodydd", "lleoliadau", "daflenni")
_EN_ANSWERS = {
    "disclosed": ("There were {} in all.", ()),
    "not_held": ("The Welsh Government does not hold this information; office {} keeps none.", ()),
    "withheld": ("The information in file {} is exempt from disclosure under section 40(2) of the Act.", ("s.40(2)",)),
    "cost_limit": ("To search the {} files would exceed the appropriate limit of £600.", ("s.12",)),
    "already_public": ("It is already publicly available at https://www.example.wales/{} on our site.", ()),
    "future_publication": ("Section 22 applies to report {}.", ("s.22",)),
}
_CY_ANSWERS = {
    "disclosed": ("Roedd {} i gyd.", ()),
    "not_held": ("Nid yw Llywodraeth Cymru yn cadw'r wybodaeth hon yn swyddfa {}.", ()),
    "withheld": ("Mae'r wybodaeth yn ffeil {} wedi'i heithrio o dan adran 40(2) o'r Ddeddf.", ("s.40(2)",)),
}
_EN_MONTHS = ("January", "March", "June", "October")
_CY_MONTHS = ("Ionawr", "Mawrth", "Mehefin", "Hydref")
_MONTH_NUMBERS = (1, 3, 6, 10)


@dataclass(frozen=True)
class ExpectedExchange:
    """A question with what the letter says to it."""

    question: str
    number: str | None
    answer: str
    outcome: str
    exemptions: tuple[str, ...]


@dataclass(frozen=True)
class SyntheticLetter:
    """A made-up letter; nothing in it was ever written by an authority."""

    text: str
    reference: str
    date: str
    """ISO 8601."""
    date_text: str
    received: str
    exchanges: tuple[ExpectedExchange, ...]
    together: bool
    """Whether one answer is given to all questions."""


@dataclass(frozen=True)
class _Words:
    asked: tuple[str, ...]
    answered: tuple[str, ...]
    closing: str
    ends: str
    thanks: str
    questions: tuple[str, ...]
    things: tuple[str, ...]
    answers: dict[str, tuple[str, tuple[str, ...]]]
    months: tuple[str, ...]
    word: str


_EN = _Words(
    ("Information requested", "YOUR REQUEST", "Your request:", "You asked", "You requested:", "You have asked for"),
    ("Our response", "RESPONSE", "Our Response:", "Information provided for the answer"),
    "Next steps",
    "If you are dissatisfied with our handling of your request, you can ask for an internal review.",
    "Thank you for your request which I received on {}.",
    _EN_QUESTIONS,
    _EN_THINGS,
    _EN_ANSWERS,
    _EN_MONTHS,
    "Question",
)
_CY = _Words(
    ("Gwybodaeth y gofynnwyd amdani", "Eich cais:", "GOFYNNOCH AM"),
    ("Ein hymateb", "YMATEB:", "Ein hateb"),
    "Y camau nesaf",
    "Os ydych yn anfodlon, gallwch ofyn am adolygiad mewnol.",
    "Diolch am eich cais a dderbyniais ar {}.",
    _CY_QUESTIONS,
    _CY_THINGS,
    _CY_ANSWERS,
    _CY_MONTHS,
    "Cwestiwn",
)
_MARKS: tuple[Callable[[int, str], tuple[str, str | None]], ...] = (
    lambda place, word: (f"{place}. ", str(place)),
    lambda place, word: (f"{place}) ", str(place)),
    lambda place, word: (f"{word} {place}: ", str(place)),
    lambda place, word: ("• ", None),
    lambda place, word: ("- ", None),
    lambda place, word: ("", None),
)


def synthetic_letter(seed: int) -> SyntheticLetter:
    """The letter of that seed: headings, question style, language, outcomes and order of answers vary."""
    random = Random(seed)
    words = random.choice((_EN, _EN, _CY))
    mark = random.choice(_MARKS)
    together = random.random() < 0.3
    return _letter(random, words, _exchanges(random, words, mark, together=together), mark, together=together)


def letter_about(random: Random, questions: Sequence[str], language: str) -> SyntheticLetter:
    """A letter of chance shape that answers these questions."""
    words = _CY if language == "cy" else _EN
    mark = random.choice(_MARKS)
    together = random.random() < 0.3
    exchanges = _answering(random, words, questions, mark, together=together)
    return _letter(random, words, exchanges, mark, together=together)


def _letter(
    random: Random,
    words: _Words,
    exchanges: tuple[ExpectedExchange, ...],
    mark: Callable[[int, str], tuple[str, str | None]],
    *,
    together: bool,
) -> SyntheticLetter:
    month = random.randrange(4)
    day, year = random.randint(10, 28), random.randint(2014, 2025)
    written = f"{day} {words.months[month]} {year}"
    reference = f"ATISN {random.randint(1000, 29999)}"
    received = f"{day - 9} {words.months[month]} {year}"
    parts = [written, random.choice(("Dear\t,", "Dear Ms A", "Annwyl Syr")), reference, words.thanks.format(received)]
    parts += [random.choice(words.asked), *_asked(exchanges, mark, words, blank=random.random() < 0.5)]
    parts += [random.choice(words.answered), *_answered(random, exchanges, words, together=together)]
    parts += [words.closing, words.ends, random.choice(("Yours sincerely", "Yn gywir"))]
    iso = f"{year}-{_MONTH_NUMBERS[month]:02}"
    return SyntheticLetter(
        "\n\n".join(parts) + "\n", reference, f"{iso}-{day:02}", written, f"{iso}-{day - 9:02}", exchanges, together
    )


def _exchanges(
    random: Random, words: _Words, mark: Callable[[int, str], tuple[str, str | None]], *, together: bool
) -> tuple[ExpectedExchange, ...]:
    things = random.sample(words.things, random.randint(1, 5))
    questions = [random.choice(words.questions).format(thing, random.randint(2014, 2024)) for thing in things]
    return _answering(random, words, questions, mark, together=together)


def _answering(
    random: Random,
    words: _Words,
    questions: Sequence[str],
    mark: Callable[[int, str], tuple[str, str | None]],
    *,
    together: bool,
) -> tuple[ExpectedExchange, ...]:
    kinds = [random.choice(list(words.answers)) for _ in questions]
    found: list[ExpectedExchange] = []
    for place, (question, kind) in enumerate(zip(questions, kinds, strict=True), 1):
        outcome = kinds[0] if together else kind
        answer, exemptions = words.answers[outcome]
        number = random.randint(2, 95)
        said = found[0].answer if together and found else answer.format(number)
        found.append(ExpectedExchange(question, mark(place, words.word)[1], said, outcome, exemptions))
    return tuple(found)


def _asked(
    exchanges: tuple[ExpectedExchange, ...],
    mark: Callable[[int, str], tuple[str, str | None]],
    words: _Words,
    *,
    blank: bool,
) -> list[str]:
    lines = [mark(place, words.word)[0] + one.question for place, one in enumerate(exchanges, 1)]
    return lines if blank else ["\n".join(lines)]


def _answered(random: Random, exchanges: tuple[ExpectedExchange, ...], words: _Words, *, together: bool) -> list[str]:
    if together:
        return [exchanges[0].answer]
    style = random.choice(("quoted", "counted", "named"))
    lines = []
    for place, one in enumerate(exchanges, 1):
        if style == "quoted":
            lines += [one.question, one.answer]
        elif style == "named":
            lines += [f"{words.word} {place}", one.answer]
        else:
            lines.append(f"{words.word} {place}: {one.answer}")
    return lines
