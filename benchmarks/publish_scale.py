"""What publishing costs as the number of reports grows: seconds a report and the peak of memory must stay flat.

    python -m benchmarks.publish_scale [--reports 100 1000 10000] [--partition-by fiscal_year_be] [--folder DIR]

Invented reports are encoded once, as workers do it; then each number of them is published by a process of its own, to
an empty folder and then again, with nothing new.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from tidy.records import CellRecord, Finding, Measure, MeasureItem, Organization, Paragraph, Report, Score
from tidy.tables import ReportTables, Source

SIZES = (100, 1000, 10_000)
SYLLABLES = (
    "การ",
    "จัด",
    "ทำ",
    "คู่มือ",
    "เผยแพร่",
    "ข้อมูล",
    "ประชุม",
    "รายงาน",
    "ผล",
    "งบ",
    "ประมาณ",
    "ตรวจ",
    "สอบ",
    "บริการ",
)
PARAGRAPHS, CELLS, SCORES, MEASURES, ITEMS, FINDINGS = 25, 80, 12, 6, 4, 4
ORGANIZATIONS = 3000


def a_report(number: int) -> ReportTables:
    """A small report with texts and numbers of its own, the same for the same number."""
    dice = random.Random(number)
    # As hashes do, the ids come in no order of the years and bodies.
    report_id, body, year = f"{number:08x}{dice.getrandbits(32):08x}", dice.randrange(ORGANIZATIONS), dice.randrange(8)
    organization = f"subdistrict_administrative_organization:{body}:ลพบุรี"
    measures = [(seq, f"{report_id}-m{seq:03}") for seq in range(1, MEASURES + 1)]
    return ReportTables(
        reports=(_head(report_id, organization, 2561 + year, dice),),
        organizations=(_body(organization, body),),
        scores=tuple(_score(report_id, organization, 2561 + year, place, dice) for place in range(SCORES)),
        measures=tuple(
            Measure(measure_id=key, report_id=report_id, seq=seq, measure=_words(dice, 12), catalogue_year_be=2566)
            for seq, key in measures
        ),
        measure_items=tuple(
            MeasureItem(
                measure_id=key, report_id=report_id, column_role="method", item_no=item, text=line, raw_text=line
            )
            for _, key in measures
            for item in range(1, ITEMS + 1)
            for line in [_words(dice, 10)]
        ),
        paragraphs=tuple(
            Paragraph(report_id=report_id, seq=seq, text=line, raw_text=line)
            for seq in range(1, PARAGRAPHS + 1)
            for line in [_words(dice, dice.randrange(5, 60))]
        ),
        cells=tuple(_cell(report_id, place, dice) for place in range(CELLS)),
        findings=tuple(_finding(report_id, dice) for _ in range(FINDINGS)),
    )


def _head(report_id: str, organization: str, year: int, dice: random.Random) -> Report:
    return Report(
        report_id=report_id,
        source_file=f"{report_id[:2]}/{report_id}.pdf",
        source_sha256=report_id * 4,
        source_bytes=dice.randrange(1 << 20),
        source_format="pdf",
        text_origin="text_layer",
        report_kind="measures_report",
        organization_id=organization,
        title=_words(dice, 12),
        fiscal_year_be=year,
        fiscal_year=year - 543,
        measure_count=MEASURES,
        score_count=SCORES,
        finding_count=FINDINGS,
    )


def _body(organization: str, number: int) -> Organization:
    kind = "subdistrict_administrative_organization"
    return Organization(organization_id=organization, organization=f"อบต. {number}", organization_type=kind)


def _score(report_id: str, organization: str, year: int, place: int, dice: random.Random) -> Score:
    code = str(place) if 0 < place < 11 else ("overall", "IIT")[place > 0]
    scope = "indicator" if code.isdecimal() else {"overall": "overall"}.get(code, "instrument")
    return Score(
        report_id=report_id,
        organization_id=organization,
        fiscal_year_be=year,
        fiscal_year=year - 543,
        scope=scope,
        code=code,
        score=dice.randrange(6000, 10000) / 100,
        score_state="printed",
    )


def _cell(report_id: str, place: int, dice: random.Random) -> CellRecord:
    line = _words(dice, dice.randrange(1, 12))
    x0, top = dice.random() * 500, dice.random() * 800
    return CellRecord(
        report_id=report_id,
        page=1,
        table_no=1,
        row_no=place // 8 + 1,
        col_no=place % 8 + 1,
        raw_text=line,
        text=line,
        x0=x0,
        top=top,
        x1=x0 + 60,
        bottom=top + 20,
    )


def _finding(report_id: str, dice: random.Random) -> Finding:
    said = f"The text {dice.randrange(1000)} was repaired in the place that is told."
    thai = f"ซ่อมข้อความที่ {dice.randrange(1000)} ในตำแหน่งที่ระบุ"
    return Finding(report_id=report_id, code="text_repaired", severity="info", message=said, message_th=thai)


def _words(dice: random.Random, count: int) -> str:
    return "".join(dice.choices(SYLLABLES, k=count))


def write_fragments(path: Path, count: int) -> float:
    """Encode `count` reports to a file, each behind its length; returns the seconds of encoding alone, of one."""
    from tidy.fragments import encode  # noqa: PLC0415

    spent = 0.0
    with path.open("wb") as file:
        for number in range(count):
            tables = a_report(number)
            start = time.process_time()
            data = encode(tables)
            spent += time.process_time() - start
            report = tables.report
            source = [report.report_id, report.source_file, report.source_sha256, report.source_bytes]
            for part in (json.dumps(source).encode(), data):
                file.write(len(part).to_bytes(4, "big") + part)
    return spent / count


def read_fragments(path: Path) -> Iterator[tuple[Source, bytes]]:
    with path.open("rb") as file:
        while size := file.read(4):
            report_id, name, sha256, length = json.loads(file.read(int.from_bytes(size, "big")))
            data = file.read(int.from_bytes(file.read(4), "big"))
            yield Source(report_id=report_id, source_file=name, source_sha256=sha256, source_bytes=length), data


def publish(path: Path, count: int, folder: Path, partition_by: str | None) -> tuple[float, int]:
    """Publish the first reports of a file; returns seconds and the peak of memory in bytes."""
    from engine.stages import catalogue_rows  # noqa: PLC0415
    from tidy.publish import publish_stream  # noqa: PLC0415

    start = time.perf_counter()
    fragments: Iterable[tuple[Source, bytes]] = islice(read_fragments(path), count)
    publish_stream(fragments, [], folder, catalogue=catalogue_rows, partition_by=partition_by)
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _measured(arguments: Sequence[str]) -> tuple[float, int]:
    run = [sys.executable, "-m", "benchmarks.publish_scale", *arguments]
    seconds, peak = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    return seconds, peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=SIZES)
    parser.add_argument("--partition-by", choices=["fiscal_year_be"])
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder without it")
    parser.add_argument("--one", nargs=2, metavar=("FRAGMENTS", "CLEAN"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(publish(Path(given.one[0]), given.reports[0], Path(given.one[1]), given.partition_by)))
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as work:
        fragments = Path(work, "fragments")
        cost = write_fragments(fragments, max(given.reports))
        print(f"encode: {cost * 1000:.1f} ms and {fragments.stat().st_size / max(given.reports):,.0f} bytes a report")
        print(f"{'reports':>8} {'seconds':>8} {'ms each':>8} {'again s':>8} {'peak MB':>8} {'clean MB':>9}")
        for count in given.reports:
            clean = Path(work, f"clean-{count}")
            more = ["--partition-by", given.partition_by] if given.partition_by else []
            arguments = ["--reports", str(count), *more, "--one", str(fragments), str(clean)]
            seconds, peak = _measured(arguments)
            again, _ = _measured(arguments)
            size = sum(path.stat().st_size for path in clean.rglob("*") if path.is_file() and ".thai-ita" in path.parts)
            told = f"{count:8,} {seconds:8.2f} {seconds / count * 1000:8.2f} {again:8.2f} {peak / 1e6:8.0f}"
            print(f"{told} {size / 1e6:9.1f}")


if __name__ == "__main__":
    main()
