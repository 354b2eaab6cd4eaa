"""
Link the same tables with Splink or recordlinkage, for comparison.

    python -m validation.linkage FEBRL_FOLDER --write FOLDER
    SPLINK_PYTHON validation/linkage_peers.py splink FOLDER
    RECORDLINKAGE_PYTHON validation/linkage_peers.py recordlinkage FOLDER

Each peer wants a Python environment of its own (recordlinkage a pandas below
3), so netlens writes its tables as CSV and does not import either. Settings
follow the peers' own tutorials: Jaro–Winkler levels with term frequencies and
expectation maximisation for Splink, an expectation–conditional-maximisation
classifier for recordlinkage.
"""

import logging
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd

Pairs = dict[tuple[str, str], float]


def read(path: Path) -> pd.DataFrame:
    """Read a table that netlens wrote: `unique_id`, `truth`, `list` and the fields."""
    return pd.read_csv(path, dtype=str).assign(unique_id=lambda t: t["unique_id"])


RULES: tuple[tuple[str, ...], ...] = (
    *(("given", "family"), ("email",), ("phone",), ("family", "company"), ("given", "company")),
    *(("given", "birthday"), ("family", "birthday"), ("birthday", "suburb"), ("address",)),
    *(("postcode", "given"), ("family", "postcode"), ("birthday", "postcode")),
)
SLIPS = (("substr(given,1,1)", "family"), ("given", "substr(family,1,3)"))


def settle_splink(fields: set[str]) -> tuple[Any, list[tuple[str, ...]]]:
    """Give Splink's settings for the fields at hand, and its blocking rules."""
    import splink.comparison_library as cl  # noqa: PLC0415
    from splink import SettingsCreator, block_on  # noqa: PLC0415

    comparisons: list[Any] = [cl.NameComparison("given"), cl.NameComparison("family")]
    comparisons += [
        cl.ExactMatch(name).configure(term_frequency_adjustments=True)
        for name in ("email", "phone", "company", "title", "suburb", "postcode")
        if name in fields
    ]
    comparisons += [cl.LevenshteinAtThresholds("birthday", 2)] if "birthday" in fields else []
    comparisons += [cl.JaroWinklerAtThresholds("address")] if "address" in fields else []
    rules = [rule for rule in RULES if fields.issuperset(rule)] + [*SLIPS]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
    )
    return settings, rules


def link_with_splink(table: pd.DataFrame) -> Pairs:
    """Link by Splink on DuckDB, as its deduplication tutorial does."""
    from splink import DuckDBAPI, Linker, block_on  # noqa: PLC0415

    settings, rules = settle_splink({n for n in table.columns if table[n].notna().any()})
    registered = DuckDBAPI().register(table.drop(columns="truth"))
    linker = Linker(registered, settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match(
        [block_on(*rule) for rule in rules[:3]], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    third = ("birthday",) if "postcode" in table else ("company", "given")
    for rule in (("given", "family"), SLIPS[0], third):
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
        except ValueError as error:  # a level without an example drives its m to nothing
            print(f"splink could not train on {rule}: {str(error)[:60]}…")
    found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    columns = ("unique_id_l", "unique_id_r", "match_probability")
    return {(a, b): p for a, b, p in zip(*(found[c] for c in columns), strict=True)}


def link_with_recordlinkage(table: pd.DataFrame) -> Pairs:
    """Link by recordlinkage's ECM classifier on the usual comparisons."""
    import recordlinkage as rl  # noqa: PLC0415

    table = table.set_index("unique_id")
    fields = {name for name in table.columns if table[name].notna().any()}
    index = rl.Index()
    for keys in (["given"], ["family"], ["email"], ["phone"], ["birthday"], ["postcode"]):
        if fields.issuperset(keys) and (len(table) < 20_000 or keys[0] in {"email", "phone"}):  # noqa: PLR2004
            index.block(keys)
    index.block(["given", "family"])
    pairs = index.index(table)
    compare = rl.Compare()
    for name in ("given", "family", "address", "suburb"):
        if name in fields:
            compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
    for name in ("email", "phone", "birthday", "postcode", "company", "title", "state"):
        if name in fields:
            compare.exact(name, name, label=name)
    vectors = compare.compute(pairs, table)
    vectors = vectors.loc[:, (vectors != vectors.iloc[0]).any()]
    classifier = rl.ECMClassifier(binarize=0.5)
    classifier.fit(vectors)
    chances = classifier.prob(vectors)
    return {pair: float(p) for pair, p in chances.items()}


def measure(table: pd.DataFrame, pairs: Pairs) -> str:
    """Give the figures at a probability of one half, and at the best threshold."""
    truth = dict(zip(table["unique_id"], table["truth"], strict=True))
    wanted = sum(n * (n - 1) // 2 for n in Counter(table["truth"]).values())
    ranked = sorted(((p, truth[a] == truth[b]) for (a, b), p in pairs.items()), reverse=True)
    best, half, right = (0.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 0
    for number, (chance, good) in enumerate(ranked, 1):
        right += good
        precision, recall = right / number, right / wanted
        score = 2 * precision * recall / max(precision + recall, 1e-9)
        best = max(best, (score, precision, recall, chance))
        if chance >= 0.5:  # noqa: PLR2004
            half = (precision, recall, score)
    return (
        f"at .5: precision {half[0]:.4f}, recall {half[1]:.4f}, f1 {half[2]:.4f}; "
        f"best ({best[3]:.3f}): precision {best[1]:.4f}, recall {best[2]:.4f}, f1 {best[0]:.4f}"
    )


def main() -> None:
    """Link every table of a folder with one peer."""
    peer: Any = {"splink": link_with_splink, "recordlinkage": link_with_recordlinkage}[sys.argv[1]]
    for path in sorted(Path(sys.argv[2]).glob("*.csv")):
        table = read(path)
        start = time.perf_counter()
        pairs = peer(table)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(
            f"{sys.argv[1]} {path.stem}: {measure(table, pairs)}; {seconds:.1f} s, {peak} MB so far"
        )


if __name__ == "__main__":
    main()
