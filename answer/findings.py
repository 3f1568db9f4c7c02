"""What was found for a question, before it is put into words."""

from dataclasses import dataclass

from answer.answer import Question, Reason
from answer.echo import Echo
from answer.intent import Intent
from answer.powers import Powers
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
    hits: tuple[Hit, ...]
    powers: Powers | None
    echo: Echo | None
    selection: Selection
