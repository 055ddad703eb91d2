"""``tongxing demo``: reset the database to the demo campaign; ``--sign-ins`` says who can sign in."""

import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tongxing.campaigns.models import Campaign
from tongxing.common import guards, installation
from tongxing.common.command import Command as Base
from tongxing.common.command import Problems, wrong_use
from tongxing.common.models import Installation
from tongxing.common.refusal import Refused
from tongxing.home.demonstration import build, sign_ins
from tongxing.home.tables import bring_up_to_date
from tongxing.people.models import Account, Person


class Command(Base):
    help = "Reset the database to the demo campaign, or print who can sign in to the demonstration."
    reports = True

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing where something is there already")
        parser.add_argument("--sign-ins", action="store_true", help="print who can sign in, and nothing else")

    def handle(self, *args, **options):
        bring_up_to_date()
        if options["sign_ins"]:
            if not installation.is_demo():
                raise wrong_use(_("This database is not a demonstration: there are no demo sign-ins."))
            self.show(options)
            return
        is_empty = not Installation.objects.exists() and not any(
            model.objects.exists() for model in (Account, Person, Campaign)
        )
        if options["if_empty"] and not is_empty:
            return
        if not is_empty and not installation.is_demo():
            raise wrong_use(
                _("This database holds real work and is left alone. The demonstration needs a database of its own.")
            )
        self.reset(options, is_empty)

    def reset(self, options, is_empty):
        """Empty the demonstration and fill it again, in one transaction."""
        start = time.monotonic()
        old_uploads = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
        try:
            with transaction.atomic():
                if not is_empty:
                    connection.check_constraints()  # PostgreSQL empties no table that has checks waiting
                    with guards.lifted():
                        call_command("flush", interactive=False, verbosity=0)
                installation.mark(demo=True)
                build(self.say)
        except Refused as refusal:
            installation.is_demo.cache_clear()
            raise Problems(str(refusal)) from None
        for path in old_uploads:
            path.unlink(missing_ok=True)
        if options["json"]:
            self.show(options)
        else:
            seconds = round(time.monotonic() - start)
            self.stdout.write(_("The demonstration is ready (%(seconds)d s).") % {"seconds": seconds})

    def say(self, step: str):
        """What is being done, for whoever waits at a terminal."""
        words = {
            "campaign": _("loading the campaign …"),
            "accounts": _("making accounts …"),
            "round": _("planning a round of visits …"),
            "live": _("counting who watched the live fair …"),
            "shortlists": _("making shortlists …"),
            "timetables": _("making timetables …"),
            "zones": _("entering what happened at the zones …"),
            "figures": _("freezing figures …"),
            "bulletin": _("publishing the bulletin …"),
        }
        self.stderr.write(f"  {words[step]}")

    def show(self, options):
        """The sign-ins, one a line: user name, password, who it is; seekers by telephone."""
        found = sign_ins()
        lines = [_("Who can sign in (invented people; this machine alone):")]
        for one in found:
            if "username" in one:
                lines.append(f"  {one['username']:<12} {one['password']}   {one['who']}")
        lines.append(_("By telephone; the code stands on the page “Text messages sent here”:"))
        lines += [f"  {one['phone']}   {one['who']}" for one in found if "phone" in one]
        self.answer(options, found, lines)
