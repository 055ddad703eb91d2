"""``tongxing figures CAMPAIGN``, ``… verify [CAMPAIGN]``, ``… freeze CAMPAIGN --by NAME``."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.campaigns.models import Campaign
from tongxing.common.command import Command as Base
from tongxing.common.command import Problems, wrong_use
from tongxing.common.refusal import Refused
from tongxing.figures import actions
from tongxing.figures.listing import listed
from tongxing.figures.models import Figure
from tongxing.figures.verification import verdicts
from tongxing.people.models import Account

VERIFY, FREEZE = "verify", "freeze"


class Command(Base):
    help = "List a campaign's figures; verify frozen ones against their entries; freeze those that are not frozen yet."
    reports = True

    def add_arguments(self, parser):
        parser.usage = (
            "tongxing figures CAMPAIGN [--json]\n"
            "       tongxing figures verify [CAMPAIGN] [--json]\n"
            "       tongxing figures freeze CAMPAIGN --by USERNAME [--json]"
        )
        parser.add_argument("words", nargs="*", metavar="CAMPAIGN", help="the campaign's name in addresses: dec-2025")
        parser.add_argument("--by", metavar="USERNAME", help="who freezes: a clerk or lead of the region")

    def handle(self, *args, words, **options):
        what, *rest = words or [""]
        if what == VERIFY and len(rest) < 2:
            self.verify(options, self.campaign(rest[0]) if rest else None)
        elif what == FREEZE and len(rest) == 1:
            self.freeze(options, self.campaign(rest[0]))
        elif what and not rest and what not in {VERIFY, FREEZE}:
            self.list(options, self.campaign(what))
        else:
            raise wrong_use(_("Say which campaign: tongxing figures dec-2025 (or: verify, freeze; see --help)."))

    def campaign(self, slug: str) -> Campaign:
        """The campaign with this name; wrong use where there is none, with the names that there are."""
        campaign = Campaign.objects.filter(slug=slug).first()
        if campaign is None:
            known = ", ".join(Campaign.objects.values_list("slug", flat=True)[:20]) or _("none yet")
            raise wrong_use(
                _("There is no campaign “%(slug)s”. Campaigns: %(known)s.") % {"slug": slug, "known": known}
            )
        return campaign

    def list(self, options, campaign):
        rows = [row for row in listed(campaign) if row.entry_count or row.is_frozen or row.left_out()]
        self.answer(
            options,
            {"campaign": campaign.slug, "figures": [row.facts() for row in rows]},
            [line for row in rows for line in row.lines()] or [_("This campaign has no entries to count yet.")],
        )

    def freeze(self, options, campaign):
        account = Account.objects.filter(username=options["by"] or "").first()
        if account is None:
            raise wrong_use(_("Say who freezes: --by USERNAME, an account that exists."))
        try:
            frozen = actions.freeze_all(campaign=campaign, by=account)
        except Refused as refusal:
            raise Problems(str(refusal)) from refusal
        sentence = ngettext("%(count)s figure frozen.", "%(count)s figures frozen.", len(frozen))
        self.answer(
            options,
            {"campaign": campaign.slug, "frozen": [figure.key for figure in frozen]},
            [sentence % {"count": len(frozen)}],
        )

    def verify(self, options, campaign):
        figures = None if campaign is None else campaign.figures.all()
        total = Figure.objects.count() if campaign is None else figures.count()
        judged = verdicts(figures, campaign.slug if campaign else "")
        checked = list(self.progress(judged, total, _("Verifying")))
        faults = [fault for verdict in checked for fault in verdict.faults]
        later = set().union(*(verdict.later for verdict in checked))
        report = {
            "verified": len(checked),
            "later_changes": sorted(later),
            "faults": [
                {
                    "campaign": fault.campaign,
                    "key": fault.key,
                    "what": fault.what,
                    "entry": fault.number,
                    "sentence": fault.sentence,
                }
                for fault in faults
            ],
        }
        sound = sum(1 for verdict in checked if not verdict.faults)
        summary = _("%(sound)s of %(total)s frozen figures are proved by their entries.")
        lines = [fault.sentence for fault in faults] + [summary % {"sound": sound, "total": len(checked)}]
        if later:
            sentence = ngettext(
                "%(count)s row behind them was changed later by the site, as the trail notes; "
                "the figures keep the facts that they were frozen over.",
                "%(count)s rows behind them were changed later by the site, as the trail notes; "
                "the figures keep the facts that they were frozen over.",
                len(later),
            )
            lines.append(sentence % {"count": len(later)})
        self.answer(options, report, lines)
        if faults:
            first = _("%(count)s faults; the first one: %(sentence)s")
            raise Problems(first % {"count": len(faults), "sentence": faults[0].sentence})
