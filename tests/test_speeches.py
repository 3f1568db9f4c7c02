"""Who speaks: in debates that name their speakers in one way or another, and in written questions; all synthetic."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Kind
from corpus.version import Role, Version
from ingest.reading import Reading, Wanted, read

_HEADINGS = (
    "<main><h1>Plenary</h1><h3>Ann Example</h3><p>Minister for Welcome</p><p>We helped 70 people.</p>"
    "<h3>Bob Sample</h3><p>It costs every family £50.</p><h3>Ann Example</h3><p>That is wrong.</p></main>"
)
_DEBATES = {
    "lines": "Ann Example\nMinister for Welcome\n\nWe helped 70 people.\n\nBob Sample\n\nIt costs every family £50.\n\n"
    "Ann Example\n\nThat is wrong.\n",
    "no gaps": "Ann Example\nMinister for Welcome\nWe helped 70 people.\nBob Sample\nIt costs every family £50.\n"
    "Ann Example\nThat is wrong.\n",
    "long": "Ann Example\nMinister for Welcome\n\nWe helped 70 people. "
    + "We work with every council and with all the health boards. " * 4
    + "\n\nBob Sample\n\nIt costs every family £50. "
    + "People in my region write to me about it every day. " * 4
    + "\n\nAnn Example\n\nThat is wrong. "
    + "We spend what the accounts show and no more. " * 4,
    "headings": _HEADINGS,
    "letters on some": _HEADINGS.replace("Ann Example<", "Ann Example MS<"),
    "statement": "Oral Statement: A Place of Welcome\n\nAnn Example\nMinister for Welcome\n\nWe helped 70 people.\n\n"
    "Bob Sample\n\nIt costs every family £50.\n\nAnn Example\n\nThat is wrong.\n",
}
_PLAIN = {
    "people": "Contacts\n\nAnn Example\n\nShe leads the unit.\n\nBob Sample\n\nHe is her deputy.\n",
    "bodies": "Help\n\nWelsh Refugee Council\n\nIt gives advice.\n\nBritish Red Cross\n\nIt gives food.\n\n"
    "Welsh Refugee Council\n\nIt has an office.\n",
    "terms": "Words\n\nAsylum Seeker: somebody who waits.\n\nLocal Authority: a council.\n\nAsylum Seeker: as above.\n",
    "statement": "Ann Example MS, Minister for Welcome\n\n3 May 2031\n\nI met the Minister.\n\nSafe Routes\n\n"
    "We will go on.\n\nAnn Example MS\nMinister for Welcome\n\nNotes to editors\n\nNone.\n",
}
_SHEET = """Cai Enghraifft (North Wales): What help is there? (WQ91001)

Ann Example: There is help for 70 people.

Bob Sample (Mid Wales): What did it cost? (WQ91002)

Ann Example: I will write to you.
"""
_NAMED = """Written Question - WQ91003

Cai Enghraifft Mid and West Wales

Question

To ask the Minister for Welcome what help there is.

Answer

The Minister for Welcome, Ann Example, answered on 3 May 2031:

There is help for 70 people.
"""


def _made(text: str, kind: Kind | None = None) -> Reading:
    return read(text.encode(), Wanted(kind, propose=True, name="a file"))


def _of(version: Version, role: Role) -> str:
    return " ".join(version.text[block.start : block.end] for block in version.blocks if block.role is role)


@pytest.mark.parametrize("kind", [None, Kind.WRITTEN_STATEMENT])
@pytest.mark.parametrize("text", _DEBATES.values(), ids=_DEBATES)
def test_members_words_are_no_evidence(text: str, kind: Kind | None) -> None:
    version = _made(text, kind).version
    assert "£50" in _of(version, Role.QUESTION)
    assert "£50" not in _of(version, Role.BODY)
    minister = [block for block in version.blocks if "is wrong" in version.text[block.start : block.end]]
    assert [block.role for block in minister] == [Role.BODY]
    assert "Minister for Welcome" in minister[0].section[-1]


@pytest.mark.parametrize("text", _PLAIN.values(), ids=_PLAIN)
def test_names_on_lines_make_no_debate(text: str) -> None:
    assert Role.QUESTION not in {block.role for block in _made(text).version.blocks}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["Ann Example", "Bob Sample", "Cai Enghraifft"]), min_size=3, max_size=8))
def test_names_before_colons_without_office_are_nobodys_evidence(names: list[str]) -> None:
    turns = [name for name, before in zip(names, [None, *names], strict=False) if name != before]
    version = _made("".join(f"{name}: It costs £50.\n\n" for name in turns)).version
    alternates = len(turns) > len(set(turns))
    assert ("£50" in _of(version, Role.BODY)) is not alternates


def test_times_above_speeches_are_not_said() -> None:
    version = _made("Plenary\n\n14:25\nAnn Example: We help.\n14:27\nBob Sample: It is £50.\n14:29\nAnn Example: No.")
    assert _of(version.version, Role.QUESTION) == "We help. It is £50. No."


def test_debate_is_not_called_by_its_first_speaker() -> None:
    proposal = _made(_DEBATES["lines"]).proposal
    assert proposal is not None
    assert proposal.title == "a file"


@pytest.mark.parametrize("kind", [None, Kind.WRITTEN_QUESTION])
def test_minister_named_without_office_answers(kind: Kind | None) -> None:
    made = _made(_SHEET, kind)
    assert _of(made.version, Role.ANSWER) == "There is help for 70 people. I will write to you."
    assert "Enghraifft" not in _of(made.version, Role.QUESTION)
    assert made.proposal is not None
    assert (made.proposal.kind, made.proposal.publisher) == (Kind.WRITTEN_QUESTION, "Senedd Cymru / Welsh Parliament")


def test_line_that_says_who_answered_and_when() -> None:
    made = _made(_NAMED)
    assert _of(made.version, Role.QUESTION) == "To ask the Minister for Welcome what help there is."
    assert _of(made.version, Role.ANSWER) == "There is help for 70 people."
    said = made.version.contents.particulars
    assert (said.author, said.date) == ("Ann Example, Minister for Welcome", "2031-05-03")
