"""Two records that may be one person: found, looked at side by side, merged, and parted again."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tongxing.common.audience import role
from tongxing.common.paging import page_of
from tongxing.common.refusal import Refused
from tongxing.people import access, actions, merging
from tongxing.people.duplicates import candidates_for, compared
from tongxing.people.forms import MergeForm, OpenForm, PartForm
from tongxing.people.models import Merge, Person, PossibleDuplicate

MERGES_SHOWN = 20


@role(*access.WRITERS)
def duplicates(request):
    """Pairs that may be one person, and the merges that were made in the reader's region."""
    pairs = access.possible_duplicates(request.user).select_related("person__region__parent", "other__region__parent")
    page = page_of(request, pairs.distinct())
    for pair in page:
        pair.is_whole = all(access.may_write_in(request.user, row.region) for row in (pair.person, pair.other))
    made = access.within(request.user, Merge.objects.select_related("made_by"), names=access.WRITERS)
    return render(request, "people/duplicates.html", {"page": page, "merges": made[:MERGES_SHOWN]})


@role(*access.WRITERS)
def candidates(request, pk):
    """Which other records may be the same person's. A number that is searched for is sent in the body."""
    person = access.found_within(request.user, Person.objects.select_related("region"), names=access.WRITERS, pk=pk)
    asked = request.POST.get("q", "")
    data = {"person": person, "asked": asked, "candidates": candidates_for(person, request.user, asked)}
    return render(request, "people/candidates.html", data)


@role(*access.WRITERS)
@never_cache
def compare(request, pk, other):
    """Two records side by side, masked; opened for a purpose, merged, or found to be two people."""
    rows = Person.objects.select_related("region__parent", "account")
    people = [access.found_within(request.user, rows, names=access.WRITERS, pk=key) for key in sorted((pk, other))]
    act = request.POST.get("act", "")
    form = MergeForm(request.POST if act == "merge" else None, people=people)
    look = OpenForm(request.POST if act == "look" else None)
    pair = PossibleDuplicate.objects.filter(
        Q(person=people[0], other=people[-1]) | Q(person=people[-1], other=people[0]), dismissed_at=None
    ).first()
    data = {"people": people, "facts": compared(*people), "form": form, "look": look, "pair": pair}
    try:
        if act == "dismiss" and pair:
            actions.dismiss_duplicate(pair=pair, by=request.user)
            messages.success(request, _("They are written down as two people."))
            return redirect("people:duplicates")
        if look.is_valid():
            data["identities"] = [
                actions.open_identity(person=person, by=request.user, **look.cleaned_data) for person in people
            ]
            counts, data["figures"] = actions.preview_merge(target=people[0], duplicate=people[1], by=request.user)
            data["counts"] = merging.in_words(counts)
        if form.is_valid():
            return _merge(request, people, **form.cleaned_data)
    except Refused as refusal:
        (form if act == "merge" else look).add_error(None, str(refusal))
    data["shown"] = look if look.errors else form
    return render(request, "people/compare.html", data)


def _merge(request, people, *, stays, proof, why):
    target, duplicate = people if stays == str(people[0].pk) else people[::-1]
    merge = actions.merge_people(target=target, duplicate=duplicate, proof=proof, why=why, by=request.user)
    messages.success(request, _("The two records are one now. If that was wrong, undo it here."))
    return redirect("people:merge", merge.pk)


@role(*access.WRITERS)
def merge(request, number):
    """One merge: what moved, which figures count otherwise, and the way back."""
    made = access.within(request.user, Merge.objects.select_related("made_by", "undone_by"), names=access.WRITERS)
    standing = get_object_or_404(made, pk=number)
    form = PartForm(request.POST or None)
    if form.is_valid():
        try:
            _parted, left = actions.part_people(merge=standing, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The two records stand apart again."))
            if left:
                messages.warning(
                    request,
                    _("%(count)s entries were changed since and stay as they are. Compare the two.") % {"count": left},
                )
            return redirect("people:merge", standing.pk)
    data = {"merge": standing, "counts": merging.in_words(standing.counts), "form": form}
    return render(request, "people/merge.html", data)
