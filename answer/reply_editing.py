"""An officer's own words in a draft, in place of those that were proposed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from answer.lints import checklist
from answer.reply import Paragraph, ReplyDraft
from errors import UsageError
from prompts.wording import Wording

_LONGEST = 20_000
# A paragraph that shares less with every proposed one is new, and rests on nothing that is known.
_SAME_PARAGRAPH = 0.6


def with_text(draft: ReplyDraft, text: str, wording: Wording) -> ReplyDraft:
    """The draft whose text is exactly this one, but for blank lines; looked over again.

    A list of sources that still ends it stays the list; one that was changed or taken out is no longer added.
    """
    plain = re.sub(r"\n{3,}", "\n\n", text.replace("\r\n", "\n")).strip()
    listed = "\n".join(draft.sources).strip()
    kept = bool(listed) and (plain == listed or plain.endswith("\n\n" + listed))
    blocks = (plain.removesuffix(listed).strip() if kept else plain).split("\n\n")
    paragraphs = tuple(Paragraph(block, _citations(block, draft)) for block in blocks if block)
    return _looked_over(replace(draft, paragraphs=paragraphs, sources=draft.sources if kept else ()), wording)


def with_paragraphs(draft: ReplyDraft, paragraphs: Sequence[Paragraph], wording: Wording) -> ReplyDraft:
    """The draft with these paragraphs, looked over again; raises UsageError for a key that it has no citation of."""
    known = {citation.key for citation in draft.citations}
    if strange := [key for paragraph in paragraphs for key in paragraph.citations if key not in known]:
        raise UsageError(f"The draft has no citation '{strange[0]}'. Cite {_listed(known)}.")
    return _looked_over(replace(draft, paragraphs=tuple(paragraphs)), wording)


def _looked_over(draft: ReplyDraft, wording: Wording) -> ReplyDraft:
    if not any(paragraph.text.strip() for paragraph in draft.paragraphs):
        raise UsageError("A reply without a word cannot be kept. Write something, or withdraw the reply.")
    if len(draft.text) > _LONGEST:
        raise UsageError(f"A reply has at most {_LONGEST} characters, and this one has {len(draft.text)}. Shorten it.")
    return replace(draft, checklist=checklist(draft, wording))


def _citations(block: str, draft: ReplyDraft) -> tuple[str, ...]:
    """Those of the proposed paragraph that this one was made of, each once."""
    best = max(_likenesses(block, draft), default=(0.0, ()))
    return best[1] if best[0] >= _SAME_PARAGRAPH else ()


def _likenesses(block: str, draft: ReplyDraft) -> Iterator[tuple[float, tuple[str, ...]]]:
    words = block.split()
    for paragraph in draft.paragraphs:
        # Words, and none of them taken for noise: letters would find any two English texts alike.
        matcher = SequenceMatcher(None, words, paragraph.text.split(), autojunk=False)
        yield matcher.ratio(), paragraph.citations


def _listed(keys: set[str]) -> str:
    return ", ".join(sorted(keys)) or "nothing: it rests on no quote"
