"""Who sees a post, who writes it, and until when."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.campaigns.access import hosted_events, runs_event
from tongxing.campaigns.models import Event
from tongxing.common.refusal import Refused, permits
from tongxing.jobs.access.matching import looks_after
from tongxing.jobs.models import Vacancy
from tongxing.organisations.access import speaks_for, spoken_for
from tongxing.people.access import hide_unless, is_program, staff_paths

SHUT = {
    "draft": _("%(event)s is still a draft. Open it for posts first."),
    "closed": _("%(event)s is closed: its posts no longer change."),
    "reported": _("%(event)s is reported: its posts no longer change. Correct a figure with an erratum on its page."),
}


def is_published() -> Q:
    """The posts whose page everybody can open: open ones of public campaigns, once their fair is no draft."""
    return Q(state=Vacancy.State.OPEN, event__in=_keys(_public_events()))


def public_vacancies():
    """The posts that are offered to everybody: published ones until the last day of their fair is over, and those
    that their employer keeps open after it.

    Said of the few events, not of each post: so an index of the posts can answer it.
    """
    events = _public_events()
    goes_on = Q(event__in=_keys(events.exclude(_is_over()))) | Q(event__in=_keys(events), stays_open=True)
    return Vacancy.objects.filter(goes_on, state=Vacancy.State.OPEN)


def outlived() -> Q:
    """Posts whose fair is over, and which their employer has not said to keep open."""
    return Q(event__in=_keys(Event.objects.filter(_is_over())), stays_open=False)


def _public_events():
    return Event.objects.filter(campaign__is_public=True).exclude(fair__state="draft")


def _is_over() -> Q:
    """Events that are a fair whose last day has passed."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(fair__isnull=False, ends_at__lt=midnight)


def _keys(events):
    return events.order_by().values("pk")


def has_outlived(vacancy) -> bool:
    """Whether the post has left the public list because its fair is over."""
    if vacancy.stays_open or vacancy.event is None or not hasattr(vacancy.event, "fair"):
        return False
    return timezone.localdate(vacancy.event.ends_at) < timezone.localdate()


def check_keeps_open(by, vacancy) -> None:
    """Who writes the post says whether it stays in the public list after its fair, also once the fair is closed."""
    hide_unless(writes(by, vacancy))
    if vacancy.state != Vacancy.State.OPEN:
        raise Refused(_("Only an open post can stay in the list."))
    if vacancy.event is None or not hasattr(vacancy.event, "fair"):
        raise Refused(_("This post belongs to no fair: it stays in the list until it is closed."))


def vacancies_for(user):
    """The posts that exist for ``user``: the public ones, their employer's, those their region looks after."""
    seen = is_published()
    if user.is_authenticated:
        for path in staff_paths(user):
            seen |= Q(employer__region__path__startswith=path)
        if staff_paths(user):
            seen |= Q(event__in=hosted_events(user).values("pk"))
        if user.holds("employer"):
            seen |= Q(employer__in=spoken_for(user))
    return Vacancy.objects.filter(seen)


def writes(user, vacancy) -> bool:
    """Whether ``user`` writes this post: the employer's members, clerks and leads above employer or event."""
    if is_program(user):
        return True
    return user.is_authenticated and (speaks_for(user, vacancy.employer) or looks_after(user, vacancy))


def check_enters(by, event, employer) -> None:
    """The event's clerks, and an employer's members at events that exist for them, while the event takes posts."""
    is_staff = is_program(by) or runs_event(by, event)
    hide_unless(is_staff or (_exists_for(employer, event) and speaks_for(by, employer)))
    check_takes_posts(event)


def _exists_for(employer, event) -> bool:
    """Whether an employer may know of the event: its campaign is public, or the employer takes part in its fair."""
    fair = getattr(event, "fair", None)
    return event.campaign.is_public or (fair is not None and fair.participations.filter(employer=employer).exists())


def check_edits(by, vacancy) -> None:
    """Who writes the post may change it while its event takes changes; to others it does not exist."""
    hide_unless(writes(by, vacancy))
    if vacancy.event is not None:
        check_takes_posts(vacancy.event)


def check_takes_posts(event) -> None:
    """A fair that is a draft, closed or reported takes neither new posts nor changes."""
    fair = getattr(event, "fair", None)
    if fair is not None and fair.state in SHUT:
        raise Refused(SHUT[fair.state] % {"event": event})


def may_edit(user, vacancy) -> bool:
    """Whether ``user`` writes the post and its event takes changes now."""
    return writes(user, vacancy) and (vacancy.event is None or permits(check_takes_posts, vacancy.event))
