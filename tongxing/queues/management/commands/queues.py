"""``tongxing queues``: move on the calls that nobody answered, also while nobody looks at a page."""

import time

from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.command import Command as Base
from tongxing.common.command import wrong_use
from tongxing.fairs.models import Fair
from tongxing.queues.actions import PROGRAM, advance, forget_contacts

ENDED = (Fair.State.CLOSED, Fair.State.REPORTED)


class Command(Base):
    help = "Pass unanswered calls on to the next way at every running fair, once or every few seconds."
    reports = True

    def add_arguments(self, parser):
        parser.add_argument("--every", type=float, metavar="SECONDS", help="go on until stopped; without it, once")

    def handle(self, *args, **options):
        every = options["every"]
        if every is not None and every < 1:
            raise wrong_use(_("Once a second is the most often."))
        while True:
            moved, forgotten = self.once()
            self.answer(
                options,
                {"moved": moved, "forgotten": forgotten},
                [_("%(moved)s numbers moved on.") % {"moved": moved}] if moved or every is None else [],
            )
            if every is None:
                return
            time.sleep(every)

    def once(self) -> tuple[int, int]:
        """(numbers that moved on, people whose telephones and browsers were forgotten because the fair is over)."""
        fairs = Fair.objects.filter(queue_desks__isnull=False).select_related("event__region").distinct()
        moved = sum(advance(fair=fair) for fair in fairs.filter(state=Fair.State.RUNNING))
        over = fairs.filter(state__in=ENDED, event__ends_at__lt=timezone.now())
        forgotten = sum(forget_contacts(fair=fair, by=PROGRAM) for fair in over)
        return moved, forgotten
