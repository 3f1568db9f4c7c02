"""How a question ended, from the words of its answer; what is not sure is unclear."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto

from corpus.letter import Exemption, Outcome
from ingest.structure.foi.exemptions import CLAUSE, NEGATED, exceeds
from text.figures import figures
from text.sentences import sentences


class Sign(Enum):
    """What a sentence of an answer says of the information."""

    GIVEN = auto()
    NOT_HELD = auto()
    WITHHELD = auto()
    COST = auto()
    VEXATIOUS = auto()
    PUBLIC = auto()
    FUTURE = auto()
    REFERRED = auto()
    PART = auto()
    WHOLE = auto()
    REDACTED = auto()


_KNOWLEDGE = (
    r"(?:information|data|records?|recorded|figures?|statistics|details|documents?|cop(?:y|ies)|correspondence|"
    r"this|that|"
    r"these|those|any|it|them|such|the|a|centrally|numbers?)"
)
_NOT_HELD = re.compile(
    r"\b(?:(?:do|does|did)(?: not|n['’]t) (?:(?:currently|routinely|centrally|itself|also|therefore|actually) )?"
    r"(?:hold|possess|keep|retain)\b(?! (?:a |an |any |the )?(?:position|view|opinion|responsib|power|competen|"
    r"meeting|election))|"
    rf"(?:do|does|did) not (?:\w+ )?(?:record|collect|have) (?:any )?(?:of )?(?:recorded )?(?:{_KNOWLEDGE})\b"
    r"(?! (?:power|role|responsib|plan|intention|view|polic|competen|power|authority))|"
    r"(?:is|are|was|were|be) not (?:\w+ )?(?:held|recorded|collected|retained|kept)\b|(?:information|"
    r"data) not held|not held\b|"
    r"no (?:recorded |relevant |such |other )?(?:information|records?|data|documents?|correspondence|figures) "
    r"(?:(?:is|are|was|were|has been|have been) )?(?:held|found|identified|located|recorded|exists?)|"
    r"(?:holds?|have|has|held) no (?:recorded |relevant |such |other )?(?:information|records?|data|documents?|"
    r"figures|correspondence|"
    r"statistics|details)|no recorded information|none (?:is |are )?held|holds? none\b|"
    r"(?:unable to|could not|cannot|not been able to) (?:locate|find|identify) any)",
    re.IGNORECASE,
)
_NOT_HELD_WELSH = re.compile(
    r"\b(?:n(?:id|ad) (?:yw|ydy|ydym|ydyn|ydyw|oedd)\b.{0,70}?\b(?:yn|['’]n) (?:(?:cadw|dal|casglu|cofnodi)\b|"
    r"(?:cael (?:ei|eu) )(?:chadw|dal|cadw|casglu|chasglu|cofnodi))(?!['’]?\w* ?yn [ôo]l|['’]n [ôo]l)|"
    r"n(?:id|ad) oes (?:gennym|gan)\b.{0,60}?\b(?:gwybodaeth|wybodaeth|ddata|data|gofnod|cofnod|ffigurau|ddogfen)\w*|"
    r"ni (?:chedwir|ddelir|chofnodir|chesglir)|n(?:a|i) (?:chedwir|ddelir)|dim gwybodaeth (?:wedi['’]i chofnodi|"
    r"ar gael|yn cael))",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"\b(?:whether(?: or not)? (?:or not )?(?:\w+ ){0,4}(?:do|does|did|hold)|if (?:we|the \w+ ?\w*|it) (?:do|does) not|"
    r"you (?:say|said|state|stated|claim|claimed|suggest\w*|assert\w*|asked (?:whether|why|if))|"
    r"previously (?:told|said|informed)|"
    r"(?:original|initial|earlier|first) (?:response|reply|letter) (?:said|stated|told|explained|was)|"
    r"where (?:we|it|information|the)[^,]{0,40} not h|not the case that|os nad|a yw['’]n|p['’]un a)\b",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\b(?:(?:is|are|be|been|being|was|were) (?:\w+ ){0,2}(?:exempt|withheld|refused|redacted|excluded)\b|"
    r"withholding\b|"
    r"(?:decided|decision|continue|entitled|chosen|need) to (?:withhold|refuse|redact)|(?:i|we) (?:have |am |"
    r"are )?(?:\w+ )?"
    r"(?:withheld|withhold|refuse|refused|refusing|redacted)\b|"
    r"(?:cannot|can not|will not|unable to|not able to|not (?:be )?(?:providing|disclosing|releasing|disclosed|"
    r"released)) "
    r"(?:be )?(?:releas|disclos)\w*|neither confirm (?:n?or) deny|"
    r"wedi['’]?i? (?:(?:ei|eu) )?heithrio|wedi['’]?i? (?:(?:ei|eu) )?hesemptio|yn esempt|gwrthod|"
    r"(?:cadw|chadw|dal|atal|hatal)(?:['’]n| yn) [ôo]l|(?:cael (?:ei|eu) )?h?atal\b)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:some (?:of (?:the|this|your)|information|elements|parts?|documents?)|part(?:s|ly|ially)?\b(?! \d|"
    r" of (?:our|the (?:plan|policy|programme)))|"
    r"remain(?:der|ing)|the rest|with the exception|except for|(?:certain|"
    r"limited) (?:information|details|parts)|"
    r"rhan o|rhywfaint o|gweddill|rhai o)\b",
    re.IGNORECASE,
)
_REDACTED = re.compile(r"\bredact(?:ed|ions?)\b|golyg(?:u|wyd)\b", re.IGNORECASE)
_VEXATIOUS = re.compile(
    r"\b(?:vexatious|repeated requests?|substantially similar|blinderus|ailadrodd\w*)\b", re.IGNORECASE
)
_PUBLIC = re.compile(
    r"\b(?:(?:already|publicly|readily|freely|reasonably|otherwise)(?: and \w+)? (?:\w+ )?(?:available|"
    r"accessible|published|public)\b|"
    r"available (?:to (?:the public|you)|online|on (?:the|our|its)|from (?:the )?(?:website|stats)|"
    r"at:?\s?(?:https?|www))|"
    r"in the public domain|(?:is|are|been|was|were) (?:\w+ )?published (?:on|at|in|by|online|every|each|annually|"
    r"quarterly)|"
    r"(?:can|may) be (?:found|viewed|accessed|downloaded)(?: \w+){0,3} (?:on|at|here|via|from|online)\b(?! annex)|"
    r"ar gael (?:i['’]r cyhoedd|yn gyhoeddus|eisoes|ar[- ]lein|ar (?:ein|y) gwefan)|(?:eisoes|"
    r"wedi)(?: \w+){0,2} (?:ei|eu|['’]i|['’]u)? ?"
    r"(?:ch?yhoeddi|cyhoeddi)|yn gyhoeddus eisoes)",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:(?:intended|scheduled|planned|due|held (?:with a view|for)) (?:for |"
    r"to (?:its )?)?(?:be )?(?:future )?(?:publication|published)|"
    r"future publication|(?:information|data|figures?|statistics|report|it|they|these|this|document|"
    r"results) (?:will|is to|are to) be published|"
    r"we (?:intend|plan|will|expect) to publish|will publish|ch?yhoeddi yn y dyfodol|bwriedir (?:ei |eu )?ch?yhoeddi|"
    r"(?:bydd|caiff)\b.{0,50}\b(?:ei|eu) ch?yhoeddi)",
    re.IGNORECASE,
)
_OWN_LETTER = re.compile(
    r"\b(?:disclosure log|(?:this|our|my|copy of (?:this|the)) (?:response|reply|letter)|log datgelu|ymateb hwn)\b",
    re.IGNORECASE,
)
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
_LEGAL = re.compile(
    r"\b(?:section|regulation|s\.\s?\d|act (?:19|20)\d\d|working days|public interest|commissioner|adran \d|"
    r"rheoliad|diwrnod gwaith)\b",
    re.IGNORECASE,
)
_YES = re.compile(r"(?:yes|no|oes|ydy|ydyw|ydyn|nac oes|nac ydy|na)\b\s?(?:[.,;:–-]|$)", re.IGNORECASE)
_COUNTS = re.compile(
    r"\b(?:how (?:many|much|often|long)|number|total|cost|amount|faint|sawl|nifer|cyfanswm)\b", re.IGNORECASE
)
_NIL = re.compile(r"(?:nil(?: return)?|dim)\W*", re.IGNORECASE)
_NONE = re.compile(r"(?:none|no\b.{0,40}|neb|dim un)\W*", re.IGNORECASE)
_ZERO = re.compile(r"(?:0|zero|sero)\b", re.IGNORECASE)

_SHORT = 60
_HOLDS = re.compile(r"\bholds?\b|\bidentified\b|yn (?:cadw|dal)\b", re.IGNORECASE)

_BY_PROVISION = {
    "s.12": Sign.COST,
    "s.14": Sign.VEXATIOUS,
    "s.21": Sign.PUBLIC,
    "s.22": Sign.FUTURE,
    "s.22A": Sign.FUTURE,
    "EIR 6": Sign.PUBLIC,
}
_REFUSED = frozenset((Sign.NOT_HELD, Sign.WITHHELD, Sign.COST, Sign.VEXATIOUS, Sign.FUTURE))
_ALONE = {
    Sign.NOT_HELD: Outcome.NOT_HELD,
    Sign.WITHHELD: Outcome.WITHHELD,
    Sign.COST: Outcome.COST_LIMIT,
    Sign.VEXATIOUS: Outcome.VEXATIOUS_OR_REPEATED,
    Sign.PUBLIC: Outcome.ALREADY_PUBLIC,
    Sign.FUTURE: Outcome.FUTURE_PUBLICATION,
    Sign.REFERRED: Outcome.REFERRED,
    Sign.GIVEN: Outcome.DISCLOSED,
}


def signs(
    texts: Sequence[str], question: str, exemptions: Iterable[Exemption], *, referred: bool, rows: bool
) -> set[Sign]:
    """What the words of an answer say, all its sentences together."""
    joined = _joined(texts)
    grounds = {_by_provision(one) for one in exemptions}
    found = set(grounds)
    for at, one in enumerate(sentences(joined)):
        found |= _of_sentence(joined[one.start : one.end], question, first=at == 0)
    if grounds and Sign.WITHHELD not in grounds:
        found.discard(Sign.WITHHELD)  # "withheld under section 22" is no more than section 22
    if rows:
        found.add(Sign.GIVEN)
    if referred:
        found.add(Sign.REFERRED)
    return found


def _joined(texts: Sequence[str]) -> str:
    """Blocks as running text; one that a page's footer broke off goes on with the next."""
    parts: list[str] = []
    for text in texts:
        broken = parts and text[:1].islower() and parts[-1][-1:] not in ".?!:;"
        parts += [" " if broken else "\n\n", text] if parts else [text]
    return "".join(parts)


def _by_provision(one: Exemption) -> Sign:
    if one.provision == "EIR 12" and one.limb == "(4)(a)":
        return Sign.NOT_HELD
    return _BY_PROVISION.get(one.provision, Sign.WITHHELD)


def _of_sentence(sentence: str, question: str, *, first: bool) -> set[Sign]:
    counts = _COUNTS.search(question) is not None
    if first and (plain := _plainly(sentence, counts=counts)):
        return {plain}
    found: set[Sign] = set()
    denied = NEGATED.search(sentence) is not None
    if not _UNSAID.search(sentence):
        if _NOT_HELD.search(sentence) or _NOT_HELD_WELSH.search(sentence):
            found.add(Sign.NOT_HELD)
        if _WITHHELD.search(sentence) and not denied:
            found.add(Sign.WITHHELD)
    if exceeds(sentence) and not denied:
        found.add(Sign.COST)
    if _VEXATIOUS.search(sentence) and not denied and not re.search(r"\b(?:not|whether|if|nid)\b", sentence, re.I):
        found.add(Sign.VEXATIOUS)
    if _PUBLIC.search(sentence) and not re.search(
        r"\bnot (?:\w+ )?(?:publicly|available|published)|nid yw", sentence, re.I
    ):
        found.add(Sign.PUBLIC)
    if _FUTURE.search(sentence) and not _OWN_LETTER.search(sentence) and "not" not in sentence.split():
        found.add(Sign.FUTURE)
    if found and _PART.search(sentence):
        found.add(Sign.PART)
    elif Sign.WITHHELD in found:
        found.add(Sign.REDACTED if _REDACTED.search(sentence) else Sign.WHOLE)
    return found | _given(sentence, found, counts=counts)


def _plainly(sentence: str, *, counts: bool) -> Sign | None:
    """What an answer of one or two words says: `Nil` is not held, a nought is a figure."""
    plain = sentence.strip(" .")
    if _NIL.fullmatch(plain):
        return Sign.NOT_HELD
    if _ZERO.fullmatch(plain) or (counts and _NONE.fullmatch(plain) and len(plain) < 6):
        return Sign.GIVEN
    return (
        Sign.GIVEN
        if _YES.match(sentence) and not _NOT_HELD.search(sentence) and not _WITHHELD.search(sentence)
        else None
    )


def _given(sentence: str, found: set[Sign], *, counts: bool) -> set[Sign]:
    if found & {Sign.NOT_HELD, Sign.COST, Sign.VEXATIOUS}:
        return set()
    told = _GIVEN.search(sentence)
    if told and not _UNGIVEN.search(sentence) and not found & {Sign.WITHHELD, Sign.PUBLIC, Sign.FUTURE}:
        return {Sign.GIVEN}
    if found or exceeds(sentence):
        return set()
    plain = [clause for clause in CLAUSE.split(sentence) if not _LEGAL.search(clause)]
    units = {one.unit for clause in plain for one in figures(clause)} - {"year"}
    if not counts and (_HOLDS.search(sentence) or (not units & {"gbp", "percent"} and len(sentence) > _SHORT)):
        return set()  # a figure in passing, or how much there is of what was asked for, and not the thing itself
    return {Sign.GIVEN} if units else set()


def outcome(found: set[Sign]) -> Outcome:
    """The one outcome that the signs of an answer agree on; unclear where they do not."""
    refused = found & _REFUSED
    in_part = Sign.PART in found or (Sign.REDACTED in found and Sign.WHOLE not in found)
    if Sign.GIVEN in found or (Sign.PUBLIC in found and refused - {Sign.NOT_HELD}):
        return Outcome.PARTLY_DISCLOSED if refused else Outcome.DISCLOSED
    if in_part and refused and refused <= {Sign.WITHHELD}:
        return Outcome.PARTLY_DISCLOSED
    if Sign.COST in refused:
        refused -= {Sign.NOT_HELD}
    if Sign.VEXATIOUS in refused or len(refused) == 1:
        return _ALONE[Sign.VEXATIOUS if Sign.VEXATIOUS in refused else next(iter(refused))]
    if refused:
        return Outcome.UNCLEAR
    alone = Sign.PUBLIC if Sign.PUBLIC in found else Sign.REFERRED if Sign.REFERRED in found else None
    return _ALONE[alone] if alone else Outcome.UNCLEAR


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome of a letter from those of its questions."""
    kinds = set(outcomes)
    if len(kinds) == 1:
        return kinds.pop()
    if not kinds:
        return Outcome.UNCLEAR
    given = kinds & {Outcome.DISCLOSED, Outcome.PARTLY_DISCLOSED}
    open_ended = {Outcome.DISCLOSED, Outcome.ALREADY_PUBLIC, Outcome.UNCLEAR, Outcome.REFERRED}
    if given and (Outcome.PARTLY_DISCLOSED in kinds or kinds - open_ended):
        return Outcome.PARTLY_DISCLOSED
    return Outcome.DISCLOSED if kinds == {Outcome.DISCLOSED, Outcome.ALREADY_PUBLIC} else Outcome.UNCLEAR
