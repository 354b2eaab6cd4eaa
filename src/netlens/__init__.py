"""See what your contacts can do for your goals."""

__version__ = "0.1.0"
