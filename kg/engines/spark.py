"""The engine of a cluster: Apache Spark does the shards, one a task, and runs the steps.

The folders must be seen under one path by the driver and all workers, and the workers need this package (`kg[spark]`)
and the language model installed. Spark does again what a dead worker left.
"""

import os
import pickle
import sys
import warnings
from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyarrow as pa

from kg.engines.shards import Shard, ShardFunction, run_shard
from kg.engines.tables import find_tables, typed_query, write_table
from kg.errors import KgError, ModelError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

TASKS = 256  # shards of a job; their texts pass through the driver, so that more cost it memory
LOCAL = "local[2,4]"  # two cores; without a second number, Spark gives up at the first worker that dies
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.executorEnv.PYTHONHASHSEED": "0",
}


class SparkEngine:
    """Does shards and steps on a Spark cluster, or in a Spark of this machine (`local[2,4]`).

    Settings of the cluster come from Spark's own files (`spark-defaults.conf`), but where this engine needs its own.
    Raises ModelError where pyspark is not installed, KgError where Spark does not start.
    """

    def __init__(self, master: str = LOCAL) -> None:
        self._master = master
        self._session: SparkSession | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._session is not None:
            self._session.stop()
            self._session = None

    def shards[Payload](
        self, function: ShardFunction[Payload], inputs: Iterable[Shard[Payload]], folder: Path
    ) -> Iterator[Path]:
        """Yield the file of each shard when its job is done; see `kg.engines.shards.Engine`."""
        folder.mkdir(parents=True, exist_ok=True)
        for batch in batched(inputs, TASKS):
            todo = [shard for shard in batch if not shard.path(folder).exists()]
            if todo:
                self._run(function, todo, folder)
            yield from (shard.path(folder) for shard in batch)

    def _run[Payload](self, function: ShardFunction[Payload], shards: Iterable[Shard[Payload]], folder: Path) -> None:
        session = self._start()
        tasks = [(pickle.dumps((function, shard, folder), pickle.HIGHEST_PROTOCOL),) for shard in shards]
        frame = session.createDataFrame(session.sparkContext.parallelize(tasks, len(tasks)), "task binary")
        for row in frame.mapInArrow(run_tasks, "error binary").collect():
            error: KgError = pickle.loads(row.error)  # noqa: S301  (from a worker of this engine)
            raise error

    def step(self, name: str, schema: pa.Schema, sql: str, folder: Path) -> Path:
        """Make a table by a query over the tables of a folder; see `kg.engines.shards.Engine`."""
        session = self._start()
        for table, path in find_tables(folder, sql).items():
            session.read.parquet(path.resolve().as_uri()).createOrReplaceTempView(table)
        frame = session.sql(typed_query(schema, sql))
        # The folder that `write_table` made is there already, and empty.
        return write_table(folder / name, lambda place: frame.write.mode("append").parquet(place.resolve().as_uri()))

    def _start(self) -> "SparkSession":
        # Nothing here goes by way of pandas.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        if self._session is None:
            try:
                from pyspark.errors import PySparkException  # noqa: PLC0415  (an extra, and slow to import)
                from pyspark.sql import SparkSession  # noqa: PLC0415
            except ImportError as error:
                raise ModelError("the engine spark needs pyspark: pip install 'kg[spark]'") from error
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            builder = SparkSession.builder.appName("kg").master(self._master)
            settings = _SETTINGS | {"spark.executorEnv.PYTHONPATH": _python_path()}
            if self._master.startswith("local"):
                settings |= {"spark.sql.shuffle.partitions": "4", "spark.driver.bindAddress": "127.0.0.1"}
            for key, value in settings.items():
                builder = builder.config(key, value)
            try:
                self._session = builder.getOrCreate()
            except (PySparkException, RuntimeError, OSError) as error:
                raise KgError(f"Spark at {self._master}: does not start: {' '.join(str(error).split())}") from error
        return self._session


def run_tasks(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Do the shards of some tasks, in a worker; yields the errors of `kg.errors` that they end with."""
    for batch in batches:
        errors = []
        for task in batch.column("task").to_pylist():
            function, shard, folder = pickle.loads(task)  # noqa: S301  (from the driver)
            try:
                run_shard(function, shard, folder)
            except KgError as error:
                errors.append(pickle.dumps(error))
        yield pa.RecordBatch.from_arrays([pa.array(errors, pa.binary())], ["error"])


def _python_path() -> str:
    """Where workers of this machine find what this process has imported."""
    return os.pathsep.join(filter(None, sys.path))
