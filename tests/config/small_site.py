"""A small site with a trail, a frozen figure and booked heartbeats, in the folder that TONGXING_VAR names."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402  (Django first)
from django.core.management import call_command  # noqa: E402

from tests.figures import stage as figures  # noqa: E402
from tests.live import stage as live  # noqa: E402
from tongxing.fairs.models import Viewing  # noqa: E402
from tongxing.figures import actions  # noqa: E402
from tongxing.live.actions import book_viewings  # noqa: E402
from tongxing.trail.actions import record  # noqa: E402

LONG, SHORT = "visit-of-a-long-time", "visit-of-a-short-time"


def beat(name: str, *minutes: int) -> None:
    """A closed segment in which a long visit stays from each of ``minutes`` on, and a short one looks in."""
    begins = [live.at("10:00:00") + minute * 60 for minute in minutes]
    lines = [(CHANNEL, LONG, begin + second) for begin in begins for second in (0, 6, 12)]
    live.beats(settings.LIVE_FOLDER, name, *lines, (CHANNEL, SHORT, begins[0]))


def build() -> None:
    """Everything, booked and frozen."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    live.StreamFactory(channel=CHANNEL)
    beat("first", 0)
    book_viewings(by="small site")
    fair = figures.fair()
    record("made a small site", fair, by="small site")
    actions.freeze_all(campaign=figures.campaign(), events=[fair.event], by="small site")
    (settings.MEDIA_ROOT / "resumes").mkdir(parents=True)
    (settings.MEDIA_ROOT / "resumes" / "one.pdf").write_bytes(b"%PDF")


CHANNEL = "live-small"
if __name__ == "__main__":
    match sys.argv[1:]:
        case ["beat"]:
            beat("second", 90)
        case ["viewings"]:
            sys.stdout.write(f"{Viewing.objects.filter(fair__stream__channel=CHANNEL).count()}\n")
        case _:
            build()
