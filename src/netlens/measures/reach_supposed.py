"""
What may be supposed of the second and third step without enough lists, and of access.

Where no list is held, figures published for other networks stand in; where the
sizes of contacts' lists are known, networks of known truth tell how many
different people such lists hold. Neither knows this network.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd

from netlens.errors import ParameterError
from netlens.measures.reach_intervals import load_calibration

RULE_OF_THUMB: Final = 200
# Published ratios of friends of friends to friends; the page names both sources.
PUBLISHED: Final = (
    ("Facebook 2013: 130 friends on average, about 48,000 friends of friends", 48_000 / 130),
    ("Pew 2012, n = 269: mean 245 friends, median 31,170 friends of friends", 31_170 / 245),
)
# Without any list the honest answer is a factor of three either way.
SUPPOSED_FACTOR: Final = 3.0
# Shares of people who pass a request on: little incentive, and engaged ones.
WILLINGNESS: Final = (0.37, 0.75)
WILLINGNESS_SOURCE: Final = (
    "a scenario from letter and e-mail forwarding: 0.37 with little incentive (Dodds, Muhamad & "
    "Watts 2003), 0.73 to 0.75 among engaged people (Travers & Milgram 1969: 217 of 296 sent on)"
)
_SURE: Final = 0.9


@dataclass(frozen=True)
class ReachEstimate:
    """
    The number of people two steps away.

    Attributes
    ----------
    observed
        People seen on held lists; a floor, exact.
    estimate, low, high
        People; `low` to `high` holds the truth with probability `level` if
        the assumptions hold.
    method
        In a few words. It starts with "extrapolated" if the range was
        calibrated on lists like these, "union" if nothing is estimated, and
        "published" or "supposed" if the lists held do not carry the range.
    lists, of
        How many of ego's contacts' lists are held.
    assumptions
        Rows for the table of assumptions.
    selection
        In words, how the lists held differ from those of the other contacts;
        empty if they do not, or no list is held.
    chosen
        Whether they differ more than random lists would; the range then is
        that of chosen lists, or a supposed one.
    sizes_known
        Share of the other contacts whose list's size is known, 0 to 1.
    """

    observed: int
    estimate: float
    low: float
    high: float
    method: str
    level: float
    lists: int
    of: int
    assumptions: tuple[dict[str, Any], ...] = field(default=())
    selection: str = ""
    chosen: bool = False
    sizes_known: float = 0.0


def rule_of_thumb(direct: int) -> float:
    """
    Give what "each contact knows 200 more" would say: 200 × contacts, in people.

    It errs both ways: shared acquaintances shrink the true number, and that
    one's contacts tend to know more people than oneself inflates it. It is
    no ceiling.
    """
    return float(RULE_OF_THUMB * direct)


def supposed_second_step(direct: int) -> ReachEstimate:
    """
    Suppose the second step when no list but ego's own is held.

    Parameters
    ----------
    direct
        People ego knows directly.

    Returns
    -------
    supposed
        Centre: the geometric mean of two published ratios of friends of
        friends to friends; range: a factor of three either way. `observed`
        is 0: nobody is seen.

    References
    ----------
    Hampton et al. (2012), Pew Internet; Curtiss et al. (2013), Unicorn, PVLDB 6(11).
    """
    ratios = [ratio for _, ratio in PUBLISHED]
    centre = float(np.exp(np.mean(np.log(ratios))))
    estimate = direct * centre
    row = {
        "assumption_id": "second-step-ratio",
        "name": "people two steps away per contact",
        "low": round(centre / SUPPOSED_FACTOR, 1),
        "value": round(centre, 1),
        "high": round(centre * SUPPOSED_FACTOR, 1),
        "source": "; ".join(source for source, _ in PUBLISHED),
        "used_by": ("reach",),
    }
    return ReachEstimate(
        observed=0,
        estimate=float(round(estimate)),
        low=float(round(estimate / SUPPOSED_FACTOR)),
        high=float(round(estimate * SUPPOSED_FACTOR)),
        method="published figures; no list is held",
        level=0.90,
        lists=0,
        of=direct,
        assumptions=(row,),
    )


def supposed_from_sizes(direct: Collection[str], list_sizes: Mapping[str, int]) -> ReachEstimate:
    """
    Suppose the second step from the sizes of contacts' lists, no list being held.

    Parameters
    ----------
    direct
        Ids of ego's contacts.
    list_sizes
        Contact id to the number of people that contact knows. Contacts
        without one count with the mean of the others.

    Returns
    -------
    supposed
        A wide range: how many different people such lists held on networks
        of known truth, from those where everybody knows everybody to those
        where nearly nobody is named twice. `observed` is 0.

    Raises
    ------
    ParameterError
        If no contact's size is known.
    """
    known = [float(list_sizes[who]) for who in sorted(set(direct)) if who in list_sizes]
    known = [size for size in known if not math.isnan(size)]
    if not known:
        msg = "list_sizes has no size of a direct contact; use supposed_second_step."
        raise ParameterError(msg)
    total = float(np.mean(known)) * len(set(direct))
    calibration = load_calibration()
    parts = calibration["sizes_alone"]
    row = {
        "assumption_id": "distinct-people-per-entry",
        "name": "different people two steps away per entry on contacts' lists",
        "low": round(parts["low"], 3),
        "value": round(parts["middle"], 3),
        "high": round(parts["high"], 3),
        "source": f"{calibration['networks']} real and model networks; yours may lie outside",
        "used_by": ("reach",),
    }
    low, middle, high = (float(round(total * parts[end])) for end in ("low", "middle", "high"))
    return ReachEstimate(
        observed=0,
        estimate=middle,
        low=low,
        high=high,
        method="supposed from the sizes of lists alone; no list is held",
        level=0.90,
        lists=0,
        of=len(set(direct)),
        assumptions=(row,),
        sizes_known=len(known) / len(set(direct)),
    )


def supposed_third_step(second: ReachEstimate, *, population: float | None = None) -> ReachEstimate:
    """
    Suppose the third step: an order of magnitude, no more.

    Parameters
    ----------
    second
        The second step.
    population
        People in the group that counts (a country, a trade), if named. It
        saturates: what a step would find beyond it does not exist.

    Returns
    -------
    supposed
        `low` and `high` are powers of ten. From as many as the second step
        has at the least, to every one of them opening as many people as a
        contact at the most does; `estimate` is half-way, on a scale of
        powers.

    Raises
    ------
    ParameterError
        If `population` is not positive.
    """
    if population is not None and not population > 0:
        msg = f"population {population} is not a number of people."
        raise ParameterError(msg)
    contacts = max(second.of, 1)
    low = max(second.low, 1.0)
    high = max(second.high * max(second.high / contacts, 1.0), low)
    if population is not None:
        low, high = (_saturate(people, population, second) for people in (low, high))
    ends = 10.0 ** math.floor(math.log10(low)), 10.0 ** math.ceil(math.log10(high))
    name = "no population named" if population is None else f"saturated at {population:,.0f}"
    return ReachEstimate(
        observed=0,
        estimate=float(round(math.sqrt(ends[0] * ends[1]))),
        low=ends[0],
        high=ends[1],
        method=f"supposed: an order of magnitude, {name}",
        level=second.level,
        lists=second.lists,
        of=second.of,
    )


def _saturate(people: float, population: float, second: ReachEstimate) -> float:
    """Give how many of a population random finds hit who are not within two steps already."""
    left = max(population - second.of - second.low, 1.0)
    return max(left * -math.expm1(-people / left), 1.0)


def estimate_access(
    reach: ReachEstimate, *, steps: int = 2, willingness: tuple[float, float] = WILLINGNESS
) -> pd.DataFrame:
    """
    Tell access from existence: whom introductions would reach, and what that takes.

    Parameters
    ----------
    reach
        People that many steps away.
    steps
        2: one person between. Everybody between has to pass the request on.
    willingness
        Lowest and highest share of people who pass a request on.

    Returns
    -------
    access
        One row: `steps`; `people_low`, `people_high` (who exist);
        `odds_low`, `odds_high` (that one request arrives, 0 to 1);
        `access_low`, `access_high` (people that requests to everybody would
        reach); `asks_low`, `asks_high` (requests per arrival, on average);
        `sure_asks_low`, `sure_asks_high` (requests for 90 % odds of at least
        one arrival); `source`. An arrival is no answer.

    Raises
    ------
    ParameterError
        If `steps` is below 2 or a share is not within (0, 1].
    """
    few, many = willingness
    if steps < 2 or not 0 < few <= many <= 1:  # noqa: PLR2004 - one step needs no introduction
        msg = f"steps {steps}, willingness {willingness}: 2 or more steps, shares within (0, 1]."
        raise ParameterError(msg)
    odds = [share ** (steps - 1) for share in (few, many)]
    sure = [
        1 if share >= _SURE else math.ceil(math.log1p(-_SURE) / math.log1p(-share))
        for share in odds
    ]
    row = {
        "steps": steps,
        "people_low": reach.low,
        "people_high": reach.high,
        "odds_low": round(odds[0], 4),
        "odds_high": round(odds[1], 4),
        "access_low": float(round(reach.low * odds[0])),
        "access_high": float(round(reach.high * odds[1])),
        "asks_low": round(1 / odds[1], 1),
        "asks_high": round(1 / odds[0], 1),
        "sure_asks_low": sure[1],
        "sure_asks_high": sure[0],
        "source": WILLINGNESS_SOURCE,
    }
    return pd.DataFrame([row])
