"""Where notebooks and sample lie."""

from netlens.shipped import notebooks_folder, sample_folder


def test_the_source_tree_ships_notebooks_and_sample(repository):
    """In a checkout they lie beside the package."""
    assert notebooks_folder() == repository / "notebooks"
    assert sample_folder() == repository / "data" / "sample"
