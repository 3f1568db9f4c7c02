"""A post from social media as running text: its words stay, what only a platform reads goes."""

import html
import re
import unicodedata

_LINK = re.compile(r"(?:https?://|\bwww\.|\bpic\.twitter\.com/|\bt\.co/)\S{1,2000}", re.IGNORECASE)
_REPOSTED = re.compile(r"^\s*RT\s+@\w{1,50}:?\s", re.IGNORECASE)
# Those whom a post answers say nothing of what it says.
_ADDRESSED = re.compile(r"^(?:\s*\.?@\w{1,50}\b[,:]?)+(?=\s)")
# As an embedded post ends: who wrote it stays, the handle and the day of posting go.
_SIGNED = re.compile(r"[—–]\s*([^—–()\n]{1,60}?)\s*\(@\w{1,50}\)(?:\s+\w{3,12}\s+\d{1,2},\s+\d{4})?\s*$")
_TAG = re.compile(r"(?<![\w&/])[#@](\w{2,100})")
_PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+|[^\W\d_]+")
_PICTURES = ("So", "Cs", "Co", "Cn", "Cf")


def running_text(post: str) -> str:
    """The post without links, addressees and emoji, with `#RefugeesWelcome` as words; never empty unless it was.

    Any other text comes back as it is but for its white space.
    """
    text = _REPOSTED.sub("", html.unescape(post))
    text = _LINK.sub(" ", text)
    text = _SIGNED.sub(r" \1", text)
    text = _ADDRESSED.sub("", text)
    text = _TAG.sub(lambda tag: " ".join(_PART.findall(tag[1])), text)
    text = "".join(" " if _is_picture(mark) else mark for mark in text)
    return " ".join(text.split()) or " ".join(post.split())


def _is_picture(mark: str) -> bool:
    """Whether it is an emoji or part of one: joiners and selectors belong to words in no language here."""
    return unicodedata.category(mark) in _PICTURES or "\ufe00" <= mark <= "\ufe0f"
