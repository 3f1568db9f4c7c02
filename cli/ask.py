"""`noddfa ask`: one question, one answer."""

from typing import Annotated, Literal

import typer

from corpus.document import Kind


def ask_question(
    question: Annotated[str, typer.Argument(help="The question, in English or Welsh.")],
    *,
    language: Annotated[Literal["auto", "en", "cy"], typer.Option(help="Language of the answer's wording.")] = "auto",
    as_of: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Answer as on this day.")] = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="Only documents of this kind; can be repeated.")] = None,
    limit: Annotated[int, typer.Option(help="The most citations, 1 to 20.")] = 5,
    json: Annotated[bool, typer.Option("--json", help="Print the response of POST /v1/ask.")] = False,
) -> None:
    """Answer a question from the documents, with quotes and who decides."""
    from api.contract import AskRequest, ask_response
    from cli.environment import checked, read_settings

    request = checked(AskRequest, question=question, language=language, as_of=as_of, kinds=kind, limit=limit)
    settings = read_settings()

    from answer.assembly import open_assistant, recording
    from cli.answer import print_answer
    from cli.terminal import output, print_json

    with recording(settings) as recorder, open_assistant(settings, recorder=recorder) as assistant:
        response = ask_response(assistant.ask(request.to_question()))
    if json:
        print_json(response)
    else:
        print_answer(response, output())
