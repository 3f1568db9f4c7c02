"""`noddfa serve`: the service and its page on this machine."""

from ipaddress import ip_address
from typing import Annotated

import typer

from errors import UsageError


def serve_pages(
    host: Annotated[str | None, typer.Option(help="A loopback address; else the setting.")] = None,
    port: Annotated[int | None, typer.Option(help="The port; else the setting.", min=1, max=65535)] = None,
) -> None:
    """Serve the JSON routes and the page until interrupted; without an index it starts and says what to do."""
    from cli.environment import read_settings

    settings = read_settings(host=host, port=port)
    if not is_loopback(settings.host):
        raise UsageError(
            f"{settings.host} is not a loopback address, and the service has no authentication yet. Use 127.0.0.1."
        )

    import uvicorn

    from answer.assembly import open_assistant, recording, with_desk
    from api.app import create_app

    with (
        recording(settings) as recorder,
        open_assistant(settings, recorder=recorder) as assistant,
        with_desk(settings, assistant) as desk,
    ):
        # An access log would keep every question, since the page sends it in the address.
        app = create_app(assistant, recorder, desk)
        uvicorn.run(app, host=settings.host, port=settings.port, access_log=False, server_header=False)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
