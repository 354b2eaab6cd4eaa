"""
Friends from Facebook's "download your information" in JSON, old and new.

A friend is a name and the second at which the friendship began; there is
nothing else to know them by. Facebook writes UTF-8 as if it were Latin-1,
which is undone here.
"""

import json
import re
from typing import Any, Final

from netlens.errors import InputError
from netlens.exports.batch import Batch, Dropped
from netlens.exports.cells import split_addresses
from netlens.exports.days import iso_from_epoch
from netlens.exports.decoding import decode_text
from netlens.exports.names import fold_text

_FRIENDS = re.compile(r'"(friends(?:_v2)?|your_friends(?:_v2)?|friends?_list)"\s*:\s*\[')
_OTHERS = re.compile(
    r'"((?:removed|rejected|deleted|sent|received|suggested)_friend\w*|friend_requests\w*)"\s*:\s*\[',
)
_TOP_LIST = re.compile(r"\s*\[")
_BETWEEN = re.compile(r"[\s,]*")
_LONGEST_RAW: Final = 2000
_NOBODY: Final = frozenset({"facebook user", "facebook-nutzer", "utilisateur facebook"})
_TIMES: Final = ("timestamp", "timestamp_seconds", "since", "creation_timestamp")


def read_facebook(data: bytes) -> Batch:
    """
    Read one list of Facebook friends.

    Parameters
    ----------
    data
        A JSON file: `friends_v2`, `friends` or a bare list.

    Returns
    -------
    batch
        One row per friend: `name` and `connected_on` (day in UTC, unknown if
        not stated). Friends without a name, such as closed accounts, are
        rejected. A list of requests or of former friends has the role "unread".

    Raises
    ------
    InputError
        If there is no list of friends in it.
    """
    text, encoding = decode_text(data)
    start = _FRIENDS.search(text)
    if start is None and (other := _OTHERS.search(text)):
        return Batch(
            format=f"Facebook {other[1].replace('_', ' ')}",
            producer="Facebook",
            encoding=encoding,
            warnings=["recognised, not read yet"],
            role="unread",
            list_kind="facebook",
        )
    start = start or _TOP_LIST.match(text)
    if start is None:
        msg = "no list of friends in it. Download your information from Facebook again, as JSON."
        raise InputError(msg)
    batch = Batch(
        format="Facebook friends", producer="Facebook", encoding=encoding, list_kind="facebook"
    )
    rows = _read_friends(text, start.end(), batch)
    names = ("line", "raw", "kind", "name", "emails", "phones_raw", "connected_on")
    batch.columns = {name: [row[name] for row in rows] for name in names}
    return batch


def _read_friends(text: str, at: int, batch: Batch) -> list[dict[str, Any]]:
    """Read the elements of a JSON list one by one, so that a broken one costs no other."""
    decoder = json.JSONDecoder()
    rows = []
    line, counted = 1, 0
    while True:
        at = _between(text, at)
        line, counted = line + text.count("\n", counted, at), at
        if text[at : at + 1] in {"", "]"}:
            break
        try:
            item, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            rest = text[at : at + _LONGEST_RAW]
            batch.dropped.append(Dropped(line, "rejected", "broken JSON from here on", rest))
            break
        raw, at = text[at : min(end, at + _LONGEST_RAW)], end
        row = _friend(item)
        if row is None:
            reason = "no name in it, as of a closed account"
            batch.dropped.append(Dropped(line, "rejected", reason, raw))
        else:
            rows.append(row | {"line": line, "raw": raw})
    return rows


def _between(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _friend(item: object) -> dict[str, Any] | None:
    if not isinstance(item, dict):
        return None
    name = item.get("name")
    if not isinstance(name, str) or not (name := fold_text(repair_latin(name))):
        return None
    if name.casefold() in _NOBODY:
        return None
    contact = item.get("contact_info")
    details = repair_latin(contact).strip() if isinstance(contact, str) else ""
    return {
        "kind": "person",
        "name": name,
        "emails": tuple(split_addresses(details)) if "@" in details else (),
        "phones_raw": (details,) if details and "@" not in details else (),
        "connected_on": next((iso_from_epoch(item[key]) for key in _TIMES if item.get(key)), None),
    }


def repair_latin(text: str) -> str:
    """Undo UTF-8 that was written as if it were Latin-1; other text is returned as it is."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
