"""
What if: reach with somebody gone, a contact more, or a colleague's list more.

A supposition changes what is held and nothing else: that a person is gone does
not take others along, and a new contact brings whom their list names.
"""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from netlens.errors import ParameterError
from netlens.measures.reach import (
    ReachEstimate,
    estimate_second_step,
    supposed_from_sizes,
    supposed_second_step,
)


@dataclass(frozen=True)
class WhatIf:
    """
    Reach before and after.

    Attributes
    ----------
    before, after
        The second step.
    direct_before, direct_after
        Contacts.
    lost, gained
        Ids of people seen two steps away before and not after, and the
        other way round. Whoever becomes a contact is lost there, whoever
        was one and is still on a list is gained.
    """

    before: ReachEstimate
    after: ReachEstimate
    direct_before: int
    direct_after: int
    lost: frozenset[str]
    gained: frozenset[str]


def what_if(
    lists: Mapping[str, AbstractSet[str]],
    direct: AbstractSet[str],
    *,
    remove: Collection[str] = (),
    add: Mapping[str, AbstractSet[str] | None] | None = None,
    list_sizes: Mapping[str, int] | None = None,
    gone: bool = False,
) -> WhatIf:
    """
    Compute reach again with contacts removed and added.

    Parameters
    ----------
    lists
        Contact id to the ids on that contact's list.
    direct
        Ids of ego's contacts.
    remove
        Contacts that ego no longer has. Their lists go too.
    add
        Ids to lists: a colleague's list, or a new contact with one; None is
        a new contact without a list.
    list_sizes
        As in `estimate_second_step`.
    gone
        Whether the removed are gone altogether, and stand on nobody's list.

    Raises
    ------
    ParameterError
        If somebody to remove is no contact, or is added too.
    """
    added = dict(add or {})
    removed = set(remove)
    strangers = sorted(removed - set(direct))
    if strangers or removed & set(added):
        wrong = strangers or sorted(removed & set(added))
        msg = f"remove: {', '.join(wrong)}: no contact, or added at the same time."
        raise ParameterError(msg)
    near = (set(direct) - removed) | set(added)
    # A list whose owner is no contact any more does not count.
    after = dict(lists) | {owner: seen for owner, seen in added.items() if seen is not None}
    if gone:
        after = {owner: set(seen) - removed for owner, seen in after.items()}
    seen_before, seen_after = _strangers(lists, direct), _strangers(after, near)
    return WhatIf(
        before=estimate_reach(lists, direct, list_sizes),
        after=estimate_reach(after, near, list_sizes),
        direct_before=len(direct),
        direct_after=len(near),
        lost=frozenset(seen_before - seen_after),
        gained=frozenset(seen_after - seen_before),
    )


def estimate_reach(
    lists: Mapping[str, AbstractSet[str]],
    direct: AbstractSet[str],
    list_sizes: Mapping[str, int] | None = None,
) -> ReachEstimate:
    """Estimate the second step from the best evidence there is: lists, sizes, or neither."""
    if any(owner in direct for owner in lists):
        return estimate_second_step(lists, direct=direct, list_sizes=list_sizes)
    if any(who in direct for who in list_sizes or {}):
        return supposed_from_sizes(direct, list_sizes or {})
    return supposed_second_step(len(direct))


def _strangers(lists: Mapping[str, AbstractSet[str]], direct: AbstractSet[str]) -> set[str]:
    held = [seen for owner, seen in lists.items() if owner in direct]
    return set().union(*held) - set(direct)
