"""Taking part: employers and their booths, people and their tickets."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from engines.wording import folded
from tongxing.common.refusal import Refused
from tongxing.fairs import access
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.hosting import home_at
from tongxing.fairs.models import Booth, GivenUpTicket, Participation, Registration
from tongxing.fairs.models.number import new_number, new_ticket
from tongxing.people import identifiers
from tongxing.people.access import is_program, may_write_in
from tongxing.people.actions import change_person, register_person
from tongxing.people.models.account import phone_hash
from tongxing.people.recognition import recognise
from tongxing.trail.actions import record


@transaction.atomic
def take_part(*, fair, employer, by, number="") -> Participation:
    """Enter ``employer`` for ``fair``; one that is entered stays as it is, one that withdrew is back."""
    fair = locked(fair)
    access.check_take_part(by, fair, employer)
    participation, is_new = Participation.objects.get_or_create(
        fair=fair, employer=employer, defaults={"number": number or new_number("E")}
    )
    if participation.is_withdrawn:
        participation.is_withdrawn = False
        participation.save(update_fields=["is_withdrawn"])
        record("brought an employer back to a fair", participation, by=by, fair=fair.pk)
    elif is_new:
        record("entered an employer for a fair", participation, by=by, fair=fair.pk, number=participation.number)
    return participation


@transaction.atomic
def withdraw(*, participation, by, why="") -> Participation:
    """The employer does not come: its booth is free again and it no longer counts."""
    fair = locked(participation.fair)
    access.check_acts_at_booth(by, participation)
    access.check_takes_employers(fair)
    participation.is_withdrawn, participation.booth = True, None
    participation.save(update_fields=["is_withdrawn", "booth"])
    record("withdrew an employer from a fair", participation, by=by, why=why, fair=fair.pk)
    return participation


@transaction.atomic
def assign_booth(*, participation, booth, by) -> Participation:
    """Give the employer ``booth`` (or none). The fair is locked, so that two clerks cannot give one booth twice."""
    fair = locked(participation.fair)
    access.check_runs(by, fair)
    access.check_takes_employers(fair)
    if booth is not None:
        if booth.zone.hall.fair_id != fair.pk:
            raise Refused(_("Booth %(booth)s belongs to another fair.") % {"booth": booth})
        holder = fair.participations.filter(booth=booth).exclude(pk=participation.pk).select_related("employer").first()
        if holder:
            raise Refused(
                _("Booth %(booth)s is taken by %(employer)s. Choose another one.")
                % {"booth": booth, "employer": holder.employer}
            )
    participation.booth = booth
    participation.save(update_fields=["booth"])
    record("assigned a booth", participation, by=by, booth=booth.number if booth else "")
    return participation


def in_order(booths) -> list[Booth]:
    """Booths as one walks past them: by hall, zone, and number as people count (A2 before A10)."""

    def place(booth):
        parts = re.split(r"(\d+)", booth.number)
        numbered = [(int(part), "") if part.isdigit() else (0, part) for part in parts]
        return booth.zone.hall.name, booth.zone.name, numbered

    return sorted(booths, key=place)


@transaction.atomic
def assign_the_rest(*, fair, by) -> tuple[int, int]:
    """Give each employer without a booth the next free one, in order. Answers (given, still without)."""
    fair = locked(fair)
    access.check_runs(by, fair)
    access.check_takes_employers(fair)
    taken = fair.participations.exclude(booth=None).values("booth")
    free = Booth.objects.filter(zone__hall__fair=fair, zone__purpose="employers").exclude(pk__in=taken)
    waiting = list(fair.participations.filter(booth=None, is_withdrawn=False).order_by("registered_at", "pk"))
    given = list(zip(waiting, in_order(free.select_related("zone__hall")), strict=False))
    for participation, booth in given:
        participation.booth = booth
    Participation.objects.bulk_update([participation for participation, _booth in given], ["booth"])
    record("assigned booths in order", fair, by=by, booths={one.number: booth.number for one, booth in given})
    return len(given), len(waiting) - len(given)


@transaction.atomic
def register(*, fair, person, means, by, number="", **times) -> Registration:
    """Give ``person`` a place at ``fair`` and a ticket; who has one already keeps it. ``times``: Registration.TIMES."""
    fair = locked(fair)
    access.check_register(by, fair, person, means)
    times = _checked(times)
    registration, is_new = Registration.objects.get_or_create(
        fair=fair,
        person=person,
        defaults={
            "number": number or new_number("R"),
            "ticket": new_ticket(),
            "means": means,
            **times,
        },
    )
    if is_new:
        record("registered a person for a fair", registration, by=by, fair=fair.pk, means=means)
    return registration


@transaction.atomic
def enter(*, fair, name, means, by, phone="", certificate="", needs=(), region=None, number="") -> Registration:
    """Staff register somebody who stands before them or is on the telephone.

    Known again is who has the certificate, or the telephone number and the name together; others become a new
    person of ``region`` (the fair's own unless said). ``needs`` are codes of what they cannot do without.
    """
    name = folded(name)
    phone = identifiers.mobile(phone) if phone else ""
    certificate = identifiers.certificate(certificate) if certificate else ""
    if not phone and not certificate:
        raise Refused(_("Write a telephone number or a certificate number, so that the person is known again."))
    known = recognise(name=name, phone=phone, certificate=certificate)
    person = known.person
    if not all(access.may_know(by, fair, somebody) for somebody in known.people):
        person = None  # elsewhere at a fair of others: no answer may tell that they are known
    elif known.conflict:
        raise Refused(known.conflict)
    if person is None:
        person = register_person(
            name=name,
            region=region or home_at(by, fair),
            by=by,
            phone=phone,
            certificate=certificate,
            needs=[(code, True, "") for code in needs],
        )
    elif is_program(by) or may_write_in(by, person.region):
        _complete(person, phone, certificate, by)
    return register(fair=fair, person=person, means=means, by=by, number=number)


def _complete(person, phone: str, certificate: str, by) -> None:
    """Keep what somebody who is known told beside it: a certificate that was missing, another telephone number.

    The number is kept as a further one, to which nothing is sent: nobody has proved that it is theirs.
    """
    changes = {}
    if certificate and not person.certificate_key:
        changes["certificate"] = certificate
    known = re.split(r"[、,，;；\s]+", person.other_phones)
    if phone and phone_hash(phone) != person.phone_key and phone not in known:
        changes["other_phones"] = "、".join(part for part in (person.other_phones, phone) if part)
    if changes:
        change_person(person=person, by=by, **changes)


@transaction.atomic
def edit_registration(*, registration, by, **times) -> Registration:
    """Say anew from when until when the person can be there and how much time they need: ``Registration.TIMES``."""
    access.check_speaks_for_seeker(by, registration)
    access.check_takes_people(registration.fair)
    for name, said in _checked(times).items():
        setattr(registration, name, said)
    registration.save(update_fields=list(times))
    record("changed when a person can come", registration, by=by)
    return registration


def _checked(times) -> dict:
    """``times`` where they can be; a rest fits into the time in which it was asked for."""
    unknown = set(times) - set(Registration.TIMES)
    if unknown:
        raise TypeError(f"not said at a registration: {sorted(unknown)}")
    comes, leaves = times.get("can_come_from"), times.get("must_leave_by")
    if comes and leaves and leaves <= comes:
        raise Refused(_("You would leave before you come. Turn the two times round."))
    earliest, latest = times.get("rest_from") or comes, times.get("rest_until") or leaves
    if times.get("rest_minutes") and earliest and latest:
        there = (latest.hour - earliest.hour) * 60 + latest.minute - earliest.minute
        if there < times["rest_minutes"]:
            raise Refused(_("The rest does not fit between the two times. Give it more time."))
    return times


@transaction.atomic
def give_up_place(*, registration, by) -> None:
    """The person will not come: the ticket is no longer valid and their wishes are gone.

    Refused once they came, handed in a résumé, have an interview or an intent: what happened stays.
    """
    access.check_speaks_for_seeker(by, registration)
    fair = locked(registration.fair)
    access.check_takes_people(fair)
    for happened in ("attendances", "submissions", "intents", "interviews"):
        if getattr(registration, happened).exists():
            raise Refused(_("Something is entered for this ticket already, so it stays. Tell the federation instead."))
    GivenUpTicket.objects.create(fair=fair, registration_key=registration.pk, number=registration.number)
    record("gave up a place at a fair", registration, by=by, fair=fair.pk)
    registration.delete()
