"""What was found for a question, before it is put into words."""

from dataclasses import dataclass

from answer.answer import Question, Reason
from answer.citations import Evidence
from answer.echo import Echo
from answer.intent import Intent
from answer.matching import Matched
from answer.powers import Powers
from answer.reading import Reading
from answer.selection import Selection
from retriever.hit import Hit


@dataclass(frozen=True)
class Findings:
    """Everything an engine may use."""

    question: Question
    language: str
    """`en` or `cy`: the language to answer in."""
    intent: Intent
    aside: Reason | None
    """Why no document is to answer: what is asked for is an opinion, a private person, something else altogether."""
    matched: Matched
    """What the matcher made of it, also where nothing came of that."""
    hits: tuple[Hit, ...]
    reading: Reading
    """Every sentence that was read, whether or not it was selected."""
    powers: Powers | None
    echo: Echo | None
    against: tuple[Evidence, ...]
    """What contradicts something that the question takes for granted, best first."""
    selection: Selection
