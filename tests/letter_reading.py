"""What the tests of letters share: a synthetic text read, and its facts in few words."""

from corpus.document import Kind
from corpus.letter import Exchange, Letter
from corpus.span import Span
from corpus.version import Version
from ingest.reading import Wanted, read

HEAD = "12 June, 2014\n\nDear Ms A\n\nATISN 8421\n\n"
ANSWER = "\n\nOur response\n\nThe Welsh Government does not hold this.\n\nNext steps\n\nWrite to us."
LIST = "Your request\n\n1. How many homes are there?\n2. Where are the homes?\n3. Who paid for them?\n\n"


def read_letters(text: str) -> Version:
    return read(text.encode(), Wanted(Kind.FOI_RESPONSE)).version


def only_letter(text: str) -> tuple[Version, Letter]:
    version = read_letters(text)
    (letter,) = version.contents.letters
    return version, letter


def said(version: Version, span: Span) -> str:
    return version.text[span.start : span.end]


def asked(version: Version, letter: Letter) -> list[tuple[str | None, str]]:
    return [(one.number, said(version, one.question)) for one in letter.exchanges]


def answered(version: Version, letter: Letter) -> list[list[str]]:
    return [[said(version, span) for span in one.answers] for one in letter.exchanges]


def grounds_of(one: Exchange | Letter) -> list[str]:
    return [f"{exemption.provision}{exemption.limb or ''}" for exemption in one.exemptions]


def letter_of(question: str, *answers: str) -> str:
    return "\n\n".join(
        ("ATISN 12345", "Your request", question, "Our response", *answers, "Next steps", "Write to us.")
    )
