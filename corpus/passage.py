"""A passage: a range of one version that is indexed and retrieved."""

import hashlib
from dataclasses import dataclass

from corpus.span import Span
from corpus.version import Role


@dataclass(frozen=True)
class Passage:
    """One to five sentences of one section, one question-and-answer pair or one action."""

    document: str
    """Id of the document."""
    version: str
    start: int
    end: int
    text: str
    """Exactly `version.text[start:end]`."""
    context: str
    """What stands in front of the text when it is embedded: title, date, section."""
    role: Role
    section: tuple[str, ...]
    page: int | None
    language: str
    sentences: tuple[Span, ...]
    """Ranges in the version, in order, all inside the passage."""
    stem: str = ""
    """What a question hangs on: `How many were there in` above `(a) 2023`; empty where it stands alone."""

    @property
    def asked(self) -> str:
        """The words of a question with what it hangs on in front, white space collapsed."""
        return " ".join((f"{self.stem.rstrip(' :')}: {self.text}" if self.stem else self.text).split())

    @property
    def id(self) -> str:
        """SHA-256 over what is embedded and where it stands: the same passage keeps its id from build to build."""
        key = "\0".join(
            (self.document, self.version, str(self.start), str(self.end), self.context, self.role, self.stem)
        )
        return hashlib.sha256(key.encode()).hexdigest()

    def slice(self, span: Span) -> str:
        """The words of a range of the version that lies inside the passage."""
        return self.text[span.start - self.start : span.end - self.start]
