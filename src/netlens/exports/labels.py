"""Labels that say something about a person, told from those that a program puts on everybody."""

import re

_SYSTEM = re.compile(
    r"\*?\s*(?:my\s?contacts|starred|starred in android|meine kontakte|mes contacts|"
    r"mis contactos|i miei contatti|meus contatos|imported(?: on)? \d.*|restored(?: on)? \d.*)?",
    re.IGNORECASE,
)


def is_system_label(label: str) -> bool:
    """Tell whether a label is empty or a program's own, such as Google's `myContacts`."""
    return _SYSTEM.fullmatch(label) is not None
