"""What stands around a letter on its paper or page: the office's addresses, files on offer, links of the site."""

import re

_LETTERHEAD = re.compile(
    r"(?:.{0,60}\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b.{0,80}|(?:tel(?:ephone)?|ff(?:ô|o)n|phone|fax|ffacs|e-?mail|"
    r"e-?bost|gwefan|website)"
    r"(?:\s?[/•|]\s?\w+)?\s?[:.].{1,80}|(?:https?://|www\.)\S{3,80}|[\w.+-]{1,40}@[\w.-]{3,60}|"
    r"(?:parc cathays|cathays park)\b.{0,60}|buddsoddwr mewn pobl.{0,60}|investors? in people.{0,60}|[\d\s()+-]{9,24})",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?:share|print) this page|related (?:links|content|documents)|(?:help us )?improve this page|"
    r"is this page useful\?|"
    r"report (?:a problem|anything wrong) (?:with|on) this page\.?|"
    r"rhannu(?:['’]r dudalen hon)?|rhannwch y dudalen hon|argraffu['’]r dudalen hon|dolenni (?:cysylltiedig|"
    r"perthnasol)|cynnwys cysylltiedig",
    re.IGNORECASE,
)
_FILES = re.compile(
    r"(?:related )?(?:documents?|attachments?|files?|downloads?)|dogfennau?|atodiadau|lawrlwythiadau", re.IGNORECASE
)
_FILE = re.compile(
    r".{0,160}?\b(?:file type\s?:?\s?)?(?:pdf|docx?|xlsx?|csv|od[st]|pptx?|rtf)\b,?\s(?:file size\s?:?\s?|"
    r"maint ffeil\s?:?\s?)?"
    r"[\d.,]{1,9}\s?[KM]i?B\b.{0,40}|"
    r"(?:this|the) (?:file|document) (?:may|might) not be (?:fully )?accessible\b.{0,300}|(?:request|"
    r"order) an? accessible format\b.{0,300}|"
    r"if you need a more accessible version\b.{0,300}|(?:efallai na fydd|"
    r"mae['’]n bosibl na fydd)[^.]{0,40}\bhygyrch\b.{0,300}",
    re.IGNORECASE,
)


def is_site(text: str) -> bool:
    """Whether a line belongs to the page around a letter: what to do with it, or where to go on."""
    return len(text) <= 90 and _SITE.fullmatch(text.strip("#* \t:")) is not None


def heads_files(text: str) -> bool:
    """Whether a line may be the heading of the files that a page offers."""
    return len(text) <= 40 and _FILES.fullmatch(text.strip("#* \t:")) is not None


def is_file(text: str) -> bool:
    """Whether a line offers a file, by its type and size, or says how to have it in another format."""
    return _FILE.fullmatch(text.strip()) is not None


def is_letterhead(text: str) -> bool:
    """Whether a short line is nothing but an address, a number or a site of the office."""
    return len(text) <= 140 and _LETTERHEAD.fullmatch(text.strip()) is not None
