"""``tongxing save-campaign NAME FOLDER``: a campaign as a folder of spreadsheets."""

from pathlib import Path

from django.utils.translation import gettext as _

from tongxing.campaigns.models import Campaign
from tongxing.common.command import Command as Base
from tongxing.common.command import Problems, wrong_use
from tongxing.common.refusal import Refused
from tongxing.folders.actions import save_campaign
from tongxing.folders.format import FORMS


class Command(Base):
    help = "Save a campaign as a folder of spreadsheets, names and identity numbers in clear."
    reports = True

    def add_arguments(self, parser):
        parser.add_argument("name", help="the campaign's name in addresses: dec-2025")
        parser.add_argument("folder", type=Path, help="empty, not there yet, or holding the same campaign")

    def handle(self, *args, **options):
        campaign = Campaign.objects.select_related("region").filter(slug=options["name"]).first()
        if campaign is None:
            known = "、".join(Campaign.objects.values_list("slug", flat=True)) or "-"
            sentence = _("There is no campaign “%(name)s”. There are: %(known)s.")
            raise wrong_use(sentence % {"name": options["name"], "known": known})
        try:
            counts = save_campaign(campaign=campaign, folder=options["folder"], by="save-campaign")
        except Refused as refusal:
            raise wrong_use(str(refusal)) from None
        except OSError as error:
            sentence = _("The folder could not be written: %(error)s. Nothing was changed.")
            raise Problems(sentence % {"error": error}) from None
        warning = _(
            "The sheets hold names, telephone and certificate numbers in clear. Only your account on this machine can "
            "open them: keep it so, and delete the folder when it is no longer needed."
        )
        lines = [
            f"{f'{key}/{FORMS[name].file}':<30} {count}"
            for key, sheets in counts.items()
            for name, count in sheets.items()
        ]
        done = _("The campaign %(slug)s is saved in %(folder)s.")
        lines += [done % {"slug": campaign.slug, "folder": options["folder"]}, warning]
        report = {"campaign": campaign.slug, "folder": str(options["folder"]), "entries": counts, "warning": warning}
        self.answer(options, report, lines)
