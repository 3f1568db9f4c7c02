"""The bodies that a letter sends the requester to, under their usual names."""

import re
from collections.abc import Iterator, Sequence

from corpus.letter import Referral
from corpus.span import Span
from ingest.structure.foi.entries import Entry
from text.sentences import sentences

_SENT = re.compile(
    r"\b(?:best placed|better placed|may wish to (?:contact|approach|direct|redirect|submit|make|ask|refer|write|"
    r"consider|try)|"
    r"(?:might|would|could) (?:like|want|wish) to contact|"
    r"(?:recommend|suggest|advise) (?:that )?(?:you )?(?:directing|redirecting|contact(?:ing)?|approach(?:ing)?|"
    r"direct|redirect|ask|"
    r"submit(?:ting)?|refer(?:ring)?|write|writing|make|making)|"
    r"should (?:be )?(?:contact|direct|redirect|address|refer|approach|ask)(?:ed)?|please (?:contact|direct|"
    r"redirect|refer|approach)|"
    r"responsib(?:ility|le)|(?:is|are) (?:a )?(?:reserved )?matters? (?:reserved|for)|administered by|"
    r"(?:is|are|be|likely to be|would be) (?:\w+ )?held by|(?:hold|holds) (?:this|the|such) (?:information|data)|"
    r"available from|redirect(?:ed)?|transfer(?:red)? your request|"
    r"sefyllfa orau|cysylltu [âag]|gysylltu [âag]|cysylltwch [âag]|cyfrifoldeb|gyfrifoldeb|cyfrifol|gyfrifol|"
    r"mater(?:ion)? (?:i|a gadwyd)|(?:ei|eu) (?:gweinyddu|dal|cadw) gan|awgrym\w+|argymell\w*)\b",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"\b(?:best|better) placed|contact|cysyllt|gysyllt|direct|refer|approach|sefyllfa orau|submit|redirect\b",
    re.IGNORECASE,
)
_NAMES = {
    "Home Office": r"home office|(?:y )?swyddfa gartref",
    "Ministry of Justice": r"ministry of justice|\bmoj\b|(?:y )?weinyddiaeth gyfiawnder|gweinyddiaeth gyfiawnder",
    "Office for National Statistics": r"office for national statistics|\bons\b|swyddfa ystadegau gwladol",
    "Department for Work and Pensions": r"department for work and pensions|\bdwp\b|adran (?:dros )?(?:gwaith|"
    r"waith) a phensiynau",
    "HM Revenue and Customs": r"(?:hm|his majesty['’]s|her majesty['’]s) revenue (?:and|&) customs|\bhmrc\b|"
    r"cyllid a thollau",
    "HM Treasury": r"(?:hm|his majesty['’]s|her majesty['’]s) treasury|trysorlys",
    "HM Prison and Probation Service": r"(?:hm|his majesty['’]s) prison (?:and|&) probation service|\bhmpps\b",
    "HM Courts and Tribunals Service": r"(?:hm|his majesty['’]s) courts (?:and|&) tribunals service|\bhmcts\b",
    "Ministry of Defence": r"ministry of defence|\bmod\b|(?:y )?weinyddiaeth amddiffyn",
    "Foreign, Commonwealth and Development Office": r"foreign,? commonwealth (?:and|&) development office|\bfcdo\b",
    "Cabinet Office": r"cabinet office|swyddfa(?:['’]r| y) cabinet",
    "Department for Education": r"department for education|\bdfe\b|adran addysg",
    "Department of Health and Social Care": r"department (?:of|for) health and social care|\bdhsc\b",
    "Department for Transport": r"department for transport|\bdft\b",
    "Department for Levelling Up, Housing and Communities": r"department for levelling up,? housing and "
    r"communities|\bdluhc\b",
    "Ministry of Housing, Communities and Local Government": r"ministry of housing,? communities (?:and|"
    r"&) local government|\bmhclg\b",
    "Wales Office": r"wales office|office of the secretary of state for wales|swyddfa cymru",
    "UK Visas and Immigration": r"uk visas (?:and|&) immigration|\bukvi\b",
    "Border Force": r"border force|llu['’]r ffiniau",
    "Crown Prosecution Service": r"crown prosecution service|\bcps\b|gwasanaeth erlyn y goron",
    "Electoral Commission": r"electoral commission|comisiwn etholiadol",
    "Senedd Commission": r"senedd commission|comisiwn y senedd",
    "Welsh Local Government Association": r"welsh local government association|\bwlga\b|"
    r"cymdeithas llywodraeth leol cymru",
    "Natural Resources Wales": r"natural resources wales|\bnrw\b|cyfoeth naturiol cymru",
    "Public Health Wales": r"public health wales|iechyd cyhoeddus cymru",
    "Digital Health and Care Wales": r"digital health and care wales|\bdhcw\b|iechyd a gofal digidol cymru",
    "Transport for Wales": r"transport for wales|trafnidiaeth cymru",
    "Social Care Wales": r"social care wales|gofal cymdeithasol cymru",
    "Qualifications Wales": r"qualifications wales|cymwysterau cymru",
    "Estyn": r"\bestyn\b(?! (?:yr?|amser|y))",
    "Sport Wales": r"sport wales|chwaraeon cymru",
    "Arts Council of Wales": r"arts council of wales|cyngor celfyddydau cymru",
    "Welsh Refugee Council": r"welsh refugee council|cyngor ffoaduriaid cymru",
    "Migrant Help": r"migrant help",
    "Clearsprings Ready Homes": r"clearsprings(?: ready homes)?",
    "NHS Wales": r"nhs wales|gig cymru",
    "NHS England": r"nhs england",
    "NHS": r"\bthe nhs\b|y gig\b",
    "Welsh Government": r"welsh government|llywodraeth cymru|lywodraeth cymru",
    "local authorities": r"local (?:authorit(?:y|ies)|councils?)|(?:each|individual|relevant|"
    r"your) (?:local )?(?:council|authorit(?:y|ies))s?|"
    r"awdurdod(?:au)? lleol|cynghorau lleol",
    "health boards": r"(?:local |relevant |university )?health boards\b|byrddau iechyd",
    "police forces": r"(?:\w+ )?police forces\b|(?:the|relevant|local) police\b|heddluoedd",
    "UK Government": r"uk government(?: departments?)?|llywodraeth y (?:du|deyrnas unedig)",
}  # fmt: skip
_PATTERNS = {name: re.compile(rf"\b(?:{words})", re.IGNORECASE) for name, words in _NAMES.items()}
_W = r"[A-ZŴŶ][\w’'-]{1,25}"
_PROPER = re.compile(
    rf"(?P<council>(?:{_W} (?:and |of |& )?){{1,4}}(?:County Borough Council|County Council|City Council|"
    rf"Borough Council|City and County|"
    rf"Council)(?! (?:of|Tax|tax))|(?:City and County of {_W}|Cyngor (?:Sir |Dinas |"
    rf"Bwrdeistref Sirol )?(?:{_W} ?){{1,3}}))|"
    rf"(?P<board>(?:{_W} ){{1,4}}(?:University |Teaching |Local )?Health Board|Bwrdd Iechyd (?:Prifysgol |"
    rf"Addysgu )?(?:{_W} ?){{1,3}})|"
    rf"(?P<trust>(?:{_W} ){{1,4}}(?:NHS Trust|University NHS Trust|Fire and Rescue Service|Ambulance Service))|"
    rf"(?P<police>(?:{_W}[ -]){{1,3}}(?:Police|Constabulary)(?! and Crime)|Heddlu (?:{_W}[ -]?){{1,3}})"
)
_SPOKEN_OF = ("Welsh Government", "NHS", "local authorities", "health boards", "police forces")
_HEAD = 80
_OPENS = 14
_GENERAL = ("UK Government", "NHS", "local authorities", "health boards", "police forces")
_OPENING = re.compile(r"^(?:The|Your|Please|Contact|Both|Either|Also|Each|Individual|Similarly|And|Y)\s")


_NAME = (
    r"(?:[A-ZŴŶ][\w’'&-]{1,30})(?:(?: (?:of|and|for|the|&|y|yr|a|ac|i)){0,2} (?:[A-ZŴŶ][\w’'&-]{1,30})){0,8}"
    r"(?: \([A-Z]{2,8}\))?"
)
_UNLISTED = re.compile(
    rf"(?<!\bin )(?P<placed>{_NAME})(?:,[^.,]{{1,60}},)? (?:(?:is|are|(?:would|may|will|might) be) "
    r"(?:\w+ )?(?:best|better) placed|"
    r"(?:sydd|fyddai) yn y sefyllfa orau)|"
    r"\b(?i:contact(?:ing)?|approach(?:ing)?|direct(?:ed|ing)?(?: \w+){0,4} to|redirect(?:ed|ing)?(?: \w+){0,4} to|"
    r"writ(?:e|ing) to|"
    r"submit(?:ted|ting)?(?: \w+){0,4} to|refer(?:red|ring)?(?: \w+){0,4} to|a matter for|held by|responsibility of|"
    rf"gysylltu [âa]['’]?[rg]?|cysylltwch [âa]['’]?[rg]?) (?:[Tt]he |[Yy]r? )?(?P<sent>{_NAME})"
)
_BODY_WORD = re.compile(
    r"\b(?:Wales|Cymru|Council|Board|Office|Agency|Authority|Inspectorate|Inspector|Commission\w*|Services?|Department|"
    r"Ministry|Partnership|Senedd|Parliament|University|College|Trust|Police|Association|Centre|Institute|Ombudsman|"
    r"Executive|Society|Foundation|Federation|Tribunal|Courts?|Network|Bureau|Registrar|Registry|Regulator|Archives?|"
    r"Library|Museum|House|Cyngor|Bwrdd|Swyddfa|Asiantaeth|Awdurdod|Arolygiaeth|Comisiynydd|Comisiwn|Adran|Prifysgol|"
    r"Coleg|Ymddiriedolaeth|Heddlu|Cymdeithas|Canolfan|Ombwdsmon|Gwasanaeth)\b|^[A-Z]{3,8}$"
)
_OWN_OFFICES = re.compile(
    r"freedom of information|information (?:rights|commissioner|governance)|\b(?:foia?|ico|eir|atisn|pdf|faq)\b|"
    r"rhyddid gwybodaeth|comisiynydd gwybodaeth|^(?:the |my |our )|^(?:wales|cymru)$|\b(?:mr|mrs|ms|miss|dr)\b",
    re.IGNORECASE,
)
_DISCLAIMS = re.compile(
    r"\s(?:\([A-Z]{2,8}\) )?(?:does|do|did|has|have|is|are|was|were) (?:not|no)\b|\s(?:cannot|holds no|can confirm|has "
    r"(?:decided|considered))\b"
)
_DENIED_BEFORE = re.compile(r"\bnot (?:\w+ )?(?:held|recorded|collected|kept) (?:\w+ )?by (?:the )?$", re.IGNORECASE)


def referrals(entries: Sequence[Entry], *, own: str | None) -> tuple[Referral, ...]:
    """Every body once, where it is first named in a sentence that sends on; `own` is the letter's author."""
    found: dict[str, Referral] = {}
    prompted = any(_PROMPT.search(sentence) for entry in entries for _, sentence in _sending(entry))
    for entry in entries:
        for start, sentence in _sending(entry):
            for name, first, last in _bodies(sentence):
                if name != own:
                    found.setdefault(name, Referral(name, Span(start + first, start + last)))
    if "UK Government" in found and len(found) > 1:
        del found["UK Government"]
    # That something is the responsibility of others sends nobody on as long as no sentence says so.
    return tuple(sorted(found.values(), key=lambda one: one.span.start)) if prompted or found else ()


def letterhead(line: str) -> str | None:
    """The body that a short line of a letter's head consists of."""
    named = next(iter(_proper(line)), None) if len(line) <= _HEAD else None
    return named[0] if named and line.strip(" .,*#") == named[0] else None


def speaks_of_body(sentence: str) -> bool:
    """Whether a body is what a sentence begins with."""
    found = (*_proper(sentence), *_listed(sentence))
    return any(start <= _OPENS and name not in _SPOKEN_OF for name, start, _ in found)


def _sending(entry: Entry) -> Iterator[tuple[int, str]]:
    for one in sentences(entry.text):
        sentence = entry.text[one.start : one.end]
        if _SENT.search(sentence):
            yield entry.start + one.start, sentence


def _bodies(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Bodies by name; the Commissioner, and an office that says what it has not, are none to go to."""
    taken: list[tuple[int, int]] = []
    for name, start, end in (*_proper(sentence), *_listed(sentence), *_unlisted(sentence)):
        if not any(first < end and start < last for first, last in taken):
            taken.append((start, end))
            if not _is_subject(sentence, start, end, name):
                yield name, start, end


def _proper(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Councils, boards and forces by their full names."""
    for match in _PROPER.finditer(sentence):
        text = match.group().rstrip()
        opening = _OPENING.match(text)
        start = match.start() + (opening.end() if opening else 0)
        text = sentence[start : match.start() + len(text)]
        if len(text.split()) > 1 and not any(pattern.fullmatch(text) for pattern in _PATTERNS.values()):
            yield text, start, start + len(text)


def _listed(sentence: str) -> Iterator[tuple[str, int, int]]:
    for name, pattern in _PATTERNS.items():
        for match in pattern.finditer(sentence):
            yield name, match.start(), match.end()


def _unlisted(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Bodies without a usual name here, as the letter has them."""
    for match in _UNLISTED.finditer(sentence):
        group = "placed" if match["placed"] else "sent"
        start, text = match.start(group), match[group]
        opening = _OPENING.match(f"{text} ")
        start, text = (start + opening.end(), text[opening.end() :]) if opening else (start, text)
        if _BODY_WORD.search(text) and not _OWN_OFFICES.search(text):
            yield text, start, start + len(text)


def _is_subject(sentence: str, start: int, end: int, name: str) -> bool:
    """Whether a body is only spoken of: `the Welsh Government is not responsible for it`."""
    if _DISCLAIMS.match(sentence, end) or _DENIED_BEFORE.search(sentence, max(0, start - 60), start):
        return True
    if name not in ("Welsh Government", *_GENERAL):
        return False
    return re.match(r"\s(?:does|do|has|have|was|did|nid)\b", sentence[end : end + 60]) is not None
