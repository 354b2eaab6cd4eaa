"""The command line: one library call per command, every error one line."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from netlens import __version__
from netlens.commands import (
    AS_OF,
    COMMANDS,
    GOAL,
    JSON,
    ME,
    QUIET,
    SEED,
    current_project,
    is_missing,
    to_records,
)
from netlens.commands_chain import chain
from netlens.commands_plan import plan
from netlens.commands_taxonomy import taxonomy
from netlens.errors import NetlensError, ParameterError
from netlens.escaping import one_line

if TYPE_CHECKING:
    from netlens.exports import Import
    from netlens.network import Network

_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))


class _Commands(click.Group):
    """Turns every `NetlensError` into one line on standard error and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        try:
            return super().invoke(ctx)
        except NetlensError as error:
            click.echo(f"netlens: {_one_paragraph(error)}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("netlens: stopped; nothing was half-written.", err=True)
            ctx.exit(130)


def _one_paragraph(error: Exception) -> str:
    return one_line(error, 4_000)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="netlens")
def main() -> None:
    """See what your contacts can do for your goals: exports in, one honest page out."""


@main.command()
@_PATHS
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="Folder of the report; default reports/DAY.",
)
@GOAL
@click.option(
    "--parameter",
    "-p",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set a notebook parameter.",
)
@click.option(
    "--with-details",
    is_flag=True,
    help="Also write e-mail addresses, phones and notes into the tables.",
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, write nothing.")
@click.option(
    "--since",
    default="",
    metavar="FOLDER",
    help="An earlier report to compare with; default the project's newest before, or none.",
)
@ME
@AS_OF
@SEED
@QUIET
@JSON
def report(
    paths: Sequence[Path],
    output: Path | None,
    *,
    quiet: bool,
    as_json: bool,
    **options: Any,  # noqa: ANN401
) -> None:
    """
    Make one page from PATHS: a project folder, or export files and archives.

    Without PATHS the current folder is the project.
    """
    given = list(paths) or current_project()
    target = output or _default_output(given, options["as_of"])
    say = _progress(quiet=quiet or as_json)
    result = _make_report(given, target, say, options)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=2))
    elif not quiet:
        _print_result(result)


def _make_report(
    paths: Sequence[Path], target: Path, say: Callable[[str], None], options: Mapping[str, Any]
) -> dict[str, Any]:
    say("reading the exports …")
    from netlens.report import check_parameters, make_report  # noqa: PLC0415
    from netlens.shipped import notebooks_folder  # noqa: PLC0415

    given = _split_parameters(options["given"])
    given = {
        name: given.get(name, options[name]) for name in ("as_of", "goal", "me", "seed", "since")
    } | given
    given.setdefault("details", options["with_details"])
    parameters = check_parameters(notebooks_folder(), given)
    net, parameters["since"] = _open_since(paths, parameters)
    if options["dry_run"]:
        return {
            "page": None,
            "bytes": 0,
            "headline": net.claims_of("summary", "headline")["sentence"].iloc[0],
        }
    result = make_report(
        net,
        target,
        notebooks=notebooks_folder(),
        paths=paths,
        parameters=parameters | {"as_of": net.as_of.isoformat()},
        details=parameters["details"],
        progress=say,
    )
    return {"page": str(result.path), "bytes": result.size, "headline": result.headline}


def _default_output(paths: Sequence[Path], as_of: str) -> Path:
    from netlens.exports.sources import is_project  # noqa: PLC0415
    from netlens.network import parse_day  # noqa: PLC0415

    project = next((path for path in paths if path.is_dir() and is_project(path)), Path())
    return project / "reports" / parse_day(as_of).isoformat()


def _open_since(paths: Sequence[Path], parameters: Mapping[str, Any]) -> tuple["Network", str]:
    """Open the project beside the report asked for, else beside its last one if that fits."""
    from netlens.network import NO_EARLIER, open_network  # noqa: PLC0415

    asked = {name: parameters[name] for name in ("as_of", "seed", "goal", "me", "details")}
    given = parameters["since"]
    if given and given != NO_EARLIER:
        # Notebooks run in a folder of their own.
        given = str(Path(given).expanduser().resolve())
    since = given or _earlier(paths, parameters["as_of"])
    try:
        return open_network(paths, **asked, since=since), since
    except ParameterError:
        if given or since == NO_EARLIER:
            raise
        # A last report of other contacts must not keep this one from being made.
        return open_network(paths, **asked), NO_EARLIER


def _earlier(paths: Sequence[Path], as_of: str) -> str:
    """Name the project's newest report of an earlier day, or "none"."""
    from netlens.exports.sources import is_project  # noqa: PLC0415
    from netlens.network import NO_EARLIER, find_earlier, parse_day  # noqa: PLC0415

    project = next((path for path in paths if path.is_dir() and is_project(path)), None)
    found = find_earlier(project / "reports", before=parse_day(as_of)) if project else None
    return str(found.resolve()) if found else NO_EARLIER


def _split_parameters(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for item in given:
        name, sign, value = item.partition("=")
        if not sign or not name.strip():
            msg = f"-p {one_line(item)!r} has no '='. Write -p name=value."
            raise ParameterError(msg)
        found[name.strip()] = value
    return found


def _progress(*, quiet: bool) -> Callable[[str], None]:
    return (lambda _: None) if quiet else (lambda text: click.echo(text, err=True))


def _print_result(result: Mapping[str, Any]) -> None:
    click.echo(one_line(result["headline"], 400))
    if result["page"]:
        click.echo(f"{one_line(result['page'], 1_000)} ({result['bytes'] / 1e6:.1f} MB)")


@main.command()
@_PATHS
@JSON
def check(paths: Sequence[Path], *, as_json: bool) -> None:
    """Show what PATHS hold and what would be rejected; write nothing."""
    imported = _read(paths)
    if as_json:
        click.echo(json.dumps(_check_result(imported), ensure_ascii=False, indent=2))
        return
    from netlens.schema import list_rows  # noqa: PLC0415

    for row in list_rows(imported.files):
        click.echo(_file_line(row))
        for warning in row["warnings"]:
            click.echo(f"  note: {one_line(warning, 400)}")
    for line in _dropped_lines(list_rows(imported.rejected)):
        click.echo(f"  {line}")
    click.echo(f"{len(imported.contacts):,} contacts")


def _dropped_lines(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Name each rejected row; count what was skipped, since headers and blanks are no loss."""
    lines, skipped = [], Counter[tuple[str, str]]()
    for row in rows:
        file, reason = one_line(row["file"]), one_line(row["reason"], 400)
        if row["what"] == "skipped":
            skipped[file, reason] += 1
            continue
        place = file if is_missing(row["line"]) else f"{file}:{row['line']}"
        lines.append(f"rejected {place}: {reason}")
    lines += [f"skipped {file}: {reason} ({n:,})" for (file, reason), n in sorted(skipped.items())]
    return lines


def _file_line(row: Mapping[Any, Any]) -> str:
    parts = [row[name] for name in ("format", "producer", "encoding") if isinstance(row[name], str)]
    owner = "" if row["owner"] == "me" else f" [{one_line(row['owner'])}]"
    counts = ", ".join(f"{row[name]:,} {name}" for name in ("read", "kept", "rejected", "skipped"))
    return f"{one_line(row['file'])}{owner}: {one_line(', '.join(parts))}: {counts}"


def _read(paths: Sequence[Path]) -> "Import":
    from netlens.project import read_imported  # noqa: PLC0415

    return read_imported(list(paths) or current_project())


def _check_result(imported: "Import") -> dict[str, Any]:
    return {
        "files": to_records(imported.files),
        "contacts": len(imported.contacts),
        "rejected": int(imported.files["rejected"].sum()),
        "dropped": to_records(imported.rejected),
    }


@main.command()
@_PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json"]),
    default="csv",
    show_default=True,
    help="CSV for spreadsheets, or JSON with raw values.",
)
@click.option(
    "--output",
    "-o",
    type=click.File("w", encoding="utf-8", lazy=True, atomic=True),
    default="-",
    help="A file instead of the terminal; it appears when complete.",
)
def contacts(paths: Sequence[Path], form: str, output: TextIO) -> None:
    """
    Print the contacts table of PATHS.

    In CSV, cells that a spreadsheet would run as a formula get a leading
    apostrophe; JSON carries raw values.
    """
    table = _read(paths).contacts
    if form == "json":
        output.write(json.dumps(to_records(table), ensure_ascii=False, indent=1) + "\n")
    else:
        from netlens.report.writing import to_csv  # noqa: PLC0415

        output.write(to_csv(table))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be made, make nothing.")
def init(folder: Path, *, dry_run: bool) -> None:
    """Make a project folder with a commented netlens.toml."""
    from netlens.starting import make_project  # noqa: PLC0415

    for line in make_project(folder, dry_run=dry_run):
        click.echo(one_line(line, 1_000))


@main.command()
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=Path("netlens-demo"),
    show_default=True,
    help="Folder of the report.",
)
@AS_OF
@SEED
@QUIET
def demo(output: Path, as_of: str, seed: int, *, quiet: bool) -> None:
    """Make the report of the invented sample."""
    from netlens.shipped import sample_folder  # noqa: PLC0415

    options = {
        "given": (),
        "as_of": as_of,
        "seed": seed,
        "goal": "",
        "me": "",
        "dry_run": False,
        "with_details": False,
        "since": "",
    }
    result = _make_report([sample_folder()], output, _progress(quiet=quiet), options)
    if not quiet:
        _print_result(result)
        click.echo('Your own: netlens report LinkedIn.zip contacts.vcf --goal "find a job as …"')


@main.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be copied and started, do neither.")
@click.argument("jupyter_options", nargs=-1, type=click.UNPROCESSED)
def lab(folder: Path, jupyter_options: Sequence[str], *, dry_run: bool) -> None:
    """
    Open copies of the notebooks on the project FOLDER in JupyterLab.

    Copies that are already there are kept. Options after -- go to JupyterLab.
    """
    from netlens.starting import copy_notebooks, start_lab  # noqa: PLC0415

    for line in copy_notebooks(folder, dry_run=dry_run):
        click.echo(one_line(line, 1_000))
    if not dry_run:
        sys.exit(start_lab(folder / "notebooks", jupyter_options))


for _command in (*COMMANDS, chain, plan, taxonomy):
    main.add_command(_command)
