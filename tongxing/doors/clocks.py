"""Putting a device's clock right, with what it said kept."""

import datetime as dt

TRUSTED_SECONDS = 120
"""A clock that is off by less is left as it is: that much the way of a request may take."""


def offset_seconds(server: dt.datetime, device: dt.datetime) -> int:
    """What must be added to the device's moments; nothing where the two clocks agree."""
    difference = round((server - device).total_seconds())
    return difference if abs(difference) > TRUSTED_SECONDS else 0


def put_right(said: dt.datetime, offsets, spans) -> dt.datetime:
    """The moment by the server's clock: the first of ``offsets`` (seconds) that places it in one of ``spans``.

    A clock may have been set after the act, so the offset of now need not be that of then: after it, the one of the
    last visit and the one at enrolment are tried. Where none fits it is the first one's, and the fair says why not.
    """
    moments = [said + dt.timedelta(seconds=seconds) for seconds in offsets]
    grace = dt.timedelta(seconds=TRUSTED_SECONDS)
    for moment in moments:
        for begins, ends in spans:
            if begins <= moment <= ends + grace:
                return min(moment, ends)
    return moments[0]
