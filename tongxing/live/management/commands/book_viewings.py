"""``tongxing book-viewings``: book the heartbeats that the live hub has closed, each segment once."""

from django.utils.translation import gettext as _

from tongxing.common.command import Command as Base
from tongxing.fairs.models import Viewing
from tongxing.live.actions import book_viewings


class Command(Base):
    help = "Book the live hub's closed heartbeats as viewings; may be run at any time, and as often as one likes."
    reports = True

    def handle(self, *args, **options):
        booked = book_viewings(by="book-viewings")
        viewings = Viewing.objects.count()
        sentence = _("%(segments)s segments booked; %(viewings)s viewings are kept in all.")
        report = {"segments": booked, "viewings": viewings}
        self.answer(options, report, [sentence % report])
