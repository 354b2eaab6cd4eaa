"""
Train the linear map that turns sentence vectors towards occupations.

usage: python validation/train_attunement.py FOLDER

FOLDER holds an occupation database as `netlens taxonomy add` takes it. The map
is the identity at first; a step draws two titles (or a task and a title) of
each of 512 occupations, and asks that the two be nearer than titles of other
occupations. Writes `src/netlens/attunement.npz`: `shift` is added to a vector,
`turn` multiplies the sum.

The shipped map was trained on the half of O*NET (USDOL/ETA, CC BY 4.0) that
withholds the titles and tasks of the judged `onet` queries, so that these stay
a test. No judged query of any set took part; steps, temperature and share of
tasks were chosen by looking at the `jobbert` queries.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netlens.taxonomy import read_occupations
from netlens.vectors import ATTUNEMENT, SIZE, SentenceModel, find_installed

STEPS: Final = 1500
AT_ONCE: Final = 512
TEMPERATURE: Final = 0.07
TASKS: Final = 0.6
RATE: Final = 1e-3
SHIFT_RATE: Final = 0.1
WARM_UP: Final = 50
NEAR_IDENTITY: Final = 1.0
SEED: Final = 0

Matrix = NDArray[np.float32]


class Adam:
    """Adam (Kingma & Ba 2015) for one array, changed in place."""

    def __init__(self, array: Matrix, rate: float) -> None:
        self.array, self.rate = array, rate
        self.mean, self.square = np.zeros_like(array), np.zeros_like(array)

    def step(self, gradient: Matrix, number: int) -> None:
        """Take one step; the rate rises first, and falls to nothing at the end."""
        self.mean = 0.9 * self.mean + 0.1 * gradient
        self.square = 0.999 * self.square + 0.001 * gradient**2
        rate = self.rate * min(1, (number + 1) / WARM_UP) * (1 - number / STEPS)
        mean = self.mean / (1 - 0.9 ** (number + 1))
        spread = np.sqrt(self.square / (1 - 0.999 ** (number + 1)))
        self.array -= (rate * mean / (spread + 1e-8)).astype(np.float32)


def by_code(rows: Sequence[tuple[str, str]], model: SentenceModel) -> dict[str, Matrix]:
    """Give the plain vectors of each occupation's texts."""
    vectors = model.embed([text for _, text in rows])
    places: dict[str, list[int]] = {}
    for place, (code, _) in enumerate(rows):
        places.setdefault(code, []).append(place)
    return {code: vectors[at] for code, at in places.items()}


def draw(
    titles: dict[str, Matrix], tasks: dict[str, Matrix], chance: np.random.Generator
) -> tuple[Matrix, Matrix]:
    """Draw a text and a title of each of some occupations."""
    codes = [code for code, rows in titles.items() if len(rows) > 1]
    left, right = [], []
    for at in chance.choice(len(codes), size=min(AT_ONCE, len(codes)), replace=False):
        code = codes[at]
        first, second = chance.choice(len(titles[code]), 2, replace=False)
        by_task = code in tasks and chance.random() < TASKS
        left.append(chance.choice(tasks[code]) if by_task else titles[code][first])
        right.append(titles[code][second])
    return np.array(left), np.array(right)


def slope(left: Matrix, right: Matrix) -> tuple[Matrix, Matrix]:
    """Give the gradients of the contrast, both ways, by unscaled left and right."""
    sizes = [np.linalg.norm(side, axis=1, keepdims=True) for side in (left, right)]
    a, b = left / sizes[0], right / sizes[1]
    scores = a @ b.T / TEMPERATURE
    shares = sum(
        odds / odds.sum(axis=axis, keepdims=True) / 2
        for axis in (0, 1)
        for odds in (np.exp(scores - scores.max(axis=axis, keepdims=True)),)
    )
    pull = (shares - np.eye(len(a), dtype=np.float32)) / len(a) / TEMPERATURE
    by_a, by_b = pull @ b, pull.T @ a
    by_left = (by_a - (by_a * a).sum(axis=1, keepdims=True) * a) / sizes[0]
    return by_left, (by_b - (by_b * b).sum(axis=1, keepdims=True) * b) / sizes[1]


def train(titles: dict[str, Matrix], tasks: dict[str, Matrix]) -> tuple[Matrix, Matrix]:
    """Give shift and turn."""
    chance = np.random.default_rng(SEED)
    turn = np.eye(SIZE, dtype=np.float32)
    shift = -np.concatenate(list(titles.values())).mean(axis=0) / 2
    turning, shifting = Adam(turn, RATE), Adam(shift, RATE * SHIFT_RATE)
    for number in range(STEPS):
        left, right = (side + shift for side in draw(titles, tasks, chance))
        by_left, by_right = slope(left @ turn, right @ turn)
        back = NEAR_IDENTITY * (turn - np.eye(SIZE, dtype=np.float32)) / SIZE
        shifting.step((by_left @ turn.T).sum(axis=0) + (by_right @ turn.T).sum(axis=0), number)
        turning.step(left.T @ by_left + right.T @ by_right + back, number)
    return shift, turn


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    installed = find_installed()
    if installed is None:
        parser.error("the sentence model is not installed")
    model = SentenceModel(installed, attuned=False)
    names, texts = read_occupations(folder)
    wanted = {kind: sorted(set(rows)) for kind, rows in texts.items()}
    titles = by_code(wanted["titles"], model)
    tasks = by_code(wanted["tasks"] + wanted["descriptions"], model)
    shift, turn = train(titles, tasks)
    np.savez_compressed(ATTUNEMENT, shift=shift.astype(np.float16), turn=turn.astype(np.float16))
    print(f"{len(names)} occupations, {len(titles)} with titles: {ATTUNEMENT}")


if __name__ == "__main__":
    main()
