"""What a network is rich and poor in when no goal says what to look for: work by function."""

from typing import Final

import pandas as pd

from netlens.goals.lexicon import load_lexicon
from netlens.goals.titles import LEAD, parse_title
from netlens.schema import list_rows

_COLUMNS: Final = ("function", "people", "leads", "names")


def measure_richness(people: pd.DataFrame) -> pd.DataFrame:
    """
    Count people by what their titles say they work on.

    Parameters
    ----------
    people
        `person_id`, `name`, `title`; those without a title count nowhere.

    Returns
    -------
    richness
        One row per function of the lexicon, the richest first: `function`,
        `people` (0 means nobody among those with a title, not nobody), `leads`
        (how many of them lead), `names` (at most three, by name).
    """
    found: dict[str, list[tuple[str, bool]]] = {name: [] for name in load_lexicon().functions}
    for row in list_rows(people):
        if not isinstance(row["title"], str):
            continue
        parsed = parse_title(row["title"])
        if parsed.function in found and not parsed.is_aspiring:
            name = row["name"] if isinstance(row["name"], str) else "(no name)"
            found[parsed.function].append((name, parsed.level >= LEAD))
    rows = [
        (
            function,
            len(members),
            sum(leads for _, leads in members),
            tuple(sorted(name for name, _ in members)[:3]),
        )
        for function, members in found.items()
    ]
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    return table.sort_values(
        ["people", "function"], ascending=[False, True], kind="stable", ignore_index=True
    )
