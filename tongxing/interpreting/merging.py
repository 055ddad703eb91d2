"""How interpreting are named where two records of one person are merged."""

from django.utils.translation import gettext_lazy as _

from tongxing.people.erasing import empties
from tongxing.people.merging import words

words({"interpreting.interpreterrequest": _("requests for an interpreter")})


empties({"interpreting.interpreterrequest": ("purpose", "prepare")})
