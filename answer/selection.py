"""What was selected to answer a question, and how sure that is."""

from dataclasses import dataclass

from answer.citations import Evidence


@dataclass(frozen=True)
class Selection:
    """The sentences that answer, best first, and how sure that is."""

    evidence: tuple[Evidence, ...]
    level: float
    """Score of the best sentence, less what the missing things take from it, on the scale of `enough`."""
    enough: float
    """The level from which a sentence answers."""
    fits: bool
    """Whether the best sentence holds a thing of the kind asked for: a figure, a date."""
    missing: tuple[str, ...]
    """Years, references and names of the question that the best passages are not about."""

    @property
    def answers(self) -> bool:
        """Whether the best sentence is good enough and holds the kind of thing that is asked for."""
        return bool(self.evidence) and self.level >= self.enough and self.fits


NOTHING = Selection(evidence=(), level=0.0, enough=1.0, fits=False, missing=())
