"""Where a plan's actions end, who leads them and what they promise; and what only looks like a definition."""

import pytest

from corpus.action import Action
from corpus.document import Kind
from corpus.version import Role, Version
from ingest.reading import Wanted, read

_ACTIONS = """Work Plan

Priority 1: Work

Action 1.1 We will fund advice by May 2031.
Lead: Welsh Government
Timescale: Ongoing

Action 1.2 Train staff.
Lead: Welsh Government
Timescale: 2032
"""


def _read(text: str, kind: Kind = Kind.PLAN) -> Version:
    return read(text.encode(), Wanted(kind)).version


def _actions(text: str) -> tuple[Action, ...]:
    return _read(text).contents.actions


@pytest.mark.parametrize(
    "heading",
    ["Annex A: Glossary", "Annex 1", "Glossary", "Monitoring and reporting", "Atodiad B – Geirfa", "Next steps"],
)
def test_last_action_ends_where_the_annex_begins(heading: str) -> None:
    version = _read(f"{_ACTIONS}\n{heading}\n\nUASC means children who came alone.\n\nThe end.\n")
    last = version.contents.actions[-1]
    assert heading not in version.text[last.span.start : last.span.end]
    assert not any("UASC" in version.text[one.start : one.end] for one in last.commitments)
    assert [one.role for one in version.blocks if one.section[-1:] == (heading,)] == [
        Role.HEADING,
        Role.BODY,
        Role.BODY,
    ]


def test_title_that_promises_is_its_commitment() -> None:
    text = _read(_ACTIONS).text
    promised = [[text[one.start : one.end] for one in action.commitments] for action in _actions(_ACTIONS)]
    assert promised == [["We will fund advice by May 2031."], []]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Welsh Government, WLGA", ("Welsh Government", "WLGA")),
        ("Home Office, Clearsprings Ready Homes", ("Home Office", "Clearsprings Ready Homes")),
        ("Llywodraeth Cymru, awdurdodau lleol", ("Llywodraeth Cymru", "awdurdodau lleol")),
        ("Museums, Archives and Libraries Division", ("Museums, Archives and Libraries Division",)),
        ("Health, Social Care and Housing Group", ("Health, Social Care and Housing Group",)),
    ],
)
def test_organisations_between_commas(cell: str, names: tuple[str, ...]) -> None:
    assert _actions(_ACTIONS.replace("Lead: Welsh Government", f"Lead: {cell}", 1))[0].organisations == names


def test_welsh_header_names_the_columns() -> None:
    head = "<tr><th>Cam gweithredu</th><th>Sefydliad arweiniol</th><th>Amserlen</th><th>Canlyniad</th></tr>"
    rows = "".join(f"<tr><td>Cam {n}x</td><td>Cynghorau</td><td>Mawrth 203{n}</td><td>Gwell</td></tr>" for n in "123")
    found = _actions(f"<main><h1>Cynllun</h1><table>{head}{rows}</table></main>")
    assert [one.dates for one in found] == [("2031-03",), ("2032-03",), ("2033-03",)]
    assert {one.organisations for one in found} == {("Cynghorau",)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Caiff y datganiad hwn ei gyhoeddi yn ystod y toriad.",
        "Caiff plant eu haddysgu fel arfer yn yr ysgol.",
        'Mae "Cynllun Croeso" yn cynnwys 35 o gamau.',
        "‘A Place of Welcome’ includes 35 actions.",
        "An appeal is someone else's problem.",
        "Diffinnir y dyddiad yn y llythyr.",
    ],
)
def test_passive_or_count_defines_nothing(sentence: str) -> None:
    assert _read(sentence, Kind.OTHER).contents.definitions == ()
