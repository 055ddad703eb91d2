"""One form on a page of its own: asked, kept, and on to where it belongs."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxing.zones.forms.service import chosen


def ask(request, fair, form, title, act, to, **context):
    """Show ``form`` under ``title``; once ``act`` took what was said, go on to ``to`` (what ``redirect`` takes)."""
    if form.is_bound and chosen(form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect(*to)
    return render(request, "zones/form.html", {"fair": fair, "form": form, "title": title, **context})
