"""
Whom a card names beside its own person: spouse, manager, assistant, members of a group.

Programs write this in a dozen ways. The name stays as it is stated; whether it
is somebody among the contacts is for record linkage to find out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from netlens.exports.vcard_fields import clean, fold
from netlens.exports.vcard_syntax import Head, Parser, Properties, cut_value, split_value, unescape

Relation = tuple[str, str]

_KIND_OF: Final = {
    "X-EVOLUTION-SPOUSE": "spouse",
    "X-EVOLUTION-MANAGER": "manager",
    "X-EVOLUTION-ASSISTANT": "assistant",
    "X-MS-SPOUSE": "spouse",
    "X-MS-CHILD": "child",
    "X-MS-MANAGER": "manager",
    "X-MS-ASSISTANT": "assistant",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant",
    "X-OUTLOOK-SPOUSE-NAME": "spouse",
    "X-OUTLOOK-MANAGER-NAME": "manager",
    "X-OUTLOOK-ASSISTANT-NAME": "assistant",
    "X-WAB-SPOUSE_NAME": "spouse",
    "SPOUSNAME": "spouse",
    "MANNAME": "manager",
    "ASSNAME": "assistant",
    "X-SPOUSE": "spouse",
    "X-MANAGER": "manager",
    "X-ASSISTANT": "assistant",
    "X-CHILDREN": "child",
    "X-CHILD": "child",
    "X-REFERRED-BY": "referred by",
    "X-REFERREDBY": "referred by",
    "MEMBER": "member",
    "X-ADDRESSBOOKSERVER-MEMBER": "member",
}
_MANY: Final = frozenset({"X-CHILDREN", "X-CHILD", "X-MS-CHILD"})
# Android numbers them; 0 is a label of the user's own.
_ANDROID: Final = {
    "1": "assistant",
    "2": "brother",
    "3": "child",
    "4": "domestic partner",
    "5": "father",
    "6": "friend",
    "7": "manager",
    "8": "mother",
    "9": "parent",
    "10": "partner",
    "11": "referred by",
    "12": "relative",
    "13": "sister",
    "14": "spouse",
}
_NO_KIND: Final = frozenset({"work", "home", "text", "uri", "internet", "other"})
RELATED: Final = frozenset(_KIND_OF) | {"RELATED", "X-ABRELATEDNAMES", "X-ANDROID-CUSTOM", "AGENT"}

_APPLE = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NESTED = re.compile(r"\s*BEGIN\s*:\s*VCARD\b", re.IGNORECASE)
_NESTED_NAME = re.compile(r"^[ \t]*(FN|N)(?:;[^:\n]*)?:([^\n]*\S)", re.IGNORECASE | re.MULTILINE)


def read_relations(
    properties: Properties,
    agents: Sequence[bytes],
    parser: Parser,
) -> tuple[Relation, ...]:
    """
    Read whom a card names.

    Parameters
    ----------
    properties
        The card.
    agents
        Cards nested in it, as bytes.
    parser
        What read the card.

    Returns
    -------
    relations
        (kind, name as stated) in order and without repeats; the kind is a
        lower-case word such as `spouse` or the user's own label, empty where
        the card does not say.
    """
    found = dict.fromkeys(_read_all(properties))
    for agent in agents:
        nested = parser.parse(agent).properties
        if name := _name_of(nested):
            found["agent", name] = None
    return tuple(found)


def _read_all(properties: Properties) -> Iterator[Relation]:
    for name, entries in properties.items():
        kind = _KIND_OF.get(name)
        for head, value in entries:
            if kind:
                values = split_value(value, ",") if name in _MANY else [unescape(value)]
                yield from ((kind, text) for text in map(fold, values) if text)
            elif name == "X-ANDROID-CUSTOM":
                yield from _read_android(value)
            elif name == "AGENT":
                yield from _read_inline_agent(value)
            elif name in RELATED and (text := clean(value)):
                yield _kind_of(head, properties), text


def _kind_of(head: Head, properties: Properties) -> str:
    if head.group:
        for other, label in properties.get("X-ABLABEL", ()):
            if other.group == head.group and (text := clean_label(unescape(label))):
                return text
    types = [kind for kind in head.types if kind not in _NO_KIND]
    return clean_label(types[0]) if types else ""


def clean_label(label: str) -> str:
    """Turn a label such as `_$!<Spouse>!$_` or `REFERRED_BY` into plain lower-case words."""
    match = _APPLE.fullmatch(label.strip())
    text = match[1] if match else label
    return fold(_CAMEL.sub(" ", text).replace("_", " ")).casefold()


def _read_android(value: str) -> Iterator[Relation]:
    """Read `vnd.android.cursor.item/relation;name;number of the kind;own label;…`."""
    item, name, number, label = [*map(fold, split_value(value, ";")), "", "", ""][:4]
    if item.endswith("/relation") and name:
        kind = _ANDROID.get(number, "") or label.casefold()
        yield kind, name


def _read_inline_agent(value: str) -> Iterator[Relation]:
    """Read the name of a card that is written out within one escaped value."""
    if not _NESTED.match(value):
        return
    names = {match[1].upper(): match[2] for match in _NESTED_NAME.finditer(unescape(value))}
    name = names.get("FN") or _compose(names.get("N", ""))
    if text := clean(name):
        yield "agent", text


def _name_of(properties: Properties) -> str:
    for name in ("FN", "N", "ORG", "EMAIL"):
        for _, value in properties.get(name, ()):
            text = _compose(value) if name == "N" else clean(value)
            if text:
                return text
    return ""


def _compose(value: str) -> str:
    family, given, *_ = [*map(fold, map(unescape, cut_value(value, ";"))), "", ""]
    return f"{given} {family}".strip()
