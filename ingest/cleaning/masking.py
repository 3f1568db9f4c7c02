"""Personal data taken out of clean text where the catalogue asks for it, each place listed as a deletion."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from urllib.parse import unquote

from corpus.version import Deletion, Page
from ingest.cleaning.clean import Cleaned, Marked
from text.personal import Personal, Sort, personal_data

_GONE = re.compile(rb"\0+")
_REACHES = (Sort.EMAIL, Sort.TELEPHONE)


def masked(cleaned: Cleaned) -> Cleaned:
    """The text without its personal data; a quote over such a place shows […], and what stood there is kept nowhere."""
    finds = personal_data(cleaned.text)
    left = _Left(cleaned.text, finds)
    return Cleaned(
        left.text,
        tuple(_page(page, left) for page in cleaned.pages),
        _deletions(cleaned.deletions, finds, left),
        tuple(marked for marked in (_marked(marked, left) for marked in cleaned.marked) if marked),
    )


class _Left:
    """What is left of a text without some ranges, and where every place of the old text is in it."""

    def __init__(self, text: str, finds: Iterable[Personal]) -> None:
        self._old = text
        self._keep = bytearray(b"\1") * len(text)
        self._joints: list[int] = []
        last = -1  # index of the last character that stays
        end = 0
        for find in finds:
            last = find.start - 1 if find.start > end else last
            self._keep[find.start : find.end] = bytes(find.end - find.start)
            last, end = self._close(last, find.end)
        self._settle()

    def _close(self, last: int, after: int) -> tuple[int, int]:
        """Take the white space that has lost its word; the last character that stays, and the next to be looked at."""
        text = self._old
        while after < len(text) and text[after] == " " and self._at(last) in " \n":
            after = self._drop(after)
        if self._char(after) == "\n":
            last = self._trim(last)
            if self._at(last) == "\n" and after < len(text):
                # The line is empty now: it goes, and so does one of the blank lines around it.
                after = self._drop(after)
                if self._at(self._before(last)) == "\n" and self._char(after) == "\n" and after < len(text):
                    after = self._drop(after)
        if self._at(last).isalnum() and self._char(after).isalnum():
            self._joints.append(after)
        return last, after

    def _at(self, index: int) -> str:
        return self._old[index] if index >= 0 else "\n"

    def _char(self, index: int) -> str:
        return self._old[index] if index < len(self._old) else "\n"

    def _drop(self, index: int) -> int:
        self._keep[index] = 0
        return index + 1

    def _before(self, index: int) -> int:
        """The character that stays in front of another one."""
        return self._keep.rfind(1, 0, max(index, 0))

    def _trim(self, last: int) -> int:
        """Without spaces at the end of the line; of a row without words the tabs go as well."""
        end = last
        while self._at(end) in " \t":
            end = self._before(end)
        bare = self._at(end) == "\n"
        while self._at(last) == " " or (bare and self._at(last) == "\t"):
            self._drop(last)
            last = self._before(last)
        return last

    def _settle(self) -> None:
        """Put what stays together, with a space where two words would have met."""
        gone = [match.span() for match in _GONE.finditer(self._keep)]
        self._starts = [0, *(end for _, end in gone)]
        self._ends = [*(start for start, _ in gone), len(self._old)]
        joints = set(self._joints)
        parts = [
            (" " if start in joints else "") + self._old[start:end]
            for start, end in zip(self._starts, self._ends, strict=True)
        ]
        self.text = "".join(parts).rstrip("\n")
        ends = accumulate(len(part) for part in parts)
        # Where the first character of each run that stays came to stand.
        self._new = [at - (end - start) for at, start, end in zip(ends, self._starts, self._ends, strict=True)]

    def begins(self, offset: int) -> int:
        """Where the first character that stays, from an old offset on, stands now."""
        run = bisect_right(self._ends, offset)
        if run == len(self._ends):
            return len(self.text)
        return min(self._new[run] + max(0, offset - self._starts[run]), len(self.text))

    def ends(self, offset: int) -> int:
        """Where the last character that stays in front of an old offset ends now."""
        run = bisect_left(self._starts, offset) - 1
        if run < 0:
            return 0
        return min(self._new[run] + min(offset, self._ends[run]) - self._starts[run], len(self.text))


def _page(page: Page, left: _Left) -> Page:
    start = left.begins(page.start)
    return replace(page, start=start, end=max(start, left.ends(page.end)))


def _marked(marked: Marked, left: _Left) -> Marked | None:
    start, end = left.begins(marked.start), left.ends(marked.end)
    links = tuple(link for link in marked.mark.links if not _reaches_a_person(link))
    return Marked(start, end, replace(marked.mark, links=links)) if start < end else None


def _reaches_a_person(link: str) -> bool:
    """An address behind words may be a person's where the words are not."""
    return any(find.sort in _REACHES for find in personal_data(unquote(link).replace(":", " ")))


def _deletions(earlier: Iterable[Deletion], finds: list[Personal], left: _Left) -> tuple[Deletion, ...]:
    """All in the order of the text; what cleaning had left out may name people as well."""
    listed = [replace(deletion, text=_Left(deletion.text, personal_data(deletion.text)).text) for deletion in earlier]
    listed += [Deletion(find.start, "", f"personal data: {find.sort}") for find in finds]
    listed.sort(key=lambda deletion: deletion.at)
    return tuple(replace(deletion, at=left.ends(deletion.at)) for deletion in listed)
