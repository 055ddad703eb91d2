"""``python -m demo FOLDER [--seed N]``: write the demo campaign as a campaign folder."""

import argparse
import sys
from pathlib import Path

from demo.campaign import Story
from tongxing.folders.writing import OUTLINE, write_folder

SEED = 2025


def make(folder: Path, seed: int = SEED) -> None:
    """Draw the story and write its folder."""
    story = Story(seed)
    write_folder(folder, story.outline, story.rows)


def main() -> int:
    """Read the command line; 0 done, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="python -m demo", description="Write the demo campaign as a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED, help=f"the same seed makes the same folder ({SEED})")
    options = parser.parse_args()
    is_ours = (options.folder / OUTLINE).exists()
    if options.folder.exists() and any(options.folder.iterdir()) and not is_ours:
        sys.stderr.write(f"“{options.folder}” is not empty and holds no campaign: choose another folder.\n")
        return 2
    make(options.folder, options.seed)
    sys.stdout.write(f"The demo campaign stands in {options.folder}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
