"""Whether a sentence refuses information: `45 applications were refused` does not."""

import re

_NOR = r"confirm(?:s|ed|ing)?(?: or|,? n?or) (?:to )?den(?:y|ies|ied|ying)"
NEITHER = re.compile(
    rf"\b(?:neither {_NOR}|(?:unable|not able|cannot|can not|will not|not (?:obliged|required)|refus\w+|declin\w+)"
    rf"(?: to)?(?: either)? {_NOR}|duty to (?:confirm|say) (?:or|n?or) deny\b[^.;]{{0,60}}?(?:not (?:apply|arise)|"
    rf"disapplied|"
    r"excluded)|(?:ch|g)?adarnhau (?:na|nac|neu)(?: yn)? g?wadu)",
    re.IGNORECASE,
)
"""That the authority says neither whether it holds something nor that it does not."""

_STATE = re.compile(
    r"\b(?:is|are|be|been|being|was|were|remains?) (?:\w+ ){0,2}(?:exempt\b(?! from (?!disclos|releas|publication|the "
    r"(?:duty|"
    r"right|act|freedom|foi|requirement)|section|foi|being))|(?P<weak>refused|excluded)\b|(?:withheld|redacted)\b)|"
    r"wedi['’]?i? (?:(?:ei|eu) )?heithrio|wedi['’]?i? (?:(?:ei|eu) )?hesemptio|yn esempt|"
    r"(?:cadw|chadw|dal|atal|hatal)(?:['’]n| yn) [ôo]l|(?:cael (?:ei|eu) )?h?atal\b|wedi['’]?i? (?:(?:ei|eu) "
    r")?wrthod\b",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?:withholding\b|(?:decided|decision|continue|entitled|chosen|need) to (?:withhold|refuse|redact)\b|"
    r"(?:i|we) (?:have |am |are )?(?:\w+ )?(?:withheld|withhold|refuse|refused|refusing|redacted)\b|gwrthod\w*)",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:cannot|can not|will not|unable to|not able to|not (?:be )?(?:providing|disclosing|releasing|disclosed|"
    r"released)) (?:be )?(?:releas|disclos)\w*",
    re.IGNORECASE,
)
_INFORMATION = (
    r"information|data|requests?|documents?|records?|correspondence|e-?mails?|letters?|reports?|minutes|advice|names?|"
    r"details?|material|contents?|cop(?:y|ies)|figures?|papers?|disclosure|drafts?|passages?|text|pages?|versions?|"
    r"elements?|notes?|numbers?|lists?|locations?|address(?:es)?|g?wybodaeth|(?:ch?|gh?)ais|d?dogfen(?:nau)?|"
    r"m?fanylion|manylion|"
    r"enwau|cofnod(?:ion)?|adroddiad(?:au)?|g?cyngor|gyngor|e-byst"
)
_THINGS = (
    r"applica(?:tions?|nts?)|people|persons?|individuals?|child(?:ren)?|pupils?|students?|learners?|visas?|claims?|"
    r"claimants?|appeals?|appellants?|asylum|seekers?|refugees?|migrants?|famil(?:y|ies)|households?|tenants?|"
    r"residents?|patients?|men|women|passengers?|travellers?|arrivals?|entry|admission|leave|licen[cs]es?|permits?|"
    r"passports?|grants?|payments?|funding|funds|benefits?|support|money|treatment|access|services?|bids?|proposals?|"
    r"tenders?|planning|consent|permission|offers?|bail|citizenship|status|cases?|nationals?|citizens?|boys?|girls?|"
    r"staff|officers?|vehicles?|schools?|councils?|countr(?:y|ies)|tax|no one|nobody|"
    r"p?bobl|unigolion|blant|plant|(?:dd)?isgyblion|ceisiadau|geisiadau|fisa\w*|apel\w*|apêl|l?loches|ffoaduriaid|"
    r"d?deuluoedd|teuluoedd|taliad\w*|grantiau|mynediad|trwydded\w*"
)
_NOUN = re.compile(rf"\b(?:(?P<information>{_INFORMATION})|(?P<thing>{_THINGS}))\b", re.IGNORECASE)
_QUANTITY = re.compile(
    r"(?:^|[\s,(])(?:[\d,.]+%?|all|none|some|most|many|few|both|several|neb|pawb|dim|two|three|four|five|six|seven|"
    r"eight|"
    r"nine|ten|eleven|twelve)(?: of (?:them|these|those|which|whom))?\s*$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:this|that|it|they|these|those|which|them)\s*$", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:of|for|from|in|on|about|regarding|relating|concerning|by|to|sy?'?n|am|gan|o)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"\b(?:that|because|since|as|therefore|and|but|or|so)\s|[,;:–]\s", re.IGNORECASE)
_RELATIVE = re.compile(r"(?<!,) (?:that|who|which)\s*$", re.IGNORECASE)
_REFUSAL_ASKED = re.compile(r"\b(?:refus|exclu|withh|exempt|reject|gwrthod|wrthod|eithri|heithri|atal)", re.IGNORECASE)
_REACH = 120
_GROUND = re.compile(
    r"\b(?:exempt(?:ions?|ed)?|freedom of information|foia?|disclos\w*|public interest|sections? \d|s\.? ?\d|"
    r"regulations? "
    r"\d|adran \d|rheoliad \d|rhyddid gwybodaeth|datgelu|esemptiad\w*|vexatious)\b",
    re.IGNORECASE,
)


def withholds(sentence: str, question: str) -> bool:
    """Whether information, a document or the request is refused, and not what the question counts."""
    if NEITHER.search(sentence) or _KEPT.search(sentence):
        return True
    asked = _REFUSAL_ASKED.search(question) is not None
    return any(_of_subject(sentence, match, asked=asked) for match in _STATE.finditer(sentence)) or any(
        _of_object(sentence, match, asked=asked) for match in _ACT.finditer(sentence)
    )


def _of_subject(sentence: str, match: re.Match[str], *, asked: bool) -> bool:
    """Whether what stands in front of `was refused` is information."""
    subject = _head(sentence[max(0, match.start() - _REACH) : match.start()])
    nouns = list(_NOUN.finditer(subject))
    thing = bool(nouns) and nouns[-1].lastgroup == "thing"
    counted = _QUANTITY.search(subject) is not None
    weak = match["weak"] is not None
    if thing or (counted and (asked or weak)):
        return False
    if not weak:
        return bool(nouns) or not asked or _GROUND.search(sentence) is not None
    if re.search(r"\d", subject):
        return False  # "12 requests were refused" counts requests
    return bool(nouns) or _GROUND.search(sentence) is not None or (not asked and _PRONOUN.search(subject) is not None)


def _head(before: str) -> str:
    """The noun phrase of the subject: behind the last clause mark, without what hangs on its first noun."""
    if relative := _RELATIVE.search(before):
        nouns = list(_NOUN.finditer(before, 0, relative.start()))
        return before[nouns[-1].start() : relative.start()] if nouns else before
    marks = [mark.end() for mark in _CLAUSE.finditer(before) if _NOUN.search(before, mark.end())]
    phrase = before[marks[-1] :] if marks else before
    for cut in _ABOUT.finditer(phrase):
        if _NOUN.search(phrase, 0, cut.start()):
            return phrase[: cut.start()]
    return phrase


def _of_object(sentence: str, match: re.Match[str], *, asked: bool) -> bool:
    """Whether what stands behind `we refused` is information."""
    behind = sentence[match.end() : match.end() + _REACH]
    noun = _NOUN.search(behind)
    if _GROUND.search(behind) or (noun is not None and noun.lastgroup == "information"):
        between = behind[: noun.start()] if noun else behind[:0]
        return not (asked and re.search(r"\d", between))
    if noun is not None:
        return False
    return not (asked and re.match(r"\s?(?:\d|all|none|some|most|\w* of them)", behind, re.IGNORECASE))
