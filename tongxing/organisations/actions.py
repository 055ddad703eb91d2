"""Entering employers and keeping what is known about them."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.organisations.access import check_acts_for, fills
from tongxing.organisations.identifiers import credit_code as checked_code
from tongxing.organisations.models import Membership, Organisation, OrganisationRole, name_key
from tongxing.organisations.register import Firm, Register
from tongxing.people.access import check_writes_in
from tongxing.people.actions import grant_role
from tongxing.people.models import Role
from tongxing.trail.actions import record
from tongxing.trail.rows import Watch

EMPLOYER = OrganisationRole.What.EMPLOYER
BATCH = 500
FACTS = ("credit_code", "industry", "address", "headcount", "contact_name", "contact_phone")
"""What an employer's members and its region's clerks keep right."""


def ensure_employer(
    *,
    name,
    region,
    by,
    credit_code="",
    industry="",
    address="",
    headcount=None,
    contact_name="",
    contact_phone="",
) -> tuple[Organisation, bool]:
    """The employer of this credit code, else of this name in ``region``; entered when it is not there yet.

    Gives (organisation, whether it is new). What is known already stays; what is empty is filled in. Raises
    ``Refused`` when the code's check digit is wrong, or when the name stands there under another code.
    """
    firm = Firm(
        name=name.strip(),
        region=region,
        credit_code=checked_code(credit_code) if credit_code else "",
        industry=industry,
        address=address,
        headcount=headcount,
        contact_name=contact_name,
        contact_phone=contact_phone,
    )
    return ensure_employers(firms=[firm], by=by)[0]


@transaction.atomic
def ensure_employers(*, firms: Sequence[Firm], by) -> list[tuple[Organisation, bool]]:
    """``ensure_employer`` for many at once, in the order given, with one entry in the trail."""
    register = Register(firms)
    answers: list[tuple[Organisation, bool]] = []
    new: list[Organisation] = []
    filled: dict[int, list[str]] = {}
    changed: dict[int, Organisation] = {}
    for firm in firms:
        organisation = register.find(firm)
        if organisation is None:
            check_no_rival(register, firm)
            organisation = Organisation(name=firm.name, region=firm.region, **firm.said())
            organisation.name_key = name_key(firm.name)
            register.add(organisation)
            new.append(organisation)
            answers.append((organisation, True))
            continue
        fields = _fill(organisation, firm, by)
        if fields:
            register.add(organisation)
        if fields and organisation.pk:
            changed[organisation.pk] = organisation
            filled[organisation.pk] = sorted({*filled.get(organisation.pk, []), *fields})
        answers.append((organisation, False))
    watch = Watch(*changed.values())
    _write(new, changed, [organisation for organisation, _is_new in answers])
    if new or filled:
        record(
            "entered employers",
            new[0] if len(new) == 1 and not filled else ("organisations.organisation", f"{len(new)} new"),
            by=by,
            new=[organisation.pk for organisation in new],
            filled=filled,
            row_moves=watch.moved(),
        )
    return answers


@transaction.atomic
def edit_organisation(*, organisation, values, by) -> Organisation:
    """Put facts right (any of ``FACTS``); the trail says which ones, and never a telephone number.

    Raises ``Refused`` when another organisation has the credit code.
    """
    organisation = Organisation.objects.select_for_update(of=("self",)).select_related("region").get(pk=organisation.pk)
    if not isinstance(by, str):
        check_acts_for(by, organisation)
    changed = [field for field in FACTS if field in values and getattr(organisation, field) != values[field]]
    for field in changed:
        setattr(organisation, field, values[field])
    code = organisation.credit_code
    if code and Organisation.objects.filter(credit_code=code).exclude(pk=organisation.pk).exists():
        raise Refused(_("The credit code %(code)s is another organisation's.") % {"code": code})
    if changed:
        watch = Watch(organisation)
        organisation.save()
        record("edited an organisation", organisation, by=by, fields=changed, row_moves=watch.moved())
    return organisation


def check_no_rival(register: Register, firm: Firm) -> None:
    """One name in one region belongs to one credit code."""
    rival = register.rival(firm)
    if rival:
        raise Refused(
            _(
                "“%(name)s” stands in %(region)s with the credit code %(code)s, not %(other)s: "
                "compare with the business licence."
            )
            % {"name": rival.name, "region": rival.region, "code": rival.credit_code, "other": firm.credit_code}
        )


def _fill(organisation: Organisation, firm: Firm, by) -> list[str]:
    """Put what was said where nothing was known; who does not reach the organisation only finds it."""
    if organisation.pk and not fills(by, organisation):
        return []
    fields = []
    for field, value in firm.said().items():
        if getattr(organisation, field) in ("", None):
            setattr(organisation, field, value)
            fields.append(field)
    return fields


def _write(new, changed, named) -> None:
    try:
        with transaction.atomic():
            Organisation.objects.bulk_create(new, batch_size=BATCH)
            Organisation.objects.bulk_update(
                changed.values(),
                FACTS,
                batch_size=BATCH,
            )
    except IntegrityError as error:
        raise Refused(_("Somebody entered one of these employers at the same moment. Please try again.")) from error
    wanted = {organisation.pk for organisation in named}
    known = set(
        OrganisationRole.objects.filter(what=EMPLOYER, organisation__in=wanted).values_list("organisation", flat=True)
    )
    OrganisationRole.objects.bulk_create(
        [OrganisationRole(organisation_id=pk, what=EMPLOYER) for pk in sorted(wanted - known)],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


@transaction.atomic
def add_member(*, account, organisation, by) -> Membership:
    """``account`` speaks for ``organisation`` from today on, by a role of its own there."""
    standing = Membership.objects.filter(
        organisation=organisation, role__account=account, role__ended_at=None, role__valid_until=None
    ).first()
    if standing:
        return standing
    if not isinstance(by, str):
        check_writes_in(by, organisation.region)
    role = grant_role(account=account, what=Role.What.EMPLOYER, region=organisation.region, by=by)
    membership, is_new = Membership.objects.get_or_create(role=role, defaults={"organisation": organisation})
    if not is_new and membership.organisation_id != organisation.pk:
        raise Refused(
            _("%(account)s speaks for another employer in %(region)s already.")
            % {"account": account.label(), "region": organisation.region}
        )
    record("added a member", organisation, by=by, account=account.pk)
    return membership
