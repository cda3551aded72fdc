"""The memory that a long file takes: PDFs put together to many pages, read in a process of its own.

python -m benchmarks.long_file PDF … [--pages 500]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

_READ = """
import resource, sys, time
from pathlib import Path
import extract.pdf
extract.pdf.with_scans = lambda path, pages: pages  # the text layers alone: recognition has a memory of its own
began = time.process_time()
document = extract.pdf.read_pdf(Path(sys.argv[1]))
seconds, peak = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"{document.page_count} pages, {len(document.tables)} tables: {seconds:.1f} s, {peak} MB at the peak")
"""


def put_together(paths: Sequence[Path], pages: int, target: Path) -> None:
    """Writes a file of `pages` pages, those of `paths` over and over."""
    import pikepdf  # noqa: PLC0415

    whole = pikepdf.new()
    while len(whole.pages) < pages:
        for path in paths:
            with pikepdf.open(path) as part:
                whole.pages.extend(part.pages)
    del whole.pages[pages:]
    whole.save(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "long.pdf")
        put_together(sorted(options.paths), options.pages, target)
        subprocess.run([sys.executable, "-c", _READ, str(target)], check=True)


if __name__ == "__main__":
    main()
