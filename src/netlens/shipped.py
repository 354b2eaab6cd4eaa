"""Where the notebooks and the sample lie: inside the wheel, or beside the source."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _find(inside: str, beside: str) -> Path:
    shipped = _PACKAGE / "_shipped" / inside
    return shipped if shipped.is_dir() else _PACKAGE.parent.parent / beside


def notebooks_folder() -> Path:
    """Give the folder of the notebooks that make a report."""
    return _find("notebooks", "notebooks")


def sample_folder() -> Path:
    """Give the project folder of the invented sample."""
    return _find("sample", "data/sample")
