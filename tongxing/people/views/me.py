"""One's own record, and the records of those for whom one speaks."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from engines.wording import BY_CODE
from tongxing.common.audience import signed
from tongxing.common.refusal import Refused
from tongxing.common.ways import way_on
from tongxing.people import access, actions, wordings
from tongxing.people.forms import AgreeForm, ChangePersonForm, NeedsForm, SignUpForm, TownshipForm, WardForm
from tongxing.people.forms.fields import all_counties, townships_of
from tongxing.people.forms.needs import words
from tongxing.people.looks import looks_at
from tongxing.people.models import Consent, Guardian, Person, Region
from tongxing.people.path import step_after, way_of

LOOKS_SHOWN = 20


def contents(person: Person) -> dict:
    """What every page about a person shows: needs in plain words, each consent with its text, guardians."""
    needs = [(words(BY_CODE[need.code]), need) for need in person.support_needs.all() if need.code in BY_CODE]
    order = list(BY_CODE)
    needs.sort(key=lambda need: (not need[1].is_must, order.index(need[1].code)))
    standing = {
        (consent.purpose, consent.about): consent for consent in person.consents.all() if consent.withdrawn_at is None
    }
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
        "guardians": [guardian for guardian in person.guardians.all() if guardian.speaks_today()],
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
        "next_step": step_after(person, "record"),
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
            return _after_record(person)
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
            return _after_record(person)
    return render(request, "people/ward.html", {"form": form})


def _typed(request):
    """What was sent; a form in which nothing is ticked is an answer as well."""
    return request.POST if request.method == "POST" else None


def _after_record(person: Person):
    """From a new record to the street, where streets of the county are known, else to the needs."""
    return redirect("people:township" if townships_of(person.region).exists() else "people:needs", person.pk)


def _county_of(person: Person) -> Region:
    """The county in which the person lives, whether or not the street is known."""
    region = person.region
    return region.parent if region.level == Region.Level.TOWNSHIP and region.parent else region


@signed
def township(request, pk):
    """The street or township within the county; whoever would rather not say goes on without."""
    person = get_object_or_404(Person.objects.select_related("region__parent"), pk=pk)
    access.hide_unless(access.acts_for(request.user, person))
    county = _county_of(person)
    form = TownshipForm(_typed(request), county=county, initial={"township": person.region_id})
    if form.is_valid():
        chosen = form.cleaned_data["township"] or county
        actions.change_person(person=person, region=chosen, by=request.user)
        return redirect("people:needs", pk) if person.needs_said_at is None else _page_of(request.user, person)
    context = {"form": form, "person": person, "county": county, "way": way_of(person, "record")}
    return render(request, "people/township.html", context)


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
    form = NeedsForm(_typed(request), needs=list(person.support_needs.all()))
    if form.is_valid():
        actions.set_needs(person=person, needs=form.needs(), by=request.user)
        messages.success(request, _("What is needed is written down."))
        return _way_on_from(request.user, person, "needs")
    speaks = access.acts_for(request.user, person)
    context = {
        "form": form,
        "person": person,
        "is_own": person.account_id == request.user.pk,
        "way": way_of(person, "needs") if speaks else None,
    }
    return render(request, "people/needs.html", context)


def _way_on_from(user, person: Person, key: str):
    """Whoever is on the way for the first time goes to the next step; others back to the page that they came from."""
    following = step_after(person, key) if access.acts_for(user, person) else None
    return redirect(following.url) if following else _page_of(user, person)


@signed
def agree(request, pk):
    """On the way of somebody new: each yes with its text, all on one page, none ticked beforehand."""
    person = get_object_or_404(Person.objects.select_related("region"), pk=pk)
    access.hide_unless(access.acts_for(request.user, person))
    standing = {consent.purpose for consent in person.consents.filter(withdrawn_at=None)}
    purposes = [purpose for purpose in Consent.Purpose if purpose not in {*standing, Consent.Purpose.SHOW_EMPLOYER}]
    form = AgreeForm(_typed(request), purposes=purposes)
    if form.is_valid():
        for purpose in form.agreed():
            actions.give_consent(person=person, purpose=purpose, means=_means(request.user, person), by=request.user)
        return _way_on_from(request.user, person, "agree")
    context = {"form": form, "person": person, "way": way_of(person, "agree")}
    return render(request, "people/agree.html", context)


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
        initial["region"] = _county_of(person).pk
        initial |= {"name": person.name, "phone": person.phone}
    form = ChangePersonForm(request.POST or None, initial=initial, regions=regions)
    if not speaks:
        form.keep_what_is_empty()
    if form.is_valid():
        try:
            changes = form.changes()
            if speaks and changes.get("region") == _county_of(person):
                del changes["region"]  # the county stands as it was, and the street within it
            actions.change_person(person=person, by=request.user, **changes)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The record is changed."))
            return _page_of(request.user, person)
    has_townships = speaks and townships_of(_county_of(person)).exists()
    context = {"form": form, "person": person, "speaks": speaks, "has_townships": has_townships}
    return render(request, "people/change.html", context)


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
