"""``tongxing queues``: move on the calls that nobody answered, also while nobody looks at a page."""

import time

from django.utils.translation import gettext as _

from tongxing.common.command import Command as Base
from tongxing.common.command import wrong_use
from tongxing.queues.watching import look


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
            moved, forgotten = look()
            self.answer(
                options,
                {"moved": moved, "forgotten": forgotten},
                [_("%(moved)s numbers moved on.") % {"moved": moved}] if moved or every is None else [],
            )
            if every is None:
                return
            time.sleep(every)
