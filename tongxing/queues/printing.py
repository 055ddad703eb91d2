"""What stands on a printed number, line by line: for large print and for Braille."""

from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.queues import sentences
from tongxing.queues.estimating import Range
from tongxing.queues.models import Number


def ticket_lines(number: Number) -> list[str]:
    """The number first, then where, roughly when as told when it was taken, and that no place is lost."""
    taken = timezone.localtime(number.taken_at)
    lines = [
        number.text,
        sentences.where(number.desk),
        _("Taken at %(time)s.") % {"time": f"{taken:%H:%M}"},
    ]
    if number.told_at:
        lines.append(sentences.roughly(Range(number.told_least, number.told_most)))
    return [
        *lines,
        _("If you do not hear the call, your place is kept. Come to the desk and you are called first."),
        str(number.desk.fair),
    ]
