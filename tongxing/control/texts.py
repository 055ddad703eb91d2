"""What is said in an emergency: short words that everybody understands, proposed and changed by who sends them."""

from django.utils.translation import gettext_lazy as _

from tongxing.control.models import Emergency

PROPOSED = {
    Emergency.Kind.LEAVE: _("Please leave the hall now. Use the nearest exit. Helpers come to you."),
    Emergency.Kind.STAY: _("Please stay where you are. You are safe there. Helpers come to you."),
    Emergency.Kind.MEET: _("Please come to the meeting place now. Follow the helpers."),
}
ALL_CLEAR = _("The danger is over. You may come back in.")
LONGEST = 70
"""Signs of one text message in Chinese: what can be read at a glance."""
