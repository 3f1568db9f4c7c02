"""Runs of words that can be a person's name, and the words that never are part of one in a letter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]\.|[^\W\d_]{1,30}(?:['’-][^\W\d_]{1,30}){0,3}")
_SPACE = re.compile(r"[ \u00a0]{0,2}")
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_PARTICLE_WORDS = "ap ab ferch van von der den de la le du da dos di del bin al el"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_HONOUR_WORDS = "MS AS AM AC MP MSP MLA TD KC QC OBE MBE CBE PhD"
_HONOURS = frozenset(_HONOUR_WORDS.split())
_MOST_WORDS = 4
_NO_NAME_WORDS = (
    "redacted name unknown anonymous withheld internal review crown buildings documents share footnotes footnote "
    "attachments notes cymraeg english back next previous related page copyright skip menu source sources table "
    "mr mrs ms miss mx dr dear annwyl "
    "sir madam sirs syr madam fadam applicant requester requestor colleague colleagues all resident residents "
    "enquirer enquirers ymholwr ymholydd reader readers partner partners stakeholder stakeholders consultee consultees "
    "tenant tenants landlord householder neighbour volunteer volunteers supporter supporters citizen taxpayer sponsor "
    "sponsors host hosts editor student students applicants requesters requestors complainant claimant appellant "
    "ministers "
    "customer member members chair chairman convener friend friends parent parents team both correspondent "
    "ymgeisydd gyfaill gyfeillion gydweithiwr gydweithwyr bawb aelod aelodau breswylydd gadeirydd "
    "minister secretary weinidog gweinidog ysgrifennydd speaker president llywydd justice prif first prime deputy "
    "commissioner comisiynydd head director manager officer adviser advisor assistant lead leader senior chief "
    "principal executive administrator caseworker coordinator co-ordinator policy official clerk registrar analyst "
    "statistician inspector sergeant constable superintendent pennaeth cyfarwyddwr rheolwr swyddog uwch arweinydd "
    "foi eir atisn freedom information rights unit office department division directorate branch section group "
    "team service services centre council county borough city board authority agency government llywodraeth "
    "cymru wales welsh uk england scotland britain british united kingdom senedd parliament assembly cynulliad "
    "home foreign cabinet treasury police heddlu cyngor bwrdd iechyd adran uned tîm tim swyddfa gwasanaeth "
    "gwybodaeth rhyddid hawliau prifysgol university college school ysgol hospital nhs gig trust committee pwyllgor "
    "association society network partnership foundation charity refugee refugees migrant migrants migration asylum "
    "sanctuary noddfa citizens advice local public national communities community health social care housing "
    "education justice equality equalities data protection legal complaints correspondence communications enquiries "
    "contact case ref reference subject pwnc date dyddiad tel telephone phone mobile email e-mail ebost fax web "
    "website post address annex appendix atodiad encl enc copy copied please thank thanks diolch regards yours "
    "the this that these those it its we our i you your in on at by for from to of and or with as if not no yes re "
    "further following regarding request cais response ymateb letter llythyr mae yn ein eich y yr ar am gan diolch "
    "january february march april may june july august september october november december ionawr chwefror mawrth "
    "ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr monday tuesday wednesday thursday friday"
)
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_PLACE_WORDS = (
    "park house road street lane floor building centre square place avenue drive court way close estate quay campus "
    "parc heol ffordd stryd lôn llawr adeilad canolfan cardiff caerdydd swansea abertawe newport casnewydd wrexham "
    "wrecsam bangor aberystwyth merthyr tydfil llandudno london llundain cheshire wilmslow belfast edinburgh gwynedd "
    "powys dyfed gwent glamorgan morgannwg"
)
_PLACES = frozenset(_PLACE_WORDS.split())


@dataclass(frozen=True)
class Run:
    """Words that stand together as a name does."""

    start: int
    end: int
    words: tuple[str, ...]
    """Without particles; at least one."""

    @property
    def has_place(self) -> bool:
        """Whether a word of it is one of addresses."""
        return not _PLACES.isdisjoint(word.lower() for word in self.words)


def run_at(text: str, at: int, *, titled: bool = False) -> Run | None:
    """The capitalised words and initials that begin at a place; behind a title the first may be any word."""
    found: list[str] = []
    end = at
    for match in _words(text, at):
        word = match.group()
        if word in _PARTICLES and found:
            continue
        if len(found) == _MOST_WORDS or not word[0].isupper() or _ends_a_name(word, first=titled and not found):
            break
        found.append(word)
        end = match.end() - (2 if word.endswith(_POSSESSIVE) else 0)
    return Run(at, end, tuple(found)) if found else None


def _ends_a_name(word: str, *, first: bool) -> bool:
    return not first and (word in _HONOURS or word.lower().rstrip(".") in _NO_NAME)


def _words(text: str, at: int) -> Iterator[re.Match[str]]:
    """Words with no more than white space between them."""
    match = _WORD.match(text, at)
    while match:
        yield match
        space = _SPACE.match(text, match.end())
        at = space.end() if space else match.end()
        match = _WORD.match(text, at) if at > match.end() or match.group().endswith(".") else None
