"""Art and skills in public: all exhibits of a fair, one exhibit, its picture, a letter to its maker."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongxing.common.audience import public
from tongxing.common.paging import page_of
from tongxing.fairs import access as fairs
from tongxing.zones import access, actions
from tongxing.zones.forms.exhibit import InquiryForm
from tongxing.zones.views.asking import chosen


@public
def exhibits(request, pk):
    """What is shown at a fair, and when it is demonstrated."""
    fair = fairs.seen_by(request.user, pk)
    shown = access.shown_at(fair).order_by("zone__name", "title", "pk")
    return render(request, "zones/exhibits.html", {"fair": fair, "page": page_of(request, shown, 24)})


@public
def exhibit(request, pk):
    """One exhibit, for eye, ear and hand."""
    found = access.seen_exhibit(request.user, pk)
    is_shown = found.maker.agrees() and not found.is_withdrawn
    data = {
        "exhibit": found,
        "fair": found.maker.fair,
        "is_shown": is_shown,
        "runs": fairs.runs(request.user, found.maker.fair),
    }
    return render(request, "zones/exhibit.html", data)


@public
@require_GET
def picture(request, pk):
    """The exhibit's photograph, for whoever sees the exhibit."""
    found = access.seen_exhibit(request.user, pk)
    access.hide_unless(bool(found.image))
    try:
        content = found.image.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(content, content_type="image/jpeg", headers={"Cache-Control": "private"})


@public
def write(request, pk):
    """A letter to the maker; the federation passes it on and tells no telephone."""
    found = access.seen_exhibit(request.user, pk)
    access.hide_unless(found.maker.agrees() and not found.is_withdrawn)
    form = InquiryForm(request.POST or None)
    if chosen(form, lambda said: actions.write_to_maker(exhibit=found, **said)):
        messages.success(request, _("Your letter is with the federation, which passes it on."))
        return redirect(found)
    return render(request, "zones/write.html", {"exhibit": found, "fair": found.maker.fair, "form": form})
