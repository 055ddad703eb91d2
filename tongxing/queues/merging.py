"""How queues are named where two records of one person are merged."""

from django.utils.translation import gettext_lazy as _

from tongxing.people.erasing import empties
from tongxing.people.merging import words

words({"queues.number": _("numbers in queues")})


empties({"queues.visitor": ("name", "ways", "phone", "companion_phone")})
