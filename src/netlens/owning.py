"""
Whose archive it is: one that names somebody else is not read as ego's own.

Somebody else's contacts as one's own would make every number wrong, and are
read only from a folder of theirs, with their consent.
"""

from collections.abc import Iterator

import pandas as pd

from netlens.errors import InputError
from netlens.escaping import one_line
from netlens.people import read_as_other_person
from netlens.schema import iter_rows
from netlens.settings import FILE_NAME, Me


def check_owner(profiles: pd.DataFrame, typed: Me, said: str) -> None:
    """
    Refuse archives in ego's place whose Profile.csv names somebody else.

    Parameters
    ----------
    profiles
        Table of `netlens.schema.PROFILES`.
    typed
        What netlens.toml says of ego.
    said
        Ego's name as given with the command, or nothing.

    Raises
    ------
    InputError
        If a profile's name is nobody whom ego is called, by the command,
        netlens.toml or else the first archive. Names in two scripts cannot
        be compared and pass; so do a married name and a short form.
    """
    known = dict(_known(typed, said))
    for row in iter_rows(profiles[(profiles["owner"] == "me") & profiles["name"].notna()]):
        by_mail = {mail.casefold() for mail in row.emails} & {m.casefold() for m in typed.emails}
        others = [name for name in known if read_as_other_person(name, row.name)]
        if by_mail or len(others) < len(known) or not known:
            place = row.file if pd.isna(row.line) else f"{row.file}:{row.line}"
            known.setdefault(row.name, f"by {one_line(place)}")
            continue
        raise InputError(_refusal(row.name, row.file, known))


def _known(typed: Me, said: str) -> Iterator[tuple[str, str]]:
    """Yield what ego is called, and by what."""
    if said:
        yield said, "as you say with --me"
    if typed.name and not said:
        yield typed.name, f"by [me] in {FILE_NAME}"
    for name in typed.other_names:
        yield name, f"by other_names in {FILE_NAME}"


def _refusal(name: str, file: str, known: dict[str, str]) -> str:
    me, source = next(iter(known.items()))
    them, folder = one_line(name), "-".join(one_line(name).casefold().split())
    archive = one_line(file.rsplit("/", 1)[0] if ".zip/" in file else file)
    return (
        f"{one_line(file)}: this archive is {them}'s, and you are {one_line(me)} ({source}). "
        f"Somebody else's contacts are read only with their consent: move {archive} to "
        f"exports/{folder}/ and say who, when and for what in exports/{folder}/consent.toml. "
        f'If {them} is you, add other_names = ["{them}"] under [me] in {FILE_NAME}; '
        f"if you are not {one_line(me)}, correct that."
    )
