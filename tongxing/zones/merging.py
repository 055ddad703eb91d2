"""How the zones are named where two records of one person are merged."""

from django.utils.translation import gettext_lazy as _

from tongxing.people.erasing import empties
from tongxing.people.merging import words

words({"zones.service": _("sessions at desks"), "zones.clinic": _("résumé clinics")})


empties(
    {
        "zones.clinic": ("before", "after"),
        "zones.advice": ("question", "answer"),
        "zones.followup": ("what", "outcome"),
    }
)
