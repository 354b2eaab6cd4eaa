"""
Weigh and time the map of a large network, beside every person drawn as a dot of their own.

    python -m benchmarks.map [--people 30000] [--rounds 3] [--screenshots FOLDER]

The network is invented: communities with Zipf's sizes, twenty ties a person,
four of five within the community. The peers are what one would draw without a
map: the same people, seated community by community, as one SVG trace and as
one WebGL trace, on the same page. A browser that draws without a graphics card
is slow at both; only what is measured in one run compares. Times are medians:
`painted` until the page's first words, `drawn` until Plotly is done, `seen`
until a screenshot has the figure, which is when all of it is painted.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from playwright.sync_api import Browser, sync_playwright
from tests.browsing import write_figure_page

from netlens.figures.labels import label
from netlens.figures.mapping import plot_map
from netlens.measures.atlas import draw_up
from netlens.measures.layout import seat
from netlens.theme import finish, hide_axes

COMMUNITIES = 40
TIES_EACH = 20
WITHIN = 0.8
FIRST = (
    *("Ana", "Ben", "Cem", "Dana", "Ewa", "Finn", "Gita", "Hugo", "Ines", "Jonas", "Kira", "Lars"),
    *("Mona", "Nils", "Olga", "Paul"),
)
LAST = (
    *("Ruiz", "Okafor", "Arslan", "Novak", "Lis", "Berg", "Rao", "Weber", "Costa", "Lind"),
    *("Haddad", "Petrov", "Sato", "Kaya"),
)
PLACES = ("Berlin", "Lisbon", "Warsaw", "Oslo", "Porto")
WORLDS = (
    *("Acme", "Kranich Mobility", "Polymer", "Zollverein Data", "Choir", "Climbing", "Uni"),
    "Quellmoor",
)
# Says when the figure is on the screen: two frames after Plotly says that it is done.
WATCH = """
let made;
Object.defineProperty(window, "Plotly", {
  configurable: true,
  get: () => made,
  set: (plotly) => {
    const draw = plotly.newPlot;
    plotly.newPlot = (...given) => draw(...given).then((place) => {
      requestAnimationFrame(() => requestAnimationFrame(() => {
        window.drawnAt = performance.now();
      }));
      return place;
    });
    made = plotly;
  },
});
"""


def invent(people: int, *, seed: int = 0) -> dict[str, pd.DataFrame]:
    """Invent people, their communities and their ties."""
    rng = np.random.default_rng(seed)
    share = 1 / np.arange(1, COMMUNITIES + 1)
    community = np.sort(rng.choice(COMMUNITIES, people, p=share / share.sum()))
    ids = np.array([f"p{number:06d}" for number in range(people)])
    weight = rng.pareto(1.5, people) + 1
    start = rng.choice(people, people * TIES_EACH // 2, p=weight / weight.sum())
    begins = np.searchsorted(community, np.arange(COMMUNITIES + 1))
    size = np.diff(begins)[community[start]]
    near = begins[community[start]] + (rng.random(len(start)) * size).astype(int)
    far = rng.choice(people, len(start), p=weight / weight.sum())
    end = np.where(rng.random(len(start)) < WITHIN, near, far)
    kept = start != end
    names = [f"ex-{world}, {place}" for place in PLACES for world in WORLDS]
    basis = np.where(rng.random(len(start)) < 0.03, "asserted", "observed")[kept]  # noqa: PLR2004
    called = [f"{a} {b}" for a, b in zip(rng.choice(FIRST, people), rng.choice(LAST, people))]  # noqa: B905
    return {
        "people": pd.DataFrame(
            {"person_id": ids, "name": called, "title": "Data Engineer", "company": "Acme"}
        ),
        "groups": pd.DataFrame(
            {
                "person_id": ids,
                "group_id": [f"k{number + 1}" for number in community],
                "group": [names[number] for number in community],
                "kind": "community",
            }
        ),
        "ties": pd.DataFrame({"from": ids[start[kept]], "to": ids[end[kept]], "basis": basis}),
    }


def time_call(call: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    """Give the median of the seconds that a call takes, and its last result."""
    seconds, result = [], None
    for _ in range(rounds):
        start = time.perf_counter()
        result = call()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), result


def draw_everybody(world: dict[str, pd.DataFrame], kind: type) -> go.Figure:
    """Draw every person as a dot with a name, as one would without a map."""
    people = world["people"]
    # Each community in a disc of its own, in the order in which they stand in the table.
    sizes = world["groups"]["group_id"].value_counts(sort=False).tolist()
    centres = seat(len(sizes), 3.0 * len(people) ** 0.5)
    at = np.concatenate(
        [centre + seat(size, size**0.5) for centre, size in zip(centres, sizes, strict=True)]
    ).round(2)
    dots = kind(
        x=at[:, 0].tolist(), y=at[:, 1].tolist(), mode="markers", hoverinfo="text",
        hovertext=[label(name, 40) for name in people["name"]], marker={"size": 3},
    )  # fmt: skip
    return finish(hide_axes(go.Figure(dots)), "Who is there?", height=700)


def open_page(browser: Browser, path: Path, picture: Path) -> tuple[float, float, float]:
    """Open a page; give the seconds until its first words, its figure, and all of its paint."""
    page = browser.new_page(viewport={"width": 1280, "height": 1100})
    page.add_init_script(WATCH)
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_function("window.drawnAt", timeout=120_000)
    painted = page.evaluate('performance.getEntriesByName("first-contentful-paint")[0].startTime')
    drawn = page.evaluate("window.drawnAt")
    page.locator("figure").first.screenshot(path=picture)
    seen = time.perf_counter() - start
    page.close()
    return painted / 1000, drawn / 1000, seen


def compare(people: int, rounds: int, pictures: Path | None) -> None:
    """Print one row for the map and one for each peer."""
    world = invent(people)
    names = dict(zip(world["people"]["person_id"], world["people"]["name"], strict=True))
    holders = set(names)
    options = {"people": world["people"], "names": names, "holders": holders}
    chosen, atlas = time_call(lambda: draw_up(world["groups"], world["ties"], **options), rounds)
    figures = {
        "map": lambda: plot_map(atlas, complete=True),
        "all, SVG": lambda: draw_everybody(world, go.Scatter),
        "all, WebGL": lambda: draw_everybody(world, go.Scattergl),
    }
    print(f"{people:,} people, {len(world['ties']):,} ties; draw_up {chosen:.2f} s")
    print("figure      made s   figure kB  page kB  painted s  drawn s  seen s")
    with sync_playwright() as started, tempfile.TemporaryDirectory() as folder:
        chromium = shutil.which("chromium") or sys.exit("there is no chromium on this machine")
        browser = started.chromium.launch(executable_path=chromium)
        for number, (name, draw) in enumerate(figures.items()):
            seconds, figure = time_call(draw, rounds if name == "map" else 1)
            size = len(figure.to_json().encode())
            page = Path(folder) / f"{number}.html"
            whole = write_figure_page(figure, page)
            picture = (pictures or Path(folder)) / f"map-{people}-{number}.png"
            times = [open_page(browser, page, picture) for _ in range(rounds)]
            shown = [statistics.median(column) for column in zip(*times, strict=True)]
            weights = f"{size / 1000:>12,.0f}{whole / 1000:>9,.0f}"
            print(
                f"{name:12}{seconds:>6.2f}{weights}{shown[0]:>11.2f}{shown[1]:>9.2f}{shown[2]:>8.2f}"
            )
        browser.close()


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__.strip().split("\n")[0])
    parser.add_argument("--people", type=int, default=30_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--screenshots", type=Path)
    given = parser.parse_args()
    compare(given.people, given.rounds, given.screenshots)


if __name__ == "__main__":
    main()
