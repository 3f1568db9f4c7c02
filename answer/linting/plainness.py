"""How long and how plain a draft's own wording is."""

import re
from dataclasses import dataclass

from answer.linting.own_words import QUOTED, OwnWords, words
from answer.reply import Audience
from text.names import names

UNDER = {Audience.SOCIAL: 120, Audience.EMAIL: 250, Audience.COUNCILLOR: 400, Audience.LINES_TO_TAKE: 200}
"""Fewer words than this: a briefing fills one page, lines to take are read out in under two minutes."""
OLDEST = 11
LONGEST_SENTENCES, MOST_LONG_WORDS = 15, 15

_GROUP = re.compile(r"[aeiouy]+")
# An e at the end is heard behind a consonant and an l, as in `table`.
_SILENT = re.compile(
    r"(?:(?:(?<=[aeiouy]l)|(?<=[^laeiouy]))e|(?<=[^aeiouytd])ed|(?:(?<=[aeiouy]l)|(?<=[^laeiouycghsxz]))es"
    r"|(?<=[aeiouy][^aeiouy])ely)$"
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# The subject itself has no shorter name.
_GIVEN = frozenset(["asylum", "refugee", "refugees", "migration", "government", "governments"])
# One letter each in the Welsh alphabet.
_WELSH_LETTERS = re.compile(r"ch|dd|ff|ng|ll|ph|rh|th|\w", re.IGNORECASE)
_LONG_WELSH = 9


@dataclass(frozen=True)
class WelshPlainness:
    """What is measured in Welsh, for which no formula gives a reading age."""

    sentence_length: float
    """Words, on average."""
    long_words: float
    """Words of over nine letters of the Welsh alphabet, in a hundred."""

    @property
    def plain(self) -> bool:
        """Within both bounds."""
        return self.sentence_length <= LONGEST_SENTENCES and self.long_words <= MOST_LONG_WORDS


def length(own: OwnWords) -> int:
    """Words of our own."""
    return len(words(own.text))


def reading_age(own: OwnWords) -> int:
    """In years, for English: the Flesch-Kincaid grade and five, 0 where there are no words.

    Kincaid, Fishburne, Rogers and Chissom, Derivation of New Readability Formulas for Navy Enlisted Personnel, Research
    Branch Report 8-75 (1975): 0.39 words per sentence + 11.8 syllables per word - 15.59. Names, figures and the few
    words for the subject count as one syllable, since whoever writes cannot choose others.
    """
    counted = _words_by_sentence(own)
    total = sum(map(len, counted))
    if not total:
        return 0
    syllables = sum(count for sentence in counted for count in sentence)
    grade = 0.39 * total / len(counted) + 11.8 * syllables / total - 15.59
    return max(5, round(grade + 5))


def welsh_plainness(own: OwnWords) -> WelshPlainness:
    """Mean sentence length and share of long words; a simple measure and no reading age."""
    sentences = [found for sentence in own.sentences if (found := words(sentence.replace(QUOTED, "")))]
    count = sum(map(len, sentences))
    if not count:
        return WelshPlainness(0, 0)
    named = sum(_long_welsh(word) for sentence in own.sentences for word in _LETTERS.findall(_without_names(sentence)))
    return WelshPlainness(count / len(sentences), 100 * named / count)


def _words_by_sentence(own: OwnWords) -> list[list[int]]:
    """Syllables of each word of each sentence that has one."""
    found = []
    for sentence in own.sentences:
        named = {word.casefold() for name in names(sentence) for word in words(name.text)}
        counts = [_syllables(word, named) for word in words(sentence.replace(QUOTED, ""))]
        if counts:
            found.append(counts)
    return found


def _syllables(word: str, named: set[str]) -> int:
    letters = "".join(_LETTERS.findall(word)).casefold()
    if not letters or letters in _GIVEN or word.strip(".,;:!?()\"'").casefold() in named:
        return 1
    return max(1, len(_GROUP.findall(letters)) - bool(_SILENT.search(letters)))


def _without_names(sentence: str) -> str:
    kept = list(sentence)
    for name in names(sentence):
        kept[name.start : name.end] = " " * (name.end - name.start)
    return "".join(kept)


def _long_welsh(word: str) -> bool:
    return len(_WELSH_LETTERS.findall(word)) > _LONG_WELSH
