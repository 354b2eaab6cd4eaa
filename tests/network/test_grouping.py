"""The third part of the facade: communities, brokers and holes where ties could be seen."""

import pandas as pd
import pytest

import netlens

NAMES = [f"{given} Lind" for given in ("Ana", "Ben", "Cem", "Dana", "Ewa", "Finn")]
CARD = "BEGIN:VCARD\nFN:{}\nEMAIL:{}@example.com\nEND:VCARD\n"


def _book(people):
    return "".join(CARD.format(name, name.split()[0].lower()) for name in people)


@pytest.fixture
def pooled(tmp_path):
    """Give two triangles and the tie from Ana to Dana between them; everybody's book is held."""
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "mine.vcf").write_text(_book(NAMES), encoding="utf-8")
    for name in NAMES:
        folder = exports / name.split()[0].lower()
        folder.mkdir()
        half = NAMES[:3] if name in NAMES[:3] else NAMES[3:]
        extra = [NAMES[3]] if name == NAMES[0] else []
        (folder / "c.vcf").write_text(_book([*half, *extra]), encoding="utf-8")
        (folder / "consent.toml").write_text(
            f'who = "{name}"\nwhen = 2026-01-01\nfor = "reach"\n', encoding="utf-8"
        )
    return netlens.open(tmp_path, as_of="2026-06-30")


def test_brokers_are_those_whom_every_reading_makes_brokers(pooled):
    """Ana and Dana link the triangles; address books are never whole, so bounds stay open."""
    assert pooled.coverage.share == 1.0
    assert set(pooled.brokers["name"].head(2)) == {"Ana Lind", "Dana Lind"}
    seen = pooled.brokers
    assert (seen["constraint_low"] <= seen["constraint"]).all()
    assert (seen["constraint"] <= seen["constraint_high"]).all()
    assert not seen["exact"].any()


def test_inferred_ties_stand_beside_the_seen_ones(pooled):
    """Nobody shares a phone here, so both readings agree."""
    seen = pooled.brokers
    pd.testing.assert_series_equal(
        seen["constraint"], seen["constraint_inferred"], check_names=False
    )


def test_the_bounds_of_ego_hold_what_is_seen(pooled):
    """Six contacts in two closed triangles count as fewer than six."""
    row = pooled.ego_bounds.iloc[0]
    assert row["contacts_low"] == 6
    assert row["effective_size_low"] <= 6 - 2 * 7 / 6 <= row["effective_size_high"]


def test_below_the_minimum_coverage_nothing_is_said_of_structure(small_network):
    """One list of four contacts: every table of structure is empty, with its columns."""
    for name in ("communities", "community_names", "cohesion", "brokers", "holes", "cuts"):
        assert getattr(small_network, name).empty, name
    assert small_network.ego_bounds.empty
    assert "constraint_high" in small_network.brokers


def test_a_linkedin_list_is_not_whole_where_somebody_is_not_on_linkedin(circle_network):
    """Twenty-four are whole as long as nobody without an address is among those compared."""
    assert circle_network.brokers["listed"].sum() == 24
    mixed = netlens.open(circle_network.folder, as_of="2026-06-30")
    mixed.__dict__["unlistable"] = set()
    assert set(mixed.holes["status"]) <= {"tied", "through others", "unknown"}
    assert not mixed.brokers["listed"].any()
