"""`noddfa precedents`, `noddfa foi-draft` and `noddfa foi-sent`: requests for information."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from corpus.letter import Outcome

if TYPE_CHECKING:
    from answer.foi.desk import FoiDesk, LetterFormat
    from settings import Settings

Request = Annotated[str, typer.Argument(metavar="FILE", help="The request as it came, as text; - reads it from stdin.")]
Received = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of receipt.")]
AskedBack = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="When the requester was asked to clarify.")]
Clarified = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="When they did.")]
Outcomes = Annotated[list[Outcome] | None, typer.Option("--outcome", help="Only with this outcome; can be repeated.")]
Provisions = Annotated[
    list[str] | None, typer.Option("--provision", help="Only resting on this, such as s.40(2); can be repeated.")
]
Since = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Only from letters of this day on.")]
Language = Annotated[Literal["en", "cy"] | None, typer.Option(help="Only past questions in this language.")]


def find_precedents(
    request: Request,
    *,
    received: Received = None,
    asked_back: AskedBack = None,
    clarified: Clarified = None,
    outcome: Outcomes = None,
    provision: Provisions = None,
    since: Since = None,
    language: Language = None,
    json: Annotated[bool, typer.Option("--json", help="Print the response of POST /v1/precedents.")] = False,
) -> None:
    """Take a request apart into its questions and find what was answered to such questions before."""
    from api.foi_contract import PrecedentsRequest, precedents_response
    from cli.environment import checked, read_settings

    body = checked(
        PrecedentsRequest,
        request=_read(request),
        received=received,
        asked_back=asked_back,
        clarified=clarified,
        outcomes=outcome,
        provisions=provision,
        since=since,
        language=language,
    )
    settings = read_settings()

    from cli.precedents import print_precedents
    from cli.terminal import output, print_json

    with _desk(settings) as desk:
        response = precedents_response(desk.precedents(body.to_incoming()), desk.wording)
    print_json(response) if json else print_precedents(response, output())


def draft_letter(
    request: Request,
    *,
    received: Received = None,
    asked_back: AskedBack = None,
    clarified: Clarified = None,
    docx: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the letter for Word as well.")] = None,
    ics: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the deadline for a calendar as well.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the response of POST /v1/foi-drafts.")] = False,
) -> None:
    """Draft the letter that answers a request and keep it; every judgement is left to the officer."""
    from api.foi_contract import PrecedentsRequest, draft_response
    from cli.environment import checked, read_settings

    body = checked(
        PrecedentsRequest,
        request=_read(request),
        received=received,
        asked_back=asked_back,
        clarified=clarified,
    )
    settings = read_settings()

    from answer.exports.letter_files import letter_text
    from answer.foi.desk import LetterFormat
    from cli.terminal import output, plain, print_json

    with _desk(settings) as desk:
        letter = desk.draft(body.to_incoming())
        for path, into in ((docx, LetterFormat.DOCX), (ics, LetterFormat.ICS)):
            if path:
                _write(desk, letter.id, into, path)
    if json:
        print_json(draft_response(letter))
    else:
        output().print(plain(letter_text(letter)))
        output().print(plain(f"noddfa foi-sent {letter.id} FILE", "dim"))


def record_letter(
    draft_id: Annotated[str, typer.Argument(metavar="ID", help="The id of the draft.")],
    letter: Annotated[str, typer.Argument(metavar="FILE", help="The letter as it was sent; - reads it from stdin.")],
) -> None:
    """Keep a letter as it was sent among the documents, so that it is a precedent tomorrow."""
    from cli.environment import read_settings
    from cli.terminal import output, plain

    text = _read(letter)
    with _desk(read_settings()) as desk:
        output().print(plain(desk.sent(draft_id, text)))


@contextmanager
def _desk(settings: "Settings") -> "Iterator[FoiDesk]":
    from answer.assembly import open_assistant, open_foi_desk, recording
    from api.filing import filing
    from ingest.assembly import open_ingestor

    with (
        recording(settings) as recorder,
        open_assistant(settings, recorder=recorder) as assistant,
        open_foi_desk(settings, assistant, filing(open_ingestor(settings, load=lambda: assistant.embedder))) as desk,
    ):
        yield desk


def _read(given: str) -> str:
    """The text of a file, or what stands on stdin where it is `-`; raises UsageError."""
    from cli.texts import given_text
    from errors import UsageError

    if given == "-":
        return given_text(given)
    try:
        return Path(given).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"'{given}' cannot be read as text: {error}. Give a text file, or - and pipe it in."
        ) from error


def _write(desk: "FoiDesk", draft_id: str, into: "LetterFormat", path: Path) -> None:
    from errors import UsageError

    try:
        path.write_bytes(desk.export(draft_id, into).content)
    except OSError as error:
        raise UsageError(f"'{path}' cannot be written: {error}. Choose another place.") from error
