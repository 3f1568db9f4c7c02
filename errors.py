"""
Every error that a person can cause or mend.

* NoddfaError
  x UsageError          the call is wrong: exit 2, HTTP 422
    + NobodyNamed       the call is somebody's and does not say whose: HTTP 400
  x NotFound            no such document: exit 2, HTTP 404
  x NotReady            something must be made first: exit 3, HTTP 503
    + IndexMissing
    + IndexMismatch
    + ModelUnavailable
  x CatalogueError      an entry of the catalogue or the register is wrong: exit 1
  x UnreadableSource    one document cannot be read: reported, the rest goes on
  x BuildFailed         a generation could not be built or verified: exit 1
    + BuildLocked
  x BackupFailed        a backup could not be written or put back: exit 1
  x SearchFailed        the index raised: exit 1, HTTP 500
  x RecordsFailed       the records cannot be opened, read or written: exit 1, HTTP 500
  x Conflict            what is kept does not allow it now: exit 1, HTTP 409
    + WrongState
    + ChangedMeanwhile
    + SecondPersonNeeded
    + IdTaken

A message states the fact, then the next step. The command line prints it without a traceback and the
service maps it to problem details; nothing else catches it.
"""


class NoddfaError(Exception):
    """Anything that the system can explain in one sentence."""


class UsageError(NoddfaError):
    """The caller asked for something that cannot be asked."""


class NobodyNamed(UsageError):
    """What is asked for is done by a person, and none is named."""


class NotFound(NoddfaError):
    """The thing named does not exist in the index."""


class NotReady(NoddfaError):
    """Something must be made before this can work; the message names the command."""


class IndexMissing(NotReady):
    """There is no published generation in the data folder."""

    def __init__(self) -> None:
        super().__init__("There is no index yet. Run 'noddfa ingest' to make one.")


class IndexMismatch(NotReady):
    """The published generation was built by another embedding model or schema."""


class ModelUnavailable(NotReady):
    """A model file is missing or is not the one that was pinned."""


class CatalogueError(NoddfaError):
    """An entry of the catalogue or of the register of matters is wrong."""


class UnreadableSource(NoddfaError):
    """The bytes of one document cannot be read as text."""


class BuildFailed(NoddfaError):
    """A generation was not published; the one before it still serves."""


class BuildLocked(BuildFailed):
    """Another process is building a generation in the same data folder."""

    def __init__(self) -> None:
        super().__init__("Another ingest is running on this data folder. Wait for it to end, then run this again.")


class BackupFailed(NoddfaError):
    """A backup could not be written, or cannot be put back."""


class SearchFailed(NoddfaError):
    """A part of the index raised while it was read."""


class RecordsFailed(NoddfaError):
    """The file of the records could not be opened, read or written."""


class Conflict(NoddfaError):
    """What is kept does not allow this now; it may at another time, from another hand or under another id."""


class WrongState(Conflict):
    """A reply in this state cannot take this step."""


class ChangedMeanwhile(Conflict):
    """A reply is no longer what the caller read."""


class SecondPersonNeeded(Conflict):
    """Who wrote or edited a reply wants to approve it."""


class IdTaken(Conflict):
    """An id was used before."""
