"""The day: who comes in, and at the door for the first time. What is written here stands behind the figures."""

from django.db import connection, transaction
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs import access, tickets
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.actions.taking_part import enter
from tongxing.fairs.models import Attendance, Registration
from tongxing.fairs.models.number import folded_code, new_number
from tongxing.people.access import hide_unless
from tongxing.people.models import Person
from tongxing.trail.actions import record

SHOWN = (
    "number", "fair__state", "fair__event__name", "fair__event__starts_at", "fair__event__ends_at",
    "fair__event__place", "fair__event__online_address", "fair__event__region__name", "fair__event__region__path",
    "person__name",
)  # fmt: skip
"""What the door reads of a registration: nothing sealed is opened for it."""


# Written out: built from expressions, these two took a seventh of a check-in's time.
EARLIER = "SELECT COUNT(*) FROM fairs_attendance came WHERE came.registration_id = fairs_registration.id"
SENT_FOR = (
    "SELECT came.registration_id FROM fairs_attendance came "
    "WHERE came.fair_id = fairs_registration.fair_id AND came.number = %s"
)

# A device's coming, written out as well: put together by the ORM, it took a quarter of the time.
HELD = f"""
SELECT fairs_registration.number, person.name, fair.state, ({EARLIER})
FROM fairs_registration
JOIN fairs_fair fair ON fair.id = fairs_registration.fair_id
JOIN people_person person ON person.id = fairs_registration.person_id
WHERE fairs_registration.id = %s AND fairs_registration.fair_id = %s
"""  # noqa: S608  (nothing from outside stands in it)


def _tickets(number):
    """Registrations with all that the door needs, in one query; their fair is locked.

    ``earlier`` counts the comings so far; ``sent_for`` is the registration for which ``number`` was entered before.
    """
    return (
        Registration.objects.select_for_update(of=("fair",))
        .select_related("fair__event__region", "person")
        .only(*SHOWN)
        .annotate(
            earlier=RawSQL(EARLIER, ()),  # noqa: S611  (nothing from outside stands in it)
            sent_for=RawSQL(SENT_FOR, (number or "",)),  # noqa: S611  (the number is a parameter)
        )
        .order_by()
    )


def _let_in(registration, means, by, number, at=None) -> Attendance:
    """Write one attendance for a registration that ``_tickets`` found."""
    fair = registration.fair
    if registration.sent_for is not None:
        if registration.sent_for != registration.pk:
            raise Refused(_("This form was used for somebody else already. Open the page again and repeat the entry."))
        before = fair.attendances.select_related("registration__person", "registration__fair__event").get(number=number)
        before.earlier, before.was_sent_before = registration.earlier - 1, True
        return before
    return _enter(registration, fair, means, by, number, at)


def _enter(registration, fair, means, by, number, at) -> Attendance:
    access.check_takes_check_ins(fair, at)
    attendance = Attendance(
        fair=fair,
        registration=registration,
        number=number or new_number("A"),
        means=means,
        arrived_at=at or timezone.now(),
        entered_by=None if access.is_program(by) else by,
    )
    attendance.save(force_insert=True)
    record("checked a person in", attendance, by=by, fair=fair.pk, means=means)
    attendance.earlier, attendance.was_sent_before = registration.earlier, False
    return attendance


@transaction.atomic
def check_in(*, fair, registration, means, by, number=None, at=None) -> Attendance:
    """Enter one coming (人次) of a registered person; the same ``number`` sent twice makes one entry.

    ``at`` is the moment of a coming that was noted elsewhere, without network, and is entered now.

    The fair is locked, so that nobody comes in after it closed. The answer carries ``earlier``, how often the
    person had come before, and ``was_sent_before``, whether this very entry was there already.
    """
    if registration.fair_id != fair.pk:
        raise Refused(_other_fair(registration))
    found = _tickets(number).get(pk=registration.pk)
    access.check_runs(by, found.fair)
    return _let_in(found, means, by, number, at)


@transaction.atomic
def check_in_by_ticket(*, fair_id, code, by, number=None) -> Attendance | None:
    """Enter the coming of whoever holds the ticket ``code``, in as few queries as can be.

    ``None`` where no ticket says so; ``Refused``, with the name of the right fair, when it is for another one.
    """
    token = code if tickets.looks_like_token(code) else ""
    held = _tickets(number)
    if token:
        held = held.filter(pk=tickets.registration_named_by(token))
    else:
        held = held.filter(ticket__in={code.strip(), folded_code(code)})
    found = next(iter(held), None)
    ticket = tickets.read(token, found.fair_id if found else fair_id) if token else None
    if found is None:
        if ticket:
            raise Refused(_given_up())
        return None
    if found.fair_id != fair_id:
        raise Refused(_other_fair(found))
    hide_unless(access.runs(by, found.fair))
    if ticket:
        access.check_ticket_lets_in(found.fair, ticket, timezone.now())
    return _let_in(found, Attendance.Means.TICKET, by, number)


def _given_up() -> str:
    return _("This ticket no longer stands: its place was given up.")


@transaction.atomic(savepoint=False)
def check_in_by_key(*, fair, key, means, by, at) -> Attendance:
    """Enter a coming that a device noted at ``at``: ``key`` is the registration that its ticket named.

    ``fair`` comes with its event; only its state is read anew, and locked.
    """
    found = _held(fair, key)
    if found is None:
        raise Refused(_no_such_ticket(fair, key))
    access.check_runs(by, fair)
    return _enter(found, fair, means, by, None, at)


def _held(fair, key) -> Registration | None:
    """The registration with this key, with what the door needs of it."""
    lock = " FOR UPDATE OF fair" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(HELD + lock, [key, fair.pk])
        row = cursor.fetchone()
    if row is None:
        return None
    number, name, fair.state, earlier = row
    held = Registration(pk=key, number=number, fair=fair, person=Person(name=name))
    held.earlier = earlier
    return held


def _no_such_ticket(fair, key) -> str:
    if fair.given_up_tickets.filter(registration_key=key).exists():
        return _given_up()
    return _("Nobody is registered at this fair with this ticket.")


def _other_fair(registration) -> str:
    event = registration.fair.event
    return _("This ticket is for another fair: %(fair)s, on %(day)s, %(place)s.") % {
        "fair": event.name,
        "day": timezone.localdate(event.starts_at).isoformat(),
        "place": event.place or event.online_address,
    }


@transaction.atomic
def walk_in(*, fair, name, phone="", certificate="", needs=(), region=None, by, number=None, at=None) -> Attendance:
    """Let somebody in who comes without a ticket: found again or entered, registered, checked in, in one go.

    Sent twice with the same ``number``, it is one coming. ``at``: see ``check_in``.
    """
    fair = locked(fair)
    access.check_runs(by, fair)
    access.check_takes_check_ins(fair, at)
    registration = enter(
        fair=fair,
        name=name,
        phone=phone,
        certificate=certificate,
        needs=needs,
        region=region,
        means=Registration.Means.WALK_IN,
        by=by,
    )
    return check_in(fair=fair, registration=registration, means=Attendance.Means.WALK_IN, by=by, number=number, at=at)


@transaction.atomic
def undo_check_in(*, attendance, by, why, at=None) -> None:
    """Take back a coming that was entered by mistake, while the fair runs; the trail keeps what it was, and why.

    ``at`` is the moment at which a device took it back; that is told later, too.
    """
    fair = locked(attendance.fair)
    access.check_runs(by, fair)
    if at is None:
        access.check_undoes_check_ins(fair)
    else:
        access.check_takes_check_ins(fair, at)
    if not why.strip():
        raise Refused(_("Write why this entry was a mistake."))
    record(
        "undid a check-in",
        attendance,
        by=by,
        why=why,
        fair=fair.pk,
        registration=attendance.registration.number,
        means=attendance.means,
        arrived_at=attendance.arrived_at,
    )
    attendance.delete()
