"""``tongxing watch``: do at running fairs what only time brings about, whether or not anybody looks at a page."""

import fcntl
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from tongxing.common.command import Command as Base
from tongxing.common.command import wrong_use
from tongxing.fairs.models import Fair
from tongxing.interpreting import watching as interpreting
from tongxing.queues import watching as queues

log = logging.getLogger("tongxing.watch")
LOCK = "watch.lock"
KEY = 0x746F6E67
"""Of the lock that PostgreSQL keeps between machines."""


def is_needed() -> bool:
    """Whether a fair runs."""
    return Fair.objects.filter(state=Fair.State.RUNNING).exists()


class Command(Base):
    help = (
        "At running fairs: pass unanswered calls of queues on to the next way, send interpreters whom time has freed. "
        "Goes on until no fair runs; one process at a time, however many are started."
    )
    reports = True

    def add_arguments(self, parser):
        parser.add_argument("--every", type=float, default=10, metavar="SECONDS", help="how often; 10 unless said")
        parser.add_argument("--once", action="store_true", help="look once, and end")

    def handle(self, *args, every, once, **options):
        if every < 1:
            raise wrong_use(_("Once a second is the most often."))
        with alone() as is_alone:
            if not is_alone:
                self.answer(options, {"watches": False}, [_("Another process watches already.")])
                return
            while True:
                self.look(options)
                if once or not is_needed():
                    return
                time.sleep(every)

    def look(self, options):
        """One look; a database that is away for a while is asked again the next time."""
        try:
            moved, _forgotten = queues.look()
            sent = interpreting.look()
        except DatabaseError as fault:
            log.warning("Nothing could be seen to this time: %s", fault)
            connection.close()
            return
        words = _("%(moved)s numbers moved on, %(sent)s interpreters were sent.") % {"moved": moved, "sent": sent}
        self.answer(options, {"watches": True, "moved": moved, "sent": sent}, [words] if moved or sent else [])


@contextmanager
def alone() -> Iterator[bool]:
    """Whether this is the one process that watches: of this folder, and on PostgreSQL of all machines."""
    with open(settings.VAR / LOCK, "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
                yield cursor.fetchone()[0]
                cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])
            return
        yield True
