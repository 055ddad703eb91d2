"""Text messages to interpreters, in the site's own language: where to go, never to whom."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from tongxing.people.actions import send_text


@translation.override(settings.LANGUAGE_CODE)
def sent(request, *, by) -> bool:
    """Tell the interpreter where they are asked for; whether it was written. Their page tells the rest."""
    account = request.shift.account
    if account is None or not account.has_usable_phone():
        return False
    text = _("%(fair)s: you are asked for as an interpreter (%(language)s) at: %(where)s. For: %(purpose)s.") % {
        "fair": request.fair.event.name,
        "language": request.get_language_display(),
        "where": request.where(),
        "purpose": request.purpose,
    }
    send_text(phone=account.phone, text=text, purpose="interpreting", by=by)
    return True
