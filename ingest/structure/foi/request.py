"""Where in a paragraph the request itself begins, and the questions that stand in one line."""

import re
from dataclasses import dataclass

from ingest.structure.foi.headings import ANSWERING, DECIDES
from text.sentences import sentences

_ASKED = re.compile(
    r"\b(?:you (?:(?:have|had|also|then|previously) ){0,2}(?:asked|requested|wanted to know|wished to know|"
    r"sought|enquired)|"
    r"(?:you (?:are|were)|which|in which you|e-?mail|letter) (?:asking|requesting)|"
    r"your (?:request|questions?|query) (?:is|was|were|are|reads?|stated?|asked) (?:as follows|for)?|"
    r"gofynnoch|gofynasoch|(?:roeddech|rydych)(?: chi)? (?:wedi gofyn|yn gofyn|eisiau gwybod))"
    r"(?:\s(?:me|us|the \w+ \w+)(?=\s(?:for|to|about|whether|if|how|what)))?(?:\s(?:for|am|i ni)\b)?",
    re.IGNORECASE,
)
_COLON = re.compile(r"[^.?!:;]{0,200}?(?::|[–-]$)(?!//)")
_LATER = re.compile(r"[^:]{0,60}\b(?:following|questions?|below|canlynol|information)\b[^:?]{0,200}:")
_NO_REQUEST = re.compile(
    r"\s?(?:that )?(?:an?|the|for|i|am)?\s?(?:an? )?(?:internal )?(?:review|adolygiad|us to (?:review|"
    r"reconsider)|clarif)",
    re.I,
)
_NOTHING = re.compile(
    r"\W*(?:(?:the|some) )?(?:following|the below|information|questions?|canlynol|a number of questions|"
    r"several questions|wybodaeth)"
    r"(?: (?:information|questions?|canlynol|ganlynol|below|isod))?\W*",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:request|letter|e-?mail|enquiry|query|cais|llythyr|e-?bost)\b[^.:?]{0,140}?\s"
    r"(?P<asked>(?:about|regarding|concerning|relating to|for (?!information\b)(?=[a-z])|"
    r"ynghylch|ynglŷn â)\s?[^.:?]{5,400})",
    re.IGNORECASE,
)
_HANDLED = r"(?:response|reply|answer|decision|refusal|handling|request|outcome|way|atisn|foi|application of)\b"
_REVIEW = (
    r"(?:an? internal review\b(?!\s(?:of|into|on|about|by)\b)|"
    rf"(?:an?|the|your) internal review (?:of|into|on|about) (?:\w+ ){{0,4}}{_HANDLED}|internal review (?:of|into) how|"
    r"an? review of (?:our|my|that|this) |"
    r"an? review of (?:the|its|how) (?:\w+ ){0,3}(?:response|reply|refusal|handling|decision) (?:to|of|on|in|not|by) |"
    r"an? review(?=\s?[.,;:]|$))"
)
# Who wants the first answer looked at again: past forms alone, as the closing of every letter says how to ask.
_REVIEW_ASKED = re.compile(
    rf"\b(?:ask(?:ed|ing)?|request(?:ed|ing)?|seeking|sought|wanted|application)\b[^.?!]{{0,70}}?\b{_REVIEW}|"
    r"\b(?:ask(?:ed|ing)?|request(?:ed|ing)?|want(?:ed|ing)?) (?:(?:us|me|i|the (?:\w+ ){1,3})"
    r"\s?(?:to |should )|that (?:we|the (?:\w+ ){1,3}?)\s?(?:should )?)"
    rf"(?:review|reconsider|re-?examine|look again)\b[^.?!]{{0,60}}?\b(?:{_HANDLED}|our|my)|"
    r"\b(?:ask(?:ed|ing)?|request(?:ed|ing)?) (?:for |that )(?:the|our|this|that|my|your) (?:\w+ ){0,3}"
    r"(?:decision|response|reply|refusal|handling|matter|case)\b[^.?!]{0,60}?\b(?:to )?be (?:review|reconsider|"
    r"re-?examin|look)|"
    r"\b(?:asked|instructed|appointed|required) to (?:carry out|conduct|undertake|complete) (?:an|the|this|your) "
    r"(?:internal )?review|"
    rf"\byour complaint (?:\w+ ){{0,4}}?(?:about|regarding|concerning|of|over|on|that|"
    rf"against) (?:\w+ ){{0,5}}{_HANDLED}|"
    r"\b(?:yn gofyn|gofyn(?:noch|asoch|nwyd)|wedi gofyn|(?:eich )?(?:g?cais|chais))\b[^.?!]{0,40}?\b(?:am|inni|"
    r"i ni|bod)\b"
    r"[^.?!]{0,20}?\b(?:adolygiad mewnol|adolygiad o(?:['’]n| ein)|adolygu|ailystyried|ailedrych)|"
    r"\beich cwyn (?:\w+ )?(?:am|ynghylch|ynglŷn â|ynglŷn)\b",
    re.IGNORECASE,
)
_MIGHT = re.compile(
    r"\b(?:can|(?-i:may)|could|should|if|wish|right|within|by (?:asking|requesting)|os|gallwch|gellir|hawl|"
    r"o fewn|cewch)\b",
    re.I,
)
_ANSWERED = re.compile(r"(?:;|,?\s(?:but|ond)|\s[–-])\s(?=\w)")
_RECEIPT = re.compile(r",?\s(?:which|that|dated|received|and received|a dderbyni)\b.{0,120}$", re.IGNORECASE)


@dataclass(frozen=True)
class Lead:
    """What of a paragraph introduces the request, and what is asked in it, as offsets of its text."""

    front: int
    """End of the introduction."""
    asked: tuple[int, int] | None
    """The request, where it is in the paragraph."""
    found: bool
    """Whether the introduction says that something was asked."""


def lead(text: str) -> Lead:
    """The introduction of a request; the whole paragraph where it asks nothing."""
    match = _first_asked(text)
    if not match or _is_about_review(text, match):
        if DECIDES.match(text):
            return Lead(0, None, found=False)
        later = [one.start for one in sentences(text) if one.start > (match.end() if match else 0)]
        answer = [start for start in later if match or ANSWERING.match(text, start)]
        return Lead(answer[0] if answer else len(text), None, found=False)
    colon = _COLON.match(text, match.end()) or _LATER.match(text, match.end())
    if colon:
        rest = text[colon.end() :].strip()
        return Lead(colon.end(), (colon.end(), len(text)) if rest else None, found=True)
    end = next((one.end for one in sentences(text) if one.end > match.end()), len(text))
    end = next((one.start() for one in _ANSWERED.finditer(text, match.end(), end) if _answers(text, one.end())), end)
    if _NOTHING.fullmatch(text[match.end() : end]) or not text[match.end() : end].strip(" .,;–-"):
        return Lead(end, None, found=True)
    return Lead(match.end(), (match.end(), end), found=True)


def asks_review(text: str) -> bool:
    """Whether the requester is said to want the answer to an earlier request looked at again."""
    return any(_wants_review(text[one.start : one.end]) for one in sentences(text))


def _wants_review(sentence: str) -> bool:
    found = _REVIEW_ASKED.search(sentence)
    return found is not None and not _MIGHT.search(sentence, 0, found.end())


def _first_asked(text: str) -> re.Match[str] | None:
    """What was asked, and not that it be looked at again; the latter where there is nothing else."""
    found = list(_ASKED.finditer(text))
    return next((one for one in found if not _is_about_review(text, one)), found[0] if found else None)


def _is_about_review(text: str, match: re.Match[str]) -> bool:
    if _NO_REQUEST.match(text, match.end()):
        return True
    inside = next((one for one in sentences(text) if one.start <= match.start() < one.end), None)
    return inside is not None and _wants_review(text[inside.start : inside.end])


def _answers(text: str, at: int) -> bool:
    return (
        ANSWERING.match(text, at) is not None or ANSWERING.match(text[at : at + 1].upper() + text[at + 1 :]) is not None
    )


def subject(text: str) -> tuple[int, int] | None:
    """What a letter of thanks says the request was about: `your request … regarding the cost of it`."""
    found = _ABOUT.search(text)
    while found and _NO_REQUEST.match(found["asked"]):
        found = _ABOUT.search(text, found.start("asked") + 3)
    if not found:
        return None
    words = found["asked"]
    if receipt := _RECEIPT.search(words):
        words = words[: receipt.start()]
    start = found.start("asked")
    return (start, start + len(words.rstrip(" ,"))) if len(words.split()) >= 3 else None


def asked_words(text: str) -> tuple[int, int] | None:
    """The words behind `You asked for`, where no list below them says more."""
    match = _first_asked(text)
    if not match or _is_about_review(text, match):
        return None
    words = text[match.end() :].rstrip(" :–-")
    if len(words.split()) < 4 or _NOTHING.fullmatch(words):
        return None
    return match.end() + len(words) - len(words.lstrip(" :–-")), match.end() + len(words)
