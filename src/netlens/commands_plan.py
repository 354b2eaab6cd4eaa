"""`netlens plan`: whom to approach this week and later, and which step of the method is missing."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from netlens.commands import (
    AS_OF,
    DRY_RUN,
    GOAL,
    JSON,
    ME,
    QUIET,
    SEED,
    current_project,
    to_records,
)
from netlens.errors import OutputError, ParameterError
from netlens.escaping import one_line

if TYPE_CHECKING:
    import pandas as pd

    from netlens.network import Network

_FILE: Final = click.Path(path_type=Path, dir_okay=False)
_LONGEST_LINE: Final = 2_000
_OPENING: Final = "The plan as of "
_STAMP: Final = "plan_as_of"
# How files begin that this command wrote, and may write again.
_MARKS: Final = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//netlens//plan//",
    b"move_id,when,week,",
    _OPENING.encode(),
    f'{{\n  "{_STAMP}":'.encode(),
)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@GOAL
@click.option("--drafts", is_flag=True, help="Show the words for each move as well.")
@click.option("--ics", type=_FILE, metavar="FILE", help="Also write a calendar to import.")
@click.option("--csv", type=_FILE, metavar="FILE", help="Also write the moves as a table.")
@click.option("--output", "-o", type=_FILE, metavar="FILE", help="A file, not the terminal.")
@click.option("--propose", is_flag=True, help="Print proposed needs for netlens.toml instead.")
@DRY_RUN
@ME
@AS_OF
@SEED
@QUIET
@JSON
def plan(paths: Sequence[Path], **options: Any) -> None:  # noqa: ANN401
    """
    Print what to do this week and later for the goals of PATHS.

    PATHS is a project folder, or export files; the current folder by default.
    What is printed names people; --quiet prints nothing. Nothing is ever sent.
    """
    from netlens.network import open_network  # noqa: PLC0415

    _check_options(options)
    places = _check_places(options)
    asked = {name: options[name] for name in ("as_of", "seed", "goal", "me")}
    net = open_network(list(paths) or current_project(), **asked)
    if options["propose"]:
        _propose(net, quiet=options["quiet"])
        return
    text = _to_json(net) if options["as_json"] else "\n".join(_tell(net, drafts=options["drafts"]))
    quiet = options["quiet"]
    files = {path: _build(net, kind, text, quiet=quiet) for kind, path in places.items()}
    if "output" not in places and not quiet:
        click.echo(text)
    _write(files, dry_run=options["dry_run"], quiet=quiet)


def _check_options(options: Mapping[str, Any]) -> None:
    others = [f"--{name}" for name in ("ics", "csv", "output", "drafts") if options[name]]
    others += ["--json"] if options["as_json"] else []
    if options["propose"] and others:
        msg = (
            f"--propose prints TOML and nothing else: leave out {', '.join(others)}, and copy "
            "what you accept into netlens.toml."
        )
        raise ParameterError(msg)


def _propose(net: "Network", *, quiet: bool) -> None:
    from netlens.goals.proposing import propose_toml  # noqa: PLC0415

    known = [goal.goal for goal in net.settings.goals]
    text = propose_toml(net.goals, net.needs, known=known)
    if quiet:
        return
    if text:
        click.echo(text, nl=False)
    else:
        click.echo(f"netlens: nothing to propose: {_why_nothing(net)}", err=True)


def _why_nothing(net: "Network") -> str:
    if net.goals.empty:
        return 'no goal is set. Name one with --goal "find a job as …" or in netlens.toml.'
    return "every goal has needs of your own in netlens.toml."


# What is printed ----------------------------------------------------------------------


def _to_json(net: "Network") -> str:
    tables = {"moves": net.moves, "drafts": net.drafts, "steps": net.steps}
    content: dict[str, Any] = {_STAMP: net.as_of.isoformat()}
    content |= {name: to_records(table) for name, table in tables.items()}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _tell(net: "Network", *, drafts: bool) -> Iterator[str]:
    """Give the lines of the plan: this week, later by week, then the steps of each goal."""
    words = {row["move_id"]: row for row in to_records(net.drafts)} if drafts else {}
    moves = to_records(net.moves)
    pace = net.settings.style.asks_per_week
    yield f"{_OPENING}{net.as_of.isoformat()}"
    last = None
    for number, move in enumerate(sorted(moves, key=_order), 1):
        heading = _heading(move, pace)
        if heading != last:
            yield f"\n{heading}"
            last = heading
        yield from _tell_move(number, move, words.get(move["move_id"]))
    if not moves:
        yield f"\nNothing to do yet: {_why_no_moves(net)}"
    yield from _tell_steps(net)


def _order(move: Mapping[str, Any]) -> tuple[bool, str]:
    """Sort by week, what has none last; within a week the table's own order stays."""
    return move["when"] != "now", "" if move["when"] == "now" else move["week"] or "later"


def _heading(move: Mapping[str, Any], pace: int) -> str:
    if move["when"] == "now":
        return f"THIS WEEK (your pace: {pace:,} {'ask' if pace == 1 else 'asks'})"
    return f"WEEK OF {move['week']}" if move["week"] else "LATER, WITHOUT A DATE"


def _why_no_moves(net: "Network") -> str:
    if net.goals.empty:
        return _why_nothing(net)
    return "nobody in these exports is known to have what your goals need. The report says more."


def _tell_move(
    number: int, move: Mapping[str, Any], draft: Mapping[str, Any] | None
) -> Iterator[str]:
    yield f"{number:>2}  {_line(move['sentence'])}"
    for label, text in (
        ("why", move["because"]),
        ("offer", move["offer"]),
        ("by", move["channel"]),
    ):
        if text:
            yield f"    {label:<6} {_line(text)}"
    if draft is not None:
        subject, text = draft["subject"] or "", draft["text"] or ""
        lines = [f"Subject: {subject}", "", *text.splitlines()] if subject else text.splitlines()
        for i, line in enumerate(lines):
            yield f"    {'words' if i == 0 else '':<6} {_line(line)}".rstrip()


def _tell_steps(net: "Network") -> Iterator[str]:
    steps = to_records(net.steps)
    for goal in to_records(net.goals):
        mine = [step for step in steps if step["goal_id"] == goal["goal_id"]]
        if mine:
            by = f" (by {goal['by']})" if goal["by"] else ""
            yield f"\nSTEP BY STEP: {_line(goal['goal'])}{by}"
        for step in mine:
            because = f": {_line(step['because'])}" if step["because"] else ""
            yield f"{step['step']:>2}  {_line(step['status']):<8} {_line(step['name'])}{because}"
            if step["fix"]:
                yield f"{'':<12} → {_line(step['fix'])}"


def _line(text: object) -> str:
    return one_line(text, _LONGEST_LINE)


# What is written ----------------------------------------------------------------------


def _check_places(options: Mapping[str, Any]) -> dict[str, Path]:
    """Give where each kind of file goes; all places are checked before anything is read."""
    places = {name: options[name] for name in ("output", "ics", "csv") if options[name]}
    seen: set[Path] = set()
    for path in places.values():
        if path.resolve() in seen:
            msg = f"{one_line(path)} is named twice. Give each file its own name."
            raise ParameterError(msg)
        seen.add(path.resolve())
        _check_place(path)
    return places


def _build(net: "Network", kind: str, text: str, *, quiet: bool) -> str:
    """Give the text of one kind of file."""
    if kind == "csv":
        from netlens.report.writing import to_csv  # noqa: PLC0415

        return to_csv(net.moves)
    if kind == "ics":
        from netlens.calendar_file import build_calendar  # noqa: PLC0415

        _tell_undated(net.moves, quiet=quiet)
        return build_calendar(net.moves, net.drafts, net.goals, as_of=net.day)
    return f"{text}\n"


def _tell_undated(moves: "pd.DataFrame", *, quiet: bool) -> None:
    from netlens.calendar_file import count_undated  # noqa: PLC0415

    undated = count_undated(moves)
    if undated and not quiet:
        what = "1 move has" if undated == 1 else f"{undated:,} moves have"
        click.echo(f"netlens: {what} no week yet and no place in the calendar.", err=True)


def _check_place(path: Path) -> None:
    """Refuse to replace what this command did not write: a ledger is one typing error away."""
    if not path.parent.is_dir():
        msg = f"{one_line(path)}: there is no folder {one_line(path.parent)}. Make it first."
        raise OutputError(msg)
    if not path.exists():
        return
    if not path.is_file():
        msg = f"{one_line(path)} is in the way: not a file. Choose another name."
        raise OutputError(msg)
    try:
        with path.open("rb") as file:
            start = file.read(max(map(len, _MARKS)))
    except OSError as error:
        msg = f"{one_line(path)}: cannot be written: {error.strerror or error}."
        raise OutputError(msg) from error
    if start and not start.startswith(_MARKS):
        msg = (
            f"{one_line(path)} holds something that netlens plan did not write; nothing was "
            "replaced. Choose another name."
        )
        raise OutputError(msg)


def _write(files: Mapping[Path, str], *, dry_run: bool, quiet: bool) -> None:
    from netlens.appending import replace_file  # noqa: PLC0415

    for path, text in files.items():
        if not dry_run:
            replace_file(path.resolve(), text.encode("utf-8"))
        if not quiet:
            done = "would be written" if dry_run else "written"
            click.echo(f"netlens: {done}: {one_line(path, _LONGEST_LINE)}", err=True)
