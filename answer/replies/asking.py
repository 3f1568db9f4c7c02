"""Whom to ask about what somebody claims: bodies that answer letters, and no parliament, court or contractor."""

from collections.abc import Iterable, Iterator

from answer.claim import CheckedClaim
from corpus.matter import Matter, Power

LOCAL, POLICE = "Local authorities", "Police"
_UK, _WALES = "UK Government", "Welsh Government"
_ANSWERING = {
    "Home Office": "Home Office",
    "Ministry of Justice": "Ministry of Justice",
    "Department for Work and Pensions": "Department for Work and Pensions",
    "Police": POLICE,
    "Police forces": POLICE,
    "Local authorities": LOCAL,
    "Welsh Ministers": _WALES,
    _WALES: _WALES,
    _UK: _UK,
    "Local health boards": "Local health boards",
    "Health boards": "Local health boards",
}
_MOST = 2


def whom_to_ask(claims: Iterable[CheckedClaim]) -> tuple[str, ...]:
    """At most two bodies for the powers that the claims are about; none where they are about no power."""
    held = [claim.competence for claim in claims if claim.competence is not None]
    named = [body for competence in held for matter in competence.matters for body in _answering(matter)]
    return tuple(dict.fromkeys(named))[:_MOST]


def _answering(matter: Matter) -> Iterator[str]:
    known = [_ANSWERING[name] for body in matter.decided_by if (name := body.partition(" (")[0]) in _ANSWERING]
    yield from known or [_UK if matter.status is Power.RESERVED else _WALES]
