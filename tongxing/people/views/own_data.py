"""What is kept about me, to read and to take along; and that it be erased."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tongxing.common.audience import role, signed
from tongxing.people import access, actions
from tongxing.people.export import counts_of, data_of
from tongxing.people.models import Erasure, Person
from tongxing.people.views.me import contents, people_in_full


def _own(request, pk: int) -> Person:
    person = get_object_or_404(people_in_full(), pk=pk)
    access.hide_unless(access.acts_for(request.user, person))
    return person


@signed
@never_cache
def own_data(request, pk):
    """What is kept, in words, with the way to take it along and to have it erased."""
    person = _own(request, pk)
    if request.method == "POST":
        waiting = person.erasures.waiting().first()
        if request.POST.get("answer") == "erase":
            actions.ask_for_erasure(person=person, by=request.user)
            messages.success(
                request, _("It is written down. The federation confirms it; until then you can take it back.")
            )
        elif waiting:
            actions.take_erasure_back(erasure=waiting, by=request.user)
            messages.success(request, _("You took it back. Everything stays."))
        return redirect("people:own_data", person.pk)
    erasure = person.erasures.waiting().first()
    data = {**contents(person), "counts": counts_of(person), "erasure": erasure}
    return render(request, "people/own_data.html", data)


@signed
@never_cache
def own_data_file(request, pk):
    """The same as a JSON file, with every value."""
    person = _own(request, pk)
    actions.note("took their own data along", request.user)
    text = json.dumps(data_of(person), ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@role(*access.WRITERS)
@require_POST
def erasure(request, pk):
    """Staff confirm that the person wants it, and carry it out when the waiting time is over."""
    person = access.found_within(request.user, Person.objects.select_related("region"), names=access.WRITERS, pk=pk)
    waiting = get_object_or_404(Erasure.objects.waiting(), person=person)
    if request.POST.get("answer") == "erase":
        actions.erase_person(erasure=waiting, by=request.user)
        messages.success(request, _("The person is erased. What was counted stays as a number."))
    else:
        actions.confirm_erasure(erasure=waiting, by=request.user)
        messages.success(request, _("It is confirmed. Carry it out when the waiting time is over."))
    return redirect("people:person", person.pk)
