"""What writes: regions, and whole campaigns."""

from tongxing.folders.actions.regions import load_regions

__all__ = ["load_regions"]
