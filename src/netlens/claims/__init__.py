"""
Every sentence and number the reader is told, as rows.

The page, the notebooks and the terminal only render this table; to trace,
compare or test what netlens says means to look here.
"""

from netlens.claims.assembling import build_claims
from netlens.claims.facts import Facts

__all__ = ["Facts", "build_claims"]
