"""Tables of needs, who may have them, and what to do."""

from typing import Final

from netlens.schema.making import BASES, COUNT, DAY, FLAG, REAL, TEXT, TUPLE, Table

NEEDS: Final = Table(
    name="needs",
    grain="one need of one goal",
    columns={
        "need_id": TEXT,
        "goal_id": TEXT,
        "goal": TEXT,
        "resource": TEXT,
        "text": TEXT,
        "where": TEXT,
        "proposed": FLAG,
    },
    key=("need_id",),
)

HOLDERS: Final = Table(
    name="holders",
    grain="one person who may hold what one need asks for",
    columns={
        "need_id": TEXT,
        "person_id": TEXT,
        "score": REAL,
        "status": TEXT,
        "because": TEXT,
    },
    key=("need_id", "person_id"),
    choices={"status": frozenset({"held", "likely", "weak"})},
)

# What a move may be; asks count against the pace, the others ask for nothing.
MOVE_KINDS: Final = frozenset(
    {
        "answer", "thank", "ask", "congratulate", "recommend", "return", "introduce", "door",
        "offer", "contribute", "seek", "question", "keep",
    },
)  # fmt: skip

MOVES: Final = Table(
    name="moves",
    grain="one thing that ego may do for a goal, now or later",
    columns={
        "move_id": TEXT,
        "when": TEXT,
        "week": DAY,
        "kind": TEXT,
        "person_id": TEXT,
        "name": TEXT,
        "goal_id": TEXT,
        "need_id": TEXT,
        "resource": TEXT,
        "rung": COUNT,
        "channel": TEXT,
        "sentence": TEXT,
        "because": TEXT,
        "offer": TEXT,
        "basis": TEXT,
        "evidence_ids": TUPLE,
    },
    key=("move_id",),
    choices={
        "when": frozenset({"now", "later"}),
        "kind": MOVE_KINDS,
        "basis": BASES | {"unknown"},
    },
)

DRAFTS: Final = Table(
    name="drafts",
    grain="the words for one move: to be copied and changed, never sent by netlens",
    columns={"move_id": TEXT, "language": TEXT, "subject": TEXT, "text": TEXT},
    key=("move_id",),
)

STEPS: Final = Table(
    name="steps",
    grain="one step of the method for one goal",
    columns={
        "goal_id": TEXT,
        "step": COUNT,
        "name": TEXT,
        "status": TEXT,
        "because": TEXT,
        "fix": TEXT,
    },
    key=("goal_id", "step"),
    choices={"status": frozenset({"done", "weak", "missing", "unknown"})},
)

OFFERED: Final = Table(
    name="offered",
    grain="one offer of ego's and one contact who may want it",
    columns={
        "offer": TEXT,
        "person_id": TEXT,
        "status": TEXT,
        "score": REAL,
        "because": TEXT,
    },
    key=("offer", "person_id"),
    choices={"status": frozenset({"stated", "likely"})},
)

WANTS: Final = Table(
    name="wants",
    grain="one thing that one contact seems to look for",
    columns={
        "person_id": TEXT,
        "want": TEXT,
        "kind": TEXT,
        "basis": TEXT,
        "because": TEXT,
    },
    key=("person_id", "kind", "want"),
    choices={"basis": BASES},
)

MEETINGS: Final = Table(
    name="meetings",
    grain="two contacts of ego's of whom one may have what the other looks for",
    columns={
        "person_id": TEXT,
        "other_id": TEXT,
        "want": TEXT,
        "because": TEXT,
        "because_other": TEXT,
        "tie": TEXT,
        "score": REAL,
    },
    key=("person_id", "other_id"),
    choices={"tie": frozenset({"unobserved", "absent"})},
)
