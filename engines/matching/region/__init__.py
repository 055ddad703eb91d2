"""A whole region on one machine or many: people and posts in Parquet, matched shard by shard.

``match_region("PEOPLE.parquet", "POSTS.parquet", "OUT")`` is what ``tongxing match-region`` runs. It stands apart
from ``engines.matching`` because DuckDB and the cluster are slow to import and a page needs neither.
"""

from engines.matching.region.columns import BadInput
from engines.matching.region.parquet import save_problem
from engines.matching.region.running import Sizes, match_region

__all__ = ["BadInput", "Sizes", "match_region", "save_problem"]
