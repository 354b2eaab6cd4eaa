"""Where the names of bridges stand on the map: beside their dots, off everything else."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netlens.figures.labels import label
from netlens.schema import list_rows

if TYPE_CHECKING:
    from netlens.measures.atlas import Atlas

VEIL: Final = "rgba(255,255,255,0.85)"  # keeps lines from running through words
LONGEST: Final = 24
_LETTER: Final = 6.6  # pixels of a character, on average
_HEIGHT: Final = 16.0
_AWAY: Final = 9.0
_ROOM: Final = 350.0
_FARTHER: Final = 6.0  # what the next place costs, in square pixels of what is covered
_ME: Final = 24.0


@dataclass(frozen=True)
class Box:
    """A rectangle by its middle and half its size."""

    x: float
    y: float
    half_width: float
    half_height: float

    def overlap(self, other: "Box") -> float:
        """Give the area that two boxes share."""
        across = self.half_width + other.half_width - abs(self.x - other.x)
        down = self.half_height + other.half_height - abs(self.y - other.y)
        return max(across, 0.0) * max(down, 0.0)


def place_names(atlas: "Atlas") -> list[dict[str, Any]]:
    """
    Place the name of every bridge beside its dot.

    Parameters
    ----------
    atlas
        From `draw_up`.

    Returns
    -------
    notes
        One annotation per bridge, escaped, at the place around its dot where it
        covers least.
    """
    heads = atlas.bridges["person_id"].drop_duplicates()
    dots = atlas.dots.set_index("person_id")
    spots = dots.loc[heads, ["x", "y"]].to_numpy(dtype=float).tolist()
    heavy = [
        Box(0.0, 0.0, _ME, _ME),
        *_region_names(atlas),
        *(Box(x, y, 6.0, 6.0) for x, y in spots),
    ]
    light = [
        Box(x, y, 4.0, 4.0) for x, y in zip(dots["x"].tolist(), dots["y"].tolist(), strict=True)
    ]
    notes = []
    for person, (x, y) in zip(heads, spots, strict=True):
        name = label(dots.loc[person, "name"], LONGEST)
        half = min(len(str(dots.loc[person, "name"])), LONGEST) * _LETTER / 2
        places = _around(x, y, half)
        costs = [
            _cost(place, heavy, light) + _FARTHER * number for number, place in enumerate(places)
        ]
        box = places[costs.index(min(costs))]
        heavy.append(box)
        # At the side the name is held where it begins or ends, as its width is a guess.
        way = 0 if box.y != y else (1 if box.x > x else -1)
        notes.append(
            {
                "name": "bridge",
                "text": name,
                "x": round(x + way * (_AWAY - 2) if way else box.x, 1),
                "y": round(box.y, 1),
                "xanchor": ("center", "left", "right")[way],
                "font": {"size": 12},
                "bgcolor": VEIL,
                "borderpad": 1,
            }
        )
    return notes


def _region_names(atlas: "Atlas") -> list[Box]:
    boxes = []
    for region in list_rows(atlas.regions):
        if pd.isna(region["radius"]):
            top = region["y"] + region["height"] / 2
            boxes.append(Box(-_ROOM / 3, top - 14.0, _ROOM * 2 / 3, 10.0))
        else:
            boxes.append(Box(region["x"], region["y"] + region["radius"] + 32, 76.0, 24.0))
    return boxes


def _around(x: float, y: float, half: float) -> list[Box]:
    side, above = half + _AWAY, _HEIGHT / 2 + _AWAY
    places = [(side, 0.0), (-side, 0.0), (0.0, above), (0.0, -above)]
    for across in (1.0, -1.0, 0.5, -0.5):
        places += [(across * half, above), (across * half, -above)]
    places += [(across * half, up * 2) for across in (0.0, 1.0, -1.0) for up in (above, -above)]
    return [Box(x + dx, y + dy, half, _HEIGHT / 2) for dx, dy in places]


def _cost(box: Box, heavy: list[Box], light: list[Box]) -> float:
    outside = max(abs(box.x) + box.half_width - _ROOM, 0.0)
    covered = sum(box.overlap(other) for other in heavy) * 10
    return round(outside * 1_000 + covered + sum(box.overlap(other) for other in light), 1)
