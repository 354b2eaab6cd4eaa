"""Who holds something because a note or the ledger says so in the need's own words."""

from typing import Any, Final

import pandas as pd

from netlens.goals.lexicon import load_lexicon
from netlens.goals.queries import root
from netlens.goals.statements import clauses, quote
from netlens.goals.titles import has_phrase
from netlens.goals.words import fold, light_stem
from netlens.schema import HOLDERS, list_rows, make_table

# One word in common is chance; two that are all of a need are not.
FEWEST_WORDS: Final = 2
_HELD: Final = 0.95
_FILLING: Final = frozenset(fold("someone somebody anyone person who can could would my me jemand"))


def hold_by_words(needs: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """
    Say whose note states a need in its own words.

    Parameters
    ----------
    needs
        NEEDS; those that netlens proposed are nobody's own words.
    people
        `person_id` and `notes`.

    Returns
    -------
    holders
        HOLDERS, all held: a clause of the note has every word of content of
        the need, two at least, and does not take it back.
    """
    rows: list[dict[str, Any]] = []
    noted = [row for row in list_rows(people) if isinstance(row["notes"], str)]
    for need in list_rows(needs):
        wanted = frozenset() if need["proposed"] else words_of(need["text"])
        for person in noted if len(wanted) >= FEWEST_WORDS else ():
            clause = next((c for c in clauses(person["notes"]) if says(c, wanted)), "")
            if clause:
                rows.append(
                    {
                        "need_id": need["need_id"],
                        "person_id": person["person_id"],
                        "score": _HELD,
                        "status": "held",
                        "because": quote("note", clause),
                    }
                )
    return make_table(HOLDERS, rows)


def words_of(text: str) -> frozenset[str]:
    """Give the roots of a text's words, those that carry no meaning left out."""
    stop = load_lexicon().stop | _FILLING
    return frozenset(root(light_stem(word)) for word in fold(text) if word not in stop)


def says(clause: str, wanted: frozenset[str]) -> bool:
    """Tell whether a clause has all the words that are wanted, and denies nothing."""
    if len(wanted) < FEWEST_WORDS or not wanted <= words_of(clause):
        return False
    words = fold(clause)
    return not any(has_phrase(words, denial) for denial in load_lexicon().negations)
