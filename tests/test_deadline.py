"""By when a request is to be answered, over every year whose bank holidays are known."""

import re
from datetime import date, timedelta

import pytest
from conftest import NOON
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from answer.exports.due_day import to_ics
from answer.foi.deadline import deadline, is_bank_holiday, one_month
from errors import UsageError

KNOWN = st.dates(date(2013, 1, 1), date(2027, 11, 1))


def due(*days: str) -> str:
    found = deadline(*map(date.fromisoformat, days))
    assert found is not None
    return found.due.isoformat()


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        pytest.param("2026-11-02", "2026-12-01", id="St Andrew's Day"),
        pytest.param("2025-07-10", "2025-08-11", id="the Boyne and the Scottish summer holiday"),
        pytest.param("2025-12-01", "2025-12-31", id="over Christmas"),
        pytest.param("2022-05-31", "2022-06-30", id="two days for the jubilee"),
        pytest.param("2023-04-24", "2023-05-24", id="a coronation"),
    ],
)
def test_days_counted_by_hand(received: str, expected: str) -> None:
    assert due(received) == expected


@pytest.mark.parametrize(
    ("day", "where"),
    [
        ("2026-03-17", "Northern Ireland"),
        ("2026-07-13", "Northern Ireland"),
        ("2026-08-03", "Scotland"),
        ("2026-08-31", "England and Wales"),
        ("2026-11-30", "Scotland"),
        ("2026-12-28", "everywhere"),
    ],
)
def test_holiday_of_any_part_counts(day: str, where: str) -> None:
    assert is_bank_holiday(date.fromisoformat(day)), where


@given(KNOWN)
def test_twentieth_working_day_behind_receipt(received: date) -> None:
    found = deadline(received)
    assert found is not None
    between = [received + timedelta(days=number) for number in range(1, (found.due - received).days + 1)]
    working = [day for day in between if day.weekday() < 5 and not is_bank_holiday(day)]
    assert (len(working), working[-1]) == (20, found.due)
    assert list(found.holidays) == [day for day in between if day.weekday() < 5 and is_bank_holiday(day)]


@given(KNOWN)
def test_month_for_own_data_ends_on_a_working_day(received: date) -> None:
    found = one_month(received)
    assert found is not None
    assert 28 <= (found.due - received).days <= 31 + 6
    assert found.due.weekday() < 5
    assert not is_bank_holiday(found.due)


@pytest.mark.parametrize(
    ("received", "expected"),
    [("2026-01-31", "2026-03-02"), ("2026-09-03", "2026-10-05"), ("2026-11-25", "2026-12-29")],
    ids=["no such day in February, and then a Saturday", "a Saturday", "Christmas"],
)
def test_month_for_own_data(received: str, expected: str) -> None:
    found = one_month(date.fromisoformat(received))
    assert found is not None
    assert found.due.isoformat() == expected


def test_clarification_stops_the_clock() -> None:
    assert deadline(date(2026, 9, 1), date(2026, 9, 8)) is None
    assert due("2026-09-01", "2026-09-08", "2026-09-15") == due("2026-09-15")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("1990-01-05",), "bank holidays of 1990 are not known"),
        (("2099-01-05",), "bank holidays of 2099 are not known"),
        (("2026-09-08", "2026-09-01"), "before the request came"),
        (("2026-09-01", "2026-09-08", "2026-09-03"), "came before it was asked"),
    ],
)
def test_days_that_cannot_be_counted(days: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        deadline(*map(date.fromisoformat, days))


def test_calendar_file_holds_the_day_and_a_reminder() -> None:
    made = to_ics("Response due", date(2026, 12, 1), "Draft 1; with, commas\nand lines", NOON)
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 1)
    assert str(event["summary"]) == "Response due"
    assert str(event["description"]) == "Draft 1; with, commas\nand lines"
    assert [one.decoded("trigger") for one in event.walk("VALARM")] == [timedelta(days=-5)]
    assert b"\r\n" in made
