"""The desk of requests: precedents, drafts that are kept, their files, and what was sent."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter, ValidationError

from answer.dates import day_in_words
from answer.export import MEDIA_TYPES, Export, Format
from answer.exports.due_day import to_ics
from answer.exports.letter_files import letter_markdown, letter_text
from answer.exports.word import letter_docx
from answer.foi.draft_letter import DraftLetter
from answer.foi.drafting import LetterWriter
from answer.foi.examiner import Examination, Incoming
from errors import RecordsFailed, UsageError, WrongState
from prompts.wording import Wording
from records.letters import LetterStore

_KEY = "letter"
_ADAPTER: TypeAdapter[DraftLetter] = TypeAdapter(DraftLetter)
_SHORTEST = 40
_GAP_LEFT = re.compile(r"\[OFFICER TO COMPLETE\b", re.IGNORECASE)


class LetterFormat(StrEnum):
    """What a draft can be had as; the values are those of the JSON contract."""

    DOCX = "docx"
    MD = "md"
    TXT = "txt"
    ICS = "ics"
    """The deadline for a calendar."""


class Examiner(Protocol):
    """What finds the precedents of a request."""

    def precedents(self, incoming: Incoming) -> Examination:
        """Its questions with who decides, what was answered before, and by when to answer."""


Shelve = Callable[[Path], str | None]
"""Takes a file into the documents and returns the id of its document; None where it cannot be read as a letter."""


@dataclass(frozen=True)
class KeptDraft:
    """A draft with the document that it became."""

    letter: DraftLetter
    document: str | None


class FoiDesk:
    """Every way to a letter leads through here; safe to use from several threads."""

    def __init__(
        self,
        examiner: Examiner,
        writer: LetterWriter,
        letters: LetterStore,
        *,
        wording: Mapping[str, Wording],
        now: Callable[[], datetime],
        folder: Path,
        shelve: Shelve,
    ) -> None:
        """Take the parts; sent letters are filed in `folder` and indexed by `shelve`."""
        self._examiner = examiner
        self._writer = writer
        self._letters = letters
        self.wording = wording
        self._now = now
        self._folder = folder
        self._shelve = shelve

    def precedents(self, incoming: Incoming) -> Examination:
        """The precedents of a request; raises UsageError, IndexMissing and SearchFailed."""
        return self._examiner.precedents(incoming)

    def draft(self, incoming: Incoming) -> DraftLetter:
        """A draft of the letter, which is kept; raises the same and RecordsFailed."""
        letter = self._writer.draft(self._examiner.precedents(incoming))
        content = {_KEY: _ADAPTER.dump_python(letter, mode="json")}
        self._letters.put(letter.id, letter.language, content, self._now())
        return letter

    def get(self, id: str) -> KeptDraft:
        """A draft that is kept; raises NotFound and RecordsFailed."""
        kept = self._letters.get(id)
        return KeptDraft(_letter(kept.content, id), kept.document)

    def export(self, id: str, into: LetterFormat) -> Export:
        """The draft as a file; raises NotFound, and WrongState for the calendar where no day of receipt was given."""
        letter = self.get(id).letter
        name = f"foi-draft-{letter.written.isoformat()}.{into.value}"
        if into is LetterFormat.ICS:
            return Export(self._calendar(letter), "text/calendar; charset=utf-8", name)
        if into is LetterFormat.DOCX:
            return Export(letter_docx(letter), MEDIA_TYPES[Format.DOCX], name)
        if into is LetterFormat.MD:
            return Export(letter_markdown(letter).encode(), MEDIA_TYPES[Format.MD], name)
        return Export(letter_text(letter).encode(), MEDIA_TYPES[Format.TXT], name)

    def sent(self, id: str, text: str) -> str:
        """File the letter as it was sent and index it, so that it is a precedent; the id of its document.

        Raises NotFound, WrongState where the draft was sent before, and UsageError for a letter that still has gaps or
        that cannot be read as one.
        """
        kept = self.get(id)
        if kept.document:
            raise WrongState(f"The letter of draft {id} is held already, as '{kept.document}'.")
        if len(text.strip()) < _SHORTEST:
            raise UsageError("The letter is empty or too short. Give its whole text as it was sent.")
        if _GAP_LEFT.search(text):
            raise UsageError("The letter still has places marked [OFFICER TO COMPLETE]. Complete them, then record it.")
        document = self._filed(id, text)
        self._letters.sent(id, document)
        return document

    def _filed(self, id: str, text: str) -> str:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"response-{id}.txt"
        path.write_text(text, encoding="utf-8")
        document = self._shelve(path)
        if document is None:
            path.unlink()
            raise UsageError("The letter could not be read as one. Give its whole text as it was sent.")
        return document

    def _calendar(self, letter: DraftLetter) -> bytes:
        if letter.due is None or letter.counted_from is None:
            raise WrongState(
                f"Draft {letter.id} has no deadline: the day of receipt was not given, or clarification is awaited. "
                "Draft it again with that day."
            )
        wording = self.wording[letter.language]
        about = wording.line("foi", "calendar_about", start=day_in_words(letter.counted_from, wording), id=letter.id)
        return to_ics(wording.line("foi", "calendar"), letter.due, about, self._now())


def _letter(content: Mapping[str, Any], id: str) -> DraftLetter:
    try:
        return _ADAPTER.validate_python(content[_KEY])
    except (KeyError, TypeError, ValidationError) as error:
        raise RecordsFailed(
            f"Draft {id} is not kept as this Noddfa keeps one. Open it with the Noddfa that wrote it, "
            "or draft it again."
        ) from error
