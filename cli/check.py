"""`noddfa check`: the claims of a text, and what the documents make of each."""

from typing import Annotated, Literal

import typer

from corpus.document import Kind


def check_text(
    text: Annotated[str, typer.Argument(help="A post, letter or e-mail; - reads it from stdin.")],
    *,
    language: Annotated[Literal["auto", "en", "cy"], typer.Option(help="Language of the explanations.")] = "auto",
    as_of: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Check as on this day.")] = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="Only documents of this kind; can be repeated.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the response of POST /v1/claims.")] = False,
) -> None:
    """Take a text apart into claims and tell what the documents make of each, with quotes."""
    from api.claim_contract import ClaimsRequest, claims_response
    from cli.environment import checked, read_settings
    from cli.texts import given_text

    request = checked(ClaimsRequest, text=given_text(text), language=language, as_of=as_of, kinds=kind)
    settings = read_settings()

    from answer.assembly import open_assistant, open_desk, recording
    from cli.claims import print_check
    from cli.terminal import output, print_json

    with (
        recording(settings) as recorder,
        open_assistant(settings, recorder=recorder) as assistant,
        open_desk(settings, assistant) as desk,
    ):
        response = claims_response(desk.check(request.to_post()))
    if json:
        print_json(response)
    else:
        print_check(response, output())
