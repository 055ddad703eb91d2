"""What staff see of people: masked, in their own region, opened for a purpose only."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tongxing.common.audience import public, role
from tongxing.common.installation import is_demo
from tongxing.common.refusal import Refused
from tongxing.people import access, actions
from tongxing.people.forms import GuardianForm, NewPersonForm, OpenForm
from tongxing.people.identifiers import CATEGORIES
from tongxing.people.looks import trail_of
from tongxing.people.models import Message, Person, Role
from tongxing.people.models.phone_change import standing_change
from tongxing.people.search import is_number, kept_query, page_of_people
from tongxing.people.views.me import contents, people_in_full

MESSAGES_SHOWN = 50
ENTRIES_SHOWN = 30


@role(*Role.STAFF)
def people(request):
    """People of the reader's region: found by name, sound, telephone or certificate number.

    A number is sent in the body and answered at once, so that no address, history or log keeps it.
    """
    asked = request.POST.get("q", "") or request.GET.get("q", "")
    if request.method == "POST" and not is_number(asked):
        return redirect(f"{reverse('people:people')}?{urlencode({'q': asked})}")
    page = page_of_people(request, asked)
    may_enter = request.user.holds(*access.WRITERS)
    data = {"page": page, "asked": asked, "query": kept_query(asked), "may_enter": may_enter}
    return render(request, "people/people.html", data)


@role(*Role.STAFF)
def person(request, pk):
    """One person, masked, with needs and consents; auditors and leads read who did what."""
    whole = access.merged_into(pk)
    if whole != pk:
        access.found_within(request.user, Person.objects.all(), pk=whole)
        return redirect("people:person", whole)
    found = access.found_within(request.user, people_in_full(), pk=pk)
    writes = access.may_write_in(request.user, found.region)
    data = {**contents(found), "writes": writes, "form": OpenForm() if writes else None}
    if writes:
        data["erasure"] = found.erasures.waiting().first()
    if writes and found.account_id:
        data["change"] = standing_change(found)
    if request.user.holds(Role.What.LEAD, Role.What.AUDITOR):
        data["entries"] = trail_of(found, ENTRIES_SHOWN)
    return render(request, "people/person.html", data)


@role(*access.WRITERS)
@never_cache
@require_POST
def open_identity(request, pk):
    """Open who somebody is, for a purpose that the trail keeps. The answer is shown once and never cached."""
    found = access.found_within(request.user, people_in_full(), names=access.WRITERS, pk=pk)
    form = OpenForm(request.POST)
    if form.is_valid():
        try:
            identity = actions.open_identity(person=found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            data = {"person": found, "identity": identity, "category": CATEGORIES.get(identity.category)}
            return render(request, "people/opened.html", data)
    return render(request, "people/person.html", {**contents(found), "writes": True, "form": form})


@role(*access.WRITERS)
def new(request):
    """A person entered by staff, with the consents that they signed on paper."""
    regions = access.regions_of(request.user, access.WRITERS)
    form = NewPersonForm(request.POST or None, regions=regions)
    if form.is_valid():
        given = dict(form.cleaned_data)
        consents = given.pop("consents")
        try:
            entered = actions.enter_person(by=request.user, consents=consents, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The person is entered. Now write down what they need."))
            return redirect("people:needs", entered.pk)
    return render(request, "people/new.html", {"form": form})


@role(*access.WRITERS)
def guardian(request, pk):
    """Enter who speaks for a person; the proof was seen."""
    found = access.found_within(request.user, Person.objects.select_related("region"), names=access.WRITERS, pk=pk)
    form = GuardianForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_guardian(person=found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The guardian is entered."))
            return redirect("people:person", found.pk)
    return render(request, "people/guardian.html", {"form": form, "person": found})


@public
@never_cache
def outbox(request):
    """Text messages of the demonstration. Anywhere else this page does not exist."""
    if not is_demo():
        raise Http404
    return render(request, "people/outbox.html", {"sent": Message.objects.all()[:MESSAGES_SHOWN]})
