"""Commands that write or take back what is kept by hand, and the one that traces claims."""

import dataclasses
import datetime as dt
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from netlens.errors import ParameterError
from netlens.escaping import one_line
from netlens.records import LEDGER

if TYPE_CHECKING:
    import pandas as pd

    from netlens.deciding import Decider, Question
    from netlens.network import Network

AS_OF = click.option(
    "--as-of",
    default="",
    metavar="DAY",
    help="Tell everything as of this day (2026-11-23); default today.",
)
QUIET = click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
GOAL = click.option(
    "--goal",
    default="",
    metavar="NAME-OR-SENTENCE",
    help="A goal of netlens.toml, or one sentence.",
)
ME = click.option(
    "--me", default="", metavar="WHO", help="Who you are: name, e-mail or LinkedIn address."
)
SEED = click.option("--seed", default=0, show_default=True, help="Fixes every random choice.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would be done, write nothing.")
_PROJECT = click.argument("project", required=False, type=click.Path(path_type=Path))
_ASK: Final = "[s]ame  [d]ifferent  [?] skip  [u]ndo  [n]ot a person  [q]uit"
_LONGEST_LINE: Final = 1_000
# A whole word or its first letter: "skip" must never be taken for "s".
_KEYS: Final = {
    **dict.fromkeys(("s", "same"), "same"),
    **dict.fromkeys(("d", "different"), "different"),
    **dict.fromkeys(("?", "skip"), "skip"),
    **dict.fromkeys(("u", "undo"), "undo"),
    **dict.fromkeys(("n", "not a person"), "not-a-person"),
    **dict.fromkeys(("q", "quit"), "quit"),
}


def current_project() -> list[Path]:
    """Give the current folder, if it is a project; else say what to do."""
    from netlens.exports.sources import is_project  # noqa: PLC0415

    here = Path.cwd()
    if not is_project(here):
        msg = (
            "nothing to read: this folder is no netlens project. Name your exports "
            "(netlens report Connections.csv contacts.vcf), or make a project with netlens init."
        )
        raise ParameterError(msg)
    return [here]


def to_records(table: "pd.DataFrame") -> list[dict[str, Any]]:
    """Give rows for JSON: days as text, missing as null, tuples as lists."""
    from netlens.schema import list_rows  # noqa: PLC0415

    rows = list_rows(table)
    return [{str(name): _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if is_missing(value):
        return None
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()[:10]
    return value.item() if hasattr(value, "item") else value


def is_missing(value: object) -> bool:
    """Tell what stands for nothing in a cell."""
    return value is None or value != value or type(value).__name__ in {"NAType", "NaTType"}  # noqa: PLR0124


def _open(project: Path | None, as_of: str) -> "Network":
    from netlens.network import open_network  # noqa: PLC0415

    return open_network([project] if project else current_project(), as_of=as_of)


def _say(text: str) -> None:
    click.echo(one_line(text, _LONGEST_LINE))


def _dump(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _read_line(prompt: str) -> str | None:
    """Ask for one line; `None` when there is no more input."""
    click.echo(f"{prompt} > ", nl=False)
    line = sys.stdin.readline()
    if not line:
        click.echo("")
        return None
    return line.strip()


# decide -------------------------------------------------------------------------------


@click.command()
@_PROJECT
@click.option("--list", "as_list", is_flag=True, help="Print the undecided pairs and stop.")
@click.option("--same", nargs=2, metavar="A B", help="Say that A and B are one person.")
@click.option("--different", nargs=2, metavar="A B", help="Say that A and B are two people.")
@click.option("--off-limits", metavar="WHO", help="Leave somebody out of every plan.")
@click.option("--undo", is_flag=True, help="Take back the last line of decisions.csv.")
@click.option("--note", default="", help="A remark for you, kept beside the decision.")
@DRY_RUN
@AS_OF
@QUIET
@JSON
def decide(project: Path | None, **options: Any) -> None:  # noqa: ANN401
    """
    Settle which contacts are one person.

    Asks about each undecided pair of PROJECT (default: this folder), the most
    likely first, and writes every answer to decisions.csv at once. A, B and WHO
    are names, addresses, numbers, or ids of contacts.
    """
    from netlens.deciding import Decider  # noqa: PLC0415

    ways = ("as_list", "same", "different", "off_limits", "undo")
    chosen = [name for name in ways if options[name]]
    if len(chosen) > 1:
        msg = "choose one of --list, --same, --different, --off-limits and --undo."
        raise ParameterError(msg)
    decider = Decider(_open(project, options["as_of"]))
    if options["as_list"] or (options["dry_run"] and not chosen):
        _list_questions(decider.questions, as_json=options["as_json"])
    elif options["undo"]:
        _tell_rows("taken back", decider.undo(dry_run=options["dry_run"]), options)
    elif chosen == ["off_limits"]:
        _write_decision(decider, decider.leave_alone(options["off_limits"]), options)
    elif chosen:
        one, other = options[chosen[0]]
        rows = decider.answer_typed(one, other, chosen[0])
        _write_decision(decider, rows, options)
    else:
        _Asking(decider, options).run()


def _write_decision(
    decider: "Decider", rows: Sequence[dict[str, str]], options: Mapping[str, Any]
) -> None:
    place = "decisions.csv"
    if not options["dry_run"]:
        done = decider.write(rows, note=options["note"])
        place = f"{done.file}:{done.line}"
        for note in done.notes:
            click.echo(f"netlens: {one_line(note)}", err=True)
    noted = [row | {"note": options["note"]} if options["note"] else row for row in rows]
    _tell_rows(f"written {place}", noted, options)


def _tell_rows(done: str, rows: Sequence[Mapping[str, str]], options: Mapping[str, Any]) -> None:
    words = f"would be {done}" if options["dry_run"] else done
    if options["as_json"]:
        _dump({"done": words, "rows": list(rows)})
    elif not options["quiet"]:
        for row in rows:
            _say(f"{words}: {' | '.join(filter(None, row.values()))}")


def _list_questions(questions: Sequence["Question"], *, as_json: bool) -> None:
    if as_json:
        _dump([dataclasses.asdict(question) for question in questions])
        return
    from netlens.deciding import show_side_by_side  # noqa: PLC0415

    for question in questions:
        for line in show_side_by_side(question):
            click.echo(line)
        click.echo(f"ids       {question.one.contact_id}  {question.other.contact_id}\n")
    click.echo(f"{len(questions):,} undecided")


class _Asking:
    """One sitting: questions in order, answers written as they come."""

    def __init__(self, decider: "Decider", options: Mapping[str, Any]) -> None:
        self._decider = decider
        self._options = options
        self._given: list[tuple[int, list[dict[str, str]]]] = []

    def run(self) -> None:
        questions = self._decider.questions
        at = 0
        while at < len(questions):
            self._show(questions[at], at, len(questions))
            line = _read_line(_ASK)
            action = "quit" if line is None else _KEYS.get(line.lower(), "")
            if action == "quit":
                break
            at = self._take(action, questions[at], at)
        left = len(questions) - at
        click.echo(f"{left:,} left undecided." if left else "Nothing is left to decide.")

    def _show(self, question: "Question", at: int, total: int) -> None:
        from netlens.deciding import show_side_by_side  # noqa: PLC0415

        click.echo(f"\n{at + 1:,} of {total:,}")
        for line in show_side_by_side(question):
            click.echo(line)

    def _take(self, action: str, question: "Question", at: int) -> int:
        """Act on one answer; give the number of the question that comes next."""
        if action in {"same", "different"}:
            return self._write(self._decider.answer(question, action), at)
        if action == "not-a-person":
            return self._not_a_person(question, at)
        if action == "undo":
            return self._undo(at)
        if action == "skip":
            return at + 1
        click.echo("That is none of s d ? u n q. Type one of them, then Enter.")
        return at

    def _write(self, rows: list[dict[str, str]], at: int) -> int:
        _write_decision(self._decider, rows, self._options)
        noted = [row | {"note": self._options["note"]} for row in rows]
        self._given.append((at, noted))
        return at + 1

    def _not_a_person(self, question: "Question", at: int) -> int:
        which = _read_line("Which one is not a person: 1 (left), 2 (right), Enter for neither")
        cards = {"1": question.one, "2": question.other}
        if which not in cards:
            return at
        return self._write(self._decider.answer_one(cards[which]), at)

    def _undo(self, at: int) -> int:
        if not self._given:
            click.echo("Nothing was decided here yet; netlens decide --undo takes back older ones.")
            return at
        before, rows = self._given[-1]
        _tell_rows("taken back", self._decider.undo(rows), self._options)
        self._given.pop()
        return before


# log ----------------------------------------------------------------------------------


@click.command()
@_PROJECT
@click.option("--who", default="", help="The person: a name, e-mail, phone or LinkedIn address.")
@click.option("--what", default="", help=f"One of {', '.join(LEDGER.words['what'])}.")
@click.option("--direction", default="", help="gave (by you) or got (by them).")
@click.option("--goal", default="", help="The goal it was for.")
@click.option("--about", default="", help="What it was about.")
@click.option("--via", default="", help="Who was asked to pass it on.")
@click.option("--outcome", default="", help="open, yes or no.")
@click.option("--note", default="", help="A remark for you.")
@click.option("--date", default="", metavar="DAY", help="When; default the day of --as-of.")
@DRY_RUN
@AS_OF
@QUIET
@JSON
def log(
    project: Path | None,
    *,
    as_of: str,
    dry_run: bool,
    quiet: bool,
    as_json: bool,
    **entry: str,
) -> None:
    """
    Write down who asked, helped, met or thanked whom.

    Adds one line to ledger.csv of PROJECT (default: this folder). What is
    missing is asked for when you sit at the terminal.
    """
    from netlens.logbook import build_entry, list_missing, write_entries  # noqa: PLC0415

    net = _open(project, as_of)
    missing = list_missing(entry)
    if missing and sys.stdin.isatty():
        entry = entry | _ask_for(missing)
    row, warnings = build_entry(net, entry)
    place = "ledger.csv"
    if not dry_run:
        done = write_entries(net, [row])
        place = f"{done.file}:{done.line}"
        warnings += done.notes
    for warning in warnings:
        click.echo(f"netlens: {one_line(warning)}", err=True)
    options = {"dry_run": dry_run, "quiet": quiet, "as_json": as_json}
    _tell_rows(f"written {place}", [row], options)


def _ask_for(missing: Sequence[str]) -> dict[str, str]:
    answers: dict[str, str] = {}
    for name in (*missing, "about"):
        words = ", ".join(word for word in LEDGER.words.get(name, ()) if word)
        told = f" ({words})" if words else " (Enter for nothing)" if name == "about" else ""
        answer = _read_line(f"{name}{told}")
        if answer is None:
            break
        answers[name] = answer
    return answers


# trace --------------------------------------------------------------------------------


@click.command()
@click.argument("what")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--with-details", is_flag=True, help="Show e-mail addresses, phones and notes as well."
)
@AS_OF
@JSON
def trace(
    what: str, paths: Sequence[Path], *, with_details: bool, as_of: str, as_json: bool
) -> None:
    """
    Show the rows of the exports beneath WHAT.

    WHAT is a person, or the id of a claim, person, contact, merge, tie or
    group, as reports and tables give them.
    """
    from netlens.network import open_network  # noqa: PLC0415
    from netlens.schema import list_rows  # noqa: PLC0415

    net = open_network(list(paths) or current_project(), as_of=as_of)
    table = net.trace(what, details=with_details)
    if as_json:
        _dump([row | {"line": _line(row["line"])} for row in list_rows(table)])
        return
    _print_rows(table)


def _line(value: Any) -> int | None:  # noqa: ANN401
    return None if is_missing(value) else int(value)


def _print_rows(table: "pd.DataFrame") -> None:
    from netlens.schema import list_rows  # noqa: PLC0415

    last = None
    for row in list_rows(table):
        line = _line(row["line"])
        place = row["file"] if line is None else f"{row['file']}:{line}"
        if (row["what"], place) != last:
            _say(f"{row['what']}  {place}")
            last = (row["what"], place)
        click.echo(f"  {one_line(row['field']):<14}{one_line(row['value'], _LONGEST_LINE)}")


# forget -------------------------------------------------------------------------------


@click.command()
@click.argument("person", required=False)
@_PROJECT
@click.option("--project", "everything", is_flag=True, help="Delete all reports and the cache.")
@click.option("--yes", is_flag=True, help="Do not ask before --project.")
@DRY_RUN
@AS_OF
@QUIET
@JSON
def forget(
    person: str | None,
    project: Path | None,
    *,
    everything: bool,
    yes: bool,
    dry_run: bool,
    as_of: str,
    quiet: bool,
    as_json: bool,
) -> None:
    """
    Delete what netlens keeps of PERSON, or with --project everything it made.

    Reports that mention PERSON go, and lines of the hand-typed tables;
    forgotten.csv keeps digests only, so that the next import leaves PERSON out.
    Exports are never changed: the rows to delete there are listed.
    """
    if everything:
        _forget_project(Path(person) if person else project, yes=yes, dry_run=dry_run, quiet=quiet)
        return
    if not person:
        msg = "whom? netlens forget PERSON [PROJECT], or netlens forget --project [PROJECT]."
        raise ParameterError(msg)
    from netlens.erasing import forget_person  # noqa: PLC0415

    found = forget_person(_open(project, as_of), person, dry_run=dry_run)
    if as_json:
        _dump(dataclasses.asdict(found))
        return
    told = [] if quiet else list(_tell_erasure(found, dry_run=dry_run))
    for text in told:
        _say(text)
    for warning in found.warnings:
        click.echo(f"netlens: {one_line(warning, _LONGEST_LINE)}", err=True)


def _tell_erasure(found: Any, *, dry_run: bool) -> list[str]:  # noqa: ANN401
    done = "would be deleted" if dry_run else "deleted"
    told = [f"{done}: {name}" for name in found.deleted]
    told += [f"{done}: {_place(file, line)}" for file, line in found.lines]
    kept = "would be added" if dry_run else "added"
    told.append(f"{kept} to forgotten.csv: {found.digests:,} digests, no names")
    told += [f"delete it yourself: exports: {_place(*place)}" for place in found.exports]
    told += [f"edit it yourself: {_place(*place)}" for place in found.left]
    return told


def _place(file: str, line: int | None) -> str:
    return file if line is None else f"{file}:{line}"


def _forget_project(folder: Path | None, *, yes: bool, dry_run: bool, quiet: bool) -> None:
    from netlens.erasing import erase_derived  # noqa: PLC0415
    from netlens.exports.sources import is_project  # noqa: PLC0415

    place = folder or current_project()[0]
    if not (place.is_dir() and is_project(place)):
        msg = f"{one_line(place)}: no project folder, so nothing was deleted."
        raise ParameterError(msg)
    if not yes and not dry_run:
        _confirm(erase_derived(place, dry_run=True))
    for name in erase_derived(place, dry_run=dry_run):
        if not quiet:
            _say(f"{'would be deleted' if dry_run else 'deleted'}: {name}")


def _confirm(names: Sequence[str]) -> None:
    if not sys.stdin.isatty():
        msg = "deleting all reports needs --yes where nobody can be asked. Nothing was deleted."
        raise ParameterError(msg)
    for name in names:
        _say(f"to be deleted: {name}")
    if _read_line("Type delete to go on") != "delete":
        msg = "nothing was deleted."
        raise ParameterError(msg)


COMMANDS: Final = (decide, log, trace, forget)
