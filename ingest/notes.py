"""What a person should look at in a document that was read."""

from collections import Counter

from corpus.document import Document
from corpus.version import Version

_WORDS = {"name": "name", "email": "e-mail address", "telephone": "telephone number"}


def notes(document: Document, version: Version) -> tuple[str, ...]:
    """Personal data that is shown or was masked, and what does not fit in a letter, each in a few words."""
    return (*_personal(document, version), *_anomalies(version))


def _personal(document: Document, version: Version) -> list[str]:
    counts = Counter(found.kind.value for found in version.contents.personal)
    masked = sum(deletion.reason.startswith("personal data") for deletion in version.deletions)
    told = [f"personal data: {_counted(counts)}"] if counts else []
    return [*told, f"personal data masked: {masked}"] if masked else told


def _counted(counts: Counter[str]) -> str:
    return ", ".join(
        f"{count} {_WORDS[kind]}{'' if count == 1 else 's' if kind != 'email' else 'es'}"
        for kind, count in sorted(counts.items())
    )


def _anomalies(version: Version) -> list[str]:
    return [anomaly.code.value.replace("_", " ") for letter in version.contents.letters for anomaly in letter.anomalies]
