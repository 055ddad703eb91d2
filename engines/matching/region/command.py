"""``tongxing match-region``: the command line of a run."""

import argparse
import sys

import duckdb

from engines.matching.region.columns import BadInput
from engines.matching.region.running import Sizes, match_region
from engines.matching.settings import BadSettings, Settings

ABOUT = "People and posts of two Parquet files become lists both ways; a run that was stopped goes on where it was."


def main(arguments: list[str]) -> int:
    """Run the command; 0 done, 1 what was given cannot be used, 2 wrong use, 130 stopped by hand."""
    given = _parser().parse_args(arguments)
    try:
        summary = match_region(
            given.people,
            given.posts,
            given.out,
            scheduler=given.scheduler,
            settings=Settings(k=given.lines),
            sizes=Sizes(given.shard_people, given.shard_posts),
            anew=given.anew,
            say=_say,
        )
    except (BadInput, BadSettings) as error:
        _say(str(error))
        return 1
    except (OSError, duckdb.Error) as error:  # a full disk, a shared folder that went away
        _say(f"It cannot go on: {str(error).splitlines()[0]} Put that right; the same command goes on from here.")
        return 1
    except KeyboardInterrupt:
        _say("Stopped. The same command goes on from here.")
        return 130
    _say(
        f"{summary['people_with_a_post']:,} of {summary['people']:,} people have a post they can do, "
        f"{summary['posts_with_a_person']:,} of {summary['posts']:,} posts a person: {given.out}"
    )
    return 0


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _parser() -> argparse.ArgumentParser:
    sizes, settings = Sizes(), Settings()
    parser = argparse.ArgumentParser(prog="tongxing match-region", description=ABOUT)
    parser.add_argument("people", metavar="PEOPLE.parquet", help="a row for each person")
    parser.add_argument("posts", metavar="POSTS.parquet", help="a row for each post")
    parser.add_argument("out", metavar="OUT", help="the folder for the lists; one of a stopped run is gone on with")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="a Dask scheduler, as tcp://127.0.0.1:8786")
    parser.add_argument("--lines", type=int, default=settings.k, help="lines of a list (%(default)s)")
    parser.add_argument("--shard-people", type=int, default=sizes.people, help="most people of a shard (%(default)s)")
    parser.add_argument("--shard-posts", type=int, default=sizes.posts, help="most posts at once (%(default)s)")
    parser.add_argument("--anew", action="store_true", help="begin again although OUT holds another run")
    return parser
