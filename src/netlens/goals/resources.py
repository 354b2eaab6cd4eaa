"""
What contacts can hold for a goal: what each resource is, what shows it, which ties carry it.

The list and its words stand in `resources.toml`. That a strength of tie carries
a resource is a tendency from studies of other people; it orders those who hold
it and never removes anybody. Where no closeness is seen, nothing is supposed.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

import pandas as pd

CLOSENESS: Final = ("close", "some", "faint", "not seen")
# For ties that carry a resource: which closeness comes first. "Not seen" stands in
# the middle of each, since it may be any of them.
_SUITS: Final = {
    "strong": {"close": 0, "some": 1, "not seen": 1, "faint": 2},
    "moderate": {"some": 0, "faint": 1, "not seen": 1, "close": 1},
    "weak": {"faint": 0, "some": 1, "not seen": 1, "close": 2},
    "any": dict.fromkeys(CLOSENESS, 0),
}


@dataclass(frozen=True)
class Resource:
    """One kind of help; see resources.toml for what each field says."""

    name: str
    what: str
    shows: str
    carried: str
    grounds: str
    hope: str
    ask: str
    at_work: bool
    rung: int

    def suits(self, closeness: str) -> int:
        """Order ties by how well they tend to carry this: 0 comes first."""
        return _SUITS[self.carried][closeness]


_OTHER: Final = Resource(
    name="",
    what="whatever the need says",
    shows="role, employer, label, note or past help",
    carried="any",
    grounds="netlens's own guess",
    hope="may help",
    ask="ask whether they can help, or know who can",
    at_work=False,
    rung=3,
)


@lru_cache(maxsize=1)
def load_resources() -> Mapping[str, Resource]:
    """Read the resources that are shipped with netlens, by name, once."""
    source = resources.files("netlens.goals").joinpath("resources.toml")
    entries = tomllib.loads(source.read_text(encoding="utf-8"))
    return {name: Resource(name=name, **entry) for name, entry in entries.items()}


def get_resource(name: object) -> Resource:
    """Give the resource of that name; for a word of the user's own, one that says "may help"."""
    known = load_resources()
    return known.get(name.strip().casefold(), _OTHER) if isinstance(name, str) else _OTHER


def list_resources() -> pd.DataFrame:
    """
    List the resources for a reader.

    Returns
    -------
    resources
        One row per resource: `resource`, `what`, `shows`, `carried` (which
        ties tend to carry it), `grounds` (why, with the source).
    """
    columns = ["resource", "what", "shows", "carried", "grounds"]
    rows = [(r.name, r.what, r.shows, r.carried, r.grounds) for r in load_resources().values()]
    return pd.DataFrame(rows, columns=columns)
