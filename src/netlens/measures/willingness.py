"""
How likely people pass a request on: a scenario, until enough of one's own asks are known.

That a tie exists says nothing of whether somebody introduces you along it. No
data set of contacts shows it either, so the two are kept apart everywhere.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy.special import betaincinv

from netlens.errors import ParameterError

# Share of people who passed a letter or an e-mail on, from little reason to engaged.
SCENARIO_LOW: Final = 0.37
SCENARIO_HIGH: Final = 0.75
# The geometric middle: two hops at .37 and .75 are as likely as two at this.
SCENARIO_VALUE: Final = 0.53
SCENARIO_SOURCE: Final = (
    "a scenario, not measured on you: letters and e-mails forwarded from person to person, .73 of "
    "the first holders in Travers & Milgram 1969, .37 a step with little incentive in Dodds, "
    "Muhamad & Watts 2003; .53 is the middle of the range"
)
FEWEST_OUTCOMES: Final = 20
PRIOR_WEIGHT: Final = 4.0
_YES: Final = frozenset({"yes", "true", "1"})
_NO: Final = frozenset({"no", "false", "0"})


@dataclass(frozen=True)
class Willingness:
    """
    How likely one person passes a request on.

    Attributes
    ----------
    low, value, high
        Probability per person who has to pass it on.
    method
        Where that comes from, in words.
    outcomes
        Answers it rests on; 0 for the scenario.
    unanswered
        Asks without an answer, left out.
    """

    low: float
    value: float
    high: float
    method: str
    outcomes: int = 0
    unanswered: int = 0

    def describe(self) -> dict[str, Any]:
        """Give the row for the table of assumptions."""
        return {
            "assumption_id": "willingness",
            "name": "how likely somebody passes a request on",
            "low": self.low,
            "value": self.value,
            "high": self.high,
            "source": self.method,
            "used_by": ("chains",),
        }


SCENARIO: Final = Willingness(SCENARIO_LOW, SCENARIO_VALUE, SCENARIO_HIGH, SCENARIO_SOURCE)


def read_willingness(given: "float | Sequence[float] | Willingness") -> tuple[float, float, float]:
    """
    Give low, value and high of a willingness in any of its forms.

    Raises
    ------
    ParameterError
        If it is not above 0 and at most 1, or the three are out of order.
    """
    if isinstance(given, Willingness):
        low, value, high = given.low, given.value, given.high
    elif isinstance(given, (int, float, np.number)):
        low = value = high = float(given)
    else:
        try:
            low, value, high = (float(part) for part in given)
        except (TypeError, ValueError):
            msg = f"willingness is {given!r}; give a number, or low, value and high."
            raise ParameterError(msg) from None
    if not 0 < low <= value <= high <= 1:
        msg = f"willingness is {low}, {value}, {high}; give 0 < low ≤ value ≤ high ≤ 1."
        raise ParameterError(msg)
    return low, value, high


def estimate_willingness(outcomes: Iterable[Any], *, level: float = 0.90) -> Willingness:
    """
    Estimate willingness from the outcomes of one's own asks, once there are twenty.

    Parameters
    ----------
    outcomes
        One per person asked to pass something on: `True` or "yes", `False` or
        "no", and anything else that is missing, empty or "open" for no answer
        so far. No answer is censored: it counts neither as yes nor as no.
    level
        Probability of the interval.

    Returns
    -------
    willingness
        Below 20 answers the scenario. From there on the posterior of a
        Beta-binomial model whose prior is worth four answers around .53: with
        15 yes of 20 its mean is (4 × .53 + 15) / 24 = .713.

    Raises
    ------
    ParameterError
        If an outcome cannot be understood, or `level` is not between 0 and 1.
    """
    if not 0 < level < 1:
        msg = f"level is {level}; it lies between 0 and 1."
        raise ParameterError(msg)
    read = [_read_outcome(outcome) for outcome in outcomes]
    yes, answered = read.count(True), len(read) - read.count(None)
    silent = len(read) - answered
    if answered < FEWEST_OUTCOMES:
        method = (
            f"{SCENARIO_SOURCE}; your ledger holds {answered} of the {FEWEST_OUTCOMES} answers "
            "it takes"
        )
        return Willingness(SCENARIO_LOW, SCENARIO_VALUE, SCENARIO_HIGH, method, 0, silent)
    a = PRIOR_WEIGHT * SCENARIO_VALUE + yes
    b = PRIOR_WEIGHT * (1 - SCENARIO_VALUE) + answered - yes
    low, high = (float(betaincinv(a, b, (1 + sign * level) / 2)) for sign in (-1, 1))
    method = (
        f"{yes} of {answered} people whom you asked passed it on; Beta-binomial with a prior worth "
        f"{PRIOR_WEIGHT:.0f} answers around {SCENARIO_VALUE}, {level:.0%} sure"
    )
    if silent:
        least = a / (a + b + silent)
        method += f"; {silent} without an answer are left out (all no would make it {least:.2f})"
    return Willingness(
        round(low, 4), round(a / (a + b), 4), round(high, 4), method, answered, silent
    )


def _read_outcome(outcome: Any) -> bool | None:  # noqa: ANN401
    if isinstance(outcome, (bool, np.bool_)):
        return bool(outcome)
    if outcome is None or outcome is pd.NA or outcome is pd.NaT:
        return None
    if isinstance(outcome, float) and math.isnan(outcome):
        return None
    text = str(outcome).strip().casefold()
    if text in _YES:
        return True
    if text in _NO:
        return False
    if text in {"", "open"}:
        return None
    msg = f"outcome {outcome!r}; it is yes, no, open, or left empty."
    raise ParameterError(msg)


@dataclass(frozen=True)
class Elapsed:
    """
    Days that one hop takes.

    Attributes
    ----------
    low, high
        Days within which a quarter, and three quarters, of those asked have
        answered; NaN where not known.
    method
        Where that comes from, or why there is no number.
    """

    low: float
    high: float
    method: str


def estimate_elapsed(answered: Sequence[float], waiting: Sequence[float] = ()) -> Elapsed:
    """
    Estimate how many days one hop takes, from one's own asks only.

    Parameters
    ----------
    answered
        Days from each ask to its answer.
    waiting
        Days so far of each ask that has none: censored, not late for ever.

    Returns
    -------
    elapsed
        Quartiles of the Kaplan–Meier curve of answers. Below 20 answers, and
        for a quartile that the curve does not come to, NaN: no published
        figure of days per hop is known well enough to be shown.

    References
    ----------
    Kaplan & Meier (1958), JASA 53, 457–481.
    """
    if len(answered) < FEWEST_OUTCOMES:
        return Elapsed(
            math.nan,
            math.nan,
            f"not known: your ledger holds {len(answered)} dated answers of the "
            f"{FEWEST_OUTCOMES} it takes, and no published figure is sure enough",
        )
    times = np.unique(np.asarray(answered, dtype=float))
    everybody = np.concatenate([np.asarray(answered, float), np.asarray(waiting, float)])
    at_risk = np.array([(everybody >= time).sum() for time in times])
    now = np.array([(np.asarray(answered) == time).sum() for time in times])
    done = 1 - np.cumprod(1 - now / at_risk)
    low, high = (_when(times, done, share) for share in (0.25, 0.75))
    method = (
        "days within which a quarter and three quarters of those asked answered, from "
        f"{len(answered)} answers and {len(waiting)} asks still open"
    )
    return Elapsed(low, high, method)


def _when(times: np.ndarray, done: np.ndarray, share: float) -> float:
    """Give the first time by which a share is done; a hair less, against rounding."""
    spot = int(np.searchsorted(done, share - 1e-9))
    return float(times[spot]) if spot < len(times) else math.nan
