"""Tables of what was read, and of who is who."""

from typing import Final

from netlens.schema.making import BASES, COUNT, DAY, FLAG, KINDS, REAL, TEXT, TUPLE, ZONES, Table

CONTACTS: Final = Table(
    name="contacts",
    grain="one card or row of an export that was kept",
    columns={
        "contact_id": TEXT,
        "file": TEXT,
        "line": COUNT,
        "format": TEXT,
        "producer": TEXT,
        "owner": TEXT,
        "kind": TEXT,
        "name": TEXT,
        "prefix": TEXT,
        "given": TEXT,
        "middle": TEXT,
        "family": TEXT,
        "suffix": TEXT,
        "nickname": TEXT,
        "maiden": TEXT,
        "emails": TUPLE,
        "phones": TUPLE,
        "phones_raw": TUPLE,
        "urls": TUPLE,
        "linkedin": TEXT,
        "company": TEXT,
        "title": TEXT,
        "department": TEXT,
        "location": TEXT,
        "birthday": TEXT,
        "labels": TUPLE,
        "notes": TEXT,
        "relations": TUPLE,
        "connected_on": DAY,
        "observed_on": DAY,
        "raw": TEXT,
    },
    key=("contact_id",),
    choices={"kind": KINDS},
)

EVIDENCE: Final = Table(
    name="evidence",
    grain="one statement of an export about a tie",
    columns={
        "evidence_id": TEXT,
        "kind": TEXT,
        "basis": TEXT,
        "from": TEXT,
        "to": TEXT,
        "directed": FLAG,
        "date": DAY,
        "weight": REAL,
        "owner": TEXT,
        "file": TEXT,
        "line": COUNT,
        "from_name": TEXT,
        "to_name": TEXT,
        "thread": TEXT,
    },
    key=("evidence_id",),
    choices={"basis": BASES},
)

OWN: Final = Table(
    name="own",
    grain="one position, school or skill that the owner of an archive states of themselves",
    columns={
        "owner": TEXT,
        "kind": TEXT,
        "name": TEXT,
        "title": TEXT,
        "since": DAY,
        "until": DAY,
        "file": TEXT,
        "line": COUNT,
    },
    choices={"kind": frozenset({"position", "education", "skill"})},
)

LISTS: Final = Table(
    name="lists",
    grain="one list of somebody's contacts that is held",
    columns={
        "list_id": TEXT,
        "owner": TEXT,
        "file": TEXT,
        "kind": TEXT,
        "complete": FLAG,
        "size": COUNT,
        "as_of": DAY,
        "consent": TEXT,
    },
    key=("list_id",),
)

REJECTED: Final = Table(
    name="rejected",
    grain="one row or card that was read and not kept, or a whole file that was refused",
    columns={"file": TEXT, "line": COUNT, "what": TEXT, "reason": TEXT, "text": TEXT},
    choices={"what": frozenset({"rejected", "skipped"})},
)

FILES: Final = Table(
    name="files",
    grain="one file that was looked at, also within a folder or archive",
    columns={
        "file": TEXT,
        "owner": TEXT,
        "format": TEXT,
        "producer": TEXT,
        "encoding": TEXT,
        "read": COUNT,
        "kept": COUNT,
        "rejected": COUNT,
        "skipped": COUNT,
        "warnings": TUPLE,
        "sha256": TEXT,
        "bytes": COUNT,
    },
    key=("file",),
)

PROFILES: Final = Table(
    name="profiles",
    grain="one owner who describes themselves in a Profile.csv or consent.toml",
    columns={
        "owner": TEXT,
        "name": TEXT,
        "emails": TUPLE,
        "linkedin": TEXT,
        "headline": TEXT,
        "location": TEXT,
        "file": TEXT,
        "line": COUNT,
    },
)

PEOPLE: Final = Table(
    name="people",
    grain="one person (or organisation, or group) after linkage; ego is one of them",
    columns={
        "person_id": TEXT,
        "name": TEXT,
        "kind": TEXT,
        "is_ego": FLAG,
        "in_my_lists": FLAG,
        "list_owner": TEXT,
        "owners": TUPLE,
        "contact_ids": TUPLE,
        "title": TEXT,
        "title_from": TEXT,
        "company": TEXT,
        "company_from": TEXT,
        "department": TEXT,
        "location": TEXT,
        "location_from": TEXT,
        "emails": TUPLE,
        "phones": TUPLE,
        "urls": TUPLE,
        "linkedin": TEXT,
        "labels": TUPLE,
        "notes": TEXT,
        "connected_on": DAY,
        "observed_on": DAY,
    },
    key=("person_id",),
    choices={"kind": KINDS},
)

MERGES: Final = Table(
    name="merges",
    grain="one pair of contacts that were compared and are, or may be, one person",
    columns={
        "merge_id": TEXT,
        "contact_a": TEXT,
        "contact_b": TEXT,
        "zone": TEXT,
        "probability": REAL,
        "reasons": TUPLE,
        "decided_by": TEXT,
    },
    key=("merge_id",),
    choices={"zone": ZONES},
)
