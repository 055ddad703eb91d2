"""One form for one part of a round, a stop or a team: asked, kept, and back to the round."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused


def ask(request, round_, form, title, act, remove=""):
    """Show ``form``; once it is filled in, ``act`` on what was said. ``remove``: where the part is taken away."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(round_)
    return render(request, "rounds/form.html", {"round": round_, "form": form, "title": title, "remove": remove})
