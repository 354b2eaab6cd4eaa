"""vCards: address books and single cards of every version."""

from netlens.errors import InputError
from netlens.exports.batch import Batch


def read_vcard(data: bytes) -> Batch:
    """Read one vCard file."""
    msg = f"a vCard file of {len(data)} bytes: vCards cannot be read yet."
    raise InputError(msg)
