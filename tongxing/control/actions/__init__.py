"""Everything that writes in an emergency."""

from tongxing.control.actions.emergency import end, start, widen
from tongxing.control.actions.helping import note_out, open_list
from tongxing.control.actions.sending import send

__all__ = ["end", "note_out", "open_list", "send", "start", "widen"]
