"""`noddfa search`: the passages nearest to a query."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from corpus.document import Kind

if TYPE_CHECKING:
    from rich.console import Console

    from api.contract import SearchResponse


def search_passages(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    *,
    language: Annotated[Literal["auto", "en", "cy"], typer.Option(help="Only documents in it; auto: all.")] = "auto",
    as_of: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Search as on this day.")] = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="Only documents of this kind; can be repeated.")] = None,
    limit: Annotated[int, typer.Option(help="The most hits, 1 to 100.")] = 10,
    json: Annotated[bool, typer.Option("--json", help="Print the response of POST /v1/search.")] = False,
) -> None:
    """List the passages nearest to a query, best first, with their scores."""
    from api.contract import SearchRequest, search_response
    from cli.environment import checked, read_settings

    request = checked(SearchRequest, query=query, language=language, as_of=as_of, kinds=kind, limit=limit)
    settings = read_settings()

    from answer.assembly import open_assistant
    from cli.terminal import output, print_json

    with open_assistant(settings) as assistant:
        hits = assistant.search(
            request.query,
            limit=request.limit,
            kinds=request.kinds or None,
            language=request.only_language,
            as_of=request.as_of,
        )
    response = search_response(hits)
    if json:
        print_json(response)
    else:
        _print_hits(response, output())


def _print_hits(response: "SearchResponse", console: "Console") -> None:
    from api.words import load_words
    from cli.answer import place
    from cli.terminal import plain

    words = load_words()["en"]
    for hit in response.hits:
        console.print(plain(f"{hit.rank}. {hit.score:.3f}  {hit.document.title}", "bold"))
        console.print(plain(place(hit, words), "dim"))
        console.print(plain(hit.passage))
        console.print()
    if not response.hits:
        console.print("No passage was found.")
