"""Plans of several shapes, their footnotes and the terms that they define; all but the real plan are synthetic."""

import pytest
from documents import source_text, squeezed, two_column_pdf
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Kind
from corpus.span import Span
from corpus.version import Role, Version
from ingest.cleaning.clean import clean
from ingest.loaders.sniff import sniff
from ingest.reading import Wanted, read
from ingest.structure.plan.plan import looks_like_plan

_TABLE = """<main><h1>Work and Health Plan</h1><h2>Work</h2>
<table><tr><th>Action</th><th>Lead</th><th>Timescale</th></tr>
<tr><td>1. Fund advice</td><td>Communities Division</td><td>March 2031</td></tr>
<tr><td>2. Train staff</td><td>Home Office</td><td>2032</td></tr></table>
<h2>Health</h2><table><tr><th>Action</th><th>Lead</th><th>Timescale</th></tr>
<tr><td>1. Open surgeries</td><td>NHS Wales</td><td>2033</td></tr></table></main>"""
_NAMED = """# Work and Health Plan

## Chapter 1: Work

People need work.

### Action 1.1: Fund advice

The council will:

- Pay for it by March 2031.
- Hire a mentor, as the Housing (Wales) Act 2014 allows.

Lead: Communities Division
Timescale: 2 May 2031
Objective: Goal 3

### Action 1.2 Train staff

- Write guidance.

## Chapter 2: Health

### Action 2.1 – Open surgeries

We will open three.

## Next steps

We will report each year.
"""
_WELSH = """Cynllun Gwaith ac Iechyd

Pennod 1 Gwaith

Cam gweithredu 1: Ariannu cyngor

Bydd Llywodraeth Cymru yn:
» Talu amdano erbyn Mawrth 2031.

Llywodraeth Cymru – Yr Is-adran Cymunedau

Cam gweithredu 2: Hyfforddi staff

Byddwn yn:
» Cyhoeddi canllawiau.

Pennod 2 Iechyd

Cam gweithredu 1: Agor meddygfeydd

Byddwn yn:
» Agor tair.
"""
_LISTS = """Work and Health Plan

Work

We will:

- fund advice by 2031;
- train staff.

Health

Actions

1. Open surgeries.
2. Write guidance.
"""


def _plan(text: str | bytes) -> Version:
    return read(text if isinstance(text, bytes) else text.encode(), Wanted(Kind.PLAN)).version


def _words(version: Version, spans: tuple[Span, ...]) -> list[str]:
    return [version.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "chapters", "titles", "sure"),
    [
        pytest.param(
            _NAMED,
            ["Chapter 1: Work", "Chapter 1: Work", "Chapter 2: Health"],
            ["Fund advice", "Train staff", "Open surgeries"],
            True,
            id="named",
        ),
        pytest.param(
            _WELSH,
            ["Pennod 1 Gwaith", "Pennod 1 Gwaith", "Pennod 2 Iechyd"],
            ["Ariannu cyngor", "Hyfforddi staff", "Agor meddygfeydd"],
            True,
            id="welsh",
        ),
        pytest.param(
            _LISTS,
            ["Work", "Work", "Health", "Health"],
            ["fund advice by 2031", "train staff", "Open surgeries", "Write guidance"],
            False,
            id="lists",
        ),
        pytest.param(
            f"<!doctype html><html><body>{_TABLE}</body></html>",
            ["Work", "Work", "Health"],
            ["Fund advice", "Train staff", "Open surgeries"],
            True,
            id="table",
        ),
    ],
)
def test_plan_shapes(text: str, chapters: list[str], titles: list[str], sure: bool) -> None:
    found = _plan(text).contents.actions
    assert [action.section[-2] for action in found] == chapters
    assert [action.title for action in found] == titles
    assert looks_like_plan(clean(sniff(text.encode()).load(text.encode()))) is sure


def test_named_action_has_its_cells() -> None:
    version = _plan(_NAMED)
    first, second, last = version.contents.actions
    assert (first.label, first.number, first.organisations) == ("1.1", 1, ("Communities Division",))
    assert _words(version, first.objectives) == ["Goal 3"]
    assert first.dates == ("2031-03", "2031-05-02"), "the year of an Act is no date of the action"
    assert len(first.commitments) == 2
    assert _words(version, second.commitments) == ["Write guidance."]
    assert "report" not in version.text[last.span.start : last.span.end]


def test_table_rows_are_actions() -> None:
    found = _plan(f"<!doctype html><html><body>{_TABLE}</body></html>").contents.actions
    assert [(action.label, action.organisations, action.dates) for action in found] == [
        ("1", ("Communities Division",), ("2031-03",)),
        ("2", ("Home Office",), ("2032",)),
        ("1", ("NHS Wales",), ("2033",)),
    ]


def test_chapter_names_above_their_tables() -> None:
    page = "{0}\nActions Organisation Link to Objectives\n\n{1}. {2}\n\nWelsh Government will:\n» Do it.\n\n"
    rows = [("Work", 1, "Fund"), ("Work", 2, "Train"), ("Health", 1, "Open"), ("Health", 2, "Write")]
    found = _plan("".join(page.format(*row) for row in rows)).contents.actions
    assert [action.section[0] for action in found] == ["Work", "Work", "Health", "Health"]


def test_plan_pdf_gives_the_same_actions() -> None:
    plain = _plan(source_text("nation-of-sanctuary-plan-2019"))
    drawn = _plan(two_column_pdf(source_text("nation-of-sanctuary-plan-2019")).data)
    assert [action.section for action in drawn.contents.actions] == [a.section for a in plain.contents.actions]
    assert [action.organisations for action in drawn.contents.actions] == [
        action.organisations for action in plain.contents.actions
    ]
    assert [(one.title, one.author) for one in drawn.contents.forewords] == [
        (one.title, one.author) for one in plain.contents.forewords
    ]


def test_plan_says_what_it_is() -> None:
    facts = _plan(source_text("nation-of-sanctuary-plan-2019")).contents.particulars
    assert (facts.title, facts.date, facts.reference) == (None, "2019", "WG36317")


def test_objectives_apart_and_lists_whole() -> None:
    version = _plan(source_text("nation-of-sanctuary-plan-2019"))
    actions = version.contents.actions
    assert [squeezed(words) for words in _words(version, actions[0].objectives)] == [
        "ProsperityforAllobjective(‘PFAObj.’)5;10",
        "StrategicEqualityPlanobjective(‘SEPobj.’)1;7",
        "ProsperityforAll–PriorityArea–Housing",
    ]
    assert actions[0].dates == ("2019",)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        pytest.param("We follow the rules.1 So it is.\n\n1 The rules of 2031.", ["1"], id="behind-stop"),
        pytest.param("We follow the ‘Rules’2 here.\n\n2  ‘Rules’: https://example.org/r", ["2"], id="behind-quote"),
        pytest.param("We follow them [3] here.\n\n[3] The rules.", ["3"], id="brackets"),
        pytest.param("We follow them⁴ here.\n\n⁴ The rules.", ["⁴"], id="raised"),
        pytest.param("In covid19 and COVID19 and 2019.\n\n19 A line.\n", [], id="figures"),
        pytest.param("See Obj.5, section5 and s.5 or 1,5.\n\n5 A line.", [], id="counted"),
        pytest.param("See https://example.org/rules7 now.\n\n7 A line.", [], id="address"),
    ],
)
def test_footnote_marks(text: str, marks: list[str]) -> None:
    version = read(text.encode(), Wanted(Kind.OTHER)).version
    notes = version.contents.footnotes
    assert [version.text[mark.start : mark.end].strip("[]") for note in notes for mark in note.marked] == marks
    assert len([block for block in version.blocks if block.role is Role.FOOTNOTE]) == len(notes) == len(marks)


def test_footnote_printed_twice_has_its_own_marks() -> None:
    text = "The rules)1 hold.\n\n1 The rules.\n\nAnd the law’1 too.\n\n1 The law.\n"
    version = read(text.encode(), Wanted(Kind.OTHER)).version
    assert [
        [version.text[mark.start - 5 : mark.end] for mark in note.marked] for note in version.contents.footnotes
    ] == [
        ["ules)1"],
        [" law’1"],
    ]


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 99), st.sampled_from(["(subject to rules)", "Welcome", "the ‘Toolkit’"]))
def test_footnote_mark_never_joins_a_title(number: int, ending: str) -> None:
    text = f"1.  Fund advice {ending}{number} now.\n\nWe will:\n» Pay.\n\n{number} A note on it.\n"
    version = _plan(text)
    assert [action.title for action in version.contents.actions] == [f"Fund advice {ending} now"]
    assert version.contents.actions[0].section == (f"1. Fund advice {ending} now",)
    assert version.contents.footnotes[0].mark == str(number)


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("An asylum seeker is someone who has asked for asylum.", ["asylum seeker"]),
        ("Within this paper, the term ‘refugee’ also includes those with leave.", ["refugee"]),
        ("We use the phrase ‘new neighbours’ here to refer to all of them.", ["new neighbours"]),
        ("“Migrant” is defined by the Act as a person who moves.", ["Migrant"]),
        ("These places are known as ‘dispersal areas’.", ["dispersal areas"]),
        ("Ceisiwr lloches yw rhywun sydd wedi gofyn am noddfa.", ["Ceisiwr lloches"]),
        ("Mae’r term ‘ffoadur’ yn cyfeirio at bobl o bob man.", ["ffoadur"]),
        ("This means a person is free.", []),
        ("Wales as a place of welcome means we act.", []),
        ("A priority is a plan that works.", []),
        ("We are people who care.", []),
    ],
)
def test_definitions(sentence: str, terms: list[str]) -> None:
    version = read(f"Some first words stand here.\n\n{sentence}\n".encode(), Wanted(Kind.OTHER)).version
    assert [definition.term for definition in version.contents.definitions] == terms
    assert all(version.text[one.span.start : one.span.end] == sentence for one in version.contents.definitions)


def test_glossary_lines_are_definitions() -> None:
    text = "# Paper\n\nText.\n\n## Glossary\n\nAsylum – protection by a state.\n\nNRPF: No Recourse to Public Funds.\n"
    found = read(text.encode(), Wanted(Kind.OTHER)).version.contents.definitions
    assert [definition.term for definition in found] == ["Asylum", "NRPF"]


@pytest.mark.parametrize("text", ["(" * 50_000, "1.1 " * 10_000, "1 A\n" * 10_000, "word1 " * 10_000 + "\n1 A"])
def test_hostile_plan_is_read_in_time(text: str) -> None:
    assert "".join(_plan(text).text.split()) == "".join(text.split())
