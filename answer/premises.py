"""What a question takes for granted: `Why was the scheme stopped?` takes for granted that it was."""

import re

from answer.prose.kinds import Kind
from answer.splitting import Assertion, split

_MOST = 2
_FEWEST_WORDS = 5
# What begins like this asks or orders, however it was cut.
_ASKS = re.compile(
    r"^\W*(?:(?:in|by|under|on|for|from|at|to|of|with)\s+(?:what|which|whom|how)\b|"
    r"(?:what|which|who|whom|whose|how|when|where|why|whos|wot|wots|wich|name|list|give|tell|show|write|please)\b|"
    r"(?:ym mha|o fewn|erbyn pryd|at bwy|ers pryd|am beth|i bwy|gan bwy)\b|"
    r"(?:pwy|pa|beth|faint|pryd|ble|sut|pam|sawl|ai|oes|ydy|ydi|yw|gwaith pwy|rhowch|enwch|rhestrwch)\b)",
    re.IGNORECASE,
)


def premises(question: str) -> tuple[str, ...]:
    """The statements in a question that it does not ask for, in order; none in one that only asks."""
    found = [one.read_as for one in split(question) if one.kind is Kind.CLAIM and _granted(one, question)]
    return tuple(found[:_MOST])


def _granted(one: Assertion, question: str) -> bool:
    """Whether a piece is said beside what is asked: told before it, or turned round out of a why or a when."""
    if len(one.read_as.split()) < _FEWEST_WORDS or _ASKS.match(one.read_as):
        return False
    turned = one.read_as.rstrip(".!") != one.text.rstrip(".!?")
    whole = not question[: one.start].strip() and not question[one.end :].strip(" ?!.")
    return turned or not whole
