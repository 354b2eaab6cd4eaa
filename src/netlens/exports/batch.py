"""What one reader hands over for one file, before ids and owners are added."""

from dataclasses import dataclass, field
from typing import Any, Literal

Cells = list[Any]

# What a reader may fill. Every column is a list with one cell per kept row;
# None (or an empty tuple for the plural ones) means "not stated".
TEXT_FIELDS = (
    "kind",
    "name",
    "prefix",
    "given",
    "middle",
    "family",
    "suffix",
    "nickname",
    "maiden",
    "company",
    "title",
    "department",
    "location",
    "birthday",
    "notes",
    "raw",
)
TUPLE_FIELDS = ("emails", "phones_raw", "urls", "labels", "relations")
DAY_FIELDS = ("connected_on", "observed_on")


@dataclass(frozen=True)
class Dropped:
    """One row or card that was read and is not a contact, and why."""

    line: int
    what: Literal["rejected", "skipped"]
    reason: str
    text: str = ""


@dataclass
class Batch:
    """
    One file's contacts as columns.

    `read` counts rows or cards looked at and always equals kept + dropped.
    `columns["line"]` is the 1-based line where each row or card starts;
    days are `datetime.date`, ISO text or None; relations are (kind, value)
    pairs. `list_kind` says what being on this list means.
    """

    format: str
    producer: str
    encoding: str
    columns: dict[str, Cells] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    role: Literal["contacts", "profile", "unread"] = "contacts"
    list_kind: Literal["linkedin", "address book", "facebook"] = "address book"
    profile: dict[str, Any] | None = None

    @property
    def kept(self) -> int:
        """How many rows or cards became contacts."""
        return len(self.columns.get("line", ()))

    @property
    def read(self) -> int:
        """How many rows or cards were looked at."""
        return self.kept + len(self.dropped)
