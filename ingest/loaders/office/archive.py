"""Zip files opened with care: what they declare is not believed, and what they unpack to is bounded."""

import io
import struct
import zipfile
import zlib

from errors import UnreadableSource

MOST_MEMBERS = 10_000
MOST_BYTES = 500_000_000
"""Unpacked, of all members together as declared."""
MOST_BYTES_READ = 200_000_000
"""Unpacked, of one member that is read."""
MOST_TIMES = 200
"""How many times its packed size a member may unpack to."""
_SMALL = 10_000_000
"""Bytes; below this a high ratio does no harm."""

_MEMBER = b"PK\x01\x02"
_END = b"PK\x05\x06"
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError)


class Archive:
    """The members of one zip file, by name."""

    def __init__(self, data: bytes) -> None:
        if data.count(_MEMBER) > MOST_MEMBERS:
            raise _bomb(f"it has more than {MOST_MEMBERS:,} members")
        if _END not in data:
            raise UnreadableSource("The file is cut short: the end of its zip container is missing. Fetch it again.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise _damaged() from error
        self._members = {member.filename: member for member in self._zip.infolist()}
        if sum(member.file_size for member in self._zip.infolist()) > MOST_BYTES:
            raise _bomb(f"it would unpack to more than {MOST_BYTES // 1_000_000} million bytes")

    @property
    def names(self) -> frozenset[str]:
        """Of all members."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes:
        """A member's bytes, none where there is no such member; raises UnreadableSource."""
        member = self._members.get(name)
        if member is None:
            return b""
        if member.flag_bits & 1:
            raise UnreadableSource("The file is protected by a password. Remove the password and supply it again.")
        try:
            with self._zip.open(member) as file:
                data = file.read(_bound(member) + 1)
        except (*_DAMAGE, RuntimeError) as error:
            raise _damaged() from error
        if len(data) > _bound(member):
            raise _bomb(f"a part of it unpacks to more than {MOST_TIMES} times its size")
        return data


def _bound(member: zipfile.ZipInfo) -> int:
    return min(MOST_BYTES_READ, max(_SMALL, MOST_TIMES * member.compress_size))


def _bomb(fact: str) -> UnreadableSource:
    return UnreadableSource(
        f"The file is refused as a zip bomb: {fact}. Open it in its own program, save it anew and supply that."
    )


def _damaged() -> UnreadableSource:
    return UnreadableSource("The file is damaged: its zip container cannot be read. Fetch it again or save it anew.")
