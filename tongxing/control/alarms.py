"""What wants somebody now, made from what each room says of the day: a sentence and the page where it is put right."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONG_WAIT_MINUTES = 30
LATE_MINUTES = 10


@dataclass(frozen=True)
class Alarm:
    """One thing that is wrong, what is done about it, and where; ``is_urgent`` where a person waits for it."""

    sentence: str
    action: str
    url: str
    is_urgent: bool = False


def alarms_of(fair, rooms: dict) -> list[Alarm]:
    """All alarms, urgent ones first; ``rooms`` holds what each room's ``day.of_fair`` said."""
    found = [
        *_queues(rooms["queues"]),
        *_interpreting(rooms["interpreting"]),
        *_interviews(fair, rooms["fair"]),
        *_doors(fair, rooms["doors"]),
        *_live(rooms["live"]),
        *_stages(rooms["zones"]),
    ]
    return sorted(found, key=lambda alarm: not alarm.is_urgent)


def _counted(one: str, many: str, count: int) -> str:
    return ngettext(one, many, count) % {"count": count}


def _queues(queues: dict) -> Iterator[Alarm]:
    for row in queues["desks"]:
        if row["to_fetch"]:
            sentence = _counted(
                "%(count)s called person has heard nothing: somebody goes there.",
                "%(count)s called people have heard nothing: somebody goes there.",
                row["to_fetch"],
            )
            yield Alarm(f"{row['desk']} · {sentence}", _("Open the desk"), row["url"], is_urgent=True)
        if row["longest_minutes"] >= LONG_WAIT_MINUTES:
            sentence = _counted(
                "somebody waits for %(count)s minute.", "somebody waits for %(count)s minutes.", row["longest_minutes"]
            )
            yield Alarm(f"{row['desk']} · {sentence}", _("Open the desk"), row["url"])


def _interpreting(interpreting: dict) -> Iterator[Alarm]:
    without = interpreting.get("without_anybody") or []
    if without:
        sentence = _counted(
            "%(count)s request for an interpreter to which nobody can come today.",
            "%(count)s requests for an interpreter to which nobody can come today.",
            len(without),
        )
        yield Alarm(sentence, _("See who is free"), interpreting["url"], is_urgent=True)
    elif interpreting.get("longest_wait_minutes", 0) >= LATE_MINUTES:
        sentence = _counted(
            "Somebody waits for an interpreter for %(count)s minute.",
            "Somebody waits for an interpreter for %(count)s minutes.",
            interpreting["longest_wait_minutes"],
        )
        yield Alarm(sentence, _("See who is free"), interpreting["url"], is_urgent=True)


def _interviews(fair, day) -> Iterator[Alarm]:
    if day.missing:
        sentence = _counted(
            "%(count)s interview begins or should have, and its person has not come in.",
            "%(count)s interviews begin or should have, and their people have not come in.",
            len(day.missing),
        )
        yield Alarm(sentence, _("Say who is late"), reverse("fairs:today", args=[fair.pk]), is_urgent=True)
    if day.interviews["overdue"]:
        sentence = _counted(
            "%(count)s interview is over and has no outcome.",
            "%(count)s interviews are over and have no outcome.",
            day.interviews["overdue"],
        )
        yield Alarm(sentence, _("To the timetable"), reverse("fairs:timetable_booths", args=[fair.pk]))


def _doors(fair, doors: dict) -> Iterator[Alarm]:
    if not doors:
        return
    if doors["conflicts"]:
        sentence = _counted(
            "%(count)s entry of two devices that disagree.",
            "%(count)s entries of two devices that disagree.",
            doors["conflicts"],
        )
        yield Alarm(sentence, _("Decide"), reverse("doors:conflicts", args=[fair.pk]))
    if doors["refused"]:
        sentence = _counted(
            "%(count)s act of a device was refused.", "%(count)s acts of devices were refused.", doors["refused"]
        )
        yield Alarm(sentence, _("See why"), reverse("doors:refused", args=[fair.pk]))
    for name in doors["silent"]:
        yield Alarm(_("%(device)s has not been heard for half an hour.") % {"device": name}, _("Devices"), doors["url"])


def _live(live: dict) -> Iterator[Alarm]:
    if not live or live["state"] != "on":
        return
    if live["late_minutes"] >= LATE_MINUTES:
        sentence = _counted(
            "The live stream is %(count)s minute late.",
            "The live stream is %(count)s minutes late.",
            live["late_minutes"],
        )
        yield Alarm(sentence, _("To the director's page"), live["url"])
    if not live["captioner"]:
        yield Alarm(_("Nobody types captions."), _("To the director's page"), live["url"], is_urgent=True)


def _stages(zones: dict) -> Iterator[Alarm]:
    for stage in zones["stages"]:
        late = stage["sheet"].late_minutes
        if late >= LATE_MINUTES and not stage["sheet"].is_over:
            sentence = _counted("%(count)s minute late.", "%(count)s minutes late.", late)
            url = reverse("zones:run", args=[stage["programme"].pk])
            yield Alarm(f"{stage['programme']} · {sentence}", _("To the run-sheet"), url)
