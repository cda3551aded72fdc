"""What stands in the clean folder: sorted, the same each time, whole, and readable by everyone's tools."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from tests.conftest import (
    a_file,
    a_finding,
    a_measure,
    a_report,
    a_score,
    an_item,
    an_organization,
    some_catalogue,
)
from tidy import staging
from tidy.errors import ContractError, UsageError
from tidy.frames import load
from tidy.ordering import code_order, ordered
from tidy.parquet import NULL_PARTITION
from tidy.publish import DATAPACKAGE, publish
from tidy.records import Record
from tidy.registry import TABLES

Tables = Mapping[str, Sequence[Record]]
YEARS = {1: 2566, 2: 2567}


def tables(**more: Sequence[Record]) -> Tables:
    """Two reports of two years, in an order that is not the contract's."""
    return {
        "reports": [
            a_report(
                number,
                fiscal_year_be=year,
                fiscal_year=year - 543,
                measure_count=1,
                document_date=datetime.date(2024, 1, number),
                title="ปีงบประมาณ ๒๕๖๗",
            )
            for number, year in reversed(YEARS.items())
        ],
        "organizations": [an_organization()],
        "scores": [a_score(number, code) for number in (2, 1) for code in ("10", "2", "overall")],
        "measures": [a_measure(2), a_measure(1)],
        "measure_items": [an_item(2), an_item(1)],
        "findings": [a_finding(1), a_finding(1)],
        "indicators": some_catalogue(),
        "files": [a_file(2), a_file(1)],
        **more,
    }


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


CODES = ["overall", "IIT", "EIT", "OIT", "1", "2", "9", "10", "9.1", "9.2", "10.1"]
CODES += ["I1", "I2", "I10", "E5", "E15", "O9", "O11", "T1"]


def test_codes_stand_in_catalogue_order() -> None:
    assert sorted(set(CODES), key=code_order) == CODES


def test_rows_are_sorted_with_nulls_last() -> None:
    scores = [
        a_score(1, "2", organization_id=None),
        a_score(1, "10", organization_id="a"),
        a_score(1, "2", organization_id="a"),
    ]
    found = ordered(TABLES["scores"], scores)
    assert [(row.organization_id, row.code) for row in found] == [("a", "2"), ("a", "10"), (None, "2")]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("scores", [a_score(), a_score(score=50.0)]),
        ("measures", [a_measure(), a_measure(seq=1, measure="อื่น")]),
        ("files", [a_file(), a_file()]),
    ],
)
def test_two_rows_of_one_key_are_refused_and_nothing_is_written(tmp_path: Path, name: str, rows: list[Record]) -> None:
    with pytest.raises(ContractError, match=f"{name} has two rows with the key"):
        publish(tables(**{name: rows}), tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_same_rows_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    publish(tables(), tmp_path / "one")
    publish({name: list(reversed(rows)) for name, rows in tables().items()}, tmp_path / "other")
    assert everything(tmp_path / "one") == everything(tmp_path / "other")


def test_every_table_is_written_even_without_rows(tmp_path: Path) -> None:
    published = publish({}, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [*(f"{name}.parquet" for name in TABLES), DATAPACKAGE]
    )
    assert set(published.rows.values()) == {0}
    assert all(frame.empty for frame in load(tmp_path).values())


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    publish(tables(), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert publish(tables(), tmp_path).changed == ()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    changed = publish(tables(files=[a_file(1)]), tmp_path).changed
    assert changed == ("files.parquet", DATAPACKAGE)


def test_an_earlier_crash_leaves_nothing(tmp_path: Path) -> None:
    left = tmp_path / f"{staging.PREFIX}old"
    left.mkdir()
    (left / "scores.parquet").write_bytes(b"half")
    (tmp_path / "notes.txt").write_text("a person's own file")
    publish(tables(), tmp_path)
    assert not left.exists()
    assert (tmp_path / "notes.txt").exists()


def test_a_crash_while_writing_leaves_the_old_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tables(), tmp_path)
    before = everything(tmp_path)

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tidy.publish.datapackage", full)
    with pytest.raises(OSError, match="No space"):
        publish(tables(files=[]), tmp_path)
    assert everything(tmp_path) == before


def test_the_layout_may_change_and_change_back(tmp_path: Path) -> None:
    publish(tables(), tmp_path)
    single = everything(tmp_path)
    publish(tables(), tmp_path, partition_by="fiscal_year_be")
    assert (tmp_path / "scores.parquet" / "fiscal_year_be=2566" / "part-0.parquet").is_file()
    assert (tmp_path / "organizations.parquet").is_file()
    publish(tables(), tmp_path)
    assert everything(tmp_path) == single


def test_a_year_that_is_gone_leaves_no_folder(tmp_path: Path) -> None:
    publish(tables(), tmp_path, partition_by="fiscal_year_be")
    rest = {
        name: [row for row in rows if "2" not in str(getattr(row, "report_id", ""))] for name, rows in tables().items()
    }
    publish(rest, tmp_path, partition_by="fiscal_year_be")
    assert [path.name for path in (tmp_path / "measures.parquet").iterdir()] == ["fiscal_year_be=2566"]


def test_only_the_year_can_part_tables(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="province"):
        publish(tables(), tmp_path, partition_by="province")


def test_an_unknown_table_or_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="no table people"):
        publish({"people": ()}, tmp_path)
    with pytest.raises(ContractError, match="unknown report"):
        publish({"findings": [a_finding()]}, tmp_path, partition_by="fiscal_year_be")


@pytest.mark.parametrize("partition_by", [None, "fiscal_year_be"])
def test_every_tool_reads_the_same_rows(tmp_path: Path, partition_by: str | None) -> None:
    publish(tables(), tmp_path, partition_by=partition_by)
    for name in TABLES:
        path = tmp_path / f"{name}.parquet"
        columns = ", ".join(TABLES[name].column_names)
        arrow = ds.dataset(path, partitioning="hive").to_table(columns=list(TABLES[name].column_names))
        rows = [tuple(row.values()) for row in arrow.to_pylist()]
        assert rows == [
            tuple(getattr(row, column) for column in TABLES[name].column_names)
            for row in ordered(TABLES[name], tables().get(name, ()))
        ]
        files = f"{path}/**/*.parquet" if path.is_dir() else str(path)
        query = f"select {columns} from read_parquet('{files}')"
        assert duckdb.connect().execute(query).fetchall() == rows
        frame = pd.read_parquet(path)
        assert len(frame) == len(rows)
        assert set(frame.columns) >= set(TABLES[name].column_names)


def test_pandas_reads_years_from_the_folders(tmp_path: Path) -> None:
    publish(tables(), tmp_path, partition_by="fiscal_year_be")
    measures = pd.read_parquet(tmp_path / "measures.parquet")
    assert list(measures["fiscal_year_be"]) == [2566, 2567]


def test_notebooks_see_no_difference_between_the_layouts(tmp_path: Path) -> None:
    unknown = tables(
        reports=[*tables()["reports"], a_report(3)],
        scores=[*tables()["scores"], a_score(3, fiscal_year_be=None, fiscal_year=None)],
        findings=[a_finding(3)],
    )
    publish(unknown, tmp_path / "single")
    publish(unknown, tmp_path / "parted", partition_by="fiscal_year_be")
    single, parted = load(tmp_path / "single"), load(tmp_path / "parted")
    for name, frame in single.items():
        pd.testing.assert_frame_equal(
            frame.sort_values(list(TABLES[name].order)).reset_index(drop=True),
            parted[name].sort_values(list(TABLES[name].order)).reset_index(drop=True),
        )
    assert str(single["scores"].dtypes["fiscal_year_be"]) == "Int16"
    assert (tmp_path / "parted" / "scores.parquet" / f"fiscal_year_be={NULL_PARTITION}").is_dir()
    assert (tmp_path / "parted" / "findings.parquet" / "part-0.parquet").is_file()


def test_a_folder_without_tables_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="thai-ita run"):
        load(tmp_path)


def test_the_schema_travels_with_the_file(tmp_path: Path) -> None:
    publish(tables(), tmp_path)
    schema = pq.read_schema(tmp_path / "scores.parquet")
    field = schema.field("score")
    assert str(field.type) == "double"
    assert field.metadata[b"unit"] == b"points of 100"
    assert "คะแนน" in field.metadata[b"description_th"].decode()
    assert schema.metadata[b"key"] == b"report_id,organization_id,fiscal_year_be,code"
    assert pq.ParquetFile(tmp_path / "scores.parquet").metadata.row_group(0).column(0).compression == "ZSTD"


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))
    return found


def test_the_data_package_tells_the_hash_of_each_file(tmp_path: Path) -> None:
    for folder, partition_by in ((tmp_path / "a", None), (tmp_path / "b", "fiscal_year_be")):
        publish(tables(), folder, partition_by=partition_by, version="1.2.3")
        assert package(folder)["version"] == "1.2.3"
        told = [part for found in package(folder)["resources"] for part in found.get("parts", [found])]
        for part in told:
            data = (folder / part["path"]).read_bytes()
            assert part["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert part["rowCount"] == pq.ParquetFile(folder / part["path"]).metadata.num_rows
        assert {part["path"] for part in told} | {DATAPACKAGE} == set(everything(folder))


def test_the_data_package_has_the_fields_of_the_files(tmp_path: Path) -> None:
    publish(tables(), tmp_path)
    for resource in package(tmp_path)["resources"]:
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == pq.read_schema(tmp_path / resource["path"]).names
        assert all(field["description"] and field["description_th"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize("partition_by", [None, "fiscal_year_be"])
def test_frictionless_accepts_the_data_package(tmp_path: Path, partition_by: str | None) -> None:
    publish(tables(), tmp_path, partition_by=partition_by)
    report = frictionless.Package.validate_descriptor(str(tmp_path / DATAPACKAGE))
    assert report.valid, report.flatten(["note"])
    found = frictionless.Package(str(tmp_path / DATAPACKAGE))
    assert [resource.name for resource in found.resources] == list(TABLES)


def test_frictionless_accepts_the_data_too(tmp_path: Path) -> None:
    publish(tables(), tmp_path)
    report = frictionless.validate(str(tmp_path / DATAPACKAGE))
    assert report.valid, report.flatten(["name", "fieldName", "note"])
