"""A day to keep as a calendar file; the only module that knows iCalendar (RFC 5545)."""

import hashlib
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

_REMIND = timedelta(days=5)


def to_ics(title: str, day: date, about: str, made: datetime) -> bytes:
    """One event of a whole day with a reminder five days before; the same title and day keep their identity."""
    event = Event()
    event.add("uid", hashlib.sha256(f"{title}\0{day}".encode()).hexdigest()[:32] + "@noddfa")
    event.add("dtstamp", made)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", about)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -_REMIND)
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Noddfa//FOI deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
