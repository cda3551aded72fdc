"""The command line `thai-ita`: where a reader starts. It knows all packages; nothing imports it.

`run` converts a folder of reports to tables, `retry` tries again what failed, `status` says what a run would do,
`show` reads one report and prints it, `catalogue` prints the codes of the assessment. Exit codes: 0 all converted,
1 our fault, 2 wrong arguments, 3 some files failed, 4 none converted, 5 not to be trusted (`--strict`), 6 disk full,
130 stopped by Ctrl-C.
"""

from __future__ import annotations

import importlib.metadata
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from functools import partial
from pathlib import Path
from shlex import quote
from typing import Annotated, NoReturn

_stops = signal.getsignal(signal.SIGINT)
with suppress(ValueError):  # not the main thread, so not the command
    if _stops is signal.default_int_handler:
        # While the libraries load there is nothing to tell of: Ctrl-C ends it at once, and without a traceback.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

import typer
from rich.console import Console

from engine.convert import Options, convert
from engine.events import Ended, Listener, json_line
from engine.limits import MEMORY_MB, TIMEOUT_SECONDS, Limits
from engine.plan import Choice
from engine.printable import printable, printable_line
from engine.progress import progress_bar
from engine.result import RunResult
from engine.run import run as run_all
from engine.show import as_json, show_catalogue, show_report, show_table, show_years
from engine.stages import catalogue_rows
from engine.state import Folders, load_last_run
from engine.status import as_json as status_json
from engine.status import find_status, status_lines
from engine.summary import as_facts, summary
from engine.workers import service_ended
from tidy.arrow_alone import lean_arrow
from tidy.errors import ThaiItaError, UsageError
from tidy.registry import TABLES
from tidy.tables import ReportTables

with suppress(ValueError):
    if _stops is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stops)

OUR_FAULT, STOPPED = 1, 130

EXAMPLES = """\
Examples:

  thai-ita run                       data/raw to data/clean

  thai-ita run reports tables --partition-by fiscal_year_be

  thai-ita status                    what a run would do, and what failed last time

  thai-ita retry --timeout 3600      failed files once more, with more time

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
        _complain("Stopped; the tables are as they were before, and what was read is kept.")
        raise typer.Exit(STOPPED) from None
    except (typer.Exit, BrokenPipeError):
        raise
    except Exception as error:
        _complain(f"The program failed ({type(error).__name__}: {error}); please report it.", debug=True)
        raise typer.Exit(OUR_FAULT) from error


def _complain(sentence: str, *, debug: bool = False) -> None:
    if debug:
        _print_trace(traceback.format_exc())
    typer.echo(f"thai-ita: {printable(sentence)}", err=True)


def _print_trace(trace: str) -> None:
    typer.echo("\n".join(map(printable_line, trace.splitlines())), err=True)


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


RawFolder = Annotated[Path, typer.Argument(help="Folder of reports, or one report.")]
CleanFolder = Annotated[Path, typer.Argument(help="Folder for the tables.")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, metavar="N", help="Files read at once; by default one a processor.")
]
Timeout = Annotated[float, typer.Option("--timeout", min=1, metavar="SECONDS", help="Time that one file may take.")]
Memory = Annotated[int, typer.Option("--memory", min=64, metavar="MB", help="Memory that one file may take.")]
Json = Annotated[bool, typer.Option("--json", help="Print what happens as JSON, an event a line.")]
NoWait = Annotated[bool, typer.Option("--no-wait", help="Stop if another run is writing CLEAN.")]
DATA_RAW, DATA_CLEAN = Path("data/raw"), Path("data/clean")


@app.command(
    epilog="Exit codes: 0 all converted, 2 wrong arguments, 3 some files failed, 4 none converted, "
    "5 with --strict: findings of severity error, 6 disk full."
)
def run(
    raw: RawFolder = DATA_RAW,
    clean: CleanFolder = DATA_CLEAN,
    partition_by: Annotated[
        PartitionColumn | None, typer.Option("--partition-by", help="Part the tables into a folder a year.")
    ] = None,
    keep_signatures: KeepSignatures = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="GLOB", help="Work on files with such names only; may be given again."),
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=0, metavar="N", help="Work on N files at most.")] = None,
    keep_missing: Annotated[
        bool, typer.Option("--keep-missing", help="Keep the reports of files that are gone from RAW.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 5 for findings of severity error.")] = False,
    workers: Workers = None,
    timeout: Timeout = TIMEOUT_SECONDS,
    memory: Memory = MEMORY_MB,
    no_wait: NoWait = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Convert every new or changed report in RAW and write the tables of all to CLEAN."""
    do = partial(
        run_all,
        raw,
        clean,
        Options(keep_signatures=keep_signatures),
        limits=Limits(timeout, memory),
        workers=workers,
        choice=Choice(only=tuple(only or ()), limit=limit, keep_missing=keep_missing),
        partition_by=partition_by,
        strict=strict,
        wait=not no_wait,
    )
    _carry_out(do, json=json, debug=debug)


@app.command()
def retry(
    raw: RawFolder = DATA_RAW,
    clean: CleanFolder = DATA_CLEAN,
    workers: Workers = None,
    timeout: Timeout = TIMEOUT_SECONDS,
    memory: Memory = MEMORY_MB,
    no_wait: NoWait = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Run again with the options of the last run, and try the files that failed once more."""
    before = load_last_run(Folders(clean).last_run)
    do = partial(
        run_all,
        raw,
        clean,
        Options(keep_signatures=before.keep_signatures),
        limits=Limits(timeout, memory),
        workers=workers,
        choice=Choice(retry=True, keep_missing=before.keep_missing),
        partition_by=before.partition_by,
        wait=not no_wait,
    )
    _carry_out(do, json=json, debug=debug)


def _carry_out(do: Callable[..., RunResult], *, json: bool, debug: bool) -> NoReturn:
    with one_place_for_errors(debug=debug):
        with _listener(json=json) as listener, service_ended(), lean_arrow():
            result = do(version=_version(), listener=listener, say=_complain)
        if json:
            typer.echo(json_line(Ended(result.exit_code, as_facts(result))))
        else:
            typer.echo("\n".join(summary(result)))
        for name, trace in result.traces.items() if debug else ():
            typer.echo(f"\n{printable(name)}", err=True)
            _print_trace(trace)
    raise typer.Exit(result.exit_code)


@contextmanager
def _listener(*, json: bool) -> Iterator[Listener]:
    """JSON for a machine, a bar for a person at a terminal, nothing for a log."""
    if json:
        yield lambda event: typer.echo(json_line(event))
        return
    with progress_bar() as listener:
        yield listener


@app.command()
def status(
    raw: RawFolder = DATA_RAW,
    clean: CleanFolder = DATA_CLEAN,
    timeout: Timeout = TIMEOUT_SECONDS,
    memory: Memory = MEMORY_MB,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Say what a run would do, and what failed last time and why; nothing is read or written."""
    with one_place_for_errors():
        found = find_status(raw, clean, Limits(timeout, memory))
        typer.echo(status_json(found) if json else "\n".join(status_lines(found, _retry_command(raw, clean))))


def _retry_command(raw: Path, clean: Path) -> str:
    """What to type to try again the failed files of the folders that were named."""
    defaults = (raw, clean) == (DATA_RAW, DATA_CLEAN)
    return "thai-ita retry" if defaults else f"thai-ita retry {quote(str(raw))} {quote(str(clean))}"


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
        _print_trace(outcome.trace)
    typer.echo(f"thai-ita: {printable(outcome.file.source_file)}: {printable(outcome.file.error or '')}", err=True)
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


def main() -> NoReturn:
    """The command `thai-ita`."""
    try:
        app()
    except KeyboardInterrupt:  # before the command itself has begun
        sys.exit(STOPPED)
    sys.exit()


if __name__ == "__main__":
    main()
