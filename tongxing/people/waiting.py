"""What of their own record waits for somebody."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.common.waiting import Task
from tongxing.people import access
from tongxing.people.models import Consent, Erasure, Person, PhoneChange
from tongxing.people.models.erasure import WAITING_TIME


def waiting(user) -> list[Task]:
    """Say who you are; say what you need; say whether you may be matched. For oneself and for wards."""
    if not access.has_people(user):
        if user.current_roles():
            return [*_pairs(user), *_changes(user)]
        return [Task(_("Say who you are, so that jobs and fairs can be found for you."), reverse("people:me"))]
    own = list(Person.objects.filter(account=user).prefetch_related("consents"))
    wards = list(access.wards_of(user).prefetch_related("consents").order_by("pk"))
    tasks = [*_own_change(user), *_pairs(user), *_changes(user)]
    for person in [*own, *wards]:
        who = {"name": person.name}
        is_own = person.account_id == user.pk
        if person.needs_said_at is None:
            said = _("Say what you need at work and at fairs.") if is_own else _("Say what %(name)s needs.") % who
            tasks.append(Task(said, reverse("people:needs", args=[person.pk])))
        if not access.consents(person, Consent.Purpose.MATCHING):
            page = reverse("people:me") if is_own else reverse("people:record", args=[person.pk])
            said = (
                _("Decide whether vacancies may be compared with your wishes.")
                if is_own
                else _("Decide whether vacancies may be compared with the wishes of %(name)s.") % who
            )
            tasks.append(Task(said, f"{page}#consents"))
    return tasks


def _pairs(user) -> list[Task]:
    """Staff look at two records that may be one person's."""
    count = access.possible_duplicates(user).count() if user.holds(*access.WRITERS) else 0
    if not count:
        return []
    said = ngettext(
        "Compare %(count)s pair of records that may be one person.",
        "Compare %(count)s pairs of records that may be one person.",
        count,
    )
    return [Task(said % {"count": count}, reverse("people:duplicates"), count)]


def _own_change(user) -> list[Task]:
    """Somebody asked staff for another telephone of this account: the owner may stop it."""
    if not PhoneChange.objects.waiting().filter(account=user).exists():
        return []
    said = _("Somebody asked that your account sign in with another telephone. If that was not you, stop it now.")
    return [Task(said, reverse("people:own_phone"), is_urgent=True)]


def _changes(user) -> list[Task]:
    """Staff confirm what a colleague asked for, and what people ask of them."""
    if not user.holds(*access.WRITERS):
        return []
    waiting = PhoneChange.objects.waiting().exclude(asked_by=user)
    asked = Erasure.objects.waiting()
    asked = asked.filter(Q(confirmed_at=None) | Q(asked_at__lte=timezone.now() - WAITING_TIME))
    # From the few that ask to where they live: the other way round a database may look through all people.
    keys = list(asked.order_by("asked_at").values_list("person", flat=True))
    own = set(
        access.within(user, Person.objects.filter(pk__in=keys), names=access.WRITERS).values_list("pk", flat=True)
    )
    people = [key for key in keys if key in own][:5]
    said = _("Somebody asked to be erased: confirm it, or carry it out.")
    erasures = [Task(said, reverse("people:person", args=[pk])) for pk in people]
    changes = access.within(user, waiting, names=access.WRITERS).values_list("account__person", flat=True)[:5]
    said = _("A colleague asked for another telephone of an account: confirm it or stop it.")
    return [*erasures, *(Task(said, reverse("people:person", args=[pk])) for pk in changes if pk)]
