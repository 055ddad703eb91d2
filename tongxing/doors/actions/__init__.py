"""Everything that writes about devices and what they did, by the noun it treats."""

from tongxing.doors.actions.answers import confirm, deny
from tongxing.doors.actions.claims import decide
from tongxing.doors.actions.devices import enrol, lock, make_code, note_visit, prepare
from tongxing.doors.actions.receiving import Answer, receive
from tongxing.doors.actions.refusals import leave_out, try_again

__all__ = [
    "Answer",
    "confirm",
    "decide",
    "deny",
    "enrol",
    "leave_out",
    "lock",
    "make_code",
    "note_visit",
    "prepare",
    "receive",
    "try_again",
]
