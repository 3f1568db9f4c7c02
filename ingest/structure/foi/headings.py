"""What opens the parts of a letter that answers a request: headings and set sentences, English and Welsh."""

import re
from enum import Enum, auto

from text.dates import dates
from text.references import references


class Part(Enum):
    """The parts of a letter, in their usual order."""

    FRONT = auto()
    QUESTIONS = auto()
    ANSWERS = auto()
    CLOSING = auto()
    ANNEX = auto()


# Read only in front of capitals where whole letters stand on one line.
_QUESTION_TITLES = (
    r"(?:the )?information (?:you )?(?:have )?requested|request (?:received|details)|"
    r"gwybodaeth y gofynn(?:wyd|och) amdani|(?:y |yr )?wybodaeth y gofynn(?:wyd|och) amdani|"
    r"y wybodaeth a geisi(?:wy|r)d"
)
_ANSWER_TITLES = (
    r"our (?:response|reply|answer|decision)s?|information provided for the answer|"
    r"ein (?:hymateb|hateb|hatebion|penderfyniad)"
)
_CLOSING_TITLES = r"next steps|(?:y )?camau nesaf"
_QUESTIONS = re.compile(
    rf"(?:\d\. )?(?:{_QUESTION_TITLES}|(?:your |the |original )?(?:request|questions?)(?: for information)?|"
    r"details of (?:your |the )?request|(?:text|terms|wording) of (?:your |the )?request|scope of (?:your |"
    r"the )?request|"
    r"what you (?:asked|requested)(?: for)?|you (?:have )?(?:asked|requested)(?: us)?(?: for)?|"
    r"(?:eich )?(?:cais|cwestiynau|cwestiwn)|manylion (?:eich |y )?cais|"
    r"gofynnoch(?: am)?|gofynasoch(?: am)?|(?:roeddech|rydych)(?: chi)? wedi gofyn(?: am)?)\s?[:.–-]?",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    rf"(?:\d\. )?(?:{_ANSWER_TITLES}|(?:the |welsh government |council )?(?:response|reply|answer|decision)s?|"
    r"(?:our |the )?(?:response|reply|answer) to (?:your|the) (?:request|questions?)|information (?:provided|"
    r"disclosed)|"
    r"response (?:from|of) the [\w ]{3,60}|ymateb(?:ion)?|ateb(?:ion)?|ymateb llywodraeth cymru|penderfyniad|"
    r"(?:ein )?h?ymateb i['’]ch (?:cais|cwestiynau)|(?:conclusion|outcome|findings)(?: of (?:the |"
    r"my )?(?:internal )?review)?)"
    r"\s?[:.–-]?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"(?:\d\. )?(?:{_CLOSING_TITLES}|(?:your )?rights? (?:of appeal|to appeal|to complain|of complaint)|"
    r"your right to (?:a |an internal )?review|complaints?(?: procedure)?|how to complain|appeals?(?: procedure)?|"
    r"(?:eich )?hawl i (?:apelio|gwyno)|sut i gwyno)\s?[:.–-]?",
    re.IGNORECASE,
)
ANNEX_WORD = r"(?:annex(?:e|ure)?|appendix|atodiad)"
_ANNEX = re.compile(
    rf"{ANNEX_WORD}(?:\s(?:[A-Z]|\d{{1,2}}))?(?:\s?[:–-]\s?[^.]{{1,100}}|\s[A-Z][^.]{{1,80}})?[:.]?", re.IGNORECASE
)
_ANNEX_SENTENCE = re.compile(
    r"\b(?:is|are|contains?|sets?|shows?|gives?|lists?|provides?|attached|enclosed|above|below|mae|yn)\b", re.IGNORECASE
)

_INLINE_NAMES = "|".join((_QUESTION_TITLES, _ANSWER_TITLES, _CLOSING_TITLES))
# A title inside a line begins with a capital, and a capital or a colon follows it.
_INLINE = re.compile(
    rf"(?:(?<=\s)|^)(?=[A-Z])(?:(?i:{_INLINE_NAMES})(?:\s?:|(?=\s(?:[A-Z][a-z'’]|[IA]\s|\d{{1,2}}[.)]\s|[•»-]\s)))|"
    r"(?:Request|Your request|Question|Response|Answer|Reply|Cais|Ymateb|Ateb)\s?:|"
    r"(?:YOUR REQUEST|YOU ASKED|YOU REQUESTED|INFORMATION REQUESTED|OUR RESPONSE|RESPONSE|NEXT STEPS|EICH CAIS|"
    r"GOFYNNOCH AM|EIN HYMATEB|YMATEB|Y CAMAU NESAF)\s?:?|"
    r"(?:Your request|You (?:have )?(?:asked|requested)(?: for)?)(?=\s(?:\d{1,2}[.)]|[•»-]|(?:Question|Q) ?1)\s))(?=\s)"
)
# The number of a question or of its answer, where a whole letter stands on one line.
_COUNTED_INSIDE = re.compile(r"(?<=\s)(?:Question|Cwestiwn) \d{1,2}(?:(?P<stop>\s?[:.])(?=\s)|(?=\s[A-ZÂÊÎÔÛŴŶ]))")
_ONE_LINE = 200

CLOSES = re.compile(
    r"(?:if|should) you (?:are|remain|be|feel|wish|would like)\b.{0,40}\b(?:dissatisfied|unhappy|"
    r"not (?:satisfied|content|happy)|"
    r"complain|internal review|appeal)\b|"
    r"if you have any (?:queries|questions|concerns)\b|"
    r"you (?:also )?(?:have (?:the|a) right|may|can) (?:also )?(?:to )?(?:complain|appeal|ask for an internal review|"
    r"request an internal review)|"
    r"please (?:remember to )?quote\b|(?:please note that )?this (?:response|letter|information) (?:will|"
    r"may) (?:also )?be "
    r"(?:published|placed|made)|"
    r"os (?:ydych|nad ydych|ydych chi|byddwch)\b.{0,40}\b(?:an)?(?:fodlon|hapus)|"
    r"mae gennych (?:chi )?(?:hefyd )?(?:yr |hawl|hefyd)\b.{0,20}\b(?:gwyno|apelio|adolygiad)|"
    r"cofiwch (?:ddyfynnu|nodi)",
    re.IGNORECASE,
)
SALUTATION = re.compile(r"(?:dear|annwyl)\b[^.:?!]{0,60}[,:]?", re.IGNORECASE)
_SALUTATION_INSIDE = re.compile(r"(?:^|(?<=\s))(?:Dear|Annwyl)\b[^.:?!,\n]{0,40},")
SIGN_OFF = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm) regards|regards|yn gywir|yr eiddoch yn (?:gywir|"
    r"ffyddlon)|"
    r"cofion(?: (?:gorau|cynnes))?)\b[,.]?",
    re.IGNORECASE,
)
_SIGN_OFF_INSIDE = re.compile(
    r"(?<=[.!?)\w] )(?:Yours (?:sincerely|faithfully)|Yn gywir|Yr eiddoch yn (?:gywir|ffyddlon))\b[,.]?"
)
THANKS = re.compile(
    r"(?:thank you (?:very much )?for|thanks for|diolch (?:i chi )?am|i (?:am writing|refer|write|wrote|am responding)|"
    r"we (?:are writing|refer|write|wrote)|rwy['’]n ysgrifennu|ysgrifennaf|cyfeiriaf|further to|with reference to|"
    r"in (?:your|response to your) (?:letter|e-?mail|request)|"
    r"you (?:have )?(?:asked|requested|wrote)|your (?:request|letter|e-?mail)|on \d|gofynnoch|gofynasoch|"
    r"(?:roeddech|rydych)(?: chi)? wedi gofyn|yn eich (?:cais|llythyr|e-?bost))\b",
    re.IGNORECASE,
)
ANSWERING = re.compile(
    r"(?:(?:i|we) (?:find|conclude|uphold|agree|consider|no longer|partially|therefore|explained)\b|"
    r"(?:the )?(?:welsh government|welsh ministers|(?:[A-Z][\w’'-]+ ){1,5}(?:council|board|trust|service|"
    r"office|police|"
    r"university|authority)|council|health board|trust|department|authority) "
    r"(?:does|do|did|has|have|holds?|can|is|are|was|will|neither|only|currently|publishes|estimates)\b|"
    r"(?:i|we) (?:can|am able to|are able to|wish to|must|also) (?:now )?(?:confirm|advise|inform|tell|disclose|"
    r"provide)|"
    r"(?:i|we) (?:confirm|hold|enclose|attach|do not|don['’]t|neither|have (?:decided|concluded|attached|"
    r"enclosed|considered|"
    r"provided|set|searched|now|undertaken|conducted|carried)|are (?:not|unable|releasing|withholding)|am (?:not|"
    r"unable|"
    r"releasing|withholding|pleased))\b|"
    r"in (?:response|answer|reply|relation|respect|regard) to\b|with (?:regards?|respect) to\b|regarding (?:your|"
    r"question|point)|"
    r"(?:for|to|as (?:for|to)) your (?:first|second|third|fourth|fifth|final|last|next|other)\b|"
    r"(?:your|the) questions? and (?:our|my) (?:responses?|answers?)|(?:our|my|the) (?:responses?|answers?)\b|"
    r"please (?:find|see)\b|(?:a )?cop(?:y|ies) of .{1,80} (?:is|are) (?:attached|enclosed)|unfortunately\b|"
    r"following (?:a|our) "
    r"(?:\w+ )?search|under section \d|as the information|"
    r"the (?:information|data|documents?|figures?|number|total) (?:you (?:have )?(?:requested|asked for|"
    r"seek) )?(?:is|are|was|were|"
    r"held|has|have)\b|this information\b|some of the information|no(?:ne of the)? (?:recorded )?information\b|"
    r"nid (?:yw|ydy|ydym|ydyn|oes)\b|(?:gallaf|gallwn|hoffwn|medraf) (?:gadarnhau|eich|egluro)|mae llywodraeth cymru|"
    r"mewn (?:ymateb|perthynas)|(?:o ran|ynghylch) (?:eich|cwestiwn|pwynt)|ynghlwm|gweler|rwyf wedi|"
    r"rydym (?:wedi|ni|yn)|"
    r"mae['’]r wybodaeth)",
    re.IGNORECASE,
)
DECIDES = re.compile(
    r"your (?:\w+ )?request\b[^.?!:]{0,150}?\b(?:is|was|has been|have been|must be|will be|falls|would|"
    r"exceeds)\b(?: \w+ly| also| "
    r"therefore| being| considered| deemed| to be){0,3} (?:refused|declined|rejected|vexatious|repeated|exempt|"
    r"manifestly|"
    r"exceed|over the|above the|granted)\b|"
    r"your (?:\w+ )?request (?:is|was) (?:a )?(?:vexatious|repeat)|"
    r"mae(?:['’]ch| eich) c(?:ais|hais)\b[^.?!:]{0,100}?\b(?:yn flinderus|wedi['’]i (?:wrthod|eithrio)|"
    r"yn cael ei wrthod|yn ailadrodd)",
    re.IGNORECASE,
)
DISPOSES = re.compile(
    r"\b(?:do|does|did) not (?:currently )?hold (?:any |the |this |that |such |recorded |"
    r"relevant ){0,3}(?:information|data|records?)|"
    r"\b(?:is|are) (?:therefore |being )?(?:exempt|withheld)\b|"
    r"\binformation (?:that )?(?:you (?:have )?)?(?:requested|asked for|sought) (?:is|has|was|can)\b|"
    r"\bsections? \d{1,2}(?:\(\d\))? [^.]{0,40}\b(?:applies|apply|engaged)\b|"
    r"nid (?:yw|ydy|ydym|ydyn|oes)\b[^.]{0,60}\b(?:yn dal|yn cadw|gennym|gwybodaeth)\b|wedi['’](?:i|u) h?eithrio",
    re.IGNORECASE,
)
CLARIFIES = re.compile(
    r"(?:(?:please|could you|can you|would you|need you to|ask(?:ing)? you to)[^.?]{0,40}\b(?:clarify|specify|"
    r"provide (?:further )?clarification|be more specific|confirm (?:what|which|whether you))|"
    r"(?:require|need|seek|seeking|like)[^.]{0,30}\bclarification\b|"
    r"(?:allwch|a allech) chi (?:egluro|gadarnhau)|angen eglurhad)",
    re.IGNORECASE,
)
_KIND_LINE = re.compile(
    r"(?:outcome of (?:the |your )?|response to (?:your )?)?internal review(?: (?:response|outcome|decision|letter))?|"
    r"(?:canlyniad (?:yr )?)?adolygiad mewnol|(?:the )?(?:original|initial|first) (?:response|reply|letter|request)|"
    r"(?:yr )?ymateb gwreiddiol|holding (?:reply|response|letter)|(?:request for )?clarification(?: letter| request)?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"complaint in respect of|request for (?:information|internal review)|internal review|cais am wybodaeth", re.I
)


def heads(text: str) -> Part | None:
    """The part that a line is the heading of, in one language or in both."""
    plain = text.strip("#*_ \t")
    if len(plain) > 130:
        return None
    if part := _titled(plain):
        return part
    sides = {_titled(side) for side in re.split(r"\s?[/|]\s?|\s[–-]\s", plain)}
    if len(sides) == 1 and (both := sides.pop()):
        return both
    return Part.ANNEX if names_annex(plain) else None


def _titled(text: str) -> Part | None:
    titles = ((_QUESTIONS, Part.QUESTIONS), (_ANSWERS, Part.ANSWERS), (_CLOSING, Part.CLOSING))
    return next((part for pattern, part in titles if pattern.fullmatch(text)), None)


def names_annex(text: str) -> bool:
    """Whether a line is the heading of an annex, and no sentence about one."""
    if not _ANNEX.fullmatch(text.strip()):
        return False
    return not (_ANNEX_SENTENCE.search(text) and not re.search(r"[:–-]", text)) and text[:1].isupper()


def is_kind_line(text: str) -> bool:
    """Whether a line says of which sort the letter below it is."""
    found = _KIND_LINE.match(text.strip())
    if not found or len(text) > 90:
        return False
    rest = text.strip()[found.end() :]
    return not rest.strip(" :–-,.") or bool(dates(rest) or references(rest))


def is_date_line(text: str) -> bool:
    """Whether a line is nothing but a full date, perhaps under a label or behind a place or a weekday."""
    if len(text) > 60:
        return False
    found = dates(text)
    rest = text[: found[0].start] + text[found[0].end :] if len(found) == 1 and len(found[0].iso) == 10 else "no date"
    return (
        re.fullmatch(r"\s*(?:(?:date|dyddiad|our date)\s?:?|[A-Z][a-zâêîôûŵŷ]{2,14},?)?\s*[,.]?\s*", rest, re.I)
        is not None
    )


def is_reference_line(text: str) -> bool:
    """Whether a short line gives the reference of the letter, with or without its subject."""
    if len(text) > 160 or text.endswith("?"):
        return False
    found = [one for one in references(text) if one.kind in ("atisn", "case")]
    labelled = re.match(r"(?:our ref|ein cyf|ref(?:erence)?\b|cyf(?:eirnod)?\b)", text, re.IGNORECASE)
    opens = bool(found) and (found[0].start == 0 or _SUBJECT.match(text) is not None)
    return bool(labelled) or (opens and not text.endswith("."))


def _only_date(text: str) -> bool:
    """Whether a title in front of this is the label of a date: `Request received: 3 May 2024`."""
    found = dates(text[:60])
    return (
        bool(found) and not re.search(r"[^\W\d_]{3}", text[: found[0].start]) and not text[found[0].end :].strip(" .")
    )


def cuts(text: str) -> list[int]:
    """Where a line goes on with another part of the letter: each offset begins a piece of its own."""
    found: set[int] = set()
    for match in _INLINE.finditer(text):
        if not _only_date(text[match.end() :]):
            found |= {match.start(), match.end()}
    if len(text) > _ONE_LINE:
        for match in _COUNTED_INSIDE.finditer(text):
            found |= {match.start()} if match["stop"] else {match.start(), match.end()}
    if len(text) > 80:
        for pattern in (_SALUTATION_INSIDE, _SIGN_OFF_INSIDE):
            for match in pattern.finditer(text):
                found |= {match.start(), match.end()}
    return sorted(at for at in found if 0 < at < len(text))
