"""The demonstration's queues: the numbers of who was served at the desks of the regional fair."""

import datetime as dt

from demo import queues as story
from demo.zones import Session
from tongxing.common.dates import local
from tongxing.fairs.models import Fair, Zone
from tongxing.queues.actions import enter_numbers, save_desk
from tongxing.queues.models import Number


def build_queues(
    *, fair: Fair, sessions: list[Session], purposes: dict, registrations: dict, seed: int, by
) -> dict[str, Number]:
    """Desks at the zones of ``fair`` with a number for each session: the number of the session → its ``Number``.

    ``purposes`` says at what zone a kind of session takes place, ``registrations`` who came to which session.
    """
    found: dict[str, Number] = {}
    for kind, (name, prefix, places, minutes) in story.DESKS.items():
        zone = (
            Zone.objects.select_related("hall__fair__event__region")
            .filter(hall__fair=fair, purpose=purposes[kind])
            .first()
        )
        own = [session for session in sessions if session.kind == kind]
        if zone is None or not own:
            continue
        desk = save_desk(zone=zone, name=name, prefix=prefix, places=places, minutes=minutes, by=by)
        rows = [
            {
                "taken_at": _there(waited.taken_at),
                "called_at": _there(waited.called_at),
                "served_from": _there(one.began_at),
                "served_until": _there(one.began_at + dt.timedelta(minutes=one.minutes)),
                "registration": registrations.get(one.number),
            }
            for one, waited in zip(own, story.waited([one.began_at for one in own], seed), strict=True)
        ]
        numbers = enter_numbers(desk=desk, rows=rows, by=by)
        found |= {one.number: number for one, number in zip(own, numbers, strict=True)}
    return found


def _there(moment):
    return local(moment.date(), moment.time())
