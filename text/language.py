"""The language of a text: English or Welsh."""

import re
from functools import cache

from simplemma import LanguageDetector

_WORD = re.compile(r"[^\W\d_]{1,40}(?:['’][^\W\d_]{1,10})?")
_ENOUGH = 400
"""Words read of a long text; more do not change the answer."""
_ONLY_ENGLISH_WORDS = (
    "the of and to in is are was were be been has have had do does did can could will would should may who what when "
    "where why how which many much that this these those for with from by at it its they their we our you your he she "
    "not if or as any there about into out people government wales welsh"
)
_ONLY_ENGLISH = frozenset(_ONLY_ENGLISH_WORDS.split())
_ONLY_WELSH_WORDS = (
    "yr y'r a'r i'r o'r gan mae maen maent mai yn ym yng ydy yw ydw oes oedd roedd bydd byddai sydd sy sy'n pwy beth "
    "pryd ble pam sut faint sawl pa dros wrth wedi heb hyn hynny hwn hon rhai eu ein eich fy ei nid na nad ddim dim "
    "ond fel gyda ag ar am at cael gael gall all cymru gymru nghymru cymraeg gymraeg llywodraeth lywodraeth pobl bobl "
    "ydych ydyn dych chi ni nhw hawl gofyn ynghylch hefyd neu os fod bod ac oherwydd"
)
_ONLY_WELSH = frozenset(_ONLY_WELSH_WORDS.split())


def language(text: str, default: str = "en") -> str:
    """`en` or `cy`; the default where the words speak for neither."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text[: _ENOUGH * 12])][:_ENOUGH]
    welsh = sum(word in _ONLY_WELSH for word in words)
    english = sum(word in _ONLY_ENGLISH for word in words)
    # Function words decide alone where they are clear: dictionaries know too many names of both languages.
    if max(welsh, english) >= 2 and max(welsh, english) >= 3 * min(welsh, english):
        return "cy" if welsh > english else "en"
    shares = _detector().proportion_in_each_language(" ".join(words))
    balance = shares.get("cy", 0.0) - shares.get("en", 0.0) + 2 * (welsh - english) / max(len(words), 1)
    if abs(balance) < 0.01:
        return default
    return "cy" if balance > 0 else "en"


@cache
def _detector() -> LanguageDetector:
    return LanguageDetector(lang=("en", "cy"))
