"""Whether a sentence gives what was asked for: a paper that comes with the letter, or a figure that answers."""

import re
from enum import Enum, auto

from ingest.structure.foi.exemptions import exceeds, named_in
from ingest.structure.foi.referrals import speaks_of_body
from ingest.structure.foi.standing import CLAUSE
from text.figures import figures
from text.provisions import provisions

_GIVEN = re.compile(
    r"\b(?:(?:i|we) (?:have |am |are )?(?:now |also |therefore )?(?:attach|enclos|releas|disclos|append)(?:e|ed|"
    r"ing)?\b|"
    r"i have provided (?:the|copies|a copy|this|these|details)|(?:information|data|answers?|details|figures?|"
    r"cop(?:y|ies)|documents?|it|they|this|these|list|spreadsheet|table) "
    r"(?:is|are|has been|have been) (?:\w+ ){0,2}(?:attached|enclosed|provided|released|disclosed|appended|"
    r"supplied|below|above)\b|"
    r"(?:is|are|has been|have been) (?:\w+ ){0,2}(?:attached|enclosed|appended|released|disclosed)\b|"
    r"please (?:find|see)\b.{0,60}\b(?:attached|enclosed|below|annex|appendix|table)|"
    r"(?:attached|enclosed|set out|shown|listed|given|provided|detailed|included|found|contained|"
    r"available) (?:\w+ ){0,2}?"
    r"(?:at|in|as|below)\b ?(?:the )?(?:annex|appendix|table|attach|enclos|spreadsheet|below|document|$)|"
    r"(?:table|list|figures?|information|data|answer)s? below|(?:in|at|see) (?:annex|appendix|table)\b|"
    r"following (?:documents?|information|table|figures?)|"
    r"(?:yn|gweler|gweld) (?:yr )?(?:atodiad|tabl)\b|ynghlwm|amgaeaf|amgaeir|isod|wedi(?:['’]i|['’]u| ei|"
    r" eu)? (?:darparu|rhyddhau|"
    r"ryddhau|datgelu))",
    re.IGNORECASE,
)
_UNGIVEN = re.compile(
    r"\b(?:not|cannot|unable|no longer|will|would|could|may|might|if|whether|previously|right|should|to be|nid|ni|heb|"
    r"advice (?:and|or) assistance|obliged|require[sd]?|duty)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(r"\b(?:working days|public interest|commissioner|diwrnod gwaith)\b", re.IGNORECASE)
_YES = re.compile(r"(?:yes|no|oes|ydy|ydyw|ydyn|nac oes|nac ydy|na)\b(?:\s?[.,;:–]|\s-|$)", re.IGNORECASE)
_COUNTS = re.compile(
    r"\b(?:how (?:many|much|often|long)|numbers?|total|costs?|amounts?|spen[dt]|spending|paid|budgets?|fees?|"
    r"percentage|"
    r"proportion|g?faint|sawl|nifer|niferoedd|cyfanswm|g?cost|gost|g?wariwyd|gwariant|swm|canran)\b",
    re.IGNORECASE,
)
_NIL = re.compile(r"(?:nil(?: return)?|dim)\W*", re.IGNORECASE)
_NONE = re.compile(r"none|no|neb|dim un", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:there (?:is|are|was|were) )?(?:none|no one|nobody)\b(?! of (?:this|the|your|it)\b)"
    r"(?!.{0,40}\b(?:h[eo]ld\w*|record\w*|ke[ep]\w*|collect\w*|known?|available|identif\w*|found|retain\w*)\b)|"
    r"(?:there (?:is|are|was|were) )?no (?!(?:\w+ )?(?:information|data|records?|figures|breakdown|details|statistics|"
    r"decision|such|"
    r"longer|documents?|correspondence|central|one)\b)(?:[^\W\d]+ ){1,3}(?:was|were|is|are|has|have|had|arrived|"
    r"applied)\b"
    r"(?! (?:\w+ )?(?:h[eo]ld\w*|record\w*|ke[ep]\w*|collect\w*|known?|available|identif\w*|found|retain\w*)\b)|"
    r"nid? (?!.{0,60}\b(?:cadw|dal|chadw|cofnod|chofnod|casglu|chasglu|gwybod))[^.]{0,40}\b(?:neb|yr un|dim un)\b|"
    r"no (?:[^\W\d]+ )?(?:meetings?|events?|sessions?|hearings?|elections?|discussions?|talks) (?:was|were|have been|"
    r"has been) "
    r"(?:\w+ )?held\b",
    re.IGNORECASE,
)
_ZERO = re.compile(r"(?:0|zero|sero)\b", re.IGNORECASE)
_HOLDS = re.compile(r"\bholds?\b|\b(?:identified|found|located|in scope)\b|yn (?:cadw|dal)\b", re.IGNORECASE)
_GROUNDS = re.compile(
    r"\b(?:public interest|exempt(?:ions?|ed)?|exceptions?|internal review|review procedure|complaints? procedure|"
    r"right (?:of|to) (?:appeal|complain|review)|budd y cyhoedd|esemptiad\w*|eithriad\w*|adolygiad mewnol)\b",
    re.IGNORECASE,
)
_REASONS = re.compile(
    r"\b(?:reasons?|reasoning|rationale|arguments?|considerations?|explanations?|explain\w*|justification|"
    r"rhesymau|rheswm|rhesymeg|eglurhad|esboniad|ystyriaethau|dadleuon)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:would|could|might|(?-i:may)|if|whether|will|estimate[ds]?|byddai|gallai|os|bydd)\b", re.IGNORECASE
)
_SEARCH = re.compile(
    r"\b(?:search\w*|review(?:ing|ed)?|locat\w*|retriev\w*|extract\w*|minutes each|hours?|staff time|mailbox\w*|"
    r"manual\w*|e-?mails|files|folders|records|archive\w*|chwilio|oriau|awr|ffeiliau|e-byst)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"(?:however|but|nevertheless|although|(?:i|we) (?:can|am able|are able)|(?:fodd bynnag|ond|er))\b", re.IGNORECASE
)
_MONEY = re.compile(
    r"\b(?:cost|spen[dt]|amount|budget|fund|paid|pay|fee|price|value|how much|£|gost|cost|gwari|wari|swm|arian|cyllid)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\b(?:per ?cent|proportion|percentage|share|rate|how m|canran|cyfran)|%", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:how long|how often|hours?|days?|weeks?|months?|years?|time|average|pa mor hir|oriau|dyddiau|wythnos|mis|"
    r"blynydd)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s{1,2}(?:of (?:the |these |those )?|o )?(?P<one>[^\W\d]{3,30})(?:[\s-](?P<two>[^\W\d]{3,30}))?"
)
_NO_NOUN = re.compile(
    r"(?:in|were|was|are|is|had|have|has|for|during|between|and|at|by|on|over|across|from|to|as|with|who|which|that|"
    r"oedd|mewn|yn|ar|gyda|ond|but|so|then|men|women|male|female|total|cyfanswm|i gyd|people|individuals|persons|"
    r"of|per|each|under|since|up|made|recorded|received)",
    re.IGNORECASE,
)
_STEM = 5
_COMMON = {"many", "there", "these", "those", "which"}
_WORD = re.compile(r"[^\W\d_]{4,30}")
_EN_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen"
)
_CY_NUMBERS = (
    "un|dau|dwy|tri|tair|pedwar|pedair|pum|pump|chwe|chwech|saith|wyth|naw|deg|deuddeg|pymtheg|bymtheg|deunaw|ugain|"
    "hugain|ddeg|hanner|cant|gant|mil|miliwn|ddau|ddwy|dri|dair|bedwar|bedair"
)
_NUMBER = rf"(?:{_EN_NUMBERS}|{_CY_NUMBERS})"
_IN_WORDS = re.compile(
    r"(?:(?:there (?:were|was|are|is)|roedd|mae|approximately|about|around|roughly|just|only|over|under|at least|"
    r"(?:fewer|less|more) than|up to|a|an|tua|oddeutu|llai na|mwy na|dros) ){0,3}"
    rf"{_NUMBER}(?:[\s-](?:(?:and|a|ac|ar|o|i) )?{_NUMBER}){{0,7}}\b(?! of (?:the|our|these|those|its)\b)"
    r"(?: (?:of them|i gyd|in (?:all|total)))?(?: [^\W\d]{2,30}){0,3}",
    re.IGNORECASE,
)
_AND = re.compile(rf"{CLAUSE.pattern}|,? (?:and|so) (?=(?:the|it|they|we|i|these|this|a|copies)\b)", re.IGNORECASE)
_SHORT = 60
_SHORTER = 40


class Told(Enum):
    """What a figure is worth beside a refusal."""

    ANSWERS = auto()
    PERHAPS = auto()
    NOTHING = auto()


def counts(question: str) -> bool:
    """Whether a figure is what it asks for."""
    return _COUNTS.search(question) is not None


def plainly(sentence: str, *, counted: bool) -> bool | None:
    """What a first answer of a few words says, True for given and False for not held; None where it says neither."""
    plain = sentence.strip(" .")
    if _NIL.fullmatch(plain):
        return False
    if _ZERO.fullmatch(plain) or (counted and _NONE.fullmatch(plain)):
        return True
    if counted and _NOBODY.match(sentence):
        return True
    if counted and (re.fullmatch(r"[£€]?\d[\d,.]*%?", plain) or _IN_WORDS.fullmatch(plain)):
        return True
    return True if _YES.match(sentence) else None


def attached(sentence: str, question: str, *, refused: bool) -> bool:
    """Whether something is said to come with the letter; the reasons of a refusal are not what was asked for."""
    return any(_comes(clause, question, refused=refused) for clause in _AND.split(sentence))


def _comes(clause: str, question: str, *, refused: bool) -> bool:
    if not _GIVEN.search(clause) or _UNGIVEN.search(clause) or _GROUNDS.search(clause):
        return False
    return not (refused and _REASONS.search(clause) and not _REASONS.search(question))


def has_figure(sentence: str, *, counted: bool) -> bool:
    """Whether a figure stands there that can be an answer; of a provision's number, or of the limit, none is."""
    units = {unit for unit, _ in _figures(sentence)} - {"year"}
    if not counted and (_HOLDS.search(sentence) or (not units & {"gbp", "percent"} and len(sentence) > _SHORT)):
        return False  # a figure in passing, or how much there is of what was asked for, and not the thing itself
    return bool(units) and not (_SEARCH.search(sentence) and _SUPPOSED.search(sentence))


def told(sentence: str, question: str, *, cost: bool, after: bool) -> Told:
    """What a figure says in a letter that also refuses; `after`: whether the refusal went before."""
    if _SUPPOSED.search(sentence) or (cost and _SEARCH.search(sentence)) or _HOLDS.search(sentence):
        return Told.NOTHING
    if after and speaks_of_body(sentence):
        return Told.PERHAPS  # what others spent or counted
    asked = _stems(question)
    found = [_matches(unit, behind, question, asked) for unit, behind in _figures(sentence) if unit != "year"]
    if any(found):
        return Told.ANSWERS
    bare = None in found
    if bare and (not after or len(sentence) <= _SHORTER or _stems(sentence) & asked):
        return Told.ANSWERS
    sure = cost or (after and not _CONTRAST.match(sentence))
    return Told.NOTHING if sure or not found else Told.PERHAPS


def has_number(cell: str) -> bool:
    """Whether the cell of a table has more digits than those of a year or of a provision."""
    if _SEARCH.search(cell) and _SUPPOSED.search(cell):
        return False
    return re.search(r"\d", _masked(re.sub(r"\b(?:19|20)\d\d\b", "", cell))) is not None


def _figures(sentence: str) -> list[tuple[str, str]]:
    """Unit of each figure, with what stands behind it; those of clauses about the law are left out."""
    found = []
    for clause in CLAUSE.split(sentence):
        if not _LEGAL.search(clause) and not named_in(clause) and not exceeds(clause):
            masked = _masked(clause)
            found += [(one.unit, masked[one.end : one.end + 70]) for one in figures(masked)]
    return found


def _masked(text: str) -> str:
    kept = list(text)
    for one in provisions(text):
        kept[one.start : one.end] = "_" * (one.end - one.start)
    return "".join(kept)


def _matches(unit: str, behind: str, question: str, asked: set[str]) -> bool | None:
    """Whether a figure is of the sort asked for; None where it does not say of what it is."""
    if unit in ("gbp", "eur", "usd"):
        return _MONEY.search(question) is not None
    if unit == "percent":
        return _SHARE.search(question) is not None
    if unit in ("years", "months", "weeks", "days", "hours"):
        return _TIME.search(question) is not None
    noun = _COUNTED.match(behind)
    if not noun or _NO_NOUN.fullmatch(noun["one"]):
        return None
    return bool({word[:_STEM].lower() for word in noun.groups() if word} & asked)


def _stems(text: str) -> set[str]:
    return {word.group()[:_STEM].lower() for word in _WORD.finditer(text)} - _COMMON
