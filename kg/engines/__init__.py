"""Runs the parts of a build that can go side by side, on this machine; other engines can take the same work.

A function and a stream of shards come in; one Parquet file a shard goes out, each written whole or not at all. What a
shard holds and what is done with it is the caller's.
"""

from kg.engines.embedded import EmbeddedEngine
from kg.engines.shards import Engine, Shard, run_shard

__all__ = ["EmbeddedEngine", "Engine", "Shard", "run_shard"]
