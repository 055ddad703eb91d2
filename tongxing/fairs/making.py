"""An event of the kind “job fair” is a fair: it is made together with its event."""

from tongxing.campaigns.kinds import comes_with
from tongxing.fairs.actions import create_fair


@comes_with("fair")
def fair_of_event(event, by):
    """The fair, as a draft, held on site until somebody says otherwise; its halls and booths come later."""
    return create_fair(event=event, by=by)
