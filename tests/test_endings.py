"""A scheme that is only called `the scheme` beside what is quoted: its end is told, and no other's."""

import pytest
from cases import TODAY

from answer.endings import ending_beside
from corpus.document import Document, Kind, PartialDate


def _document() -> Document:
    when = PartialDate.parse("2025-03-03")
    return Document("paper", "Paper", Kind.GUIDANCE, "Nobody Council", "en", "Synthetic", date=when)


@pytest.mark.parametrize(
    ("said", "scheme", "when"),
    [
        ("The scheme began in 2022 and will end on 31 March 2024.", "the scheme", "2024-03-31"),
        ("This pilot ran until March 2024.", "this pilot", "2024-03"),
        ("The service has now closed.", "the service", None),
        ("Daeth y cynllun i ben ym Mawrth 2024.", "y cynllun", "2024-03"),
        ("Mae'r cynllun wedi dod i ben.", "cynllun", None),
    ],
)
def test_scheme_that_is_only_called_so_has_ended(said: str, scheme: str, when: str | None) -> None:
    found = ending_beside("Refugees travel free on buses.", [(said, _document())], TODAY)
    assert found is not None
    assert (found.scheme, found.iso) == (scheme, when)
    assert ending_beside("The Seren Fund pays for buses.", [(said, _document())], TODAY) is None


@pytest.mark.parametrize(
    "said",
    [
        "The scheme will not end on 31 March 2024.",
        "The scheme will end on 31 March 2044.",
        "The service is free and applications for the winter round closed on 31 March 2024.",
        "The grant is paid to councils, and the consultation on rents will close on 31 March 2024.",
        "The project manager's contract ended on 31 March 2024.",
        "The first year of the programme ended in March 2023.",
        "Her work with the service ended in May 2023.",
    ],
)
def test_what_else_ended_is_no_end_of_the_scheme(said: str) -> None:
    assert ending_beside("Refugees travel free on buses.", [(said, _document())], TODAY) is None


def test_scheme_named_between_is_another() -> None:
    told = [("The Seren Fund helped with lessons.", _document()), ("The fund closed in 2023.", _document())]
    assert ending_beside("Refugees travel free on buses.", told, TODAY) is None
    assert ending_beside("Refugees travel free on buses.", told[1:], TODAY) is not None
