"""Whether a later letter of the page, or the Commissioner, set an outcome aside."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.letter import Letter, LetterKind, Outcome
from corpus.version import Role
from ingest.structure.foi.body import Letter as Read
from ingest.structure.foi.exemptions import named
from ingest.structure.foi.headings import Part
from text.sentences import sentences

_REVERSED = re.compile(
    r"\b(?:overturn(?:ed|ing)?|set(?:ting)? aside|(?:do|did|does|cannot|can|not able to|"
    r"unable to) ?(?:not )?uphold the (?:original )?"
    r"(?:decision|response|refusal|exemption|use)|(?:was|were|been) (?:incorrectly|wrongly|mistakenly) (?:applied|"
    r"withheld|"
    r"refused|engaged|relied|redacted)|"
    r"(?:applied|withheld|refused|relied on|engaged|redacted) (?:incorrectly|wrongly|mistakenly|in error)|misapplied|"
    r"(?:was|were) wrong to (?:apply|withhold|refuse|rely)|"
    r"should (?:not have been (?:withheld|applied|refused|relied)|not have (?:applied|withheld|refused|relied)|"
    r"(?:now )?(?:have been|be) (?:disclosed|released|provided)|have (?:disclosed|released|provided))|"
    r"(?<!not )(?<!unable to )(?:uphold|upheld|upholding) (?:your|the) complaint(?! (?:about|regarding|concerning|as "
    r"to|of|in (?:relation|respect)|"
    r"with regard|that (?:we|the \w+) (?:did not (?:respond|reply)|were late|delayed)))|"
    r"complaint (?:is|was|has been) (?:\w+ )?upheld(?<!not upheld)(?! (?:about|regarding|in (?:relation|respect)))|"
    r"exemption (?:is|was|were) not (?:\w+ )?(?:engaged|applicable)|"
    r"can now be (?:disclosed|released|provided)|"
    r"no longer (?:rely|relying|withh\w+|appl\w+|engaged)|"
    r"withdraw(?:ing|n)? (?:our |its |the )?(?:reliance|application|use)|"
    r"gwrthdro\w*|wrthdro\w*|dileu['’]r penderfyniad|nid wyf yn cadarnhau|ni ddylid bod wedi|dylid bod wedi (?:ei |eu "
    r")?"
    r"(?:rhyddhau|datgelu|darparu)|"
    r"(?:gymhwyso|gymhwyswyd|defnyddio|ddefnyddiwyd|gwrthod|gwrthodwyd)['’]?n? ?(?:yn )?(?:anghywir|gam))",
    re.IGNORECASE,
)
_NOT_REVERSED = re.compile(
    r"\b(?:not|no (?:grounds?|reason)|nothing|whether|if|may|might|could|nid)\b[^.]{0,30}\b(?:overturn|set aside|"
    r"g?wrthdroi|be (?:disclosed|released|provided))|\b(?:not|whether|if|you|complain\w*|argu\w*|not agree) "
    r"[^.]{0,60}\b(?:"
    r"incorrectly|wrongly|wrong to|mistakenly|in error|misapplied|should)\b|not uphold (?:your|the|this) complaint|"
    r"\b(?:response|reply|answer|acknowledge?ment|explanation|assistance|links?|reasons?) should\b|working days",
    re.IGNORECASE,
)
_OTHER_COMMISSIONER = re.compile(
    r"\b(?:children['’]s|older people['’]s|future generations|police and crime|welsh language|traffic|victims['’]|"
    r"anti-slavery|electoral|high) commissioner(?:['’]s)?|comisiynydd (?:plant|pobl h[ŷy]n|y gymraeg|heddlu|"
    r"cenedlaethau)|european commission|"
    r"\b(?:asylum|immigration|employment|mental health|education|valuation|rent)(?: and \w+)? (?:tribunal|appeal|"
    r"chamber)\w*",
    re.IGNORECASE,
)
_COMMISSIONER = re.compile(
    r"\b(?:commissioner|ico\b|decision notice|tribunal|comisiynydd|chomisiynydd|gomisiynydd|hysbysiad penderfynu|"
    r"t[rh]?r?ibiwnlys|dribiwnlys)",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\b(?:(?<!not )(?:overturn(?:ed|s)|set aside|quashed)(?! \d)|"
    r"order(?:ed|s)\b.{0,80}\b(?:disclos|releas|provid|publish)\w*|(?:decision|order) (?:requires|required|requiring)|"
    r"(?:required|requires|directed|instructed)\b.{0,80}\bto (?:disclose|release|provide|publish)|"
    r"(?:did not|does not|refused to) uphold (?:our|the) (?:\w+ |\w+ \w+['’]s? )?(?:decision|refusal|position|use|"
    r"reliance|application|exemption)|"
    r"(?:not|never) (?:to (?:be|have been) )?(?:correctly |properly |rightly )?engaged|not (?:correctly|properly|"
    r"rightly) "
    r"(?:appl|engag|with|rel|refus)\w*|(?:was|were|is|are|had) not entitled|could not rely|not (?:been )?(?:exempt|"
    r"entitled)|"
    r"(?<!not )(?<!whether )(?<!if )(?:wrong(?:ly)?|incorrect(?:ly)?|should (?:not )?have (?:been )?(?:disclos|releas|"
    r"provid|withh|appl|refus|rel)\w*)|"
    r"(?<!not )(?:partl?y |partially )?upheld (?:the|your|a|this|that|his|her|their) (?:complaint|appeal)|"
    r"complaint (?:was|has been|is) (?:partl?y |partially )?upheld|"
    r"(?<!not )allow(?:ed|s|ing) (?:the|your|an|this|that|his|her|their) appeal|appeal (?:was|has been) (?:allowed|"
    r"upheld)|"
    r"g?wrthdro(?:wyd|[ei]odd|dd|i)|(?:gorchmynnodd|gorchmynnwyd|orchmynnodd|orchmynnwyd)|nad oedd\b.{0,60}\b(?:gymwys|"
    r"berthnasol|gywir|cymwys)|(?<!ni )g?chadarnhaodd\b.{0,40}\b[cg]?h?[wŵ]yn|(?<!ni "
    r")cadarnhaodd\b.{0,40}\b[cg]?h?[wŵ]yn|"
    r"caniat(?:aodd|áwyd|awyd)\b.{0,30}\bap[eê]l|(?:yn|['’]n) anghywir)",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:following|after|as a result of|in light of)\b.{0,80}\b(?:commissioner|ico|tribunal|decision "
    r"notice)\b.{0,80}\b"
    r"(?:was|were|has been|have been|(?:i|we) (?:have )?)\s?(?:now |since |later |subsequently )?(?:released|"
    r"disclosed)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:commissioner|ico|tribunal|you|complainants?|requesters?|applicants?|they|who|which|it|s?he) (?:also |then )?"
    r"(?:can|could|will|would|(?-i:may)|might|has the power|is able|have the right|has the right|are entitled|wish)\b|"
    r"\b(?:if|unless|guidance|power to|asks? (?:the|for)|right (?:of|to)|(?:apply|complain|appeal|refer|write) to the|"
    r"gall(?:ai|wch|u)?|caiff|os|canllawiau|hawl i)\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"\b(?:whether|a yw|a oedd|ai)\b", re.IGNORECASE)
_FOUND = re.compile(
    r"\b(?:found|decided|concluded|ordered|ruled|required|determined|overturned|held|penderfynodd|canfu|"
    r"gorchmynnodd)\b",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"\b(?:section 10|delay\w*|late\b|time (?:taken|limit|for)|within (?:20|twenty)|oedi)\b", re.IGNORECASE
)
_DISCLOSE = re.compile(r"\b(?:disclos|releas|exempt|section (?!10\b)\d|withh|datgel|rhyddhau)", re.IGNORECASE)


def overturned(found: Sequence[Letter], read: Sequence[Read]) -> tuple[Letter, ...]:
    """The same letters, those marked whose outcome did not stand."""
    marked = list(found)
    for at, (one, text) in enumerate(zip(found, read, strict=True)):
        older = _older(found, at)
        if _commissioner(text):
            for index in older or [at]:
                marked[index] = replace(marked[index], overturned=True)
        elif one.kind is LetterKind.INTERNAL_REVIEW:
            for index in older:
                if _reverses(one, text, found[index]):
                    marked[index] = replace(marked[index], overturned=True)
    return tuple(marked)


def _older(found: Sequence[Letter], at: int) -> list[int]:
    """Letters that the one at an index can have changed; of undated ones the lower is the older."""
    here = _written(found[at])
    return [
        index
        for index, one in enumerate(found)
        if index != at and ((_written(one) < here) if here and _written(one) else index > at)
    ]


def _written(one: Letter) -> str:
    return next((date.iso for date in one.dates if date.role.value == "letter"), "")


def _reverses(review: Letter, text: Read, original: Letter) -> bool:
    """Whether a review says so, rests on other provisions, or gives what was refused."""
    said = [entry for entry in text.entries if entry.role is Role.ANSWER or entry.part is Part.ANNEX]
    for entry in said:
        for one in sentences(entry.text):
            sentence = entry.text[one.start : one.end]
            if _REVERSED.search(sentence) and not _NOT_REVERSED.search(sentence):
                return True
    now, before = ({(one.provision, one.limb) for one in letter.exemptions} for letter in (review, original))
    denied = {(one.exemption.provision, one.exemption.limb) for one in named(said) if one.denied}
    if denied & before or (now and before and not {one for one, _ in now} & {one for one, _ in before}):
        return True
    return review.outcome is Outcome.DISCLOSED and original.outcome in (Outcome.WITHHELD, Outcome.COST_LIMIT)


def _commissioner(text: Read) -> bool:
    """Whether a sentence, set forms aside, says that the Commissioner decided against the authority."""
    return any(
        _decides_against(entry.text[one.start : one.end])
        for entry in text.entries
        if entry.role is not Role.QUESTION and _COMMISSIONER.search(entry.text)
        for one in sentences(entry.text)
    )


def _decides_against(sentence: str) -> bool:
    """A finding: not what the Commissioner may do, or is asked to do, nor that a reply was late."""
    plain = _OTHER_COMMISSIONER.sub("", sentence)
    if not _COMMISSIONER.search(plain) or _SUPPOSED.search(plain):
        return False
    if _WHETHER.search(plain) and not _FOUND.search(plain):
        return False
    if _DELAY.search(plain) and not _DISCLOSE.search(plain):
        return False
    return (_ORDERED.search(plain) or _CHANGED.search(plain)) is not None
