"""
Contact exports in, contacts out: every row kept, rejected or skipped with a reason.

`read_exports` is the one door. It finds files in folders and archives, detects
what each is, has it read, and joins the results into tables.
"""

from netlens.exports.importing import Import, read_exports

__all__ = ["Import", "read_exports"]
