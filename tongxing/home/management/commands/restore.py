"""``tongxing restore FOLDER``: what ``tongxing backup`` wrote, brought back into an empty installation."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from hub import spool
from tongxing.common.command import Command as Base
from tongxing.common.command import Problems
from tongxing.common.refusal import Refused
from tongxing.home.copies import bring_back
from tongxing.home.tables import bring_up_to_date


class Command(Base):
    help = "Bring an encrypted copy back into an empty database and folder; secrets.json is put there first."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="what tongxing backup wrote")

    def handle(self, *args, folder, **options):
        try:
            bring_back(folder.resolve())
        except Refused as refusal:
            raise Problems(str(refusal)) from refusal
        bring_up_to_date()
        spool.lay_out_again(settings.LIVE_FOLDER)
        call_command("book_viewings", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(_("The copy is back. Prove it: tongxing trail verify, tongxing figures verify."))
