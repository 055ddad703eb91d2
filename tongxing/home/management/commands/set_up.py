"""``tongxing set-up``: make an empty database one for real work, with its first lead."""

import getpass
import sys

from django.core.management import call_command
from django.db import transaction

from tongxing.common import installation
from tongxing.common.command import Command as Base
from tongxing.common.command import wrong_use
from tongxing.common.models import Installation
from tongxing.common.refusal import Refused
from tongxing.home.tables import bring_up_to_date
from tongxing.people.actions import create_account, grant_role
from tongxing.people.models import Region, Role


class Command(Base):
    help = "Make an empty database one for real work: its regions and its first lead, who makes the other accounts."

    def add_arguments(self, parser):
        parser.add_argument("--regions", default="150000", help="a file of regions, or 150000 (Inner Mongolia)")
        parser.add_argument("--region", default="150000", help="code of the region whose federation this is")
        parser.add_argument("--username", required=True, help="user name of the first lead")
        parser.add_argument("--name", required=True, help="the lead's name as others see it")

    def handle(self, *args, **options):
        bring_up_to_date()
        if Installation.objects.exists():
            raise wrong_use(
                "This database is in use already. Leads make further accounts on the page “Accounts and roles”."
            )
        password = self.ask()
        try:
            with transaction.atomic():
                region = self.region(options)
                installation.mark(demo=False)
                account = create_account(
                    username=options["username"], password=password, name=options["name"], by="set-up"
                )
                grant_role(account=account, what=Role.What.LEAD, region=region, by="set-up")
        except Refused as refusal:
            raise wrong_use(str(refusal)) from None
        self.stdout.write(
            f"Ready for real work in {region}. Sign in as {account.username} and turn on the second step."
        )

    def region(self, options) -> Region:
        """The lead's region, after its province is loaded."""
        call_command("regions", "load", options["regions"], stdout=self.stdout)
        region = Region.objects.filter(code=options["region"]).first()
        if region is None:
            raise wrong_use(
                f"There is no region {options['region']} in {options['regions']}; nothing was written. Give a "
                "six-digit code that is in it, or name the file of your province: --regions FILE."
            )
        return region

    def ask(self) -> str:
        """The password, typed twice on a terminal, or read from standard input."""
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        first = getpass.getpass("Password of the first lead: ")
        if first != getpass.getpass("Again: "):
            raise wrong_use("The two passwords differ. Nothing was written; start again.")
        return first
