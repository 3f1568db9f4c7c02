"""The other side of `ingest.isolation`: reads what comes in on its standard input until that ends."""

import os
import sys
from typing import IO

from pydantic import TypeAdapter

from errors import UnreadableSource
from ingest.isolation import Reply, receive, send
from ingest.reading import Wanted, read

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Answer each request in turn."""
    adapter, wanted = TypeAdapter(Reply), TypeAdapter(Wanted)
    while (head := receive(requests)) is not None and (data := receive(requests)) is not None:
        send(replies, adapter.dump_json(_reply(data, wanted.validate_json(head))))


def _reply(data: bytes, wanted: Wanted) -> Reply:
    try:
        return Reply(read(data, wanted), None)
    except UnreadableSource as error:
        return Reply(None, str(error))
    except MemoryError:
        return Reply(None, "Reading it takes more memory than is allowed. Split it and supply the parts.")
    # A fault of ours in one odd file must not keep the others out.
    except Exception as error:
        return Reply(None, f"It cannot be read ({type(error).__name__}: {error}). Save it as a new file, or as PDF.")


def main() -> None:
    """Serve the standard streams under the limit of memory given as the only argument."""
    if resource is not None:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), hard))
    # What a library prints must not get between the replies.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
