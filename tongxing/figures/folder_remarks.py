"""What the report of a loaded folder says of figures: which entries came in and do not count."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tongxing.figures import registry
from tongxing.folders.remarks import Remark, for_loaded_campaigns


@for_loaded_campaigns
def entries_left_out(campaign) -> Iterator[Remark]:
    """A line for each figure whose definition leaves out something of what the database now holds."""
    for event in campaign.events.select_related("fair", "campaign"):
        for key, definition in registry.of_event(event).items():
            parts = definition.left_out(event)
            if parts:
                said = _("; ").join(part.said() for part in parts)
                yield Remark(
                    _("%(key)s: left out %(parts)s.") % {"key": key, "parts": said},
                    {"key": key, "left_out": [part.facts() for part in parts]},
                )
