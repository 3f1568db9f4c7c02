"""E-mail addresses and telephone numbers that reach one person and not an office."""

import re
from collections.abc import Iterator

_BEFORE_AT = re.compile(r"[\w.+'%-]{1,64}\Z")
_DOMAIN = re.compile(r"[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62}){1,5}")
_NEVER_FIRST = ".'-+%"
_PIECE = re.compile(r"[A-Z]?[a-zŵŷâêîôûï]+|[A-Z]+(?![a-z])")
_OFFICE_WORDS = (
    "foi foia eir dpo iru dpu info mail email post admin help team teams desk media web hr it pa ico press news unit "
    "dept office officer gov govt wales cymru welsh cymraeg wg wag assembly senedd cynulliad policy housing health "
    "education planning council cyngor policing police finance legal law tax jobs vacancies careers sales shop library "
    "archive archives pay payroll data stats statistics ystadegau research survey surveys equality equalities "
    "inclusion cohesion sanctuary refugee refugees asylum migration brexit euss ukraine covid safeguarding children "
    "childrens schools minister ministers ministerial ysgrifennydd gweinidog cabinet private secretary correspondence "
    "swyddfa ymholiadau gwybodaeth rhyddid cwynion cysylltu ymgynghori ymgynghoriad tim tîm adran uned webmaster "
    "postmaster noreply reply feedback hello contact contacts enquiry enquiries query queries request requests "
    "general public services service customer customers support casework caseworker complaint complaints accessibility "
    "access accessible helpdesk switchboard bookings events training grants funding procurement tenders recruitment "
    "consultation consultations subscribe newsletter privacy security reception central corporate register registry "
    "digital web apply application applications appeals appeal visa visas passports homes hello ceisiadau cais "
    "digidol cwsmeriaid cymorth cefnogaeth polisi iechyd addysg tai cyllid cyfathrebu newyddion cydraddoldeb cymunedau "
    "mewnfudo lloches noddfa ffoaduriaid deddfwriaeth diogelu preifatrwydd hygyrchedd apeliadau grantiau "
    "hyfforddiant digwyddiadau caffael cydlyniant iaith ieithoedd cofrestru cofnodion cyhoeddiadau adborth "
    "licensing elections records disclosure disclosures protection freedom rights communities community benefits"
)
_OFFICE = frozenset(_OFFICE_WORDS.split())
# Long enough to be told inside a run of words such as `freedomofinformation`.
_INSIDE = re.compile(
    r"information|enquir|ymholiad|complain|casework|accessib|helpdesk|support|service|consult|protect|customer|"
    r"communit|equalit|refugee|ministe|correspond|request|gwybodaeth|gwasanaeth|ceisiad|no-?reply|statistic|contact|department|disclosure|feedback"
)

_GAP = r"[ \u00a0().‑–-]{0,3}"
_AFTER = r"(?![\d%])(?![.,:/]\d)"
# An area code has three digits or more, a day or a month in front of a year two.
_NATIONAL = rf"\(?0\d\d(?:{_GAP}\d){{7,8}}{_AFTER}"
_FROM_ABROAD = rf"(?:\+|\b00)44{_GAP}(?:\(0\){_GAP})?[1-9]\d(?:{_GAP}\d){{7,8}}{_AFTER}"
_FOREIGN = rf"(?:\+|\b00)[1-9]\d{{0,2}}(?:{_GAP}\d){{8,13}}{_AFTER}"
# Tried at the first sign of a run only, so that a long run is read once.
_NUMBER = re.compile(rf"(?<![\w£$€#@=&?%/(+.,:-])(?:{_NATIONAL}|{_FROM_ABROAD}|{_FOREIGN})")
_LABELLED = re.compile(
    r"(?<!\w)(?:tel|telephone|phone|mobile|mob|fax|ff[oô]n|symudol|ffacs|direct (?:line|dial)|"
    r"llinell uniongyrchol)(?: (?:no|number|rhif))?\.?:?\s{0,3}"
    rf"(?P<number>[(+]{{0,2}}\d(?:{_GAP}\d){{5,14}}{_AFTER})",
    re.IGNORECASE,
)
_OF_AN_OFFICE = re.compile(
    r"switchboard|helpline|hotline|minicom|textphone|contact centre|call centre|customer|enquir|switsfwrdd|"
    r"llinell gymorth|ymholiadau|canolfan",
    re.IGNORECASE,
)
_NO_TELEPHONE = re.compile(
    r"(?:isbn|issn|atisn|ref|reference|cyf|cyfeirnod|account|cyfrif|charity|elusen|company|cwmni|vat|invoice)"
    r"(?:-1[03])?(?: ?(?:no|number|rhif))?[.:]{0,2}\s{0,2}\Z",
    re.IGNORECASE,
)
_OPEN_TO_ALL = ("03", "05", "08", "09")


def personal_mailboxes(text: str) -> Iterator[tuple[int, int]]:
    """The range of each e-mail address whose name is not that of an office."""
    at = text.find("@", 1)
    while at >= 0:
        domain = _DOMAIN.match(text, at + 1)
        local = _BEFORE_AT.search(text, max(0, at - 64), at) if domain else None
        if local and domain:
            name = local.group().lstrip(_NEVER_FIRST)
            if name and not _is_office(name):
                yield at - len(name), domain.end()
        at = text.find("@", at + 1)


def _is_office(name: str) -> bool:
    """Whether a word of the name says so, or the name is an abbreviation in capitals."""
    pieces = [piece.lower() for piece in _PIECE.findall(name)]
    abbreviated = name.isalpha() and name.isupper() and 3 <= len(name) <= 6
    return abbreviated or not _OFFICE.isdisjoint(pieces) or bool(_INSIDE.search(name.lower().replace(".", "")))


def personal_telephones(text: str) -> Iterator[tuple[int, int]]:
    """The range of each mobile, direct line or labelled telephone; helplines and switchboards are none."""
    spans = {match.span() for match in _NUMBER.finditer(text)}
    spans |= {match.span("number") for match in _LABELLED.finditer(text)}
    for start, end in sorted(spans):
        before = text[max(0, start - 40) : start].rpartition("\n")[2]
        if _reaches_a_person(text[start:end]) and not (_NO_TELEPHONE.search(before) or _OF_AN_OFFICE.search(before)):
            yield start, end


def _reaches_a_person(number: str) -> bool:
    """Area codes and mobiles do; 0300, 0800 and their like are open to all."""
    digits = "".join(character for character in number if character.isdigit())
    if number.lstrip("(").startswith(("+44", "0044")):
        digits = "0" + digits.removeprefix("00")[2:].removeprefix("0")
    return not digits.startswith(_OPEN_TO_ALL)
