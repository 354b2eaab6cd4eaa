"""
LinkedIn's messages: who wrote to whom, when, and in which thread.

What was written is never kept, neither in a statement nor among the dropped
rows. Who was in one thread together is told once all files are read: see
`netlens.exports.stating`.
"""

from functools import lru_cache
from typing import Final

from netlens.exports.batch import Dropped
from netlens.exports.linkedin import slug_of
from netlens.exports.sheets import Sheet
from netlens.exports.statements import MOST_TOGETHER, Statements

_YES: Final = frozenset({"true", "yes", "1", "ja", "oui", "sí", "si"})
_slug_of = lru_cache(maxsize=1 << 16)(slug_of)


def read_messages(sheet: Sheet) -> Statements:
    """
    Read messages.csv of any year.

    Returns
    -------
    statements
        "message": one per message and recipient, directed, weighing one part
        of the message, with its thread. Drafts, spam, senders without an
        address (sponsored mail) and mass mail are dropped and say so.
    """
    found = Statements("LinkedIn messages", "LinkedIn", sheet.encoding, dropped=sheet.dropped)
    addressed = "senderprofileurl" in sheet.columns
    ends = _addressed(sheet) if addressed else _named(sheet)
    threads, days = sheet.folded("conversationid"), sheet.days("date", "sentat")
    refused = _refusals(sheet, ends, addressed=addressed)
    names = (sheet.folded("from"), sheet.cells("to"))
    marks = sheet.cells("date", "sentat")
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
                mark=marks[row],
            )
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
