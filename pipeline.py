"""The command line `thai-ita`: where a reader starts. It knows all packages; nothing imports it.

`run` converts a folder of reports to tables, `show` reads one report and prints it, `catalogue` prints the
codes of the assessment. Exit codes: 0 all converted, 1 our fault, 2 wrong arguments, 3 some files failed,
4 none converted, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import importlib.metadata
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from engine.convert import Options, convert
from engine.printable import printable
from engine.raw_folder import RawFile
from engine.run import run as run_all
from engine.show import as_json, show_catalogue, show_report, show_table, show_years
from engine.stages import catalogue_rows
from engine.summary import print_summary
from tidy.errors import ThaiItaError, UsageError
from tidy.registry import TABLES
from tidy.tables import ReportTables

OUR_FAULT, STOPPED = 1, 130

EXAMPLES = """\
Examples:

  thai-ita run                       data/raw to data/clean

  thai-ita run reports tables --partition-by fiscal_year_be

  thai-ita show reports/memo.docx    one report, read and printed

  thai-ita show memo.txt --table measures --json

  thai-ita catalogue 2566            codes, names and weights of a year
"""

app = typer.Typer(
    name="thai-ita",
    help="Turn Thailand's published ITA reports into tidy Parquet tables.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class PartitionColumn(StrEnum):
    """What a table can be partitioned by."""

    FISCAL_YEAR_BE = "fiscal_year_be"


KeepSignatures = Annotated[
    bool, typer.Option("--keep-signatures", help="Keep signature blocks: names of persons and their posts.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Print tracebacks of the program's own faults.")]


@contextmanager
def one_place_for_errors(*, debug: bool = False) -> Iterator[None]:
    """Every error becomes one sentence on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Thai letters is no reason to fail
    try:
        yield
    except ThaiItaError as error:
        _complain(str(error), debug=debug)
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt:
        _complain("Stopped; the tables are as they were before.")
        raise typer.Exit(STOPPED) from None
    except (typer.Exit, BrokenPipeError):
        raise
    except Exception as error:
        _complain(f"The program failed ({type(error).__name__}: {error}); please report it.", debug=True)
        raise typer.Exit(OUR_FAULT) from error


def _complain(sentence: str, *, debug: bool = False) -> None:
    if debug:
        traceback.print_exc()
    typer.echo(f"thai-ita: {printable(sentence)}", err=True)


def _progress(files: Sequence[RawFile]) -> Iterable[RawFile]:
    """A bar on a terminal; nothing in a log or a pipe."""
    console = Console(stderr=True)
    if not console.is_terminal:
        return files
    return track(files, description="Reading reports", console=console, transient=True)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(_version())
        raise typer.Exit


def _version() -> str:
    return importlib.metadata.version("thai-ita")


@app.callback()
def _main(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    pass


@app.command(epilog="Exit codes: 0 all converted, 2 wrong arguments, 3 some files failed, 4 none converted.")
def run(
    raw: Annotated[Path, typer.Argument(help="Folder of reports, or one report.")] = Path("data/raw"),
    clean: Annotated[Path, typer.Argument(help="Folder for the tables.")] = Path("data/clean"),
    partition_by: Annotated[
        PartitionColumn | None, typer.Option("--partition-by", help="Part the tables into a folder a year.")
    ] = None,
    keep_signatures: KeepSignatures = False,
    debug: Debug = False,
) -> None:
    """Convert every report in RAW into tables in CLEAN."""
    with one_place_for_errors(debug=debug):
        options = Options(keep_signatures=keep_signatures)
        result = run_all(raw, clean, options, partition_by=partition_by, version=_version(), progress=_progress)
        print_summary(result, Console())
        for name, trace in result.traces.items() if debug else ():
            typer.echo(f"\n{printable(name)}\n{trace}", err=True)
    raise typer.Exit(result.exit_code)


@app.command()
def show(
    report: Annotated[Path, typer.Argument(help="A report: PDF, Word, HTML, Markdown or text.")],
    table: Annotated[str | None, typer.Option(help="Only this table, with all its columns.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    keep_signatures: KeepSignatures = False,
    debug: Debug = False,
) -> None:
    """Read one report and print what was found; nothing is written."""
    with one_place_for_errors(debug=debug):
        names = _table_names(table)
        tables = _read(report, Options(keep_signatures=keep_signatures), debug=debug)
        if json:
            typer.echo(as_json(tables, names))
        elif table:
            show_table(tables, table, Console())
        else:
            show_report(tables, Console())


def _table_names(wanted: str | None) -> tuple[str, ...]:
    names = tuple(name for name in TABLES if name not in {"indicators", "files"})
    if wanted is not None and wanted not in names:
        raise UsageError(f"There is no table {wanted}; choose one of {', '.join(names)}.")
    return (wanted,) if wanted else names


def _read(report: Path, options: Options, *, debug: bool) -> ReportTables:
    if not report.is_file():
        raise UsageError(f"There is no file {report}; name one report.")
    outcome = convert(report, report.parent, options)
    if outcome.tables:
        return outcome.tables
    if outcome.trace and debug:
        typer.echo(outcome.trace, err=True)
    typer.echo(f"thai-ita: {printable(outcome.file.source_file)}: {outcome.file.error}", err=True)
    raise typer.Exit(OUR_FAULT if outcome.trace else 3)


@app.command()
def catalogue(
    year: Annotated[int | None, typer.Argument(help="Fiscal year, Buddhist era, as 2566.")] = None,
) -> None:
    """Print the codes, names and weights of a fiscal year, or the years that are known."""
    with one_place_for_errors():
        rows = catalogue_rows(None if year is None else [year])
        if year is None:
            show_years(rows, Console())
        elif rows:
            show_catalogue(rows, Console())
        else:
            raise UsageError(f"The catalogue has no fiscal year {year}; 'thai-ita catalogue' lists those it has.")


if __name__ == "__main__":
    app()
