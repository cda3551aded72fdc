"""The published tables as DataFrames, for notebooks: `load("data/clean")["scores"]`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from tidy.edition import STATE, edition_folder, state_is_lost
from tidy.errors import UsageError
from tidy.partitions import YEAR
from tidy.registry import TABLES
from tidy.schemas import arrow_schema

# pandas types that keep a null apart from a zero, and an integer from a float.
NULLABLE = {
    pa.int8(): pd.Int8Dtype(),
    pa.int16(): pd.Int16Dtype(),
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.string(): pd.StringDtype(),
}


def load(folder: Path | str) -> dict[str, pd.DataFrame]:
    """Every table of a clean folder by its name, the same whether it was partitioned or not.

    Integers are pandas' nullable integers, so that an unknown year stays unknown. Raises UsageError where the
    folder holds no tables.
    """
    folder = Path(folder)
    for name in TABLES:
        _check_table(folder, f"{name}.parquet")
    one = edition_folder(folder)  # so that a run that publishes meanwhile mixes nothing
    return {name: load_table(one, name) for name in TABLES}


def _check_table(folder: Path, name: str) -> None:
    if state_is_lost(folder, name):
        raise UsageError(
            f"{folder}/{name} is a link to the hidden folder {STATE}, where the tables are no more; "
            "make them again with 'thai-ita run'."
        )
    if not (folder / name).exists():
        raise UsageError(f"{folder} has no {name}; make the tables with 'thai-ita run' first.")


def load_table(folder: Path, name: str) -> pd.DataFrame:
    """One table, its rows in the order of the contract within each year."""
    schema = arrow_schema(name)
    hive = ds.partitioning(pa.schema([pa.field(YEAR, pa.int16())]), flavor="hive")
    source = ds.dataset(folder / f"{name}.parquet", format="parquet", partitioning=hive)
    frame: pd.DataFrame = source.to_table(columns=schema.names).to_pandas(types_mapper=NULLABLE.get)
    return frame
