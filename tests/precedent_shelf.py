"""A synthetic disclosure log that an assistant has read, and how many of its questions are found again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from disclosure_logs import Log, absent, disclosure_log

from answer.assembly import open_assistant
from answer.assistant import Assistant
from answer.foi.examiner import Examination, Incoming
from answer.foi.finder import Wanted
from answer.foi.precedent import Precedent
from corpus.document import Kind
from ingest.assembly import open_ingestor
from ingest.progress import Progress
from settings import Settings

_TOGETHER = 4
_ALL = Wanted()


@dataclass(frozen=True)
class Shares:
    """Of questions in other words: where the right precedent stands."""

    first: float
    five: float


@dataclass(frozen=True)
class Shelf:
    """A log with the assistant that has read it."""

    log: Log
    assistant: Assistant

    def examined(self, questions: Sequence[str], wanted: Wanted = _ALL) -> Examination:
        """A request that asks them all."""
        listed = "\n".join(f"{number}. {one}" for number, one in enumerate(questions, 1))
        request = f"Dear Sir or Madam,\n\nPlease send me the following.\n\n{listed}\n\nYours faithfully,\n\nB. T."
        return self.assistant.precedents(Incoming(request, wanted=wanted))

    def found_again(self, count: int) -> Shares:
        """Past questions drawn by chance and asked in other words."""
        random = Random(1)
        chosen = random.sample(self.log.asked, count)
        first = five = 0
        for at in range(0, count, _TOGETHER):
            some = chosen[at : at + _TOGETHER]
            wordings = [one.reworded(random) for one in some]
            examined = self.examined(wordings)
            for past, wording in zip(some, wordings, strict=True):
                # A wording that was not taken for a question has no precedent.
                found = next((one for one in examined.questions if one.asked.text in wording), None)
                precedents = found.precedents if found else ()
                places = [is_of(one, past.reference, past.exchange.question) for one in precedents]
                first += any(places[:1])
                five += any(places)
        return Shares(first / count, five / count)

    def told_none(self) -> float:
        """The share of the questions on other subjects that are told that there is no good precedent."""
        random = Random(2)
        questions = [
            one.replace("{place}", random.choice(("Cardiff", "Powys", "Gwynedd"))).replace("{period}", "2021-22")
            for one in absent()
        ]
        none = 0
        for at in range(0, len(questions), _TOGETHER):
            examined = self.examined(questions[at : at + _TOGETHER])
            none += sum(not one.precedents for one in examined.questions)
        return none / len(questions)


@contextmanager
def shelf_of(settings: Settings, folder: Path, count: int) -> Iterator[Shelf]:
    """So many letters read into an index of their own, below a folder."""
    log = disclosure_log(count)
    letters = folder / "log"
    letters.mkdir()
    for reference, text in log.letters.items():
        (letters / f"{reference.replace(' ', '-').lower()}.txt").write_text(text, encoding="utf-8")
    own = settings.model_copy(update={"data_dir": folder / "data", "model_dir": settings.models})
    open_ingestor(own).ingest([letters], kind=Kind.FOI_RESPONSE, on_progress=_unwatched)
    with open_assistant(own) as assistant:
        yield Shelf(log, assistant)


def is_of(precedent: Precedent, reference: str, question: str) -> bool:
    """Whether a precedent is that question of that letter, or of one that was answered alike."""
    past = precedent.past
    return reference in (past.reference, *precedent.alike) and " ".join(question.split()) in past.question


def _unwatched(progress: Progress) -> None:
    """Nobody watches."""
