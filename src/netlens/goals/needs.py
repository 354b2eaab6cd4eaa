"""
What a goal needs: proposed from its sentence, or typed in `netlens.toml`.

A proposal is a start, not an answer: every row of it is marked as proposed,
and the user's own words replace it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import Final

import pandas as pd

from netlens.goals.lexicon import Template, load_lexicon
from netlens.goals.sentences import Wish, read_sentence
from netlens.schema import NEEDS, make_table

MOST_NEEDS: Final = 6
_LONGEST_SLOT: Final = 80
_GENERIC: Final = (
    Template(
        "problem-solving help",
        ("someone who works with this: {topic}", "someone who does this for a living"),
        ("topic",), "", (),
    ),
    Template(
        "guidance",
        ("someone senior who knows this: {topic}", "someone senior who knows this"),
        ("topic",), "senior", (),
    ),
    Template(
        "referral",
        ("someone who leads in this field and can name the right person",),
        ("leaders",), "", (),
    ),
    Template(
        "advice", ("someone who has done this before",), (), "", ("{found}",),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class NeedSpec:
    """One need as a person typed it: which resource, in which words, where."""

    text: str
    resource: str = ""
    where: str = ""


def propose_needs(goal: str, *, goal_id: str) -> pd.DataFrame:
    """
    Propose what a goal like this usually needs.

    Parameters
    ----------
    goal
        One sentence, in English or German.
    goal_id
        Becomes part of each `need_id`.

    Returns
    -------
    needs
        NEEDS: four to six rows, `proposed` true, `where` the place that the
        sentence names (missing without one). The same for the same sentence.
    """
    where = read_sentence(goal).place or None
    return make_table(
        NEEDS,
        [
            {
                "need_id": f"{goal_id}n{number}",
                "goal_id": goal_id,
                "goal": goal,
                "resource": template.resource,
                "text": text,
                "where": where,
                "proposed": True,
            }
            for number, (template, text) in enumerate(list_templates(goal), 1)
        ],
    )


def state_needs(needs: Sequence[NeedSpec], *, goal: str, goal_id: str) -> pd.DataFrame:
    """
    Put typed needs into a table.

    Returns
    -------
    needs
        NEEDS: one row per need in the order typed, `proposed` false; what was
        not typed is missing.
    """
    return make_table(
        NEEDS,
        [
            {
                "need_id": f"{goal_id}n{number}",
                "goal_id": goal_id,
                "goal": goal,
                "resource": need.resource or None,
                "text": need.text,
                "where": need.where or None,
                "proposed": False,
            }
            for number, need in enumerate(needs, 1)
        ],
    )


@lru_cache(maxsize=1024)
def list_templates(goal: str) -> tuple[tuple[Template, str], ...]:
    """Give the lexicon's needs for a goal, each with its text filled in; at most six."""
    wish = read_sentence(goal)
    slots = _slots(wish)
    chosen: list[tuple[Template, str]] = []
    for template in [need for intent in wish.intents for need in intent.needs]:
        text = _fill(template, slots)
        if text and (template.resource, template.who) not in {
            (seen.resource, seen.who) for seen, _ in chosen
        }:
            chosen.append((template, text))
    if not chosen:
        chosen = [(template, _fill(template, slots)) for template in _GENERIC]
    return tuple(chosen[:MOST_NEEDS])


def _fill(template: Template, slots: dict[str, str]) -> str:
    """Fill the first text for which the goal has every slot."""
    for text in template.texts:
        names = {name for _, name, _, _ in Formatter().parse(text) if name}
        if names <= slots.keys():
            return text.format(**slots)
    return ""


def _slots(wish: Wish) -> dict[str, str]:
    role, topic = (" ".join(part.split())[:_LONGEST_SLOT] for part in (wish.role, wish.topic))
    if wish.is_description:
        role = topic = ""
    if wish.intents and wish.intents[0].name == "sell":
        topic = topic.rpartition(" to ")[2]
    filled = {
        "role": role,
        "a_role": _with_article(role),
        "roles": _plural(role),
        "topic": topic,
        "field": wish.main_field,
        "company": wish.company,
        "place": wish.place,
    }
    return {name: text for name, text in filled.items() if text}


def _with_article(role: str) -> str:
    if not role or _is_plural(role):
        return role
    return f"{'an' if role[0].casefold() in 'aeiou' else 'a'} {role}"


def _plural(role: str) -> str:
    """Give the plural: English words get an ending, what looks German stays as it is."""
    if not role or _is_plural(role) or role[:1].isupper():
        return role
    first, *rest = role.split(" of ", 1)
    tail = f" of {rest[0]}" if rest else ""
    if first.endswith("y") and first[-2:-1] not in "aeiou":
        return f"{first[:-1]}ies{tail}"
    return f"{first}{'es' if first.endswith(('s', 'x', 'ch', 'sh')) else 's'}{tail}"


def _is_plural(role: str) -> bool:
    last = role.split(" of ", 1)[0].rsplit(maxsplit=1)[-1].casefold()
    singular = load_lexicon().word(last)
    return last.endswith("s") and not last.endswith("ss") and singular != last
