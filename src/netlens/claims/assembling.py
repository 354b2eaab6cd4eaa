"""All claims of one run, in the order they are told."""

import itertools
from collections.abc import Iterator

import pandas as pd

from netlens.claims.chains import claim_chains
from netlens.claims.clustering import claim_clustering
from netlens.claims.contacts import claim_contacts
from netlens.claims.exchange import claim_doors, claim_offers
from netlens.claims.facts import Facts
from netlens.claims.goals import claim_goals
from netlens.claims.plan import claim_plan
from netlens.claims.reach import claim_reach
from netlens.claims.rows import Claim, claim
from netlens.claims.summary import claim_summary
from netlens.claims.visibility import claim_visibility
from netlens.schema import CLAIMS, check_table, make_table


def build_claims(facts: Facts) -> pd.DataFrame:
    """
    Build every statement that is made to the reader.

    Parameters
    ----------
    facts
        The tables of one run.

    Returns
    -------
    claims
        Table of `netlens.schema.CLAIMS`; one row per statement, in the order
        of the page. Estimates have `low` and `high`; `basis` is "unknown"
        where the statement is that something cannot be known.
    """
    rows = itertools.chain(
        claim_summary(facts),
        claim_contacts(facts),
        claim_reach(facts),
        claim_chains(facts),
        claim_clustering(facts),
        claim_visibility(facts),
        claim_goals(facts),
        claim_doors(facts),
        claim_offers(facts),
        claim_plan(facts),
        _method(facts),
    )
    table = make_table(CLAIMS, list(rows))
    check_table(table, CLAIMS)
    return table


def _method(facts: Facts) -> Iterator[Claim]:
    yield claim(
        "method.linking",
        "note",
        "Contacts count as one person when they share an e-mail address, an international phone number or a LinkedIn "
        "address and their names can agree, or when full name and employer are equal. An equal name alone decides nothing.",
    )
    yield claim(
        "method.observed",
        "note",
        "A tie is observed when a list shows it, asserted when somebody states it, inferred when it is a guess from what "
        "people share. No inferred tie is used on this page.",
    )
    yield claim(
        "method.unobserved",
        "note",
        "Two of your contacts between whom no tie is seen are unobserved unless the list of one of them is held: that is "
        "not the same as not knowing each other.",
    )
    for number, warning in enumerate(facts.warnings, 1):
        yield claim(f"method.warning-{number}", "note", f"{warning}.", basis="unknown")
