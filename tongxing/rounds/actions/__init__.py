"""Everything that writes about rounds, by the noun it treats."""

from tongxing.rounds.actions.day import confirm, mark, open_sheet, propose
from tongxing.rounds.actions.plan import plan, tell
from tongxing.rounds.actions.round import (
    add_stops,
    close,
    create_round,
    edit_round,
    remove_stop,
    remove_team,
    reopen,
    save_stop,
    save_team,
)

__all__ = [
    "add_stops",
    "close",
    "confirm",
    "create_round",
    "edit_round",
    "mark",
    "open_sheet",
    "plan",
    "propose",
    "remove_stop",
    "remove_team",
    "reopen",
    "save_stop",
    "save_team",
    "tell",
]
