"""What waits at fairs: for clerks, seekers and guardians, employers, interpreters."""

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.common.dates import today
from tongxing.common.waiting import Task
from tongxing.fairs import access
from tongxing.fairs.models import EntryRequest, Fair, Intent, Interview, Participation, Wish
from tongxing.jobs.models import Application
from tongxing.organisations.access import spoken_for
from tongxing.people.access import WRITERS, has_people

State = Fair.State
MOST = 12
"""Fairs that are looked at; a region seldom has more open at once."""


def waiting(user) -> list[Task]:
    """The tasks of each role that ``user`` holds today; each role costs two or three queries."""
    tasks = []
    if user.holds(*WRITERS):
        tasks += _for_clerk(user)
    if user.holds("employer"):
        tasks += _for_employer(user)
    if user.holds("interpreter"):
        tasks += _for_interpreter(user)
    return tasks + _for_seeker(user)


# Clerks and leads


def _counted(model, field, condition=None):
    """A subquery that counts the rows of ``model`` that belong to the fair."""
    rows = model.objects.order_by().filter(**{field: OuterRef("pk")})
    rows = rows.filter(condition) if condition is not None else rows
    return rows.values(field).annotate(count=Count("pk")).values("count")


def _for_clerk(user) -> list[Task]:
    placed = Q(starts_at__isnull=False)
    one_sided = ~Q(seeker_agrees=F("employer_agrees"))
    fairs = (
        access.run_by(user)
        .exclude(state=State.REPORTED)
        .annotate(
            has_timetable=Exists(Interview.objects.filter(registration__fair=OuterRef("pk"))),
            wished=_counted(Wish, "registration__fair"),
            pending=_counted(Interview, "registration__fair", placed & Q(outcome=Interview.Outcome.PENDING)),
            one_sided=_counted(Intent, "fair", one_sided),
            asking=_counted(EntryRequest, "fair", Q(state=EntryRequest.State.ASKED)),
        )
        .order_by("event__starts_at")[:MOST]
    )
    return [task for fair in fairs for task in _of_fair(fair)]


def _of_fair(fair) -> list[Task]:
    tasks, url = [], fair.get_absolute_url()
    name, day = {"fair": fair.event.name}, timezone.localdate(fair.event.starts_at)
    last, now = timezone.localdate(fair.event.ends_at), today()
    if fair.state == State.DRAFT:
        tasks.append(Task(_("%(fair)s is a draft: open it for posts.") % name, url))
    elif fair.state == State.POSTS:
        tasks.append(Task(_("%(fair)s collects posts: open it for seekers when they are in.") % name, url))
    elif fair.state == State.SEEKERS and day <= now:
        tasks.append(Task(_("%(fair)s is today: start it.") % name, url, is_urgent=True))
    elif fair.state == State.RUNNING and now > last:
        tasks.append(Task(_("%(fair)s is over: close it.") % name, url, is_urgent=True))
    if fair.state == State.SEEKERS and fair.wished and not fair.has_timetable:
        sentence = ngettext(
            "%(fair)s: %(count)s wish is marked and there is no timetable yet.",
            "%(fair)s: %(count)s wishes are marked and there is no timetable yet.",
            fair.wished,
        )
        url = reverse("fairs:timetable", args=[fair.pk])
        tasks.append(Task(sentence % {**name, "count": fair.wished}, url, fair.wished, is_urgent=(day - now).days <= 2))
    if fair.asking:
        sentence = ngettext(
            "%(fair)s: %(count)s employer asks to take part.",
            "%(fair)s: %(count)s employers ask to take part.",
            fair.asking,
        )
        url = reverse("fairs:entries", args=[fair.pk])
        tasks.append(Task(sentence % {**name, "count": fair.asking}, url, fair.asking))
    if fair.state in {State.RUNNING, State.CLOSED}:
        tasks += _entries_of(fair, name)
    return tasks


def _entries_of(fair, name) -> list[Task]:
    tasks = []
    if fair.pending and fair.state == State.CLOSED:
        sentence = ngettext(
            "%(fair)s: %(count)s interview has no outcome yet.",
            "%(fair)s: %(count)s interviews have no outcome yet.",
            fair.pending,
        )
        url = reverse("fairs:timetable", args=[fair.pk])
        tasks.append(Task(sentence % {**name, "count": fair.pending}, url, fair.pending))
    if fair.one_sided:
        sentence = ngettext(
            "%(fair)s: %(count)s intent has the word of one side only.",
            "%(fair)s: %(count)s intents have the word of one side only.",
            fair.one_sided,
        )
        url = reverse("fairs:intents", args=[fair.pk])
        tasks.append(Task(sentence % {**name, "count": fair.one_sided}, url, fair.one_sided))
    return tasks


# Employers


def _for_employer(user) -> list[Task]:
    open_fairs = (State.SEEKERS, State.RUNNING)
    participations = (
        Participation.objects.filter(
            employer__in=spoken_for(user), is_withdrawn=False, fair__state__in=(*open_fairs, State.CLOSED)
        )
        .select_related("fair__event", "employer")
        .annotate(
            unconfirmed=Count(
                "fair__intents",
                filter=Q(
                    fair__intents__vacancy__employer=F("employer"),
                    fair__intents__seeker_agrees=True,
                    fair__intents__employer_agrees=False,
                ),
                distinct=True,
            )
        )[:MOST]
    )
    tasks = []
    for participation in participations:
        fair, key = participation.fair, [participation.fair_id, participation.employer_id]
        if participation.unconfirmed:
            sentence = ngettext(
                "%(count)s person is interested in your posts: say whether you are too.",
                "%(count)s people are interested in your posts: say whether you are too.",
                participation.unconfirmed,
            )
            count = participation.unconfirmed
            tasks.append(Task(sentence % {"count": count}, reverse("fairs:intents", args=key), count))
        waiting_for_a_mark = _unmarked(participation) if fair.state in open_fairs else 0
        if waiting_for_a_mark:
            sentence = ngettext(
                "%(fair)s: look at %(count)s applicant.",
                "%(fair)s: look at %(count)s applicants.",
                waiting_for_a_mark,
            )
            said = {"fair": fair.event.name, "count": waiting_for_a_mark}
            tasks.append(Task(sentence % said, reverse("fairs:applicants", args=key), waiting_for_a_mark))
    return tasks


def _unmarked(participation) -> int:
    """Visible people who applied to the employer at this fair and whom it has not marked yet."""
    fair, employer = participation.fair, participation.employer
    marked = Wish.objects.filter(
        registration__fair=fair,
        registration__person=OuterRef("seeker__person"),
        vacancy=OuterRef("vacancy"),
        side=Wish.Side.EMPLOYER,
    )
    return (
        Application.objects.filter(
            access.shows_to(employer, "seeker__person_id"),
            vacancy__event=fair.event,
            vacancy__employer=employer,
            state=Application.State.SENT,
            seeker__person__registrations__fair=fair,
        )
        .exclude(Exists(marked))
        .count()
    )


# Interpreters and seekers


def _for_interpreter(user) -> list[Task]:
    day = today()
    held = (
        Interview.objects.filter(interpreter__account=user, starts_at__date=day)
        .values("registration__fair", "registration__fair__event__name")
        .annotate(count=Count("pk"))
    )
    return [
        Task(
            ngettext(
                "%(fair)s: you interpret %(count)s interview today.",
                "%(fair)s: you interpret %(count)s interviews today.",
                one["count"],
            )
            % {"fair": one["registration__fair__event__name"], "count": one["count"]},
            reverse("fairs:my_timetable", args=[one["registration__fair"]]),
            one["count"],
            is_urgent=True,
        )
        for one in held
    ]


def _for_seeker(user) -> list[Task]:
    """Intents that an employer has said and the person not yet; coming interviews stand in the agenda."""
    if not has_people(user):
        return []
    own = access.own_registrations(user)
    asked = Intent.objects.filter(
        registration__in=own, employer_agrees=True, seeker_agrees=False, fair__state__in=(State.RUNNING, State.CLOSED)
    ).select_related("vacancy__employer")
    return [
        Task(
            _("%(employer)s is interested in you for “%(post)s”: say whether you are too.")
            % {"employer": one.vacancy.employer, "post": one.vacancy},
            reverse("fairs:intents", args=[one.fair_id]),
        )
        for one in asked[:5]
    ]
