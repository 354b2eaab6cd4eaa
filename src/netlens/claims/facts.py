"""What the claims are made from: the tables of one run, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from netlens.goals.plan import Pace, Plan
from netlens.measures.coverage import Coverage
from netlens.measures.reach import ReachEstimate
from netlens.people import CountRange


@dataclass(frozen=True)
class Facts:
    """The tables and counts of one run; see `netlens.network.Network` for each."""

    as_of: pd.Timestamp
    ego_name: str
    contacts: pd.DataFrame
    dated: pd.DataFrame
    files: pd.DataFrame
    rejected: pd.DataFrame
    merges: pd.DataFrame
    changes: pd.DataFrame
    count: CountRange
    direct: pd.DataFrame
    organisations: int
    known: pd.DataFrame
    described: int
    undated: int
    employers: pd.DataFrame
    places: pd.DataFrame
    reach: pd.DataFrame
    openers: pd.DataFrame
    strangers: pd.DataFrame
    separation: pd.DataFrame
    second_step: ReachEstimate
    third_step: ReachEstimate
    access: pd.DataFrame
    next_lists: pd.DataFrame
    overlap: pd.DataFrame
    compared: pd.DataFrame
    coverage: Coverage
    groups: pd.DataFrame
    bridging: pd.DataFrame
    communities: pd.DataFrame
    community_names: pd.DataFrame
    cohesion: pd.DataFrame
    holes: pd.DataFrame
    cuts: pd.DataFrame
    links: pd.DataFrame
    beyond: pd.DataFrame
    ego_bounds: pd.DataFrame
    brokers: pd.DataFrame
    group_changes: pd.DataFrame
    since: pd.Timestamp | None
    askable: pd.DataFrame
    goals: pd.DataFrame
    needs: pd.DataFrame
    matrix: pd.DataFrame
    questions: pd.DataFrame
    doors: pd.DataFrame
    insiders: pd.DataFrame
    gaps: pd.DataFrame
    chains: pd.DataFrame
    help: pd.DataFrame
    richness: pd.DataFrame
    visibility: pd.DataFrame
    known_by: pd.DataFrame
    signs: pd.DataFrame
    visibility_by_group: pd.DataFrame
    visibility_by_goal: pd.DataFrame
    visibility_by_target: pd.DataFrame
    visibility_trend: pd.DataFrame
    affiliations: pd.DataFrame
    plan: Plan
    pace: Pace
    moves: pd.DataFrame
    steps: pd.DataFrame
    offered: pd.DataFrame
    meetings: pd.DataFrame
    own_matches: pd.DataFrame
    assumptions: pd.DataFrame
    offers: tuple[str, ...]
    skills: tuple[str, ...]
    warnings: tuple[str, ...]
    names: Mapping[str, str]
    left_alone: int
    warm_only: bool
    given: int
    received: int
    waiting: tuple[str, ...]
    unanswered: tuple[str, ...]
