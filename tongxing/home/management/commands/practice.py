"""``tongxing practice``: a fair of today in the demonstration, to try the day's work with."""

from django.utils.translation import gettext as _

from tongxing.common import installation
from tongxing.common.command import Command as Base
from tongxing.common.command import wrong_use
from tongxing.home.demonstration import SEEKERS
from tongxing.home.practice import build_practice, is_there


class Command(Base):
    help = "Make a running fair of today in the demonstration, to try the day's work with."

    def handle(self, *args, **options):
        if not installation.is_demo():
            raise wrong_use(_("A practice fair is made in a demonstration only, never beside real work."))
        if is_there():
            self.stdout.write(_("The practice fair of today is there already."))
            return
        fair = build_practice(host="han", interpreter="surina", first=tuple(SEEKERS))
        self.stdout.write(_("The practice fair of today runs: %(address)s") % {"address": fair.get_absolute_url()})
