"""What a clause says of the provision in it: that it applies, that it does not, or neither."""

import re
from bisect import bisect_right
from enum import Enum, auto

from ingest.structure.foi.refusing import NEITHER
from text.sentences import sentences

_APPLIED = re.compile(
    r"\b(?:exempt(?:ed|ion|ions)?|withh[eo]ld(?:ing)?|refus(?:e|ed|al|ing)|redact(?:ed|ing|ions?)|engag(?:e|es|ed)|"
    r"appl(?:y|ies|ied|ying)|rel(?:y|ies|ied|ying)|exceptions?|excluded|not obliged|exceeds?|"
    r"cannot (?:be )?(?:provided?|disclosed?|released?)|uph(?:o|e)ld|falls? (?:under|within)|because of|"
    r"by virtue of|pursuant to|confirm or deny|(?:ch|g)?adarnhau n[ae][cu]? (?:yn )?g?wadu|"
    r"(?:h)?eithri(?:o|wyd|ad|adau|ir)|esempt|esemptiad|gwrthod|dal yn [ôo]l|['’]?n [ôo]l|golyg(?:u|wyd)|"
    r"berthnasol|gymwys|o dan)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:(?:is|are|was|were|be|been) (?:not|no longer|never) (?:\w+ )?(?:exempt|engaged|withheld|applicable|"
    r"being withheld|refused|"
    r"upheld|covered|vexatious|repeated)|"
    r"(?:do|does|did|should|could|would) (?:not|no longer) (?:\w+ )?(?:appl(?:y|ies)|rely|engage|uphold|withhold|"
    r"exempt|"
    r"consider (?:that )?(?:your|this|the)|have been (?:applied|withheld|engaged|relied)|fall|exceed)|"
    r"(?:not|no longer|without|rather than|instead of|never) (?:\w+ )?(?:rely|relying|relied|appl(?:y|ying|ied)|"
    r"engag(?:ed|ing)|"
    r"withh[eo]ld(?:ing)?|exempt|redacted|section|s\.|regulation|under)|"
    r"(?:incorrectly|wrongly|mistakenly) (?:appl|withh|rel|refus|engag|redact|cit)\w*|(?:applied|withheld|relied on|"
    r"refused|"
    r"engaged|redacted|cited|used) (?:\w+ )?(?:incorrectly|wrongly|mistakenly|in error)|misapplied|"
    r"(?:was|were) (?:wrong|mistaken|incorrect) (?:to|in)|wrong to (?:apply|rely|withhold|refuse|cite)|not (?:correct|"
    r"right) to|"
    r"(?:conclud\w*|decided|find|found)\b[^.]{0,60}\bfavours? (?:the )?(?:disclos|releas)\w*|"
    r"withdr(?:aw|awn|ew|awing)|overturn(?:ed|"
    r"ing)?|set(?:ting)? aside|"
    r"no longer|nid (?:yw|ydy|yw'r|oes)\b.{0,60}\b(?:gymwys|berthnasol|eithrio|hesemptio|esempt|dibynnu)|"
    r"n(?:ad|id) ydym\b.{0,40}\b(?:dibynnu|gwrthod))\b",
    re.IGNORECASE,
)
_UNSETTLED = re.compile(
    r"\b(?:consider(?:ed|ing)?|whether|may|might|could|if|unless|previously|originally|initially|provides that|"
    r"states that|"
    r"allows|sets out|gives|ystyri(?:ed|wyd|ais|r)|gallai|gall fod|os|a yw)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:(?:is|are|has been|have been|being) (?:\w+ )?(?:exempt|withheld|refused|redacted|engaged|excluded)|"
    r"appl(?:y|ies)|withholding|not (?:obliged|required) to comply|"
    r"(?:i|we) (?:have |am |are )?(?:\w+ )?(?:withh[eo]ld|refus|rel[yi]|redact|appl|conclu|decid|uph)\w*|"
    r"to withhold|to refuse|"
    r"wedi['’]?i? (?:(?:ei|eu) )?(?:h)?eithrio|wedi (?:ei|eu) (?:h)?eithrio|gwrthod|yn gymwys|['’]n gymwys|"
    r"yn berthnasol)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"(?:[,;:–]\s|\s)(?=(?:but|however|although|though|whereas|while|nevertheless|instead|rather than|in place of|ond|"
    r"fodd bynnag|er bod|tra|yn hytrach na)\b)|;\s",
    re.I,
)
_REACH = 600
_DENIED_COMPLAINT = re.compile(
    r"\bnot (?:\w+ )?uphold (?:your|the|this) (?:complaint|appeal)|complaint (?:is|was|has) not (?:been )?upheld|"
    r"(?:reject|dismiss)\w* (?:your|the|this) complaint|n(?:id|ad) (?:wyf|ydym) yn cadarnhau(?:['’]r|['’]ch| eich| y) "
    r"[cg]?h?[wŵ]yn",
    re.IGNORECASE,
)
_UPHELD = re.compile(
    r"\b(?:uph(?:old(?:ing)?|eld)\b(?! (?:your|the|this|my|his|her) (?:complaint|appeal))|(?:decision|response|"
    r"refusal) stands|"
    r"maintain\w*|correctly|still (?:appl|rel)|continue to|(?:rightly|properly) (?:appl|withh|refus|rel)|cadarnhau|"
    r"cadarnhaf|parhau i|gywir)",
    re.IGNORECASE,
)
_COMPLAINT_UPHELD = re.compile(
    r"\bcomplaint (?:is|was|has been|should be) (?:\w+ )?upheld|\b[cg]?h?[wŵ]yn\b", re.IGNORECASE
)
_EARLIER = re.compile(
    r"\b(?:original|initial|earlier|first|previous) (?:\w+ )?(?:response|reply|decision|letter|refusal|answer)\b|"
    r"\b(?:previously|originally|initially)\b|\b(?:ymateb|ateb|penderfyniad|llythyr) (?:gwreiddiol|cyntaf|blaenorol)|"
    r"yn wreiddiol",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:relied|applied|cited|withheld|refused|redacted|used|quoted|engaged|exempted|was|were|had|dibynnwyd|"
    r"ddibynnwyd|dibynnodd|gwrthodwyd|defnyddiwyd|ddefnyddiwyd|oedd)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:now|still|also|continue|remains?|maintain\w*|agree\w*|right|bellach|nawr|o hyd)\b", re.IGNORECASE
)


class Stands(Enum):
    """How an answer stands to a provision that it names."""

    APPLIED = auto()
    DENIED = auto()
    EARLIER = auto()
    """An earlier letter rested on it."""
    NAMED = auto()


class Standing:
    """Reads the clauses of one sentence; each speaks for itself and is read once."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._cuts = [match.end() for match in CLAUSE.finditer(sentence)]
        self._read: dict[tuple[int, int], Stands] = {}

    def of(self, start: int, end: int) -> Stands:
        """What is said of the provision in that range."""
        first, last = self._clause(start)
        # Of a very long clause only what is near, in steps, so that neighbours share a reading.
        near = max(first, (start // _REACH - 1) * _REACH), min(last, (end // _REACH + 2) * _REACH)
        heading = len(self._sentence) < 90 and not re.search(r"[.?!]$", self._sentence) and start < 25
        if near not in self._read:
            self._read[near] = _read(self._sentence[near[0] : near[1]], turned=last < len(self._sentence))
        stands = self._read[near]
        return Stands.APPLIED if heading and stands is not Stands.DENIED else stands

    def _clause(self, at: int) -> tuple[int, int]:
        place = bisect_right(self._cuts, at)
        first = self._cuts[place - 1] if place else 0
        return first, self._cuts[place] if place < len(self._cuts) else len(self._sentence)


def _read(clause: str, *, turned: bool) -> Stands:
    """`turned`: whether another clause turns against this one."""
    if denies(clause):
        return Stands.DENIED
    if NEITHER.search(clause):
        return Stands.APPLIED
    if _EARLIER.search(clause) and _WAS.search(clause) and not (_NOW.search(clause) or _UPHELD.search(clause)):
        return Stands.EARLIER
    if _UNSETTLED.search(clause) and not _DECIDED.search(clause):
        considered = turned and re.search(r"\b(?:consider|ystyri)", clause, re.IGNORECASE)
        return Stands.DENIED if considered else Stands.NAMED
    return Stands.APPLIED if _APPLIED.search(clause) else Stands.NAMED


def denies(text: str) -> bool:
    """Whether the words say that something does not apply, or no longer."""
    if _DENIED_COMPLAINT.search(text):
        return False
    return _NEGATED.search(NEITHER.sub("", text)) is not None


def upholds(text: str) -> bool:
    """Whether a sentence lets an earlier refusal stand."""
    return any(_lets_stand(text[one.start : one.end]) for one in sentences(text))


def _lets_stand(sentence: str) -> bool:
    if _DENIED_COMPLAINT.search(sentence):
        return True
    return _UPHELD.search(sentence) is not None and not _COMPLAINT_UPHELD.search(sentence) and not denies(sentence)
