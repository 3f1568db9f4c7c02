"""By when a request must be answered: the only module that knows the bank holidays."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

from errors import UsageError

WORKING_DAYS = 20
"""Section 10(1) of the Freedom of Information Act 2000; regulation 5(2) of the EIR 2004 has the same."""
_SATURDAY = 5


@dataclass(frozen=True)
class Deadline:
    """The last day on which an answer is in time, with what it was counted from."""

    counted_from: date
    """The day of receipt, or the day on which what was asked back arrived (section 10(6))."""
    due: date
    holidays: tuple[date, ...]
    """The bank holidays on weekdays in between, in any part of the United Kingdom, which do not count."""


def deadline(received: date, asked_back: date | None = None, clarified: date | None = None) -> Deadline | None:
    """The twentieth working day after receipt; none while the requester has been asked to clarify and has not yet.

    Once what was asked back arrives, twenty working days are counted from that day. A day does not count that is a
    Saturday, a Sunday or a bank holiday in any part of the United Kingdom. Raises UsageError for dates in the wrong
    order and for years whose bank holidays are not known.
    """
    start = _start(received, asked_back, clarified)
    return None if start is None else _counted(start, start, WORKING_DAYS)


def one_month(received: date, asked_back: date | None = None, clarified: date | None = None) -> Deadline | None:
    """The day of the next month with the same number, or its last one, for a request for the asker's own data.

    Article 12(3) of the UK GDPR; where that day is none on which offices work, the next that is (guidance of the
    Information Commissioner). Otherwise as `deadline`.
    """
    start = _start(received, asked_back, clarified)
    if start is None:
        return None
    year, month = start.year + start.month // 12, start.month % 12 + 1
    due = date(year, month, min(start.day, monthrange(year, month)[1]))
    return _counted(start, due - timedelta(days=1), 1)


def _start(received: date, asked_back: date | None, clarified: date | None) -> date | None:
    """The day that is counted from; none while the clock stands still."""
    if asked_back is not None and asked_back < received:
        raise UsageError(f"Clarification was asked on {asked_back}, before the request came on {received}.")
    if clarified is not None and clarified < (asked_back or received):
        raise UsageError(f"The clarification of {clarified} came before it was asked. Give the dates in their order.")
    return None if asked_back is not None and clarified is None else clarified or received


def _counted(start: date, behind: date, left: int) -> Deadline:
    """So many working days behind a day."""
    holidays, day = [], behind
    while left:
        day += timedelta(days=1)
        if day.weekday() >= _SATURDAY:
            continue
        if is_bank_holiday(day):
            holidays.append(day)
        else:
            left -= 1
    return Deadline(start, day, tuple(holidays))


def is_bank_holiday(day: date) -> bool:
    """Whether it is one in any part of the United Kingdom; raises UsageError for a year that is not known."""
    first, last, holidays = _holidays()
    if not first <= day.year <= last:
        raise UsageError(
            f"The bank holidays of {day.year} are not known here, only those of {first} to {last}. "
            "Count the working days by hand."
        )
    return day in holidays


@cache
def _holidays() -> tuple[int, int, frozenset[date]]:
    """The first and last year that every part's list holds, and the days themselves."""
    known = BankHolidays(use_cached_holidays=True)
    parts = [[one["date"] for one in known.get_holidays(division)] for division in known.ALL_DIVISIONS]
    first, last = max(min(part).year for part in parts), min(max(part).year for part in parts)
    return first, last, frozenset(day for part in parts for day in part)
