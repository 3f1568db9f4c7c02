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
_GENERAL = ("UK Government", "NHS", "local authorities", "health boards", "police forces")
_OPENING = re.compile(r"^(?:The|Your|Please|Contact|Both|Either|Also|Each|Individual|Similarly|And|Y)\s")


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


def _sending(entry: Entry) -> Iterator[tuple[int, str]]:
    for one in sentences(entry.text):
        sentence = entry.text[one.start : one.end]
        if _SENT.search(sentence):
            yield entry.start + one.start, sentence


def _bodies(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Bodies by name; the Commissioner and the office that answers are none to go to."""
    taken: list[tuple[int, int]] = []
    for match in _PROPER.finditer(sentence):
        text = match.group().rstrip()
        opening = _OPENING.match(text)
        start = match.start() + (opening.end() if opening else 0)
        text = sentence[start : match.start() + len(text)]
        if len(text.split()) > 1 and not any(pattern.fullmatch(text) for pattern in _PATTERNS.values()):
            taken.append((start, start + len(text)))
            yield text, start, start + len(text)
    for name, pattern in _PATTERNS.items():
        for match in pattern.finditer(sentence):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                if not _is_subject(sentence, match, name):
                    yield name, match.start(), match.end()
                break


def _is_subject(sentence: str, match: re.Match[str], name: str) -> bool:
    """Whether a general body is only spoken of: `the Welsh Government is not responsible for it`."""
    if name not in ("Welsh Government", *_GENERAL):
        return False
    behind = sentence[match.end() : match.end() + 60]
    return re.match(r"\s(?:does|do|has|have|is not|are not|was|did|has no|nid)\b", behind) is not None
