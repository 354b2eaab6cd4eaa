"""
LinkedIn's messages: who wrote to whom and when, and who was in one thread.

What was written is never kept, neither in a statement nor among the dropped
rows. A thread with several others is the only place of an archive where two
contacts are seen together.
"""

import itertools
from collections import Counter, defaultdict
from functools import lru_cache
from typing import Final

from netlens.exports.batch import Dropped
from netlens.exports.linkedin import slug_of
from netlens.exports.sheets import Sheet
from netlens.exports.statements import MOST_TOGETHER, Statements

_YES: Final = frozenset({"true", "yes", "1", "ja", "oui", "sí", "si"})
_FEWEST_THREADS: Final = 2
_OWNERS_SHARE: Final = 0.8
_slug_of = lru_cache(maxsize=1 << 16)(slug_of)


def read_messages(sheet: Sheet) -> Statements:
    """
    Read messages.csv of any year.

    Returns
    -------
    statements
        "message": one per message and recipient, directed, weighing one part
        of the message; "group thread": one per thread and pair of its other
        members, undirected, on the day it was last seen. Drafts, spam,
        senders without an address (sponsored mail) and mass mail are dropped
        and say so. `owner_slug` is who takes part in nearly every thread.
    """
    found = Statements("LinkedIn messages", "LinkedIn", sheet.encoding, dropped=sheet.dropped)
    addressed = "senderprofileurl" in sheet.columns
    ends = _addressed(sheet) if addressed else _named(sheet)
    threads, days = sheet.folded("conversationid"), sheet.days("date", "sentat")
    refused = _refusals(sheet, ends, addressed=addressed)
    names = (sheet.folded("from"), sheet.cells("to"))
    members: dict[str, set[str]] = defaultdict(set)
    groups: dict[str, set[str]] = defaultdict(set)
    last: dict[str, tuple[str, int]] = {}
    for row in sheet.rows:
        if reason := refused[row]:
            found.dropped.append(Dropped(sheet.starts[row], "skipped", reason))
            continue
        sender, recipients = ends[row]
        shown = _split_names(names[1][row], len(recipients))
        found.used += 1
        for recipient, name in zip(recipients, shown, strict=True):
            found.add(
                line=sheet.starts[row],
                kind="message",
                basis="observed",
                **{"from": sender, "to": recipient, "from_name": names[0][row] or None},
                to_name=name,
                directed=True,
                date=days[row],
                weight=round(1 / len(recipients), 9),
                thread=threads[row] or None,
            )
        key = threads[row] or f"line {sheet.starts[row]}"
        members[key] |= {sender, *recipients}
        if len(recipients) > 1:  # all members of a group are named in each of its messages
            groups[key] |= {sender, *recipients}
            last[key] = max(last.get(key, ("", 0)), (days[row] or "", sheet.starts[row]))
    owner = _find_owner(list(members.values()))
    found.owner_slug = owner.removeprefix("linkedin:") if addressed and owner else None
    _add_groups(found, groups, last, owner)
    return found


def _addressed(sheet: Sheet) -> list[tuple[str, tuple[str, ...]]]:
    """Give sender and recipients by profile address; an empty end has none."""
    senders = sheet.cells("senderprofileurl")
    receivers = sheet.cells("recipientprofileurls", "recipientprofileurl")
    return [
        (_end(sender), tuple(dict.fromkeys(end for url in _split(cell) if (end := _end(url)))))
        for sender, cell in zip(senders, receivers, strict=True)
    ]


def _end(url: str) -> str:
    slug = _slug_of(url) if url else None
    return f"linkedin:{slug}" if slug else ""


def _split(cell: str) -> list[str]:
    return cell.replace(":::", ",").replace(";", ",").split(",") if cell else []


def _named(sheet: Sheet) -> list[tuple[str, tuple[str, ...]]]:
    """Give sender and recipients by name, as archives without addresses have them."""
    return [
        (f"name:{sender}" if sender else "", (f"name:{to}",) if to else ())
        for sender, to in zip(sheet.folded("from"), sheet.folded("to"), strict=True)
    ]


def _split_names(cell: str, size: int) -> list[str | None]:
    """Give a name per recipient, where there are as many names as recipients."""
    names = [" ".join(name.split()) for name in _split(cell)] if size > 1 else [cell.strip()]
    return [name or None for name in names] if len(names) == size else [None] * size


def _refusals(
    sheet: Sheet, ends: list[tuple[str, tuple[str, ...]]], *, addressed: bool
) -> list[str]:
    """Say for each row why nothing is taken from it, or nothing."""
    drafts = sheet.cells("ismessagedraft")
    folders = sheet.cells("folder")
    what = "a profile address" if addressed else "a name"
    found = []
    for (sender, recipients), draft, folder in zip(ends, drafts, folders, strict=True):
        where = folder.strip().casefold()
        if draft.strip().casefold() in _YES or where in {"draft", "drafts"}:
            reason = "a draft: never sent"
        elif where in {"spam", "trash"}:
            reason = f"in the folder {where}"
        elif not sender:
            reason = f"the sender has not {what}: an advertisement, or a member who left"
        elif not recipients:
            reason = f"no recipient has {what}"
        elif len(recipients) >= MOST_TOGETHER:
            reason = f"sent to {len(recipients)} people: an address list, no acquaintance"
        elif recipients == (sender,):
            reason = "sent to oneself"
        else:
            reason = ""
        found.append(reason)
    return found


def _find_owner(threads: list[set[str]]) -> str | None:
    """Find who is in (nearly) all threads; with a single correspondent nobody can tell."""
    counts = Counter(end for members in threads for end in members)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not ranked or ranked[0][1] < max(_FEWEST_THREADS, _OWNERS_SHARE * len(threads)):
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[1][1] < ranked[0][1] else None


def _add_groups(
    found: Statements,
    groups: dict[str, set[str]],
    last: dict[str, tuple[str, int]],
    owner: str | None,
) -> None:
    """State who was in one thread together, besides the owner."""
    for thread, everybody in groups.items():
        others = sorted(everybody - {owner})
        if not 1 < len(others) < MOST_TOGETHER:
            continue
        day, line = last[thread]
        for one, other in itertools.combinations(others, 2):
            found.add(
                line=line,
                kind="group thread",
                basis="observed",
                **{"from": one, "to": other},
                directed=False,
                date=day or None,
                weight=round(1 / (len(others) - 1), 9),
                thread=thread,
            )
