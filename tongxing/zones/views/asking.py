"""Forms: asked, kept, and on to where they belong; a rule's "no" never loses what was typed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused


def chosen(form, act):
    """``act`` on what was said; a rule's "no" becomes the form's own error. Answers what came of it, or ``None``."""
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def ask(request, fair, form, title, act, to, **context):
    """Show ``form`` under ``title``; once ``act`` took what was said, go on to ``to`` (what ``redirect`` takes)."""
    if form.is_bound and chosen(form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect(*to)
    return render(request, "zones/form.html", {"fair": fair, "form": form, "title": title, **context})
