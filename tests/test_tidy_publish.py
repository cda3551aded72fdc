"""What stands in the clean folder: sorted, the same each time, whole, and readable by everyone's tools."""

from __future__ import annotations

import datetime
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import fields
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
    report_id,
    some_catalogue,
)
from tidy import frames, staging
from tidy.edition import STATE, published_intact
from tidy.errors import ContractError, UsageError
from tidy.fragments import encode
from tidy.frames import load
from tidy.ordering import code_order, ordered
from tidy.partitions import NULL_PARTITION, YEAR
from tidy.publish import DATAPACKAGE, NAMES, Published, publish_stream
from tidy.records import File, Indicator, Paragraph, Record
from tidy.registry import TABLES
from tidy.tables import ReportTables, Source

ROOT = Path(__file__).parents[1]
YEARS = {1: 2566, 2: 2567}


def a_set(number: int, year: int | None = None, **more: Any) -> ReportTables:
    """A report with its rows; `year` is the report's, its scores are of 2566."""
    rows = {
        "organizations": (an_organization(),),
        "scores": tuple(a_score(number, code) for code in ("10", "2", "overall")),
        "measures": (a_measure(number),),
        "measure_items": (an_item(number),),
        "findings": (a_finding(number), a_finding(number)) if number == 1 else (),
        **more,
    }
    report = a_report(
        number,
        fiscal_year_be=year,
        fiscal_year=None if year is None else year - 543,
        document_date=datetime.date(2024, 1, number % 28 + 1),
        title="ปีงบประมาณ ๒๕๖๗",
        measure_count=len(rows["measures"]),
        score_count=len(rows["scores"]),
        finding_count=len(rows["findings"]),
    )
    return ReportTables(reports=(report,), **rows)


def two() -> list[ReportTables]:
    return [a_set(number, year) for number, year in YEARS.items()]


def a_paragraph(number: int, seq: int, text: str) -> Paragraph:
    return Paragraph(report_id=report_id(number), seq=seq, text=text, raw_text=text)


def rows_of(name: str) -> list[Record]:
    """The rows that `publish` writes without more said."""
    whole: dict[str, list[Record]] = {"organizations": [an_organization()], "files": [a_file(1), a_file(2)]}
    whole["indicators"] = list(some_catalogue([2566]))
    return whole.get(name, [row for tables in two() for row in tables.rows(name)])


def source_of(tables: ReportTables, **values: Any) -> Source:
    report = tables.report
    told = {name.name: getattr(report, name.name) for name in fields(Source)}
    return Source(**{**told, **values})


def publish(
    folder: Path, reports: Iterable[ReportTables] | None = None, files: Sequence[File] | None = None, **options: Any
) -> Published:
    reports = two() if reports is None else reports
    fragments = ((source_of(tables), encode(tables)) for tables in reports)
    files = [a_file(2), a_file(1)] if files is None else files
    return publish_stream(fragments, files, folder, **{"catalogue": some_catalogue, **options})


def everything(folder: Path) -> dict[str, bytes]:
    """What a reader of the clean folder finds."""
    inner = [(name, path) for name in NAMES for path in staging.files_under(folder / name)]
    return {name if path == "." else f"{name}/{path}": (folder / name / path).read_bytes() for name, path in inner}


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


def test_reports_out_of_their_order_are_refused(tmp_path: Path) -> None:
    publish(tmp_path)
    before = everything(tmp_path)
    for reports, complaint in (
        ([a_set(1), a_set(1)], "reports has two rows with the key"),
        ([a_set(2), a_set(1)], "out of order"),
    ):
        with pytest.raises(ContractError, match=complaint):
            publish(tmp_path, reports)
    with pytest.raises(ContractError, match="came as those of"):
        publish_stream([(source_of(a_set(2)), encode(a_set(1)))], [], tmp_path, catalogue=some_catalogue)
    assert everything(tmp_path) == before


def test_two_files_of_one_name_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="files has two rows with the key"):
        publish(tmp_path, files=[a_file(), a_file()])
    assert everything(tmp_path) == {}


def test_a_file_of_an_unknown_report_is_refused(tmp_path: Path) -> None:
    publish(tmp_path, files=[a_file(1, report_id=report_id(1))])
    with pytest.raises(ContractError, match="files has a row of the unknown report"):
        publish(tmp_path, files=[a_file(1, report_id=report_id(3))])


def test_every_table_is_written_even_without_rows(tmp_path: Path) -> None:
    published = publish(tmp_path, [], [])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([STATE, *NAMES])
    assert set(published.rows.values()) == {0}
    assert all(frame.empty for frame in load(tmp_path).values())


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    publish(tmp_path)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.iterdir() if path.is_file()}
    assert publish(tmp_path).changed == ()
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in before} == before
    assert publish(tmp_path, files=[a_file(1)]).changed == ("files.parquet", DATAPACKAGE)
    after = {path for path in before if (path.stat().st_ino, path.stat().st_mtime_ns) != before[path]}
    assert {path.name for path in after} == {"files.parquet", DATAPACKAGE}


@pytest.mark.parametrize("culprit", ["publish.datapackage", "publish.decode", "parquet.FileWriter.close"])
def test_a_full_disk_leaves_the_old_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, culprit: str) -> None:
    publish(tmp_path)
    before = everything(tmp_path)

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"tidy.{culprit}", full)
    with pytest.raises(OSError, match="No space"):
        publish(tmp_path, [a_set(3)], [])
    assert everything(tmp_path) == before
    assert published_intact(tmp_path)


def test_a_file_that_cannot_grow_leaves_the_old_tables(tmp_path: Path) -> None:
    """The system itself refuses to write more, in the midst of a row group."""
    publish(tmp_path)
    before = everything(tmp_path)
    code = """
        import resource, signal, sys
        from tests.test_tidy_publish import a_paragraph, a_set, publish
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        texts = tuple(a_paragraph(1, seq, random.Random(seq).randbytes(4000).hex()) for seq in range(1, 101))
        try:
            publish(Path(sys.argv[1]), [a_set(1, paragraphs=texts)])
        except OSError as error:
            print(f"refused: {error.errno}")
    """
    head = "import random\nfrom pathlib import Path\n"
    run = [sys.executable, "-W", "error", "-c", head + textwrap.dedent(code), str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"refused: {errno.EFBIG}\n", "")
    assert everything(tmp_path) == before


def test_columns_of_the_source_are_those_of_now(tmp_path: Path) -> None:
    """A file that was moved keeps its rows; its name and what `sources.csv` says of it are new."""
    tables = a_set(1)
    now = source_of(tables, source_file="moved/ก.txt", source_url="https://example.org/1", source_note="a note")
    publish_stream([(now, encode(tables))], [], tmp_path, catalogue=some_catalogue)
    row = load(tmp_path)["reports"].iloc[0]
    assert (row.source_file, row.source_url, row.source_note) == ("moved/ก.txt", "https://example.org/1", "a note")
    assert row.source_sha256 == tables.report.source_sha256


def test_one_row_an_organisation_that_which_knows_most(tmp_path: Path) -> None:
    rows = {
        1: an_organization(organization="แรก"),
        2: an_organization(organization="รู้มากที่สุด", province="ลพบุรี"),
        3: an_organization(organization="รู้เท่ากัน", district="เมือง"),
        4: an_organization(organization_id="other:a"),
    }
    published = publish(tmp_path, [a_set(number, organizations=(row,)) for number, row in rows.items()])
    frame = load(tmp_path)["organizations"]
    assert published.rows["organizations"] == 2
    assert list(frame["organization_id"]) == ["other:a", an_organization().organization_id]
    assert list(frame["organization"]) == ["เทศบาลเมืองบ้านตัวอย่าง", "รู้มากที่สุด"]


def test_the_catalogue_is_that_of_the_years_in_use(tmp_path: Path) -> None:
    asked: list[Sequence[int]] = []

    def catalogue(years: Sequence[int]) -> Sequence[Indicator]:
        asked.append(years)
        return some_catalogue(years)

    later = a_measure(2, catalogue_year_be=2567)
    publish(tmp_path, [a_set(1), a_set(2, measures=(later,))], catalogue=catalogue)
    assert asked == [[2566, 2567]]
    assert set(load(tmp_path)["indicators"]["fiscal_year_be"]) == {2566, 2567}
    publish(tmp_path, [a_set(1, scores=())], catalogue=catalogue)
    assert len(asked) == 1
    assert load(tmp_path)["indicators"].empty


def test_the_layout_may_change_and_change_back(tmp_path: Path) -> None:
    publish(tmp_path)
    single = everything(tmp_path)
    publish(tmp_path, partition_by="fiscal_year_be")
    assert (tmp_path / "scores.parquet" / "fiscal_year_be=2566" / "part-0.parquet").is_file()
    assert (tmp_path / "organizations.parquet").is_file()
    publish(tmp_path)
    assert everything(tmp_path) == single


def test_a_year_that_is_gone_leaves_no_folder(tmp_path: Path) -> None:
    publish(tmp_path, partition_by="fiscal_year_be")
    publish(tmp_path, two()[:1], partition_by="fiscal_year_be")
    assert [path.name for path in (tmp_path / "measures.parquet").iterdir()] == ["fiscal_year_be=2566"]


def test_only_the_year_can_part_tables(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="province"):
        publish(tmp_path, partition_by="province")
    assert not list(tmp_path.iterdir())


def test_rows_of_reports_come_in_the_order_of_reports() -> None:
    """What is written while it comes can only be in the order of the contract if that begins with the report."""
    streamed = [name for name in TABLES if hasattr(two()[0], name) and name != "organizations"]
    assert {TABLES[name].order[0] for name in streamed} <= {"report_id", "measure_id"}
    assert {name for name in TABLES if name not in streamed} == {"organizations", "indicators", "files"}


@pytest.mark.parametrize("partition_by", [None, "fiscal_year_be"])
def test_every_tool_reads_the_same_rows(tmp_path: Path, partition_by: str | None) -> None:
    publish(tmp_path, partition_by=partition_by)
    for name in TABLES:
        path = tmp_path / f"{name}.parquet"
        columns = ", ".join(TABLES[name].column_names)
        arrow = ds.dataset(path, partitioning="hive").to_table(columns=list(TABLES[name].column_names))
        rows = [tuple(row.values()) for row in arrow.to_pylist()]
        assert rows == [
            tuple(getattr(row, column) for column in TABLES[name].column_names)
            for row in ordered(TABLES[name], rows_of(name))
        ]
        files = f"{path}/**/*.parquet" if path.is_dir() else str(path)
        query = f"select {columns} from read_parquet('{files}')"
        assert duckdb.connect().execute(query).fetchall() == rows
        frame = pd.read_parquet(path)
        assert len(frame) == len(rows)
        assert set(frame.columns) >= set(TABLES[name].column_names)


def test_pandas_reads_years_from_the_folders(tmp_path: Path) -> None:
    publish(tmp_path, partition_by="fiscal_year_be")
    measures = pd.read_parquet(tmp_path / "measures.parquet")
    assert list(measures["fiscal_year_be"]) == [2566, 2567]


def test_notebooks_see_no_difference_between_the_layouts(tmp_path: Path) -> None:
    more = a_set(3, scores=(a_score(3, fiscal_year_be=None, fiscal_year=None),), findings=(a_finding(3),))
    publish(tmp_path / "single", [*two(), more])
    publish(tmp_path / "parted", [*two(), more], partition_by="fiscal_year_be")
    single, parted = load(tmp_path / "single"), load(tmp_path / "parted")
    for name, frame in single.items():
        pd.testing.assert_frame_equal(
            frame.sort_values(list(TABLES[name].order)).reset_index(drop=True),
            parted[name].sort_values(list(TABLES[name].order)).reset_index(drop=True),
        )
    assert str(single["scores"].dtypes["fiscal_year_be"]) == "Int16"
    assert (tmp_path / "parted" / "scores.parquet" / f"fiscal_year_be={NULL_PARTITION}").is_dir()


def test_rows_without_any_year_are_one_file(tmp_path: Path) -> None:
    publish(tmp_path / "single", [a_set(1), a_set(3)])
    publish(tmp_path / "parted", [a_set(1), a_set(3)], partition_by="fiscal_year_be")
    found = pq.read_table(tmp_path / "parted" / "findings.parquet" / "part-0.parquet")
    assert found.column(YEAR).to_pylist() == [None, None]
    assert (tmp_path / "parted" / "cells.parquet" / "part-0.parquet").is_file()
    assert [path.name for path in (tmp_path / "parted" / "reports.parquet").iterdir()] == ["part-0.parquet"]
    single, parted = load(tmp_path / "single"), load(tmp_path / "parted")
    for name, frame in single.items():
        pd.testing.assert_frame_equal(frame, parted[name])


def test_a_folder_without_tables_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="thai-ita run"):
        load(tmp_path)


def test_tables_whose_hidden_folder_is_gone_say_what_to_do(tmp_path: Path) -> None:
    publish(tmp_path)
    shutil.rmtree(tmp_path / STATE)
    with pytest.raises(UsageError, match=rf"link to the hidden folder {STATE}.*'thai-ita run'"):
        load(tmp_path)
    publish(tmp_path)
    assert len(load(tmp_path)["reports"]) == 2


def test_tables_are_loaded_from_one_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where another run publishes between two tables."""
    publish(tmp_path)
    load_one = frames.load_table

    def load_and_publish(folder: Path, name: str) -> pd.DataFrame:
        frame = load_one(folder, name)
        if name == "reports":
            publish(tmp_path, [a_set(3, 2568)])
        return frame

    monkeypatch.setattr(frames, "load_table", load_and_publish)
    found = load(tmp_path)
    assert len(found["reports"]) == 2
    assert set(found["measures"]["report_id"]) == {report_id(1), report_id(2)}


def test_a_glob_finds_the_tables(tmp_path: Path) -> None:
    publish(tmp_path)
    count = "select count(*) from read_parquet(?, union_by_name=true)"
    rows = duckdb.connect().execute(count, [f"{tmp_path}/*.parquet"]).fetchall()
    assert rows == [(sum(len(rows_of(name)) for name in TABLES),)]


def test_the_schema_travels_with_the_file(tmp_path: Path) -> None:
    publish(tmp_path)
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
        publish(folder, partition_by=partition_by, version="1.2.3")
        assert package(folder)["version"] == "1.2.3"
        told = [part for found in package(folder)["resources"] for part in found.get("parts", [found])]
        for part in told:
            data = (folder / part["path"]).read_bytes()
            assert part["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert part["rowCount"] == pq.ParquetFile(folder / part["path"]).metadata.num_rows
        assert {part["path"] for part in told} | {DATAPACKAGE} == set(everything(folder))


def test_the_data_package_has_the_fields_of_the_files(tmp_path: Path) -> None:
    publish(tmp_path)
    for resource in package(tmp_path)["resources"]:
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == pq.read_schema(tmp_path / resource["path"]).names
        assert all(field["description"] and field["description_th"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize("partition_by", [None, "fiscal_year_be"])
def test_frictionless_accepts_the_data_package(tmp_path: Path, partition_by: str | None) -> None:
    publish(tmp_path, partition_by=partition_by)
    report = frictionless.Package.validate_descriptor(str(tmp_path / DATAPACKAGE))
    assert report.valid, report.flatten(["note"])
    found = frictionless.Package(str(tmp_path / DATAPACKAGE))
    assert [resource.name for resource in found.resources] == list(TABLES)


def test_frictionless_accepts_the_data_too(tmp_path: Path) -> None:
    publish(tmp_path)
    report = frictionless.validate(str(tmp_path / DATAPACKAGE))
    assert report.valid, report.flatten(["name", "fieldName", "note"])
