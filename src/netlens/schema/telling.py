"""Tables of ties, and of what is told to the reader."""

from typing import Final

from netlens.schema.making import BASES, DAY, REAL, TEXT, TUPLE, Table

TIES: Final = Table(
    name="ties",
    grain="one directed pair of people, and one basis",
    columns={
        "tie_id": TEXT,
        "from": TEXT,
        "to": TEXT,
        "basis": TEXT,
        "kinds": TUPLE,
        "strength": REAL,
        "probability": REAL,
        "prior": REAL,
        "low": REAL,
        "high": REAL,
        "source": TEXT,
        "first_seen": DAY,
        "last_seen": DAY,
        "evidence_ids": TUPLE,
    },
    key=("tie_id",),
    choices={"basis": BASES},
)

AFFILIATIONS: Final = Table(
    name="affiliations",
    grain="one membership of a person in a group (two-mode: members are not tied to each other)",
    columns={
        "person_id": TEXT,
        "group_id": TEXT,
        "group": TEXT,
        "kind": TEXT,
        "since": DAY,
        "until": DAY,
        "contact_id": TEXT,
    },
    choices={"kind": frozenset({"employer", "school", "label", "thread"})},
)

ASSUMPTIONS: Final = Table(
    name="assumptions",
    grain="one number that was taken from elsewhere instead of from the exports",
    columns={
        "assumption_id": TEXT,
        "name": TEXT,
        "low": REAL,
        "value": REAL,
        "high": REAL,
        "source": TEXT,
        "used_by": TUPLE,
    },
    key=("assumption_id",),
)

CLAIMS: Final = Table(
    name="claims",
    grain="one statement made to the reader",
    columns={
        "claim_id": TEXT,
        "section": TEXT,
        "role": TEXT,
        "sentence": TEXT,
        "value": REAL,
        "low": REAL,
        "high": REAL,
        "unit": TEXT,
        "basis": TEXT,
        "evidence_ids": TUPLE,
        "assumptions": TUPLE,
    },
    key=("claim_id",),
)
