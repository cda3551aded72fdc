"""Mutated and hostile inputs among good ones: every good one converted, every bad one told, none lost.

python -m benchmarks.hostile [--bad 2000] [--good 200] [--workers 2]
"""

from __future__ import annotations

import argparse
import struct
import sys
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.command import ROOT, Ended, thai_ita
from benchmarks.mutations import mutated
from benchmarks.small_reports import write_reports
from benchmarks.tiny_pdf import tiny_pdf

STATUSES = ("converted", "failed", "skipped", "duplicate")


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Files that somebody made to do harm; names that do."""
    yield "empty.pdf", b""
    yield "bomb.pdf", tiny_pdf([b" " * (200 << 20)], packed=True)
    yield "deep.html", b"<div>" * 200_000
    yield "wide.html", b"<table>" + b"<tr><td colspan=1000 rowspan=65000>x" * 500 + b"</table>"
    yield "entities.html", b"<!DOCTYPE a [<!ENTITY b '" + b"z" * 9999 + b"'>]>" + b"&b;" * 9999
    yield "long_line.txt", "๙".encode() * 3_000_000
    yield "tabs.txt", b"\t" * 1_000_000
    yield "pipes.md", b"|" * 500_000 + b"\n" + b"|---" * 10_000
    yield "numbers.txt", ("ตัวชี้วัดที่ " + "9" * 100_000).encode()
    yield "huge.png", _png(20_000, 20_000)
    yield "lying.png", _png(2_000_000_000, 2_000_000_000)
    yield "cut.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 50
    yield "bad\x1b[2J\x1b]0;owned\x07.txt", b"text"
    yield "=cmd|calc.txt", b"=HYPERLINK(1)"
    yield "<img src=x onerror=alert(1)>.txt", b"<script>"
    yield "\u202efdp.txt", b"text"
    yield "new\nline.txt", b"text"
    yield "office.docx", _zip({"word/document.xml": b"<w>" * 100_000})
    yield "archive.zip", _zip({"../../escape.txt": b"x", "/abs.txt": b"y", "a/b.txt": "คะแนน".encode()})
    yield "bomb.zip", _zip({f"{number}.txt": bytes(20 << 20) for number in range(3)})


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = min(width * min(height, 20_000) // 8, 60 << 20)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(size))) + chunk(b"IEND", b"")
    )


def _zip(members: dict[str, bytes]) -> bytes:
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        file.seek(0)
        return file.read()


def build(raw: Path, bad: int, good: int) -> None:
    """`raw/good`, `raw/mutated`, `raw/hostile`."""
    write_reports(raw / "good", good)
    specimens = sorted(path for path in (ROOT / "data" / "raw" / "specimens").iterdir() if path.is_file())
    for folder, files in (("mutated", mutated(specimens, bad)), ("hostile", hostile_files())):
        (raw / folder).mkdir(parents=True)
        for name, data in files:
            (raw / folder / name).write_bytes(data)


def check(raw: Path, clean: Path, ended: Ended) -> list[str]:
    """What is wrong with the run; nothing where all is well."""
    rows = pq.read_table(clean / "files.parquet").to_pylist()
    faults = []
    if "Traceback" in ended.output + ended.errors:
        faults.append("a traceback was printed")
    if "\x1b" in ended.output:
        faults.append("an escape sequence reached the output")
    faults += [f"{row['source_file']}: {row['error']}" for row in rows if row["error_code"] == "internal_error"]
    faults += [
        f"good report not converted: {row['source_file']}: {row['error']}"
        for row in rows
        if row["source_file"].startswith("good/") and row["status"] != "converted"
    ]
    faults += [
        f"{row['source_file']} has no sentence" for row in rows if row["status"] == "failed" and not row["error"]
    ]
    on_disk = {path for path in raw.rglob("*") if path.is_file() and path.suffix != ".zip"}
    of_archives = [row for row in rows if ".zip/" in row["source_file"]]
    archives = sum(row["source_file"].endswith(".zip") for row in rows)
    if len(rows) - len(of_archives) - archives != len(on_disk):
        faults.append(f"{len(rows)} rows for {len(on_disk)} files and {len(of_archives)} members")
    counts = Counter(row["status"] for row in rows)
    if sum(counts[status] for status in STATUSES) != len(rows):
        faults.append(f"a status that is none: {counts}")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bad", type=int, default=2000)
    parser.add_argument("--good", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        raw, clean = Path(folder, "raw"), Path(folder, "clean")
        build(raw, wanted.bad, wanted.good)
        ended = thai_ita("run", raw, clean, "--workers", str(wanted.workers))
        faults = check(raw, clean, ended)
        counts = Counter(row["status"] for row in pq.read_table(clean / "files.parquet").to_pylist())
        codes = Counter(row["error_code"] for row in pq.read_table(clean / "files.parquet").to_pylist())
    print(f"exit code {ended.code}, {ended.seconds:.0f} s, parent's peak {ended.megabytes:.0f} MB")
    print("files: " + ", ".join(f"{counts[status]:,} {status}" for status in STATUSES))
    print("codes: " + ", ".join(f"{code} {count:,}" for code, count in codes.most_common() if code))
    for fault in faults:
        print(f"FAULT {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
