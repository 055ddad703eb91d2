"""``tongxing backup FOLDER``: an encrypted copy of the database and the files beside it."""

from pathlib import Path

from django.utils.translation import gettext as _

from tongxing.common.command import Command as Base
from tongxing.common.command import Problems
from tongxing.common.refusal import Refused
from tongxing.home.copies import back_up


class Command(Base):
    help = "Write an encrypted copy of the database and all files into a new folder, while the site runs."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder that is not there yet")

    def handle(self, *args, folder, **options):
        try:
            back_up(folder.resolve())
        except Refused as refusal:
            raise Problems(str(refusal)) from refusal
        self.stdout.write(_("The copy is in %(folder)s. Without secrets.json nobody can open it.") % {"folder": folder})
