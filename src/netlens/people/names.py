"""Names and companies reduced to what identifies them, for comparing only."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from anyascii import anyascii


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HONORIFICS: Final = _words(
    """
    mr mrs ms miss mx dr prof professor herr frau sr sra dott dottssa dipl mag msc
    bsc phd mba md dds esq cpa pmp rn cfa llm mme mlle monsieur madame     mgr drs
    """,
)
_DEGREES: Final = _words("ma ba bc jd ing hon pan pani sir dame rev ir hr fr")
_GENERATIONS: Final = frozenset({"jr", "junior", "sr", "senior", "ii", "iii", "iv"})
# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS: Final = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "œ": "oe",
        "æ": "ae",
        "þ": "th",
        "ŋ": "n",
    },
)
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LEGAL: Final = _words(
    """
    gmbh ggmbh mbh ag se kg kgaa ohg gbr ug ev eg inc incorporated llc llp lp ltd limited
    plc corp corporation co company sa sas sarl sl srl spa bv nv ab as asa oy oyj aps pty
    pvt pte kk doo sro zoo spzoo lda ltda
    """,
)
_ROLE_MAILBOXES: Final = _words(
    """
    info contact kontakt hello hallo office buero sales vertrieb support help hilfe service
    kundenservice admin noreply no-reply donotreply team mail post jobs careers karriere hr
    press presse billing invoice accounts buchhaltung newsletter news marketing webmaster
    postmaster enquiries reception praxis sekretariat
    """,
)


@lru_cache(maxsize=1 << 17)
def plain(text: str) -> str:
    """Fold case, marks and punctuation: `Müller-Łoś, Ana` becomes `muller los ana`."""
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", bare.replace("_", " ")).strip()


@lru_cache(maxsize=1 << 17)
def name_words(name: str) -> tuple[str, ...]:
    """Give the words of a name without titles such as Dr., in the order written."""
    words = tuple(word for word in plain(name).split() if word not in _HONORIFICS)
    # Carlos Ma is no Master of Arts: what may be a name goes only if a full one is left.
    sure = tuple(word for word in words if word not in _DEGREES)
    return sure if len(sure) > 1 else words


def name_key(name: str) -> str:
    """
    Give a key that is equal for equal full names in either order.

    Empty for fewer than two words: a first name alone identifies nobody.
    """
    words = [word for word in name_words(name) if len(word) > 1 or not word.isascii()]
    return " ".join(sorted(words)) if len(words) > 1 else ""


def names_agree(one: str, other: str) -> bool:
    """
    Tell whether two names can belong to one person.

    They agree if one's words (initials included) all occur in the other's, in
    any order, and no generation such as Jr. stands against its absence. An
    empty name agrees with every name.
    """
    words, others = sorted((name_words(one), name_words(other)), key=len)
    if not words:
        return True
    if _GENERATIONS & set(words) != _GENERATIONS & set(others):
        return False
    left = list(others)
    for word in words:
        match = next((o for o in left if o == word), None)
        match = match or next((o for o in left if _is_initial(word, o)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _is_initial(word: str, other: str) -> bool:
    return (len(word) == 1 or len(other) == 1) and word[0] == other[0]


@lru_cache(maxsize=1 << 16)
def company_key(company: str) -> str:
    """
    Give a key that is equal for spellings of one company.

    Legal forms and what stands in brackets are left out: `Google LLC
    (Alphabet)` and `google` are one. Empty if nothing else is left.
    """
    words = plain(_BRACKETS.sub(" ", company)).split()
    kept = [word for word in words if word not in _LEGAL]
    return " ".join(kept or words)


def is_shared_mailbox(email: str) -> bool:
    """Tell whether an address such as `info@…` belongs to an office, not to a person."""
    local = email.split("@", 1)[0].casefold()
    return local in _ROLE_MAILBOXES


_UMLAUT = re.compile("([aou])e")


@lru_cache(maxsize=1 << 17)
def latin_words(name: str) -> tuple[str, ...]:
    """
    Give the words of a name in plain Latin letters, whatever script it is in.

    `Ольга Müller`, `Olga Mueller` and `olga muller` are one.
    """
    latin = plain(anyascii(" ".join(name_words(name))).replace("'", ""))
    return tuple(_UMLAUT.sub(r"\1", word) for word in latin.split())
