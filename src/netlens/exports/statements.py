"""What a file that lists no contacts hands over: statements on ties, and facts of the owner."""

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from netlens.exports.batch import Cells, Dropped

# One cell per statement. `from` and `to` are "owner" (whose export it is),
# "linkedin:SLUG" (which may be the owner's), "email:ADDRESS" (folded) or
# "name:FULL NAME"; `from_name` and
# `to_name` are as written there, or None. `thread` names the message, thread or
# meeting in which both were seen together, or is None; `mark` tells two that are
# otherwise alike apart (the hour as written) and goes no further.
STATEMENT_FIELDS: Final = (
    "line",
    "kind",
    "basis",
    "from",
    "from_name",
    "to",
    "to_name",
    "directed",
    "date",
    "weight",
    "thread",
    "mark",
)
OWNER: Final = "owner"
# Beyond this many people, being written to or invited together shows an
# address list and no acquaintance.
MOST_TOGETHER: Final = 12


@dataclass(frozen=True)
class OwnFact:
    """One row about the owner: a position, a school or a skill; days are ISO text or None."""

    kind: Literal["position", "education", "skill"]
    name: str
    title: str | None
    since: str | None
    until: str | None
    line: int


@dataclass
class Statements:
    """
    One file's statements as columns.

    `used` counts the rows, messages or meetings that something was taken from;
    read = used + dropped, always. `owner_slug` is the owner's LinkedIn address
    as far as the file shows it; `owner_emails` likewise.
    """

    format: str
    producer: str
    encoding: str
    columns: dict[str, Cells] = field(default_factory=lambda: {n: [] for n in STATEMENT_FIELDS})
    dropped: list[Dropped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    own: list[OwnFact] = field(default_factory=list)
    used: int = 0
    owner_slug: str | None = None
    owner_emails: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        """How many rows, messages or meetings were looked at."""
        return self.used + len(self.dropped)

    def add(self, **cells: Any) -> None:  # noqa: ANN401 - cells are of the types of their fields
        """Add one statement; what is not given is None."""
        for name in STATEMENT_FIELDS:
            self.columns[name].append(cells.get(name))
