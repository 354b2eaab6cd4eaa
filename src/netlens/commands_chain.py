"""`netlens chain`: the most probable chain of introductions to somebody, and a spare."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netlens.commands import AS_OF, GOAL, JSON, ME, QUIET, SEED, current_project, to_records
from netlens.escaping import one_line

if TYPE_CHECKING:
    from netlens.network import Network

_LONGEST = 1_000


@click.command()
@click.argument("target")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--inbound", is_flag=True, help="How TARGET would hear of you, instead.")
@GOAL
@ME
@AS_OF
@SEED
@QUIET
@JSON
def chain(
    target: str,
    paths: Sequence[Path],
    *,
    inbound: bool,
    quiet: bool,
    as_json: bool,
    **asked: Any,  # noqa: ANN401
) -> None:
    """
    Find a chain of introductions to TARGET.

    TARGET is a person, an organisation, a place or a role. PATHS is a project
    folder, or export files; the current folder by default. Off limits, and the
    longest chain you want, are as netlens.toml says. Exits with 3 if no chain is
    seen, which does not say that there is none.
    """
    from netlens.network import open_network  # noqa: PLC0415

    net = open_network(list(paths) or current_project(), **asked)
    found = net.find_chains_from(target) if inbound else net.find_chains_to(target)
    if as_json:
        click.echo(json.dumps(to_records(found), ensure_ascii=False, indent=2))
    elif not quiet:
        for line in _tell(net, target, to_records(found), inbound=inbound):
            click.echo(one_line(line, _LONGEST) if line else "")
    if found.empty:
        raise SystemExit(3)


def _tell(
    net: "Network", target: str, hops: Sequence[Mapping[str, Any]], *, inbound: bool
) -> Iterator[str]:
    if not hops:
        told = "is seen in the lists you hold; there may be others that they do not show"
        yield f"No chain to {target} {told}."
        return
    for rank in dict.fromkeys(hop["rank"] for hop in hops):
        rows = [hop for hop in hops if hop["rank"] == rank]
        called = "best" if rank == 1 else "spare" if rows[0]["backup"] else "next"
        yield from _tell_chain(rows, called)
    best = [hop for hop in hops if hop["rank"] == 1]
    if inbound:
        return
    yield ""
    yield "what to ask, one after the other:"
    yield from (f"  {sentence}" for sentence in _requests(net, best))


def _tell_chain(rows: Sequence[Mapping[str, Any]], called: str) -> Iterator[str]:
    from netlens.claims.chains import say_odds  # noqa: PLC0415

    way = " → ".join([rows[0]["from_name"], *(hop["to_name"] for hop in rows)])
    known = [hop for hop in rows if hop["to"] != "?"]
    yield f"{called}: {way}  ({say_odds(known)})"
    if len(known) < len(rows):
        yield "  nobody inside is known; behind this door nothing is seen"
    for hop in known:
        weakest = "  (the weakest link)" if hop["weakest"] and len(known) > 1 else ""
        yield f"  {hop['from_name']} → {hop['to_name']}: {hop['why']}{weakest}"


def _requests(net: "Network", rows: Sequence[Mapping[str, Any]]) -> list[str]:
    from netlens.measures.introductions import phrase_request  # noqa: PLC0415

    offers = net.settings.me.offers
    names = [rows[0]["from_name"], *(hop["to_name"] for hop in rows)]
    return phrase_request(names, offer=offers[0] if offers else "")
