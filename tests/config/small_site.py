"""A small site with a trail, a frozen figure and booked heartbeats, in the folder that TONGXING_VAR names."""

import os
import sys
from pathlib import Path

import django
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if not apps.ready:
    django.setup()

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command

from tests import cast
from tests.figures import stage as figures
from tests.live import stage as live
from tongxing.fairs.models import Viewing
from tongxing.figures import actions
from tongxing.home import copies
from tongxing.jobs.models import ResumeFile, Seeker
from tongxing.live.actions import book_viewings
from tongxing.people.models import Person
from tongxing.trail.actions import record

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
    write_canaries()


def write_canaries() -> None:
    """A person of whom everything is known, résumé file included."""
    person = cast.PersonFactory(name=CANARIES["name"], phone=CANARIES["phone"], certificate=CANARIES["certificate"])
    cast.SupportNeedFactory(person=person, code="quiet_room", note=CANARIES["need"])
    seeker = Seeker.objects.create(person=person, about=CANARIES["about"], limits=CANARIES["limit"])
    content = ContentFile(f"%PDF {CANARIES['resume']}".encode())
    ResumeFile.objects.create(seeker=seeker, kind="pdf", name=CANARIES["file"], size=content.size, sha256="0" * 64)
    ResumeFile.objects.get().file.save("one.pdf", content)
    record("looked at", person, by="small site", why=CANARIES["why"])


def backup(folder: Path) -> None:
    """A copy of the whole site; between its database and its files a second segment comes, and is booked."""
    copy_files = copies.copy_files

    def beat_and_copy(path):
        beat("second", 90)
        book_viewings(by="small site")
        copy_files(path)

    copies.copy_files = beat_and_copy
    copies.back_up(folder)


CHANNEL = "live-small"
CANARIES = {
    "name": "金丝雀甲",
    "phone": "19912345678",
    "certificate": "99010119900101999X44",
    "need": "只在安静的房间里",
    "about": "金丝雀在面包房学过三年",
    "limit": "不能在油漆味里久留",
    "resume": "会烤全麦面包的金丝雀",
    "file": "金丝雀的简历.pdf",
    "why": "金丝雀来电询问",
}
"""What nobody may read who has the files and not the secrets."""
if __name__ == "__main__":
    match sys.argv[1:]:
        case ["beat"]:
            beat("second", 90)
        case ["backup", folder]:
            backup(Path(folder))
        case ["resume"]:
            sys.stdout.write(ResumeFile.objects.get().file.read().decode())
        case ["write"]:
            Person.objects.update(entered_by_staff=True)
            os._exit(0)  # the connection is not closed: what was written stays in the log
        case ["viewings"]:
            sys.stdout.write(f"{Viewing.objects.filter(fair__stream__channel=CHANNEL).count()}\n")
        case _:
            build()
