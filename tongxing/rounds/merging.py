"""How rounds of visits are named where two records of one person are merged."""

from django.utils.translation import gettext_lazy as _

from tongxing.people.erasing import empties
from tongxing.people.merging import words

words({"rounds.stop": _("visits in rounds")})


empties({"rounds.stop": ("address", "position", "note")})
