"""Who may do what at the zones of a fair, and the sentence when not."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tongxing.campaigns.access import found_hosted
from tongxing.common.refusal import Refused, permits
from tongxing.fairs import access as fairs
from tongxing.jobs.access import seeker as seekers
from tongxing.people.access import STAFF, WRITERS, acts_for, check_writes_in, found_within, hide_unless, is_program
from tongxing.people.models import Role
from tongxing.zones.models import Clinic, Exhibit, FollowUp, Inquiry, Maker, Policy, Programme, Service
from tongxing.zones.models.counting import KIND

FAIR = "fair__event"


# Services


def found_service(user, pk, names=WRITERS) -> Service:
    """The service at a fair that the user runs (with ``names=STAFF``: or audits), or "not found"."""
    services = Service.objects.select_related("fair__event__region", "zone", "registration__person")
    return found_hosted(user, services, FAIR, names, pk=pk)


def found_follow_up(user, pk) -> FollowUp:
    """The follow-up at a fair that the user runs, or "not found"."""
    follow_ups = FollowUp.objects.select_related("service__fair__event__region", "account")
    return found_hosted(user, follow_ups, f"service__{FAIR}", WRITERS, pk=pk)


def check_gives(by, fair) -> None:
    """Services are entered by who runs the fair, while it runs and, from paper, after it closed."""
    fairs.check_runs(by, fair)
    fairs.check_takes_entries(fair)


def check_why(why: str) -> None:
    """An entry is taken back for a reason."""
    if not why.strip():
        raise Refused(_("Write why this entry was a mistake."))


def check_counts_under(by, fair, event) -> None:
    """The zones of a fair are counted under one event of that kind, of the same campaign."""
    fairs.check_runs(by, fair)
    fairs.check_not_reported(fair)
    if event.kind != KIND or event.campaign_id != fair.event.campaign_id:
        raise Refused(_("Zones are counted under an event of their own, of the kind “zones”, in the same campaign."))


# Policies


def policies_for(fair):
    """The policies of the fair's region and of those above it: they are what holds there."""
    codes = [code for code in fair.event.region.path.split(".") if code]
    return Policy.objects.select_related("region").filter(region__code__in=codes)


def found_policy(user, pk) -> Policy:
    """The policy of a region in which the user writes, or "not found"."""
    return found_within(user, Policy.objects.select_related("region"), names=WRITERS, pk=pk)


def check_keeps_policies(by, region) -> None:
    """Clerks and leads of the region, or of one above it, keep its policies."""
    if not is_program(by):
        check_writes_in(by, region)


may_keep = partial(permits, check_keeps_policies)


# The résumé clinic


def check_opens_clinic(by, registration, seeker, agreed: bool) -> None:
    """Beside the person, with their yes, by an advisor whose federation keeps the person's page."""
    check_gives(by, registration.fair)
    if not agreed:
        raise Refused(_("Ask the person first: the page is opened only with their yes, and with them beside you."))
    if seeker is None:
        raise Refused(
            _("This person has no résumé page yet. Write it with them under “People”, or enter the session without it.")
        )
    if not seekers.keeps(by, seeker.person):
        raise Refused(
            _(
                "This person's page is kept by the federation of %(region)s. Let them sign in on their own telephone "
                "and change it there, then enter the session without the page."
            )
            % {"region": seeker.person.region.full_name()}
        )


def found_clinic(user, pk) -> Clinic:
    """The clinic, for its advisor, for the person and for who speaks for them; to all others it is not there."""
    clinics = Clinic.objects.select_related(
        "fair__event__campaign",
        "fair__event__region",
        "registration__person__region",
        "seeker__person__region__parent",
        "service",
    )
    clinic = get_object_or_404(clinics, pk=pk)
    hide_unless(advises(user, clinic) or acts_for(user, clinic.seeker.person))
    return clinic


def advises(user, clinic) -> bool:
    """Whether ``user`` is the advisor who sits there, and still runs the fair."""
    return clinic.advisor_id == user.pk and fairs.runs(user, clinic.fair)


def check_at_side(by, clinic) -> None:
    """The advisor alone changes the page, and only until the session is over."""
    hide_unless(advises(by, clinic))
    check_gives(by, clinic.fair)
    if clinic.finished_at:
        raise Refused(_("This session is over. Begin another one, with the person's yes."))


# Art and skills


def found_maker(user, pk) -> Maker:
    """The maker at a fair that the user runs, or "not found"."""
    return found_hosted(user, Maker.objects.select_related("fair__event__region"), FAIR, WRITERS, pk=pk)


def found_exhibit(user, pk) -> Exhibit:
    """The exhibit at a fair that the user runs, or "not found"."""
    exhibits = Exhibit.objects.select_related("maker__fair__event__region", "zone")
    return found_hosted(user, exhibits, f"maker__{FAIR}", WRITERS, pk=pk)


def found_inquiry(user, pk) -> Inquiry:
    """The letter to a maker at a fair that the user runs, or "not found"."""
    inquiries = Inquiry.objects.select_related("exhibit__maker__fair__event__region")
    return found_hosted(user, inquiries, f"exhibit__maker__{FAIR}", WRITERS, pk=pk)


def shown_at(fair):
    """What the public sees of a fair: exhibits of makers whose yes stands."""
    agreeing = Exhibit.objects.filter(maker__consented_at__isnull=False, maker__withdrawn_at=None, is_withdrawn=False)
    return agreeing.filter(maker__fair=fair).select_related("maker", "zone__hall").prefetch_related("showings")


def seen_exhibit(user, pk) -> Exhibit:
    """The exhibit for whoever sees its fair and while its maker agrees; for who runs the fair always."""
    exhibits = Exhibit.objects.select_related(
        "maker__fair__event__campaign", "maker__fair__event__region", "zone__hall"
    )
    exhibit = get_object_or_404(exhibits, pk=pk)
    fair = fairs.seen_by(user, exhibit.maker.fair_id)
    is_shown = exhibit.maker.agrees() and not exhibit.is_withdrawn
    hide_unless(is_shown or fairs.runs(user, fair))
    return exhibit


def check_prepares(by, fair) -> None:
    """Makers, exhibits and programmes change until the fair is reported."""
    fairs.check_runs(by, fair)
    fairs.check_not_reported(fair)


# The ceremony


def seen_programme(user, pk) -> Programme:
    """The programme for whoever sees its fair, or "not found"."""
    programmes = Programme.objects.select_related("fair__event__campaign", "fair__event__region", "zone__hall")
    programme = get_object_or_404(programmes, pk=pk)
    fairs.seen_by(user, programme.fair_id)
    return programme


def found_programme(user, pk, names=WRITERS) -> Programme:
    """The programme of a fair that the user runs, or "not found"."""
    programmes = Programme.objects.select_related("fair__event__campaign", "fair__event__region", "zone__hall")
    return found_hosted(user, programmes, FAIR, names, pk=pk)


def reads_speeches(user, programme) -> bool:
    """Staff who run or audit the fair, and interpreters who have a time at it."""
    if not user.is_authenticated:
        return False
    is_staff = fairs.run_by(user, STAFF).filter(pk=programme.fair_id).exists()
    interprets = user.holds(Role.What.INTERPRETER) and user.interpreter_shifts.filter(fair=programme.fair_id).exists()
    return is_staff or interprets


def check_version(programme, version: int) -> None:
    """What was pressed on an old page is not done: somebody else was quicker, or the page was left open."""
    if programme.version != version:
        raise Refused(
            _(
                "Nothing was done: the run-sheet changed since this page was shown. Look at it as it is now, "
                "then press again if it is still right."
            )
        )
