"""What one generation says of itself."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from errors import IndexMismatch
from retriever.embedding import EmbeddingIdentity

# Raised whenever a generation built before could no longer be read or searched rightly: also when analysis changes.
SCHEMA = 4
FILE = "manifest.json"


@dataclass(frozen=True)
class ManifestDocument:
    """What the run that built the generation did with one document."""

    id: str
    outcome: str
    version: str | None
    passages: int
    seconds: float
    reason: str | None


@dataclass(frozen=True)
class Manifest:
    """Written last into a generation, so that one without it is unfinished."""

    name: str
    built: str
    """When it was published, ISO 8601 in UTC."""
    embedding: EmbeddingIdentity
    documents: int
    passages: int
    seconds: float = 0.0
    """How long the run took."""
    report: tuple[ManifestDocument, ...] = ()
    """Every document that the run was given or met, by id."""
    schema: int = SCHEMA

    def write(self, folder: Path) -> None:
        """Store beside the parts of the generation."""
        (folder / FILE).write_text(json.dumps(asdict(self), indent=2), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises IndexMismatch where it cannot be read or is of another schema."""
        try:
            facts = json.loads((folder / FILE).read_text(encoding="utf-8"))
            embedding = EmbeddingIdentity(**facts.pop("embedding"))
            report = tuple(ManifestDocument(**entry) for entry in facts.pop("report", ()))
            manifest = cls(embedding=embedding, report=report, **facts)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise IndexMismatch(
                f"The manifest of the index generation '{folder.name}' cannot be read. Run 'noddfa index rollback'."
            ) from error
        if manifest.schema != SCHEMA:
            raise IndexMismatch(
                f"The index generation '{folder.name}' has schema {manifest.schema}, this program reads {SCHEMA}. "
                "Run 'noddfa ingest' to build it anew."
            )
        return manifest

    def require(self, embedding: EmbeddingIdentity) -> None:
        """Raises IndexMismatch where the reader's model is not the builder's; another number type is close enough."""
        if replace(embedding, dtype="") != replace(self.embedding, dtype=""):
            raise IndexMismatch(
                f"The index was built with {self.embedding}, but the settings name {embedding}. "
                "Run 'noddfa ingest' to build it anew, or set NODDFA_EMBEDDING_MODEL back."
            )
