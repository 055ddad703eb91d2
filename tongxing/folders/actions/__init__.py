"""What writes: regions, and whole campaigns from and to folders."""

from tongxing.folders.actions.load import Loaded, load_campaign
from tongxing.folders.actions.regions import load_regions
from tongxing.folders.actions.save import save_campaign

__all__ = ["Loaded", "load_campaign", "load_regions", "save_campaign"]
