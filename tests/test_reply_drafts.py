"""Drafts of replies from checks made by hand: their shape, what they leave out, and what they advise."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from checks import (
    BUDGET,
    FOI,
    NOT_MADE,
    PLAN,
    RESERVED,
    STATEMENT,
    UKRAINIANS,
    WORDING,
    check,
    checks,
    citation,
    claim,
    power,
    sizes,
    worked,
    writer,
)
from hypothesis import HealthCheck, Phase, given, settings

from answer.answer import WarningCode
from answer.claim import Check, Verdict
from answer.linting.own_words import words
from answer.quotations import Quotations
from answer.reply import Advice, Audience, ReplyDraft
from answer.replying import PreElection
from corpus.document import Status

OPINION, NOT_COVERED = Verdict.OPINION, Verdict.NOT_COVERED
LANGUAGES = ("en", "cy")


def amiss(draft: ReplyDraft) -> list[str]:
    return [f"{item.item}: {item.why}" for item in draft.checklist if not item.ok]


def english(made: Check, audience: Audience = Audience.EMAIL) -> ReplyDraft:
    return writer().draft(made, audience, "en")


@pytest.mark.parametrize("audience", Audience)
def test_draft_leads_with_the_fact_and_tells_the_claim_once(audience: Audience) -> None:
    draft = english(worked(), audience)
    assert (draft.advice, draft.refer_to, amiss(draft)) == (Advice.REPLY, (), [])
    first = f"On 10 July 2025 the Welsh Government stated: “{NOT_MADE}” [1]"
    told = "Some people say that Wales gives asylum to anyone who asks. That is not what the source says [1]."
    assert draft.text.count("anyone who asks") == draft.text.count(told) == 1
    assert draft.text.index(first) < draft.text.index(told) < draft.text.index("This is decided by the Home Office")
    assert draft.text.index(told) < draft.text.index("On 9 February 2026 the Welsh Government stated:")
    assert "A previous Welsh Government said that, before the Senedd election of 7 May 2026." in draft.text
    assert "do not cover all that is said" in draft.text
    assert "This holds as of 21 November 2026. Ask the Home Office for more." in draft.text
    assert draft.sources == (
        "1. FOI response ATISN 24923, Welsh Government, 10 July 2025",
        "2. Written statement, 9 February 2026, Welsh Government",
    )


@pytest.mark.parametrize("audience", Audience)
def test_welsh_draft_marks_english_quotes(audience: Audience) -> None:
    draft = writer().draft(worked("cy"), audience, "cy")
    assert (draft.advice, amiss(draft)) == (Advice.REPLY, [])
    assert f"Ar 10 Gorffennaf 2025 dywedodd Llywodraeth Cymru yn Saesneg: “{NOT_MADE}” [1]" in draft.text
    assert "Gofynnwch i'r Swyddfa Gartref am ragor." in draft.text
    assert "Llywodraeth Cymru flaenorol a ddywedodd hynny" in draft.text
    assert draft.sources[0] == "1. FOI response ATISN 24923, Llywodraeth Cymru, 10 Gorffennaf 2025, yn Saesneg"
    outside = Quotations(draft.citations)
    own = draft.text
    for found in reversed(list(outside.find(own))):
        own = own[: found.start] + own[found.end :]
    assert " the " not in own


def test_welsh_claim_is_told_in_welsh_and_not_translated() -> None:
    told = "Mae rhai'n honni hyn: mae Cymru'n rhoi lloches i bawb sy'n gofyn."
    assert told in writer().draft(worked("cy"), Audience.EMAIL, "cy").text
    in_english = english(worked("cy")).text
    assert "lloches" not in in_english
    assert "Some people say otherwise about this (Decisions on asylum claims)." in in_english


def test_social_draft_is_short_with_its_quotes() -> None:
    for language in LANGUAGES:
        draft = writer().draft(worked(language), Audience.SOCIAL, language)
        assert sum(len(words(re.sub(r"\[\d\]", "", one.text))) for one in draft.paragraphs) < 120
        assert "0.05%" in draft.text


def test_briefing_has_headings_without_the_claim() -> None:
    headings = [one.text for one in english(worked(), Audience.COUNCILLOR).paragraphs[::2]]
    assert headings == [
        "What is on record", "What is being said", "Who decides", "Also on record", "What is not known",
        "Date and contact",
    ]  # fmt: skip


def one_claim(
    said: str, verdict: Verdict = Verdict.CONTRADICTED, around: str = "{}", matters: tuple[str, ...] = ()
) -> Check:
    """A claim that the letter of July 2025 settles, inside a post."""
    keys = () if verdict in (OPINION, NOT_COVERED) else ("c1",)
    made = claim(around.format(said), said, verdict, *keys, held=power(*matters) if matters else None)
    return check(around.format(said), made, citations=(citation("c1", FOI, NOT_MADE),))


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("Those idiots in Wales give asylum to anyone", id="insult"),
        pytest.param("Wales hands £900 a week to anyone who asks", id="figure-of-no-source"),
        pytest.param("@jo_b says Wales gives asylum to anyone", id="handle"),
        pytest.param("we give asylum to anyone who asks", id="speaks-as-us"),
        pytest.param("they give asylum to anyone who asks", id="points-back"),
        pytest.param("Wales gives asylum to illegal migrants who ask", id="demeaning"),
        pytest.param("Wales gives asylum to anyone in the Example Bay Hotel", id="place"),
        pytest.param("Plaid Cymru gives asylum to anyone who asks", id="party"),
        pytest.param("WALES GIVES ASYLUM TO ANYONE WHO ASKS", id="shouted"),
        pytest.param("Gwen Example MS gives asylum to anyone who asks", id="politician"),
        pytest.param("Wales gives asylum, you fools, to anyone", id="addresses"),
    ],
)
def test_claim_that_cannot_be_said_cleanly_is_told_by_its_matter(said: str) -> None:
    draft = english(one_claim(said, matters=("asylum-claims",)))
    assert amiss(draft) == []
    assert "Some people say otherwise" in draft.text
    assert "£900" not in draft.text
    assert draft.text.casefold().count("asylum to") == 0


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param("The council gives asylum!!! https://x.com/abc", "say that the council gives asylum.", id="link"),
        pytest.param("Bangor gives asylum to all.", "say this: Bangor gives asylum to all.", id="name-unknown"),
    ],
)
def test_claim_is_told_without_what_hangs_on_it(said: str, told: str) -> None:
    assert told in english(one_claim(said)).text


def test_quote_is_cut_at_its_ends_only() -> None:
    text = english(worked()).text
    kept = BUDGET.partition(", its")[0].removeprefix("Although ")
    assert f"“[…] {kept} […]” [2]." in text
    assert "Although" not in text
    assert "is clear" not in text


def test_what_limits_a_quote_is_kept() -> None:
    whole = (
        "It does not decide who comes to the UK; immigration and asylum decisions rest entirely with the UK Government."
    )
    quote = (
        f"{whole} Our role in Wales is to shape people’s experience once they arrive, ensuring they can access "
        "mainstream services from day one, receive accurate information, and rebuild their lives with dignity."
    )
    said = "Wales decides on asylum"
    made = check(said, claim(said, said, Verdict.CONTRADICTED, "c1"), citations=(citation("c1", STATEMENT, quote),))
    assert f"“{whole} […]”" in english(made).text


def test_quotes_of_differing_sources_are_both_given_with_dates() -> None:
    plan = "much of the evidence which would help us to ensure we best target support is not yet collected"
    said = "Ministers have the evidence they need"
    held = (citation("c1", STATEMENT, UKRAINIANS), citation("c2", PLAN, plan))
    draft = english(check(said, claim(said, said, Verdict.CONFLICTING, "c1", "c2"), citations=held))
    assert (draft.advice, amiss(draft)) == (Advice.REPLY, [])
    assert "On 9 February 2026 the Welsh Government stated: “Of our total" in draft.text
    assert f"Nation of Sanctuary Plan (January 2019) says: “{plan}” [2]." in draft.text
    assert "The sources differ on this. Each is given with its date." in draft.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_superseded_source_is_said_in_a_plain_clause(language: str) -> None:
    made = worked(language)
    old = replace(made.citations[0], document=replace(made.citations[0].document, status=Status.SUPERSEDED))
    draft = writer().draft(replace(made, citations=(old, *made.citations[1:])), Audience.SOCIAL, language)
    assert WORDING[language].line("reply_caveat", "superseded") in draft.text
    assert WarningCode.SUPERSEDED in [one.code for one in draft.warnings]


def advised(made: Check) -> tuple[Advice, tuple[str, ...]]:
    draft = english(made)
    assert amiss(draft) == []
    return draft.advice, draft.refer_to


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(worked(), (Advice.REPLY, ()), id="contradicted"),
        pytest.param(one_claim("Asylum is not for Wales", Verdict.SUPPORTED), (Advice.PREBUNK, ()), id="supported"),
        pytest.param(one_claim("What a mess", OPINION), (Advice.IGNORE, ()), id="opinion"),
        pytest.param(check("Hello there."), (Advice.IGNORE, ()), id="no-claim"),
        pytest.param(one_claim("The moon is made of cheese", NOT_COVERED), (Advice.IGNORE, ()), id="nothing-of-ours"),
        pytest.param(
            one_claim("60 asylum seekers came", NOT_COVERED), (Advice.REFER, ("local authorities",)), id="of-ours"
        ),
        pytest.param(
            one_claim("They all get a card", NOT_COVERED, matters=("asylum-claims",)),
            (Advice.REFER, ("the Home Office",)),
            id="power-of-another",
        ),
    ],
)
def test_advice(made: Check, expected: tuple[Advice, tuple[str, ...]]) -> None:
    assert advised(made) == expected


def test_power_that_only_the_register_knows_is_explained() -> None:
    said = "Wales decides on asylum claims"
    draft = english(check(said, claim(said, said, Verdict.CONTRADICTED, held=power("asylum-claims"))))
    assert (draft.advice, amiss(draft)) == (Advice.PREBUNK, [])
    assert draft.paragraphs[1].text.startswith("This is decided by the Home Office (Decisions on asylum claims).")
    assert "Government of Wales Act 2006" in draft.paragraphs[1].text
    assert draft.sources[0].startswith("1. Register of who decides what (Decisions on asylum claims)")


@pytest.mark.parametrize(
    "threat",
    ["Burn the hotel down!", "They should be shot.", "Let's storm it tonight", "Llosgwch y gwesty!", "Dylid eu saethu"],
)
def test_threat_goes_to_the_police_first(threat: str) -> None:
    made = one_claim("Wales gives asylum to anyone", around=f"{{}}. {threat}")
    draft = english(made)
    assert (draft.advice, draft.refer_to[0]) == (Advice.REFER, "the police")
    assert threat.rstrip("!.") not in draft.text


@pytest.mark.parametrize("harmless", ["It should be shut.", "The budget burns money.", "They kill time all day."])
def test_harsh_words_are_no_threat(harmless: str) -> None:
    assert english(one_claim("Wales gives asylum to anyone", around=f"{{}}. {harmless}")).advice is Advice.REPLY


@pytest.mark.parametrize(
    ("first", "last", "banner"),
    [
        pytest.param(None, None, False, id="unset"),
        pytest.param(date(2026, 11, 1), date(2026, 12, 1), True, id="inside"),
        pytest.param(date(2026, 11, 1), None, True, id="open"),
        pytest.param(date(2026, 11, 21), date(2026, 11, 21), True, id="that-day"),
        pytest.param(date(2026, 11, 22), None, False, id="before"),
        pytest.param(date(2026, 11, 1), date(2026, 11, 20), False, id="after"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pre_election_banner_comes_first(language: str, first: date | None, last: date | None, banner: bool) -> None:
    made = replace(worked(language), as_of=date(2026, 9, 1))
    draft = writer(PreElection(first, last)).draft(made, Audience.SOCIAL, language)
    assert (draft.warnings[0].code is WarningCode.PRE_ELECTION) is banner
    assert [one.code for one in draft.warnings].count(WarningCode.PRE_ELECTION) == banner


def known(draft: ReplyDraft) -> Iterable[str]:
    """What may hold a figure: the quotes that are cited, their titles and dates, and the law."""
    for one in draft.citations:
        yield from (one.quote, one.document.title, str(one.document.date))
    for held in (one.competence for one in draft.claims if one.competence):
        yield from (law for matter in held.matters for law in matter.legal_basis)


@settings(
    deadline=None,
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(made=checks())
def test_any_check_becomes_a_draft_in_order(made: Check) -> None:
    for language in LANGUAGES:
        for audience in Audience:
            draft = writer().draft(made, audience, language)
            assert amiss(draft) == []
            stated = {size for text in known(draft) for size in sizes(text)}
            said = " ".join(one.text for one in draft.paragraphs)
            assert sizes(said) <= stated
            assert bool(draft.refer_to) == (draft.advice is Advice.REFER)
            keys = {one.key for one in draft.citations}
            assert all(keys >= set(one.citations) for one in draft.paragraphs)
            quoted = [found.words for found in Quotations(draft.citations).find(said)]
            assert said.count("“") == len(quoted)


@pytest.mark.parametrize("quote", [BUDGET, UKRAINIANS, RESERVED, NOT_MADE])
@pytest.mark.parametrize("language", LANGUAGES)
def test_supported_claim_is_told_with_care_before_it_spreads(language: str, quote: str) -> None:
    name = FOI if quote in (RESERVED, NOT_MADE) else STATEMENT
    made = check(quote, claim(quote, quote, Verdict.SUPPORTED, "c1"), citations=(citation("c1", name, quote),))
    draft = writer().draft(made, Audience.SOCIAL, language)
    assert (draft.advice, amiss(draft)) == (Advice.PREBUNK, [])
    assert WORDING[language].line("reply", "care") in draft.text
