"""One small world with something of everything, all of it in one district of Baotou, and who visits it."""

import datetime as dt
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.utils import timezone

from tests import cast
from tests.control import stage as control
from tests.doors import stage as doors
from tests.interpreting import stage as interpreting
from tests.live import stage as live
from tests.queues import stage as queues
from tests.rounds import stage as rounds
from tests.sheets import xlsx
from tests.zones import stage as zones
from tongxing.bulletins.models import Bulletin, Photo, Section
from tongxing.common.dates import local, today
from tongxing.fairs import waiting_files
from tongxing.fairs.models import Disruption, EntryRequest, Fair, Interview, TimeChange
from tongxing.figures.models import Figure
from tongxing.jobs.models import AccommodationRequest, Invitation, ResumeFile
from tongxing.people.models import Merge, PossibleDuplicate, Role
from tongxing.rounds.models import Leg, Round

HERE = "150203"


def build(*, copies: int = 1) -> SimpleNamespace:
    """The world; ``copies`` of what stands in lists, so that pages that ask once a row are found out."""
    campaign = cast.CampaignFactory(region=HERE, is_public=False)
    event = cast.EventFactory(campaign=campaign, key="fair.region", region=HERE)
    fair = cast.FairFactory(event=event, state=Fair.State.RUNNING, mode=Fair.Mode.BOTH)
    hall = cast.HallFactory(fair=fair)
    zone = cast.ZoneFactory(hall=hall)
    room = cast.QuietRoomFactory(hall=hall)
    shift = cast.InterpreterShiftFactory(fair=fair)
    made = [_one(event, fair, zone, shift, room, number) for number in range(copies)]
    first = made[0]
    Figure.objects.create(
        campaign=campaign, event=event, key="fair.region.attendances", name="到场", unit="人次", definition="到场人次",
        rule="count", value=copies, entry_count=copies, hash="0" * 64,
    )  # fmt: skip
    bulletin = Bulletin.objects.create(campaign=campaign, slug="brief", title="简报", lead="一句话")
    section = Section.objects.create(bulletin=bulletin, order=1, heading="现场", body="热闹")
    photo = Photo.objects.create(
        bulletin=bulletin, image=ContentFile(b"x", "photo.jpg"), alternative="求职者在展位前交谈"
    )
    sheet = xlsx([["岗位", "人数"], *[[f"岗位{number}号", 1] for number in range(copies)]])
    waiting_file = waiting_files.keep(account=first.hirer, fair=fair, kind="vacancies", name="岗位.xlsx", data=sheet)
    trip = rounds.RoundFactory(region=HERE, first_on=today(), state=Round.State.TOLD, planned_at=timezone.now())
    team = rounds.TeamFactory(round=trip, accounts=[cast.AccountFactory(username="driver")])
    for number, one in enumerate(made):
        _visit(trip, team, one, number)
    repair = rounds.RepairFactory(
        round=trip, team=team, now=timezone.now(),
        moved=[{"stop": one.stop.pk, "old": 540, "new": 600, "team": team.pk, "to": team.pk} for one in made],
    )  # fmt: skip
    world = SimpleNamespace(
        **vars(live.stream_of(fair)),
        round=trip, team=team, repair=repair,
        campaign=campaign, waiting_file=waiting_file,
        event=event, fair=fair, hall=hall, zone=zone, room=room, shift=shift, bulletin=bulletin,
        section=section, photo=photo, role=cast.RoleFactory(region=HERE), **vars(first),
    )  # fmt: skip
    world.made = made
    world.other_person = cast.PersonFactory(region=HERE)
    world.merge = Merge.objects.create(
        target_key=world.person.pk, duplicate_key=world.person.pk + 900, target_label="周*", duplicate_label="周*",
        region=world.person.region, duplicate_region=world.person.region, proof="certificate", why="证上是同一个人",
    )  # fmt: skip
    for one in made:
        PossibleDuplicate.objects.create(person=one.person, other=world.other_person, reason="phone")
    vars(world).update(vars(interpreting.asked_in(world)))
    vars(world).update(vars(zones.zones_in(world)))
    vars(world).update(vars(queues.queues_in(world)))
    vars(world).update(vars(doors.doors_in(world)))
    vars(world).update(vars(control.emergency_in(world)))
    return world


def _visit(trip, team, one, number) -> None:
    """The person of ``one`` is visited, with a time that was told."""
    starts = local(trip.first_on, dt.time(9)) + dt.timedelta(minutes=30 * number)
    one.stop = rounds.StopFactory(round=trip, person=one.person)
    Leg.objects.create(
        team=team, day=1, order=number, kind=Leg.Kind.STOP, stop=one.stop, arrives_at=starts, begins_at=starts,
        ends_at=starts + dt.timedelta(minutes=20), told_at=starts,
    )  # fmt: skip


def _one(event, fair, zone, shift, room, number) -> SimpleNamespace:
    account = cast.somebody(f"person{number}", f"周{number}", f"1980000{number:04d}", HERE, "sign_interpreter")
    person = account.person
    employer = cast.OrganisationFactory(region=HERE)
    hirer = cast.AccountFactory(username=f"hirer{number}")
    cast.member(hirer, employer)
    vacancy = cast.VacancyFactory(event=event, employer=employer, region=HERE)
    seeker = cast.SeekerFactory(person=person)
    booth = cast.BoothFactory(zone=zone)
    participation = cast.ParticipationFactory(fair=fair, employer=employer, booth=booth)
    registration = cast.RegistrationFactory(fair=fair, person=person)
    guardian = cast.GuardianFactory(person=person)
    cast.ConsentFactory(person=person)
    application = cast.ApplicationFactory(seeker=seeker, vacancy=vacancy)
    attendance = cast.AttendanceFactory(registration=registration)
    submission = cast.SubmissionFactory(registration=registration)
    intent = cast.IntentFactory(registration=registration, vacancy=vacancy)
    cast.WishFactory(registration=registration, vacancy=vacancy)
    starts = local(cast.FAIR_DAY, dt.time(10)) + dt.timedelta(minutes=20 * number)
    interview = Interview.objects.create(
        registration=registration, vacancy=vacancy, starts_at=starts, ends_at=starts + dt.timedelta(minutes=15),
        booth=booth, interpreter=shift, quiet_room=room,
    )  # fmt: skip
    disruption = Disruption.objects.create(fair=fair, registration=registration, until=starts)
    time_change = TimeChange.objects.create(
        interview=interview, disruption=disruption, old_starts_at=starts, new_starts_at=starts, why="晚到"
    )
    request = AccommodationRequest.objects.create(
        seeker=seeker, vacancy=vacancy, code="sign_interpreter", due_at=local(cast.FAIR_DAY, dt.time(8))
    )
    invitation = Invitation.objects.create(
        seeker=seeker, vacancy=cast.VacancyFactory(event=event, employer=employer, region=HERE), invited_by=hirer
    )
    entry = EntryRequest.objects.create(fair=fair, employer=cast.OrganisationFactory(region=HERE), asked_by=hirer)
    file = ResumeFile.objects.create(
        seeker=seeker, file=ContentFile(b"%PDF-1.7", "resume.pdf"), kind="pdf", name="简历", size=8, sha256="0" * 64
    )
    return SimpleNamespace(
        person_account=account, person=person, employer=employer, hirer=hirer, vacancy=vacancy, seeker=seeker,
        booth=booth, participation=participation, registration=registration, guardian=guardian, guard=guardian.account,
        application=application, attendance=attendance, intent=intent, interview=interview,
        submission=submission, request=request, entry=entry, invitation=invitation,
        file=file, disruption=disruption, time_change=time_change,
    )  # fmt: skip


def visitors(world) -> dict:
    """Everybody who might try an address, by name; ``None`` is somebody who is not signed in."""
    roles = {
        what.value: cast.staff(f"holder-{what.value}", what.value, what, HERE)
        for what in Role.What
        if what != Role.What.EMPLOYER
    }
    return {
        "nobody": None,
        "stranger": cast.AccountFactory(username="stranger"),
        "sister clerk": cast.staff("sister-clerk", "邻市", Role.What.CLERK, "150402"),
        "sister lead": cast.staff("sister-lead", "邻市", Role.What.LEAD, "150402"),
        "seeker": world.person_account,
        "guardian": world.guard,
        "driver": world.team.accounts.get(),
        "employer": world.hirer,
        **roles,
    }
