"""One's own record, and the records of those for whom one speaks."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from engines.wording import BY_CODE
from tongxing.common.audience import signed
from tongxing.common.refusal import Refused
from tongxing.common.way_on import way_on
from tongxing.people import access, actions, wordings
from tongxing.people.forms import ChangePersonForm, NeedsForm, SignUpForm, WardForm
from tongxing.people.forms.fields import all_counties
from tongxing.people.forms.person import words
from tongxing.people.looks import looks_at
from tongxing.people.models import Consent, Guardian, Person

LOOKS_SHOWN = 20


def contents(person: Person) -> dict:
    """What every page about a person shows: needs in plain words, each consent with its text, guardians."""
    needs = [(words(BY_CODE[one.code]), one) for one in person.support_needs.all() if one.code in BY_CODE]
    order = list(BY_CODE)
    needs.sort(key=lambda need: (not need[1].is_must, order.index(need[1].code)))
    standing = {(one.purpose, one.about): one for one in person.consents.all() if one.withdrawn_at is None}
    general = [
        {
            "purpose": purpose,
            "label": purpose.label,
            "text": wordings.text_of(purpose, yes.wording_version if yes else ""),
            "text_now": wordings.text_of(purpose),
            "yes": yes,
            "is_current": yes is not None and yes.wording_version == wordings.current(purpose),
        }
        for purpose in Consent.Purpose
        if purpose != Consent.Purpose.SHOW_EMPLOYER
        for yes in [standing.get((purpose, ""))]
    ]
    employers = [
        (yes, wordings.text_of(purpose, yes.wording_version))
        for (purpose, _about), yes in standing.items()
        if purpose == Consent.Purpose.SHOW_EMPLOYER
    ]
    return {
        "person": person,
        "needs": needs,
        "consents": general,
        "employers": employers,
        "guardians": [one for one in person.guardians.all() if one.speaks_today()],
    }


def people_in_full():
    """People with all that their pages show."""
    return Person.objects.select_related("region__parent", "account").prefetch_related(
        "support_needs", "consents", Prefetch("guardians", Guardian.objects.select_related("account"))
    )


def _show(request, person: Person):
    is_own = person.account_id == request.user.pk
    data = {
        **contents(person),
        "looks": looks_at(person, LOOKS_SHOWN, besides=request.user),
        "is_own": is_own,
        "wards": access.wards_of(request.user).order_by("pk") if is_own else [],
    }
    return render(request, "people/me.html", data)


@signed
def me(request):
    """My own record; without one: who are you?"""
    person = people_in_full().filter(account=request.user).first()
    if person is None:
        data = {"wards": access.wards_of(request.user).order_by("pk"), "roles": request.user.current_roles()}
        return render(request, "people/who_are_you.html", data)
    return _show(request, person)


@signed
def record(request, pk):
    """The record of somebody for whom the reader speaks (or one's own)."""
    person = get_object_or_404(people_in_full(), pk=pk)
    access.hide_unless(access.acts_for(request.user, person))
    return _show(request, person)


@signed
def sign_up(request):
    """A disabled person says who they are."""
    if Person.objects.filter(account=request.user).exists():
        return redirect("people:me")
    form = SignUpForm(request.POST or None)
    if form.is_valid():
        try:
            person = actions.sign_up(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your record is made. Now say what you need."))
            return redirect("people:needs", person.pk)
    return render(request, "people/sign_up.html", {"form": form})


@signed
def ward(request):
    """A guardian makes the record of the person for whom they speak."""
    form = WardForm(request.POST or None, initial={"guardian_name": request.user.name})
    if form.is_valid():
        try:
            person = actions.register_ward(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The record is made. Now say what the person needs."))
            return redirect("people:needs", person.pk)
    return render(request, "people/ward.html", {"form": form})


def _page_of(user, person: Person):
    """Back to the page from which the reader came: their own, their ward's, or staff's."""
    if person.account_id == user.pk:
        return redirect("people:me")
    return redirect("people:record" if access.acts_for(user, person) else "people:person", person.pk)


@signed
def needs(request, pk):
    """What the person needs, as a list in plain words."""
    person = access.found_person(request.user, pk)
    access.check_edits(request.user, person)
    form = NeedsForm(request.POST or None, needs=list(person.support_needs.all()))
    if request.method == "POST" and form.is_valid():
        actions.set_needs(person=person, needs=form.needs(), by=request.user)
        messages.success(request, _("What is needed is written down."))
        return _page_of(request.user, person)
    is_own = person.account_id == request.user.pk
    return render(request, "people/needs.html", {"form": form, "person": person, "is_own": is_own})


@signed
@require_POST
def consent(request, pk):
    """Give one yes, or take it back: by the person, the guardian, or staff who hold the paper."""
    person = access.found_person(request.user, pk)
    purpose, about = request.POST.get("purpose", ""), request.POST.get("about", "")
    if request.POST.get("answer") == "yes":
        actions.give_consent(
            person=person, purpose=purpose, means=_means(request.user, person), about=about, by=request.user
        )
        messages.success(request, _("The consent is written down."))
    else:
        actions.withdraw_consent(person=person, purpose=purpose, about=about, by=request.user)
        messages.success(request, _("The consent is taken back. It ends now."))
    way = way_on(request)
    return redirect(way) if way else _page_of(request.user, person)


def _means(user, person: Person) -> str:
    if person.account_id == user.pk:
        return Consent.Means.SELF
    return Consent.Means.GUARDIAN if access.acts_for(user, person) else Consent.Means.PAPER


@signed
def change(request, pk):
    """Name, region, telephone, certificate. Staff start from empty fields where a number is masked."""
    person = access.found_person(request.user, pk)
    access.check_edits(request.user, person)
    speaks = access.acts_for(request.user, person)
    regions = all_counties() if speaks else access.regions_of(request.user, access.WRITERS)
    initial = {"region": person.region_id}
    if speaks:
        initial |= {"name": person.name, "phone": person.phone}
    form = ChangePersonForm(request.POST or None, initial=initial, regions=regions)
    if not speaks:
        form.keep_what_is_empty()
    if form.is_valid():
        try:
            actions.change_person(person=person, by=request.user, **form.changes())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The record is changed."))
            return _page_of(request.user, person)
    return render(request, "people/change.html", {"form": form, "person": person, "speaks": speaks})


@signed
@require_POST
def end_guardian(request, pk):
    """A guardianship ends now: by the guardian, or by staff above the person."""
    guardian = get_object_or_404(Guardian.objects.select_related("person__region", "account"), pk=pk)
    person = guardian.person
    access.hide_unless(
        guardian.account_id == request.user.pk
        or access.acts_for(request.user, person)
        or access.reaches(request.user, person.region)
    )
    actions.end_guardian(guardian=guardian, by=request.user)
    messages.success(request, _("The guardianship has ended."))
    return redirect("people:me") if guardian.account_id == request.user.pk else _page_of(request.user, person)
