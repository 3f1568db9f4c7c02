"""`noddfa reply`: a draft of a reply to a text, kept for people to correct and approve."""

from typing import Annotated, Literal

import typer


def draft_reply(
    text: Annotated[str, typer.Argument(help="The post, letter or e-mail to reply to; - reads it from stdin.")],
    *,
    audience: Annotated[
        Literal["social", "email", "councillor", "lines_to_take"], typer.Option(help="Whom the reply is for.")
    ],
    language: Annotated[Literal["auto", "en", "cy"], typer.Option(help="Language of the reply.")] = "auto",
    who: Annotated[str | None, typer.Option(metavar="NAME", help="Who drafts; unset, the login name.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the response of POST /v1/replies.")] = False,
) -> None:
    """Check a text and keep a draft of a reply to it; whoever drafts it cannot approve it."""
    from api.reply_contract import ReplyRequest, reply_response
    from cli.environment import checked, read_settings
    from cli.texts import given_text

    request = checked(ReplyRequest, text=given_text(text), audience=audience, language=language)
    settings = read_settings()

    from answer.assembly import open_assistant, open_desk, recording
    from cli.kept_replies import print_reply
    from cli.terminal import output, print_json

    with (
        recording(settings) as recorder,
        open_assistant(settings, recorder=recorder) as assistant,
        open_desk(settings, assistant) as desk,
    ):
        response = reply_response(desk.draft(request.to_post(), request.audience, who=who or _login()))
    if json:
        print_json(response)
    else:
        print_reply(response, output())


def _login() -> str:
    from getpass import getuser

    from errors import NobodyNamed

    try:
        return getuser()
    except (OSError, KeyError) as error:
        raise NobodyNamed("Nobody is logged in here. Say who drafts the reply with --who.") from error
