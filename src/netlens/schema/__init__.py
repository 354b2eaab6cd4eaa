"""
The tables: their columns, types and row grain, in one place.

Tables are the interface between the rooms of netlens. Ids are columns, never
the index; a missing value means "unknown", never zero or no. Lists within a
cell are tuples. Dates are naive days in `datetime64[s]`, so that years before
1678 do not overflow.
"""

from netlens.schema.aiming import (
    DRAFTS,
    HOLDERS,
    MEETINGS,
    MOVE_KINDS,
    MOVES,
    NEEDS,
    OFFERED,
    STEPS,
    WANTS,
)
from netlens.schema.making import (
    BASES,
    COUNT,
    DAY,
    FLAG,
    KINDS,
    REAL,
    TEXT,
    TUPLE,
    ZONES,
    Table,
    check_table,
    empty_table,
    iter_rows,
    list_rows,
    make_table,
)
from netlens.schema.reading import (
    CONTACTS,
    EVIDENCE,
    FILES,
    LISTS,
    MERGES,
    OWN,
    PEOPLE,
    PROFILES,
    REJECTED,
)
from netlens.schema.telling import (
    AFFILIATIONS,
    ASSUMPTIONS,
    CLAIMS,
    TIES,
)

__all__ = [
    "AFFILIATIONS",
    "ASSUMPTIONS",
    "BASES",
    "CLAIMS",
    "CONTACTS",
    "COUNT",
    "DAY",
    "DRAFTS",
    "EVIDENCE",
    "FILES",
    "FLAG",
    "HOLDERS",
    "KINDS",
    "LISTS",
    "MEETINGS",
    "MERGES",
    "MOVES",
    "MOVE_KINDS",
    "NEEDS",
    "OFFERED",
    "OWN",
    "PEOPLE",
    "PROFILES",
    "REAL",
    "REJECTED",
    "STEPS",
    "TEXT",
    "TIES",
    "TUPLE",
    "WANTS",
    "ZONES",
    "Table",
    "check_table",
    "empty_table",
    "iter_rows",
    "list_rows",
    "make_table",
]
