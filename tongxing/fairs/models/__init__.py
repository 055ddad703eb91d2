"""The fair, its hall, who takes part, and what happened on the day."""

from tongxing.fairs.models.day import Attendance, Intent, Submission, Viewing
from tongxing.fairs.models.fair import Fair
from tongxing.fairs.models.hall import Booth, Hall, QuietRoom, Way, Zone
from tongxing.fairs.models.interview import InterpreterShift, Interview, Wish
from tongxing.fairs.models.repair import Disruption, TimeChange
from tongxing.fairs.models.taking_part import EntryRequest, GivenUpTicket, Participation, Registration

__all__ = [
    "Attendance",
    "Booth",
    "Disruption",
    "EntryRequest",
    "Fair",
    "GivenUpTicket",
    "Hall",
    "Intent",
    "InterpreterShift",
    "Interview",
    "Participation",
    "QuietRoom",
    "Registration",
    "Submission",
    "TimeChange",
    "Viewing",
    "Way",
    "Wish",
    "Zone",
]
