"""What writes bulletins."""

from tongxing.bulletins.actions.draft import draft_bulletin
from tongxing.bulletins.actions.photo import add_photo, edit_photo, remove_photo
from tongxing.bulletins.actions.write import create_bulletin, publish, save_bulletin, withdraw

__all__ = [
    "add_photo",
    "create_bulletin",
    "draft_bulletin",
    "edit_photo",
    "publish",
    "remove_photo",
    "save_bulletin",
    "withdraw",
]
