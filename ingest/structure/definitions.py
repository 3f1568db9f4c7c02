"""Terms that a text defines, each with the sentence that says what it means."""

import re
from collections.abc import Iterable, Iterator

from corpus.contents import Definition
from corpus.span import Span
from corpus.version import Block, Role
from text.sentences import sentences

_READ = frozenset((Role.BODY, Role.ANSWER, Role.ACTION, Role.FOOTNOTE))
_LONGEST = 900
"""Characters of a sentence that is read; no definition is longer."""
_LONGEST_TERM = 80
_TERM = r"(?P<term>[^\W\d_][\w’'/&()-]{0,40}(?: [\w’'/&()-]{1,40}){0,6}?)"
_QUOTED = r"[‘“\"'](?P<term>[^\W_][^‘’“”\"\n.;]{0,78}[^\W_)])[’”\"',]{1,2}"
_NAMED = r"(?:the |our |a )?(?:term|word|phrase|expression|definition of)s? "
_BEFORE = (
    r"(?:(?:in|under|within|for the purposes? of|at|yn|o dan|at ddibenion)\b[^.:;]{1,160}, |"
    r"(?:we also|we|we have) )?(?:(?:and|but|here|a|ac) )?"
)
_PERSON = (
    r"(?:a|an|any|the)? ?(?:person|someone|anyone|somebody|individual|child|man|woman|adult|people|persons|those)\b"
)
_SOMETHING = r"(?:an?|any|all|someone|anyone|people|persons?|those|that a|that an|not)\b"
_PERSON_CY = r"(?:[pb]erson|rhywun|unigolyn|[pb]lentyn|oedolyn|[pb]obl|rhai)\b"
_MEANS = (
    r"(?:also |usually |generally |here |simply )?"
    r"(?:means|mean|refers to|refer to|describes|describe|is used to|are used to|"
    r"(?:is|are|can be|may be) (?:also )?(?:defined|understood|taken)\b)"
)
# What a thing includes defines it only where it is called a term, or said of people; not “X” includes 35 actions.
_INCLUDES = r"(?:also |usually |generally )?(?:includes|include|covers|cover)\b(?! (?:about |over |more than )?[\d£])"
_WHO = (
    r" (?:who|whom|whose|that|with|without|from|in|under|over|aged|at|outside|of|whether|he|she|recognised|granted|"
    r"given|[a-z]{2,20}(?:ing|ed))\b"
)
_SHAPES = (
    # The term ‘refugee’ also includes individuals who …; ‘asylum’ means the …
    rf"{_BEFORE}(?:{_NAMED}|an? |the )?{_QUOTED} (?:[^.;:]{{0,60}}? )?{_MEANS}",
    rf"{_BEFORE}{_NAMED}{_QUOTED} (?:[^.;:]{{0,60}}? )?{_INCLUDES}",
    rf"{_BEFORE}{_QUOTED} {_INCLUDES} {_SOMETHING}",
    # We use the phrase ‘people seeking sanctuary’ in this document to refer to …
    rf"{_BEFORE}use (?:{_NAMED}){_QUOTED} (?:[^.;:]{{0,120}} )?(?:to|as|when)\b",
    # … are known as ‘dispersal areas’
    rf"[^.;:]{{1,200}} (?:is|are|was|were) (?:also |often |sometimes )?(?:known|referred to) as {_QUOTED}",
    # An asylum seeker is a person who …; refugees are people who …
    rf"{_BEFORE}(?:an? ){_TERM} is {_PERSON}{_WHO}",
    rf"{_BEFORE}(?!the ){_TERM} are (?:people|persons|individuals|children|those) (?:who|whose|that|with(?:out)?)\b",
    # Asylum seeker means any person who …; X is defined by the Act as …
    rf"{_BEFORE}(?:an? |the (?:term )?)?{_TERM} means {_SOMETHING}",
    rf"{_BEFORE}(?:an? |the (?:term )?)?{_TERM} (?:is|are) defined (?:[\w’'()-]{{1,30}} ){{0,12}}as\b",
    # Ystyr ‘ceisiwr lloches’ yw …; mae’r term ‘ffoadur’ yn cyfeirio at …; ffoadur yw person sydd …
    rf"{_BEFORE}ystyr (?:y term |y gair )?{_QUOTED} yw",
    rf"{_BEFORE}(?:mae|mae[’']r) ?(?:(?:y )?(?:term|gair|ymadrodd) )?{_QUOTED} (?:hefyd )?"
    r"yn (?:golygu|cyfeirio)\b",
    rf"{_BEFORE}(?:mae|mae[’']r) (?:y )?(?:term|gair|ymadrodd) {_QUOTED} (?:hefyd )?yn cynnwys\b",
    rf"{_BEFORE}mae {_QUOTED} (?:hefyd )?yn cynnwys {_PERSON_CY}",
    rf"{_BEFORE}diffinnir (?:y (?:term|gair) |yr? )?{_TERM} (?:[\w’'()-]{{1,30}} ){{0,8}}fel\b",
    rf"{_BEFORE}caiff (?:y (?:term|gair) |yr? )?{_TERM} ei d?diffinio (?:[\w’'()-]{{1,30}} ){{0,8}}fel\b",
    rf"{_BEFORE}mae {_TERM} yn (?:golygu\b|{_PERSON_CY})",
    rf"{_BEFORE}{_TERM} yw {_PERSON_CY}",
)
_PATTERNS = tuple(re.compile(shape, re.IGNORECASE) for shape in _SHAPES)
_CUES = re.compile(
    r"\b(?:means?|refers?|includes?|describes?|covers|used?|defined|understood|taken|known|referred|"
    r"is|are|ystyr|golygu|cyfeirio|cynnwys|diffinnir|caiff|yw|mae)\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(?P<term>[^\W_][\w’'/&().-]{0,40}(?: [\w’'/&().-]{1,40}){0,7}?)(?: [–—-] |: |\t)(?=\S)")
_GLOSSARY = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})?\.? )?(?:glossary|definitions?|key terms|terminology|terms used|glossary of terms|"
    r"(?:glossary and )?abbreviations|geirfa|diffiniadau|termau(?: allweddol)?|rhestr termau).{0,30}",
    re.IGNORECASE,
)
# What stands for something said before, or opens a remark: never a term.
_NO_TERM = re.compile(
    r"(?:this|that|these|those|it|they|he|she|we|i|you|which|what|who|there|here|such|some|many|most|all|both|each|"
    r"hyn|hwn|hon|hynny|rhain|rheini|ef|hi|nhw|ni|chi|pwy|beth|sut)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:an?|the|y|yr)\s", re.IGNORECASE)


def definitions(text: str, blocks: Iterable[Block]) -> tuple[Definition, ...]:
    """Sentences of a plain defining shape and the entries of a glossary, in order; in doubt there is none."""
    found: list[Definition] = []
    for block in blocks:
        if block.role in _READ:
            found += _of_glossary(text, block) if _is_glossary(block) else _of_sentences(text, block)
    return tuple(found)


def _is_glossary(block: Block) -> bool:
    return any(_GLOSSARY.fullmatch(name) for name in block.section)


def _of_glossary(text: str, block: Block) -> Iterator[Definition]:
    """Each line that begins with a term, a dash, a colon or the border of a cell."""
    at = block.start
    entries = 0
    for line in text[block.start : block.end].split("\n"):
        if (entry := _ENTRY.match(line)) and (term := _term(entry["term"])):
            entries += 1
            yield Definition(term, Span(at, at + len(line.rstrip())))
        at += len(line) + 1
    if not entries:
        yield from _of_sentences(text, block)


def _of_sentences(text: str, block: Block) -> Iterator[Definition]:
    here = text[block.start : block.end]
    if not _CUES.search(here):
        return
    for sentence in sentences(here):
        said = here[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
        for pattern in _PATTERNS:
            if (match := pattern.match(" ".join(said.split()))) and (term := _term(match["term"])):
                yield Definition(term, Span(block.start + sentence.start, block.start + sentence.end))
                break


def _term(words: str) -> str | None:
    """The term without article and quotation marks; null where the words only point at something said before."""
    term = _ARTICLE.sub("", words.strip(" ,:’'‘“”\""), count=1).strip()
    return None if not term or len(term) > _LONGEST_TERM or _NO_TERM.match(term) else term
