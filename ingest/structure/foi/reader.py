"""What is known while a letter is read: its entries so far, the questions asked, and where the reader stands."""

from abc import ABC, abstractmethod

from corpus.version import Role
from ingest.structure.foi.entries import Asked, Entry, headed
from ingest.structure.foi.headings import Part
from ingest.structure.paragraphs import Paragraph
from text.questions import Marker, Numbering, marker


class Reader(ABC):
    """The place in a letter, and the entries made on the way to it."""

    def __init__(self, parts: list[Paragraph]) -> None:
        self.entries: list[Entry] = []
        self.asked: list[Asked] = []
        self._parts = parts
        self._at = 0
        self._part = Part.FRONT
        self._heading: str | None = None
        self._introduced = False  # whether the thanks for the request were read
        self._requested = False  # whether a heading or a sentence announced the request
        self._complete = False  # whether the request was told in a running sentence
        self._signed = False
        self._pending = ""  # a number that stood alone on its line
        self._stem: tuple[int, int, bool] | None = None
        self._open: list[int] = []  # questions that no answer has followed yet
        self._about: tuple[int, ...] = ()  # what the answers read now are given to
        self._answered = False
        self._listing = False  # whether an answer gives a list of its own
        self._answer_heads = [at for at, part in enumerate(parts) if headed(part) is Part.ANSWERS]
        self._answers_at = 0
        self._columns: dict[str, int] = {}
        self._paired = -1  # the cell of the questions in a table without a header
        self._numbers = Numbering()
        self._answer_numbers = Numbering()
        self._told: dict[str, int] = {}
        self._group = ""  # the heading over several lists that count alike, squeezed
        self._groups: dict[str, list[int]] = {}
        self._waiting = False  # whether a marker or an echo stands without its answer yet

    def _mark(self, piece: Paragraph) -> Marker | None:
        """What counts a piece: in its text, or drawn by its format."""
        found = marker(piece.text)
        return found or (Marker(piece.ordinal, 0, named=False) if piece.ordinal else None)

    def _add(self, piece: Paragraph, role: Role, about: tuple[int, ...] = ()) -> None:
        self.entries.append(
            Entry(piece.start, piece.end, piece.text, role, self._part, self._heading, about, piece.links, piece.row)
        )

    def _turn(self) -> None:
        self._part, self._about, self._answers_at = Part.ANSWERS, (), self._at

    @abstractmethod
    def _reply(self, piece: Paragraph) -> None:
        """Read a piece of the answers."""

    @abstractmethod
    def _row(self, piece: Paragraph) -> None:
        """Read a row of a table."""
