"""What waits for somebody in queues: a call for who waits, people whom no way reached for staff."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import ngettext

from tongxing.common.waiting import Task
from tongxing.fairs.models import Fair
from tongxing.people.access import WRITERS, has_people
from tongxing.queues import access, sentences
from tongxing.queues.models import Number

State = Number.State
MOST = 6


def waiting(user) -> list[Task]:
    """The tasks of ``user``: one question for who is in the register, one for who runs fairs."""
    tasks = _called(user) if has_people(user) else []
    return tasks + (_unheard(user) if user.holds(*WRITERS) else [])


def _called(user) -> list[Task]:
    called = access.numbers_with_all().filter(
        visitor__in=access.own_visitors(user), state=State.CALLED, desk__fair__state=Fair.State.RUNNING
    )
    return [
        Task(sentences.called(one), one.visitor.get_absolute_url(), is_urgent=True)
        for one in called.order_by("called_at")[:MOST]
    ]


def _unheard(user) -> list[Task]:
    desks = (
        access.desks_for_staff(user)
        .filter(fair__state=Fair.State.RUNNING, numbers__state=State.KEPT, numbers__is_unheard=True)
        .annotate(count=Count("numbers"))
        .order_by("pk")[:MOST]
    )
    return [
        Task(
            ngettext(
                "%(desk)s: %(count)s person did not hear the call. Go and look for them; their place is kept.",
                "%(desk)s: %(count)s people did not hear the call. Go and look for them; their places are kept.",
                desk.count,
            )
            % {"desk": desk, "count": desk.count},
            reverse("queues:console", args=[desk.pk]),
            desk.count,
            is_urgent=True,
        )
        for desk in desks
    ]
