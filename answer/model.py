"""The optional model engine: a language model's statements over the evidence, each verified before it is shown."""

import re
import secrets
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from queue import Empty, SimpleQueue

from answer.answer import Statement, Withheld
from answer.chat_model import ChatWriter, Piece, Written
from answer.draft import Draft
from answer.findings import Findings
from answer.tally import Prices, Tally
from answer.verify import fault

_TIMEOUT = 60.0
_KEY_LETTERS = "bcdfghjkmnpqrstvwxz"  # no vowel, so that no key is a word of the evidence
_KEY_LENGTH = 4


class ModelEngine:
    """Rewrites the statements of an extractive draft; falls back to them whenever the model fails."""

    def __init__(self, name: str, writer: ChatWriter, timeout: float = _TIMEOUT, prices: Prices | None = None) -> None:
        self.name = name
        self._writer = writer
        self._timeout = timeout
        self._prices = prices

    @property
    def prompts(self) -> Mapping[str, str]:
        """SHA-256 of each prompt, by name."""
        return self._writer.prompts

    def draft(self, findings: Findings, extracted: Draft) -> Draft:
        """The draft with the model's verified statements, or the extracted one; what failed is withheld, with why."""
        if not extracted.citations:
            return extracted
        keys, tally = _new_keys(extracted), Tally()
        written = self._within_time(findings, extracted, keys, tally)
        # What was spent is told whether or not anything came of it.
        extracted = replace(extracted, usage=tally.usage(self.name, self._prices))
        if written is None:
            return extracted
        kept, withheld = _verified(written, keys, extracted)
        if not _holds_heart(kept, extracted):
            return extracted.with_statements(extracted.statements, withheld, by_model=False)
        return extracted.with_statements(kept, withheld, by_model=True)

    def _within_time(
        self, findings: Findings, extracted: Draft, keys: Mapping[str, str], tally: Tally
    ) -> list[Written] | None:
        """The statements, or None once the time is up: not every provider keeps to the timeout that it is given."""
        ended: SimpleQueue[list[Written] | None] = SimpleQueue()
        pieces = [Piece(key, citation.quote) for key, citation in zip(keys, extracted.citations, strict=True)]

        def ask() -> None:
            try:
                ended.put(self._writer.write(findings.question.text, findings.language, pieces, tally))
            except Exception:
                ended.put(None)  # every provider raises its own errors; the extracted answer stands

        threading.Thread(target=ask, daemon=True).start()
        try:
            return ended.get(timeout=self._timeout)
        except Empty:
            return None


def _new_keys(extracted: Draft) -> dict[str, str]:
    """A key of this request alone for each citation, in their order, so that none can be guessed or remembered."""
    keys: dict[str, str] = {}
    for citation in extracted.citations:
        key = _new_key()
        while key in keys:
            key = _new_key()
        keys[key] = citation.key
    return keys


def _new_key() -> str:
    return "".join(secrets.choice(_KEY_LETTERS) for _ in range(_KEY_LENGTH))


def _verified(
    written: list[Written], keys: Mapping[str, str], extracted: Draft
) -> tuple[tuple[Statement, ...], tuple[Withheld, ...]]:
    kept: dict[str, Statement] = {}
    withheld: list[Withheld] = []
    for one in written:
        # A key that was not given stays as it is, and no citation has it: not even one of `c1` and its like is taken.
        cited = dict.fromkeys(keys.get(key, f"unknown {key}") for key in one.citations)
        statement = Statement(_shown(one.text, keys), tuple(cited))
        reason = fault(statement, extracted.citations, extracted.competence)
        if reason is None:
            kept.setdefault(statement.text, statement)
        else:
            withheld.append(Withheld(statement.text, reason))
    return tuple(kept.values()), tuple(withheld)


def _shown(text: str, keys: Mapping[str, str]) -> str:
    """The text as a reader will see it: without keys in brackets, and without characters that are not seen."""
    seen = "".join(mark for mark in text if mark.isspace() or unicodedata.category(mark) not in ("Cc", "Cf"))
    among = "|".join(map(re.escape, keys))
    bare = re.sub(rf"\s*[\[(]\s*(?:{among})(?:\s*[,;]\s*(?:{among}))*\s*[\])]", "", seen)
    return " ".join(bare.split())


def _holds_heart(kept: tuple[Statement, ...], extracted: Draft) -> bool:
    """Whether something survives, and still rests on what each part of the extracted answer began with."""
    cited = {key for statement in kept for key in statement.citations}
    decided = extracted.competence.citations if extracted.competence is not None else ()
    # Of two parts, who decides is told by the competence itself; the other is only in the statements.
    further = [citation.key for citation in extracted.citations if citation.key not in decided]
    begins = {extracted.citations[0].key} - set(decided) | set(further[:1] if decided else ())
    return bool(kept) and begins <= cited
