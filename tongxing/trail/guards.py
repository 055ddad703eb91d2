"""What the database refuses about the trail: its lines stay as they were written, its head only moves on by one."""

from tongxing.common.guards import UPDATE, written_once

LINES = "The trail is append-only: its lines are neither changed nor taken out (docs/decisions/0036)."
HEAD = "The head of the trail moves on by one line at a time and is never taken out (docs/decisions/0036)."

GUARDS = [
    *written_once("trail_entry", LINES),
    *written_once("trail_head", HEAD, unless={UPDATE: 'NEW.id = OLD.id AND NEW."count" = OLD."count" + 1'}),
]
