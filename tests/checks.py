"""Checks that tests make by hand from the five documents, and any that hypothesis thinks of."""

import re
from datetime import date
from functools import cache
from pathlib import Path

from documents import source_text
from drafts import ENGINE, TODAY
from hypothesis import strategies as st

from answer.answer import Basis, Citation, Competence
from answer.claim import Check, CheckedClaim, Verdict
from answer.replying import PreElection, ReplyWriter
from corpus.catalogue import load_catalogue
from corpus.document import Document
from corpus.matter import Matter, load_matters
from prompts.wording import load_wording
from text.figures import figures

CORPUS = Path(__file__).resolve().parents[1] / "corpus"

FOI, STATEMENT, PLAN = "foi-atisn-24923", "written-statement-2026-02-09", "nation-of-sanctuary-plan-2019"
NOT_MADE = "Decisions on asylum and immigration status are not made by the Welsh Government."
RESERVED = (
    "Migration and asylum policy, including decisions on who may enter or settle in the UK, are matters reserved to "
    "the UK Government and administered by the Home Office."
)
BUDGET = (
    "Although delivery of the Nation of Sanctuary approach represents only around 0.05% of the Welsh Government’s "
    "overall budget, its impact across integration, community cohesion and people’s wellbeing is clear."
)
UKRAINIANS = (
    "Of our total expenditure on the Nation of Sanctuary from April 2019 to March 2025, 91% has been spent on "
    "supporting almost 8,000 Ukrainians who have found refuge in Wales."
)


@cache
def document(name: str) -> Document:
    return next(one.document for one in load_catalogue(CORPUS / "catalogue.toml").entries if one.document.id == name)


@cache
def matters() -> dict[str, Matter]:
    return {matter.id: matter for matter in load_matters(CORPUS / "matters.yaml")}


def citation(key: str, name: str, quote: str) -> Citation:
    """A quote where it stands in one of the five documents."""
    text = source_text(name)
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    assert found is not None, f"{name} does not say: {quote}"
    start, end = found.span()
    passage = text[max(0, start - 200) : end + 200]
    return Citation(key, found.group(), passage, document(name), "0" * 64, (), None, start, end, 0.9)


def power(*ids: str, citations: tuple[str, ...] = ()) -> Competence:
    """Who decides, by the entries of the register."""
    held = tuple(matters()[one] for one in ids)
    return Competence(held[0].status, held, citations, Basis.DOCUMENTS if citations else Basis.REGISTER)


def claim(post: str, said: str, verdict: Verdict, *citations: str, held: Competence | None = None) -> CheckedClaim:
    """A claim where it stands in a post."""
    start = post.index(said)
    return CheckedClaim(said, start, start + len(said), verdict, "A sentence that says why.", held, citations)


def check(post: str, *claims: CheckedClaim, citations: tuple[Citation, ...] = (), language: str = "en") -> Check:
    return Check("check", post, language, claims, citations, (), ENGINE, TODAY)


POST = {
    "en": "Wales gives asylum to anyone who asks and it eats our whole budget!! Every one of them gets a free car.",
    "cy": "Mae Cymru'n rhoi lloches i bawb sy'n gofyn ac mae'n llyncu ein cyllideb gyfan! Caiff pawb gar am ddim.",
}
_PARTS = {
    "en": ("Wales gives asylum to anyone who asks", "it eats our whole budget", "Every one of them gets a free car."),
    "cy": (
        "Mae Cymru'n rhoi lloches i bawb sy'n gofyn",
        "mae'n llyncu ein cyllideb gyfan",
        "Caiff pawb gar am ddim.",
    ),
}


def worked(language: str = "en") -> Check:
    """Two claims that the documents contradict, and one that they do not cover."""
    post, (asylum, budget, car) = POST[language], _PARTS[language]
    held = power("asylum-claims", citations=("c1",))
    return check(
        post,
        claim(post, asylum, Verdict.CONTRADICTED, "c1", held=held),
        claim(post, budget, Verdict.CONTRADICTED, "c2"),
        claim(post, car, Verdict.NOT_COVERED),
        citations=(citation("c1", FOI, NOT_MADE), citation("c2", STATEMENT, BUDGET)),
        language=language,
    )


WORDING = load_wording()
SAID = (
    "Wales gives asylum to anyone who asks",
    "The Welsh Government is responsible for providing accommodation to asylum seekers.",
    "Mae Cymru'n rhoi lloches i bawb sy'n gofyn",
    "Llywodraeth Cymru sy'n gyfrifol am ddarparu llety i geiswyr lloches.",
    "it eats our whole budget",
    "@someone_here these illegals get £900 a week",
    "91% of it went on hotels in 2024",
    "Labour's minister stood up and attacked the Border Force",
    "REVEALED: Wales DOES have a target",
    "Gwen Example of 4 Example Street said so, see https://blog.example/x",
    "Councils are failing us and it is a disgrace",
    "eighteen consultation events in that project, all of them in Swansea",
    "She lied: they will get homes",
    "The Home Office, not Wales, failed the refugees (2019 to 2025)",
    "Asylum seekers with refugee status wait for a decision",
    "Burn it all down",
)
_QUOTES = (
    (FOI, NOT_MADE),
    (FOI, RESERVED),
    (
        FOI,
        'the Welsh Government does not claim that "anyone can claim sanctuary in Wales regardless of circumstance or '
        'background."',
    ),
    (STATEMENT, BUDGET),
    (STATEMENT, UKRAINIANS),
    (
        STATEMENT,
        "Their trauma informed support, specialist advice and community engagement provide stability, dignity and "
        "clarity for people rebuilding their lives in Wales.",
    ),
    (PLAN, "much of the evidence which would help us to ensure we best target support is not yet collected"),
    (
        "written-statement-2023-09-25",
        "I praised the hard work being undertaken by Border Force officials to tackle the increasing influx of illegal "
        "drugs into the UK",
    ),
    (
        "migration-services-in-wales",
        "Stakeholders will be invited to consultation events (eight during the course of the project)",
    ),
)


def writer(pre_election: PreElection | None = None) -> ReplyWriter:
    return ReplyWriter(WORDING, election=date(2026, 5, 7), today=lambda: TODAY, pre_election=pre_election)


@cache
def quotes() -> tuple[Citation, ...]:
    return tuple(citation(f"c{at}", name, quote) for at, (name, quote) in enumerate(_QUOTES, 1))


def sizes(text: str) -> set[str]:
    """Every figure in digits, without the numbers of the sources."""
    bare = re.sub(r"\[\d{1,2}\]", "", text)
    return {f"{one.value.normalize()} {one.unit}" for one in figures(bare) if any(map(str.isdigit, one.surface))}


@st.composite
def powers(draw: st.DrawFn) -> Competence:
    held = draw(st.lists(st.sampled_from(sorted(matters())), min_size=1, max_size=2, unique=True))
    keys = draw(st.lists(st.sampled_from([one.key for one in quotes()]), max_size=1))
    return power(*held, citations=tuple(keys))


@st.composite
def checks(draw: st.DrawFn) -> Check:
    """Any check in which what is settled is settled by a quote of one of the five documents."""
    said = draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=4, unique=True))
    keys = [one.key for one in quotes()]
    made = []
    for one in said:
        verdict = draw(st.sampled_from(Verdict))
        settled = verdict not in (Verdict.OPINION, Verdict.NOT_COVERED)
        cited = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True)) if settled else []
        made.append(claim(". ".join(said), one, verdict, *cited, held=draw(st.none() | powers())))
    return check(". ".join(said), *made, citations=quotes(), language=draw(st.sampled_from(["en", "cy"])))
