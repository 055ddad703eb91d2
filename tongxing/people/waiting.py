"""What of their own record waits for somebody."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.common.waiting import Task
from tongxing.people import access
from tongxing.people.models import Consent, Person


def waiting(user) -> list[Task]:
    """Say who you are; say what you need; say whether you may be matched. For oneself and for wards."""
    if not access.has_people(user):
        if user.current_roles():
            return []
        return [Task(_("Say who you are, so that jobs and fairs can be found for you."), reverse("people:me"))]
    own = list(Person.objects.filter(account=user).prefetch_related("consents"))
    wards = list(access.wards_of(user).prefetch_related("consents").order_by("pk"))
    tasks = []
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
