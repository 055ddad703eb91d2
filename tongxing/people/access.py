"""Who reaches whom: the one place where region scope is decided."""

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.people.identifiers import born_on
from tongxing.people.models import Consent, Guardian, Merge, Person, PossibleDuplicate, Region, Role
from tongxing.people.purposes import DUTY_BY_LAW, OFFERED_FOR_ROLLS

STAFF = tuple(Role.STAFF)
WRITERS = (Role.What.CLERK, Role.What.LEAD)
AGE_OF_CONSENT = 14
"""Personal Information Protection Law, article 31."""


def is_program(by) -> bool:
    """Whether a command acts (it gives its name), not somebody who is signed in."""
    return isinstance(by, str)


def staff_paths(user, names=STAFF) -> list[str]:
    """Paths of the regions in which ``user`` holds one of the staff roles ``names`` today."""
    return [region.path for region in staff_regions(user, names)]


def staff_regions(user, names=STAFF) -> list[Region]:
    """The regions in which ``user`` holds one of the staff roles ``names`` today."""
    if not user.is_authenticated:
        return []
    return [role.region for role in user.current_roles() if role.what in names]


def regions_under(regions: list[Region]):
    """``regions`` and all that lie below them."""
    reach = Q(pk__in=[])
    for region in regions:
        reach |= Q(path__startswith=region.path)
    return Region.objects.filter(reach).order_by()


def within(user, queryset, field: str = "region", names=STAFF):
    """``queryset`` narrowed to what lies in the user's own regions or below; nobody else's people, ever.

    ``field`` leads from the model to its region (``"person__region"``).
    """
    return queryset.filter(lives_within(user, field, names))


def lives_within(user, field: str = "region", names=STAFF) -> Q:
    """The condition of ``within``. The few regions are looked up by path; of everything else only keys are compared."""
    regions = staff_regions(user, names)
    return Q(**{f"{field}__in": regions_under(regions).values("pk")}) if regions else Q(pk__in=[])


def regions_of(user, names=STAFF):
    """The regions in the user's reach, in the order of their codes."""
    reach = Q(pk__in=[])
    for path in staff_paths(user, names):
        reach |= Q(path__startswith=path)
    return Region.objects.filter(reach, valid_until=None).select_related("parent")


def reaches(user, region, names=STAFF) -> bool:
    """Whether ``region`` is one of the user's own regions or lies below one."""
    return any(region.path.startswith(path) for path in staff_paths(user, names))


def found_within(user, queryset, field: str = "region", names=STAFF, **lookup):
    """The one object of ``queryset`` in the user's reach; elsewhere it is *not found*, never *forbidden*."""
    return get_object_or_404(within(user, queryset, field, names), **lookup)


def hide_unless(allowed: bool) -> None:
    """Answer "not found" unless ``allowed``: what one may not see does not exist for one."""
    if not allowed:
        raise Http404


def check_writes_in(user, region) -> None:
    """Clerks and leads of the region or of one above it may write there."""
    if not reaches(user, region, WRITERS):
        raise Refused(
            _("Only clerks and leads of %(region)s, or of the federation above it, may do this.") % {"region": region}
        )


def may_write_in(user, region) -> bool:
    """Whether the user is a clerk or lead of the region or of one above it."""
    return reaches(user, region, WRITERS)


def acts_for(user, person) -> bool:
    """Whether ``user`` is the person, or speaks for them as a guardian today."""
    if not user.is_authenticated:
        return False
    if person.account_id == user.pk:
        return True
    return any(guardian.account_id == user.pk and guardian.speaks_today() for guardian in person.guardians.all())


def check_acts_for_person(user, person) -> None:
    """Only the person and who speaks for them today may do this."""
    if not acts_for(user, person):
        raise Refused(_("Only the person, or who speaks for them today, may do this."))


def wards_of(user):
    """The people for whom ``user`` speaks today."""
    return Person.objects.filter(pk__in=_speaking(user))


def own_people(user):
    """The person that ``user`` is and those whom they speak for today.

    One list of keys, not one condition or another: PostgreSQL would read the whole register for an "or".
    """
    own = Person.objects.filter(account=user).order_by().values("pk")
    return Person.objects.filter(pk__in=own.union(_speaking(user)))


def _speaking(user):
    """The keys of the people for whom ``user`` speaks today."""
    day = today()
    speaks = Guardian.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=day), account=user, valid_from__lte=day, ended_at=None
    )
    return speaks.order_by().values("person")


def has_people(user) -> bool:
    """Whether ``user`` is, or speaks today for, somebody in the register: looked up once a request."""
    if not hasattr(user, "_has_people"):
        user._has_people = own_people(user).exists()
    return user._has_people


def check_edits(user, person) -> None:
    """The person, their guardian, and clerks and leads above them may change the record."""
    if not (acts_for(user, person) or may_write_in(user, person.region)):
        raise Refused(_("Only the person, who speaks for them, or their federation may change this record."))


def consents(person, purpose, about: str = "") -> bool:
    """Whether the person's yes to ``purpose`` stands today; a yes for all covers each ``about``."""
    return any(
        consent.purpose == purpose and consent.withdrawn_at is None and consent.about in {"", about}
        for consent in person.consents.all()
    )


def has_consent(purpose, about: str = "", person: str = "pk") -> Exists:
    """The condition that a yes to ``purpose`` stands today; ``person`` leads to the person's key (``"person_id"``).

    For lists, in one query. It is asked of each row that is in question: nobody else's consents are read, however
    many there are.
    """
    yes = Consent.objects.filter(person=OuterRef(person), purpose=purpose, withdrawn_at=None, about__in={"", about})
    return Exists(yes)


def check_means(user, person, means: str) -> None:
    """A yes comes from the person (14 or older where the age is known), from who speaks for them, or on paper."""
    Means = Consent.Means
    if means == Means.PAPER:
        check_writes_in(user, person.region)
    elif means == Means.GUARDIAN:
        if person.account_id == user.pk or not acts_for(user, person):
            raise Refused(_("Only who speaks for the person today may say yes for them."))
    elif person.account_id != user.pk:
        raise Refused(_("Only the person may say yes here. On paper, a clerk enters it."))
    elif person.stated_certificate() and _age(person) < AGE_OF_CONSENT:
        raise Refused(_("Under 14, a guardian says yes. Ask your guardian to sign in."))


def _age(person) -> int:
    born, day = born_on(person.stated_certificate()), today()
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def check_open_identity(user, person, purpose: str, about: str = "") -> None:
    """Who may see who somebody is, and for what.

    The person and their guardian always; a clerk or lead in reach for a stated duty; for a purpose of consent
    (``contact``, ``matching``) only while the yes stands; an employer's member for ``show_employer`` only while the
    yes for that organisation stands (whether the account speaks for it is the caller's check).
    """
    if acts_for(user, person):
        return
    if purpose == Consent.Purpose.SHOW_EMPLOYER:
        if not user.holds(Role.What.EMPLOYER) or not about:
            raise Refused(_("Only an employer's member may ask to see a person as an employer."))
    elif not may_write_in(user, person.region):
        raise Refused(_("Only clerks and leads of the person's federation may open who they are."))
    if purpose == Consent.Purpose.STATISTICS:
        raise Refused(_("Statistics need no names: nobody's identity is opened for them."))
    if purpose in Consent.Purpose and not consents(person, purpose, about):
        raise Refused(
            _("This person has not agreed to: %(purpose)s. Ask them first; without their yes it stays closed.")
            % {"purpose": Consent.Purpose(purpose).label}
        )
    if len(purpose.strip()) < 4:
        raise Refused(_("Say what you need it for, in a few words: it is written to the trail."))


def check_open_roll(user, purpose: str, why: str = "") -> None:
    """Clerks and leads open many names at once, for a purpose that needs no single yes; a duty by law is named."""
    if is_program(user):
        return
    if not user.holds(*WRITERS):
        raise Refused(_("Only clerks and leads of a federation may open the names of a roll."))
    if purpose not in dict(OFFERED_FOR_ROLLS):
        raise Refused(_("Say what you need the names for: choose one of the purposes."))
    if purpose == DUTY_BY_LAW and not why.strip():
        raise Refused(_("Say which duty."))


def check_grants(user, what: str, region) -> None:
    """Leads grant every role in their region and below; clerks only roles outside the federation's staff."""
    names = (Role.What.LEAD,) if what in STAFF else WRITERS
    if not reaches(user, region, names):
        raise Refused(
            _("Only leads of %(region)s, or of the federation above it, may grant this role.") % {"region": region}
        )


def check_looks_after(user, account) -> None:
    """Leads above every person that the account is or speaks for; to others it is an account like none of theirs."""
    for person in own_people(account).select_related("region"):
        check_grants(user, Role.What.LEAD, person.region)


def check_merges(user, target, duplicate) -> None:
    """Clerks and leads who reach both records; nobody their own, and nobody those of staff they do not look after."""
    if target.pk == duplicate.pk:
        raise Refused(_("This is one record. Choose another one beside it."))
    for person in (target, duplicate):
        if not may_write_in(user, person.region):
            raise Refused(_("You can merge only people of your own region. The federation above both may do this."))
    for person in (target, duplicate):
        check_serves(user, person)


def possible_duplicates(user):
    """The pairs that ``user`` may look into: at least one of the two lives in reach."""
    pairs = PossibleDuplicate.objects.filter(dismissed_at=None)
    return within(user, pairs, "person__region", WRITERS) | within(user, pairs, "other__region", WRITERS)


def check_erases(user, person) -> None:
    """Clerks and leads of the person's region; nobody for themselves or for staff they do not look after."""
    check_writes_in(user, person.region)
    check_serves(user, person)


def check_parts(user, merge) -> None:
    """Who may merge two records may part them; nobody their own."""
    for region in (merge.region, merge.duplicate_region):
        check_writes_in(user, region)
    person = Person.objects.filter(pk=merge.target_key).select_related("region", "account").first()
    if person is not None:
        check_serves(user, person)


def check_serves(user, person) -> None:
    """Nobody acts as staff on their own record, nor on that of somebody whose roles they could not give."""
    if acts_for(user, person):
        raise Refused(_("This is your own record, or that of somebody you speak for. Ask a colleague."))
    for role in person.account.current_roles() if person.account_id else ():
        check_grants(user, role.what, role.region)


def check_recovers(user, person) -> None:
    """Clerks and leads above the person; not for themselves, and for staff only a lead of a region truly above."""
    if not may_write_in(user, person.region):
        raise Refused(_("Only clerks and leads of the person's federation may do this."))
    if acts_for(user, person):
        raise Refused(_("This is your own record, or that of somebody you speak for. Ask a colleague."))
    account = person.account
    if account is None or not account.has_usable_phone():
        raise Refused(_("Nobody signs in by telephone with this record: there is no account to give back."))
    if not person.certificate_key:
        raise Refused(
            _("No certificate is on record to compare with. Enter it from the card first; another clerk then helps.")
        )
    for role in account.current_roles():
        is_staff = role.what in STAFF
        paths = staff_paths(user, (Role.What.LEAD,) if is_staff else WRITERS)
        if not any(role.region.path.startswith(path) and not (is_staff and role.region.path == path) for path in paths):
            raise Refused(_("This account holds a role. Only a lead of a federation above it may give it back."))


def check_ends_role(user, role) -> None:
    """Who may grant a role may end it; nobody ends their own, so that no region loses its last lead by mistake."""
    check_grants(user, role.what, role.region)
    if role.account_id == user.pk:
        raise Refused(_("You cannot end your own role. Ask another lead, or the federation above yours."))


def found_person(user, pk: int) -> Person:
    """The person with this key, for themselves, who speaks for them, and staff above them; else *not found*."""
    person = get_object_or_404(Person.objects.select_related("region__parent", "account"), pk=pk)
    hide_unless(acts_for(user, person) or reaches(user, person.region))
    return person


def merged_into(pk: int) -> int:
    """The key of the record that the one with this key became part of; its own where it stands for itself."""
    merge = Merge.objects.filter(duplicate_key=pk, undone_at=None).first()
    return merged_into(merge.target_key) if merge else pk


def check_has_password(user) -> None:
    """A second step protects a password; who signs in by telephone code has none."""
    if not user.has_usable_password():
        raise Refused(_("You sign in with a code sent to your telephone: there is no password to change or protect."))
