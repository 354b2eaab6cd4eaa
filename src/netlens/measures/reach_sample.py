"""
What pooled lists show, in numbers: who stands on how many, and what is known of the rest.

Assumed of the lists: their owners are contacts of ego's, and ego is on none of them.
"""

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import numpy as np

from netlens.errors import ParameterError

# A contact knows ego, who is on no list here; counts differ by this much at most in what they mean.
_EGO: Final = 1
_MOST_OFF: Final = 3


@dataclass(frozen=True)
class PooledSample:
    """
    Numbers of people, by list; the rest are the contacts whose lists are not held.

    Attributes
    ----------
    of
        Ego's contacts.
    multiplicities
        Strangers on exactly 1, 2, … m of the lists.
    sizes
        People on each list held, without its owner and ego.
    mutual
        Of them, contacts of ego's.
    alone
        Of them, strangers who are on no other list held.
    linked
        For each owner, how many of the other lists held name them.
    rest_linked
        For each of the rest, how many of the lists held name them.
    rest_sizes
        For each of the rest, people on their list without ego; NaN is unknown.
    """

    of: int
    multiplicities: np.ndarray
    sizes: np.ndarray
    mutual: np.ndarray
    alone: np.ndarray
    linked: np.ndarray
    rest_linked: np.ndarray
    rest_sizes: np.ndarray

    @property
    def held(self) -> int:
        """Lists held."""
        return len(self.sizes)

    @property
    def observed(self) -> int:
        """Strangers seen on the lists held."""
        return int(self.multiplicities.sum())

    @property
    def beyond(self) -> np.ndarray:
        """Strangers on each list held."""
        strangers: np.ndarray = self.sizes - self.mutual
        return strangers

    @property
    def mutual_of_rest(self) -> np.ndarray:
        """Contacts of ego's whom each of the rest knows, estimated from the lists naming them."""
        scaled: np.ndarray = self.rest_linked * (self.of - 1) / max(self.held, 1)
        return scaled

    @property
    def known(self) -> float:
        """Share of the rest whose list's size is known; 0 where there is no rest."""
        return float(np.mean(~np.isnan(self.rest_sizes))) if len(self.rest_sizes) else 0.0


def summarise_lists(
    lists: Mapping[str, AbstractSet[str]],
    *,
    direct: AbstractSet[str],
    list_sizes: Mapping[str, int] | None = None,
) -> PooledSample:
    """
    Count what the lists of direct contacts show.

    Parameters
    ----------
    lists
        Contact id to the ids on that contact's list, ego left out. Lists of
        people who are no contacts are ignored; an owner on their own list
        does not count.
    direct
        Ids of ego's contacts.
    list_sizes
        Contact id to the number of people that contact knows, ego included;
        where owners of lists held are among them, their lists tell whether
        ego is.

    Raises
    ------
    ParameterError
        If a size is negative.
    """
    near = sorted(set(direct))
    owners = [person for person in near if person in lists]
    rest = [person for person in near if person not in lists]
    worlds, numbers = _number_people(lists, owners, near)
    times = np.bincount(np.concatenate([*worlds, np.empty(0, np.int64)]), minlength=len(numbers))
    strangers = [world[world >= len(near)] for world in worlds]
    sizes = np.array([len(world) for world in worlds], dtype=float)
    beyond = np.array([len(world) for world in strangers], dtype=float)
    alone = np.array([np.count_nonzero(times[world] == 1) for world in strangers], dtype=float)
    return PooledSample(
        of=len(near),
        multiplicities=np.bincount(times[len(near) :], minlength=len(owners) + 1)[1:],
        sizes=sizes,
        mutual=sizes - beyond,
        alone=alone,
        linked=times[[numbers[owner] for owner in owners]].astype(float),
        rest_linked=times[[numbers[person] for person in rest]].astype(float),
        rest_sizes=_rest_sizes(list_sizes or {}, rest, dict(zip(owners, sizes, strict=True))),
    )


def _number_people(
    lists: Mapping[str, AbstractSet[str]], owners: list[str], near: list[str]
) -> tuple[list[np.ndarray], dict[str, int]]:
    """Give the people on each list as numbers, the owner left out; contacts come first."""
    numbers = {person: i for i, person in enumerate(near)}
    worlds = []
    for owner in owners:
        found = [numbers.setdefault(who, len(numbers)) for who in lists[owner]]
        world = np.array(found, dtype=np.int64)
        worlds.append(world[world != numbers[owner]])
    return worlds, numbers


def _rest_sizes(
    list_sizes: Mapping[str, int], rest: list[str], held: Mapping[str, float]
) -> np.ndarray:
    """Give sizes without ego, as the lists held are counted; NaN where unknown."""
    known = {who: _size(who, number) for who, number in list_sizes.items()}
    off = [
        known[who] - size for who, size in held.items() if not math.isnan(known.get(who, np.nan))
    ]
    usual = float(np.median(off)) if off else _EGO
    ego = usual if abs(usual) <= _MOST_OFF else _EGO
    sizes = np.array([known.get(who, np.nan) for who in rest], dtype=float)
    return np.maximum(sizes - ego, 0.0)


def _size(who: str, number: float | None) -> float:
    if number is None or math.isnan(number):
        return math.nan
    if number < 0:
        msg = f"list_sizes holds {number} for {who!r}; a size is a number of people."
        raise ParameterError(msg)
    return float(number)
