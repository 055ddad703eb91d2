"""Who an address is for: each view carries one of these marks, and a house test reads them all."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused


def public(view):
    """Anybody, signed in or not."""
    view = login_not_required(view)
    view.audience = "public"
    return view


def signed(view):
    """Anybody who is signed in; what they may do is the view's own check."""
    view.audience = "signed"
    return view


def role(*names):
    """Holders, today, of one of the named roles (``people.Role.What`` values), in whatever region."""

    def mark(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.holds(*names):
                raise Refused(_("This page is for other roles than yours. Ask your federation's lead if you need it."))
            return view(request, *args, **kwargs)

        guarded.audience = names
        return guarded

    return mark
