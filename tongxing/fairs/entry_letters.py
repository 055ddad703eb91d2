"""The answer to an employer that asked to take part, in the site's own language."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from tongxing.fairs.models import EntryRequest
from tongxing.people.actions import send_text


@translation.override(settings.LANGUAGE_CODE)
def answered(request: EntryRequest, *, by) -> bool:
    """To who asked, where their telephone is known; whether it was written."""
    account = request.asked_by
    if not account.has_usable_phone():
        return False
    words = {"fair": request.fair.event.name, "employer": request.employer.name, "why": request.why}
    if request.state == EntryRequest.State.CONFIRMED:
        text = _("%(employer)s takes part in %(fair)s. Enter your posts on its page; the booth comes later.") % words
    else:
        text = _("%(employer)s does not take part in %(fair)s. Reason: %(why)s") % words
    send_text(phone=account.phone, text=text, purpose="fairs", by=by)
    return True
