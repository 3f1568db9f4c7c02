"""What a question asks for, read from its words: powers, yes or no, a figure, a date, an opinion."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Whose power a yes-or-no question asserts."""

    WALES = "wales"
    UK = "uk"


class Wanted(StrEnum):
    """The kind of thing that would answer."""

    FIGURE = "figure"
    DATE = "date"
    WHO = "who"
    ANYTHING = "anything"


@dataclass(frozen=True)
class Intent:
    """How a question reads."""

    about_powers: bool
    """Whether it asks who decides, may decide or is responsible."""
    asserted: Side | None
    """In a yes-or-no question, the side said to decide; None where it is not one or names no side first."""
    wholly: bool
    """Whether the power is said to lie with that side alone."""
    wanted: Wanted
    opinion: bool
    personal: bool


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


# Governments by side. `in Wales`, `yng Nghymru` and the like are places, not actors.
_WALES = _pattern(
    r"\bwelsh (?:government|ministers?|assembly|councils?|law|powers?|matter|parliament)\b", r"\bsenedd\b(?! y deyrnas)",
    r"(?<!in )(?<!across )(?<!for )(?<!of )(?<!to )(?<!from )(?<!around )\bwales\b(?!['’]s (?:people|residents))",
    r"\bcardiff bay\b", r"\b(?:ministers?|government) in cardiff\b", r"\bfirst minister\b", r"\bdevolved\b",
    r"\b(?:county |city |local |town |parish )?councils?\b(?! tax)", r"\blocal authorit(?:y|ies)\b", r"\bin cardiff\b(?= or\b)",
    r"\bllywodraeth cymru\b", r"\bg?weinidogion cymru\b", r"\b(?<!yng )(?<!ng)(?:g|ch|ngh)?ymru\b(?<!nghymru)", r"\bbae caerdydd\b",
    r"\bcaerdydd sy", r"\bddatganoli", r"\b(?:g|ch|ngh)?yngor\b", r"\b(?:g|ch|ngh)?ynghorau\b", r"\bprif weinidog cymru\b",
)  # fmt: skip
_UK = _pattern(
    r"\bhome office\b", r"\bhome secretary\b", r"\b(?:uk|british|central) (?:government|parliament|ministers?|law)\b",
    r"\bwestminster\b", r"\bwhitehall\b", r"\blondon\b", r"\bdwp\b", r"\bhmrc\b", r"\btreasury\b", r"\bchancellor\b",
    r"\bministry of (?:justice|defence)\b", r"\bdepartment for\b", r"\breserved\b", r"\bprime minister\b",
    r"\boutside the senedd['’]?s? powers?\b", r"\bs?swyddfa gartref\b", r"\bysgrifennydd cartref\b",
    r"\b(?:l?l)ywodraeth (?:y deyrnas|y du|prydain)", r"\bsan steffan\b", r"\bllundain\b", r"\bcadw'n ôl\b", r"\badran gwaith\b",
)  # fmt: skip

_WHO_DECIDES = _pattern(
    r"\b(?:who|which (?:government|minister|parliament|body|department|authority|regulator)|whose)\b",
    r"\bpwy\b", r"\bpa (?:lywodraeth|senedd|weinidog|gorff|adran)\b",
)  # fmt: skip
_POWER = _pattern(
    r"\bdecid\w*", r"\bset(?:s|ting)?\b", r"\bcontrol\w*", r"\bresponsib\w*", r"\bin charge\b", r"\bcharge of\b", r"\bmakes?\b",
    r"\bmade\b", r"\bpowers?\b", r"\bdevolved\b", r"\breserved\b", r"\brun(?:s|ning)?\b", r"\bregulat\w*", r"\bgrant(?:s|ed|ing)?\b",
    r"\b(?:has|have|gets?) (?:the |a |any |no )?(?:say|right|final word|vote)\b", r"\bup to\b", r"\bmatter for\b", r"\ballow\w*",
    r"\bban\b", r"\bchange\b", r"\bstop\b", r"\bclose\b", r"\bshut\b", r"\braise\b", r"\bissues?\b", r"\blegislat\w*", r"\blaw\b",
    r"\brules?\b", r"\boverrul\w*", r"\boverturn\w*", r"\bveto\b", r"\bblock\b", r"\brefuse\b", r"\bdeport\w*", r"\bfunds?\b",
    r"\bpays?\b", r"\bappoint\w*", r"\bcompetence\b", r"\bjob\b", r"\bremit\b", r"\bauthorit(?:y|ies)\b", r"\bgives?\b",
    r"\bpenderfyn\w*", r"\bb?enderfyn\w*", r"\bgyfrif(?:ol|oldeb)\b", r"\bcyfrif(?:ol|oldeb)\b", r"\brheoli?\b", r"\breoli?\b",
    r"\bp[wŵ]er\w*", r"\bb[wŵ]er\w*", r"\bdatganol\w*", r"\bddatganol\w*", r"\bcadw'n ôl\b", r"\bgosod\b", r"\bosod\b", r"\bhawl\b",
    r"\bcyfraith\b", r"\bgyfraith\b", r"\bnewid\b", r"\batal\b", r"\bcaniat\w*", r"\bganiat\w*", r"\brhoi\b", r"\bgofal\b", r"\bllais\b",
)  # fmt: skip
_NOT_POWERS = _pattern(
    r"^\s*(?:how (?:many|much|old|long|often|do i|can i|big)|when|where|what (?:is|was|were|are|does|did|percentage|share|date)|why)\b",
    r"^\s*(?:faint|pryd|ble|beth|pam|sawl|sut)\b",
)  # fmt: skip
_WHAT_POWERS = _pattern(
    r"\bwhat (?:powers?|say|can (?:wales|the welsh|the senedd))\b", r"\bpa bwerau\b", r"\bbeth (?:all|y gall)\b"
)

_YES_NO = _pattern(
    r"^\W*(?:so,? |and |but |then,? )?(?:do|does|did|is|are|was|were|isn't|isn’t|aren't|wasn't|doesn't|don't|can|can't|could|couldn't|"
    r"may|might|has|have|had|will|would|should|shall|must)\b",
    r"[.,?:;]\s*(?:do|does|did|is|are|was|were|isn['’]t|can|could|has|have|will|would|right|correct|true|really)\b[^.]{0,90}\?\s*$",
    r"\b(?:right|correct|true|is it|isn['’]t it|does it|did it|could it|can they|surely)\s*[?.]*\s*$",
    r"^\W*(?:a|ai|onid|oni|ydy|ydi|ydyn|yw|oes|all|allai|gall|gallai|caiff|gaiff|fydd|fyddai|oedd|fedr)\b",
    r"\b(?:ydi|ydy|oes|ynte|yntê|gywir|wir)\b[^.]{0,40}\?\s*$",
)  # fmt: skip
_WHOLLY = _pattern(r"\b(?:wholly|entirely|solely|only|alone|all of|completely)\b", r"\b(?:yn unig|yn llwyr|yn gyfan gwbl)\b")
_OPEN = _pattern(r"^\W*(?:so |and |then |but )?(?:which|who|whose|what|how|when|where|why|pwy|pa|beth|faint|pryd|ble|sut)\b")

_FIGURE = _pattern(
    r"\bhow (?:many|much|big|large|long|old|often)\b", r"\bwhat (?:percentage|share|proportion|fraction|number|amount|sum|total)\b",
    r"\b(?:percentage|number of|total|cost of)\b", r"\bfaint\b", r"\bsawl\b", r"\bpa (?:ganran|gyfran|nifer|mor)\b",
)  # fmt: skip
_DATE = _pattern(r"\bwhen\b", r"\b(?:what|which) (?:date|day|year|month)\b", r"\bby what\b", r"\bpryd\b", r"\bpa (?:ddyddiad|flwyddyn|ddiwrnod)\b")
_WHO = _pattern(r"^\W*(?:who|whose)\b", r"^\W*pwy\b")
_OPINION = _pattern(
    r"\b(?:do|did|would) you (?:think|believe|agree|feel|reckon|support)\b", r"\b(?:your|an honest) (?:opinion|view|thoughts?)\b",
    r"\bwhat do you (?:think|make)\b", r"^\W*(?:should|ought) (?:wales|we|the|i|they|asylum|refugees|immig|mig|people|uk|britain)\b",
    r"\b(?:is|are|was|were) (?:it|this|that|they|immigrants?|migrants?|refugees?|asylum seekers?)\b[^?]{0,40}\b(?:fair|right that|wrong|good|bad|"
    r"ruining|destroying|a disgrace|disgusting|worth it|too (?:many|soft|generous)|morally)\b",
    r"\b(?:good|bad|better|worse|worst|best) (?:for|thing|idea|off|party|government|minister)\b",
    r"\byn d(?:y|eich) (?:farn|barn)\b", r"\b(?:wyt|ydych) (?:ti|chi)'?n (?:meddwl|credu|cytuno)\b", r"^\W*a ddylai\b", r"\byn deg\b",
)  # fmt: skip
_PERSONAL = _pattern(
    r"\b(?:phone|telephone|mobile) number\b", r"\b(?:home|personal|private|e-?mail) (?:address|e-?mail)\b", r"\bwhere (?:do|does) (?:they|he|she)\b",
    r"\bwho (?:made|sent|submitted|wrote|asked|lodged) (?:the|this|that) (?:foi )?(?:request|question|complaint)\b", r"\bdate of birth\b",
    r"\bname (?:of )?the (?:requester|applicant|person who)\b", r"\brhif ff[ôo]n\b", r"\bcyfeiriad cartref\b", r"\bpwy wnaeth y cais\b",
    r"\bname and address\b", r"\benw a(?:'i)? chyfeiriad\b",
)  # fmt: skip
_EITHER = _pattern(r"\bor\b", r"\bneu\b", r"\bynteu\b")


def read_intent(question: str) -> Intent:
    """How a question in English or Welsh reads; words alone, so a rough reading that later stages check."""
    text = question.replace("’", "'")
    return Intent(
        about_powers=_about_powers(text),
        asserted=_asserted(text),
        wholly=bool(_WHOLLY.search(text)),
        wanted=_wanted(text),
        opinion=bool(_OPINION.search(text)),
        personal=bool(_PERSONAL.search(text)),
    )


def _about_powers(text: str) -> bool:
    if _WHAT_POWERS.search(text):
        return True
    if _NOT_POWERS.search(text) and not _WHO_DECIDES.search(text):
        return False
    actor = _WALES.search(text) or _UK.search(text) or _WHO_DECIDES.search(text)
    return bool(actor and _POWER.search(text))


def _asserted(text: str) -> Side | None:
    # The last sentence asks; what stands before it tells the story.
    last = [part for part in re.split(r"(?<=[.!?:;])\s+", text.strip()) if part][-1:]
    if not _YES_NO.search(text) or any(_OPEN.search(part) for part in last):
        return None
    wales, uk = _WALES.search(text), _UK.search(text)
    if wales and uk and _EITHER.search(text):
        return None
    if wales and (uk is None or wales.start() < uk.start()):
        return Side.WALES
    return Side.UK if uk else None


def _wanted(text: str) -> Wanted:
    for pattern, wanted in ((_FIGURE, Wanted.FIGURE), (_DATE, Wanted.DATE), (_WHO, Wanted.WHO)):
        if pattern.search(text):
            return wanted
    return Wanted.ANYTHING
