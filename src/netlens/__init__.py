"""See what your contacts can do for your goals."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netlens.network import open_network as open  # noqa: A004

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load the facade on first use, so that `netlens --help` need not wait for pandas."""
    if name == "open":
        from netlens.network import open_network  # noqa: PLC0415

        return open_network
    msg = f"module 'netlens' has no attribute {name!r}"
    raise AttributeError(msg)
