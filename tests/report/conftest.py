"""Small notebooks for the tests of the report."""

import json

import pytest


@pytest.fixture
def make_notebook(tmp_path):
    """Write a notebook of (kind, source, tags) cells and give its path."""

    def make(name, *cells):
        made = []
        for number, (kind, source, *tags) in enumerate(cells):
            cell = {
                "cell_type": kind,
                "id": f"cell-{number}",
                "metadata": {"tags": tags},
                "source": source,
            }
            if kind == "code":
                cell |= {"outputs": [], "execution_count": None}
            made.append(cell)
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        content = {
            "cells": made,
            "metadata": {"kernelspec": kernel},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        folder = tmp_path / "notebooks"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
        return folder / name

    return make


@pytest.fixture
def parameters_cell():
    """Give a cell that declares a parameter of each type."""
    lines = [
        'word: str = "x"  # a word',
        "number: int = 1  # a count",
        "share: float = 0.5",
        "flag: bool = True",
        "many: list = []",
    ]
    return "code", "\n".join(lines), "parameters"
