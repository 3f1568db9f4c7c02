"""What a document without an entry in the catalogue is taken to be, from its own text; a person confirms it."""

from dataclasses import dataclass

from corpus.contents import Contents
from corpus.document import Document, Kind, PartialDate
from ingest.cleaning import Cleaned
from ingest.loaders.loaded import FileFacts

NOT_STATED = "not stated"


@dataclass(frozen=True)
class Proposal:
    """Facts of a document as its text gives them; what is not plain in it stays unknown."""

    kind: Kind
    title: str
    language: str
    publisher: str = NOT_STATED
    rights: str = NOT_STATED
    date: PartialDate | None = None
    reference: str | None = None
    url: str | None = None
    author: str | None = None
    official: bool = False

    def document(self, document_id: str) -> Document:
        """The document under that id."""
        return Document(
            id=document_id,
            title=self.title,
            kind=self.kind,
            publisher=self.publisher,
            language=self.language,
            rights=self.rights,
            date=self.date,
            reference=self.reference,
            url=self.url,
            author=self.author,
            official=self.official,
            redistributable=False,
        )


def kind_of(cleaned: Cleaned, facts: FileFacts) -> Kind:
    """The kind that the text itself shows, else `other`."""
    return Kind.OTHER


def propose(kind: Kind, cleaned: Cleaned, contents: Contents, facts: FileFacts, name: str) -> Proposal:
    """Everything that text, structure and file say of the document; `name` is the file's, for want of a title."""
    return Proposal(kind, title=name.replace("-", " ").replace("_", " ").strip() or name, language="en")
