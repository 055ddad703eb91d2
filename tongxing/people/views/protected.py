"""Pages of the sign-in library that make sense only with a password."""

from functools import wraps

from tongxing.common.audience import signed
from tongxing.people import access


def with_password(view):
    """Mark ``view`` for whoever is signed in, and refuse those who sign in by telephone code with a sentence."""

    @signed
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated:
            access.check_has_password(request.user)
        return view(request, *args, **kwargs)

    return guarded
