"""
What is particular to LinkedIn: profile addresses, Profile.csv, the other files of an archive.

The slug after `/in/` is the only key that LinkedIn's files share. Its archive
holds some fifty tables; which one a table is, its header says, as file names
have changed over the years and in re-saved copies.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import unquote

from netlens.exports.columns import header_key, match_header
from netlens.exports.names import compose_name, fold_text

_SLUG = re.compile(
    r"(?<![\w-])linkedin\.com/(?:mwlite/|comm/|m/)?in/([^/?#&\s\"'<>]{1,300})",
    re.IGNORECASE,
)

# Columns that together occur in no other table, and what the table is.
_SIGNATURES: Final = (
    ("conversationid content", "messages"),
    ("conversationid senderprofileurl", "messages"),
    ("from to date subject content", "messages"),
    ("from to sentat direction", "invitations"),
    ("from to sentat message", "invitations"),
    ("inviterprofileurl inviteeprofileurl", "invitations"),
    ("skillname endorserfirstname", "endorsements received"),
    ("skillname endorseefirstname", "endorsements given"),
    ("endorsementdate skillname", "endorsements"),
    ("text creationdate status", "recommendations"),
    ("companyname startedon finishedon", "positions"),
    ("companyname title description location startedon", "positions"),
    ("schoolname degreename", "education"),
    ("schoolname startdate enddate", "education"),
    ("organization followedon", "company follows"),
    ("emailaddress confirmed primary", "e-mail addresses"),
    ("extension number type", "phone numbers"),
    ("registeredat registrationip", "registration"),
    ("sharelink sharecommentary", "shares"),
    ("date sharelink", "shares"),
    ("date link message", "comments"),
    ("date type link", "reactions"),
    ("date link", "votes"),
    ("applicationdate jobtitle", "job applications"),
    ("saveddate jobtitle", "saved jobs"),
    ("time searchquery", "search queries"),
    ("date ipaddress useragenttype", "security challenges"),
    ("logindate ipaddress", "logins"),
    ("memberagebyyear", "ad targeting"),
    ("memberage companynames", "ad targeting"),
    ("addate adtitleid", "ads clicked"),
    ("contenttitle contenttype", "learning"),
    ("categorytypeofinference", "inferences about you"),
    ("transactionmadeat", "receipts"),
    ("causename", "causes"),
    ("datetime mediadescription medialink", "rich media"),
    ("eventname eventtime", "events"),
    ("date status fullname", "member follows"),
    ("hashtag", "hashtag follows"),
    ("groupname joinedgroupat", "groups"),
    ("name authority startedon", "certifications"),
    ("name url authority", "certifications"),
    ("name proficiency", "languages"),
    ("title description url startedon", "projects"),
    ("name publishedon publisher", "publications"),
    ("companyname role cause", "volunteering"),
    ("profilesummary", "profile summary"),
)  # fmt: skip

# Tables whose columns could be anybody's are known by name only.
_FILE_NAMES: Final = frozenset({
    "skills", "languages", "shares", "registration", "adtargeting", "learning", "positions",
    "education", "honors", "causes", "causesyoucareabout", "courses", "certifications",
    "projects", "publications", "patents", "organizations", "volunteering", "testscores",
    "votes", "reactions", "comments", "instantreposts", "richmedia", "logins", "events",
    "receipts", "receiptsv", "searchqueries", "securitychallenges", "savedjobs",
    "savedjobalerts", "jobapplications", "jobapplicantsavedanswers", "jobseekerpreferences",
    "companyfollows", "memberfollows", "hashtagfollows", "emailaddresses", "phonenumbers",
    "whatsappphonenumbers", "profilesummary", "messages", "guidemessages",
    "learningcoachmessages", "learningroleplaymessages", "coachmessages", "invitations",
    "endorsementreceivedinfo", "endorsementgiveninfo", "recommendationsreceived",
    "recommendationsgiven", "inferencesaboutyou", "adsclicked", "lanadsengagement",
    "privateidentityasset", "services", "providers", "engagements", "opportunities",
    "verifications", "identity", "savedanswers", "groups", "groupmembers", "badges", "articles",
    "creatormode", "digitalids",
})  # fmt: skip
_DOWNLOAD = re.compile(r"(?:basic|complete)_linkedindataexport", re.IGNORECASE)


def slug_of(url: str) -> str | None:
    """
    Return the key of a LinkedIn profile address.

    Returns
    -------
    slug
        What follows `/in/`, percent-decoded and in lower case; `None` for any
        other address, such as a company page.
    """
    host, found, rest = url.partition("linkedin.com/in/")
    if found and host[-1:] in "./" and rest.isascii() and rest.replace("-", "").isalnum():
        return rest.lower()  # as nearly all of them are
    match = _SLUG.search(url)
    if match is None:
        return None
    slug = match[1]
    if "%" in slug:
        try:
            slug = unquote(slug, errors="strict")
        except UnicodeDecodeError:
            slug = match[1]
    slug = slug.strip().lower()
    return slug if slug.isascii() else unicodedata.normalize("NFC", slug)


def is_linkedin_extra(file_name: str, header: Sequence[str]) -> str | None:
    """
    Name a table of a LinkedIn archive that lists no contacts.

    Parameters
    ----------
    file_name
        Name or path of the file; used where the columns could be anybody's.
    header
        The cells of the first row that looks like one.

    Returns
    -------
    table
        Such as `messages`; `None` for contacts, for Profile.csv and for files
        that are not LinkedIn's.
    """
    keys = {header_key(name) for name in header}
    if is_profile(header) or {"firstname", "lastname", "connectedon"} <= keys:
        return None
    for signature, table in _SIGNATURES:
        if keys.issuperset(signature.split()):
            return table
    stem = file_name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if header_key(stem) not in _FILE_NAMES and not _DOWNLOAD.search(file_name):
        return None
    if lists_contacts(header):
        return None
    return " ".join(stem.replace("_", " ").split())[:60].lower()


def lists_contacts(header: Sequence[str]) -> bool:
    """Tell whether columns are those of a list of people, whatever the file is called."""
    fields = set(match_header(header).fields)
    named = fields & {"given", "family", "name", "name?"}
    return (
        bool(fields & {"email", "phone"})
        or {"given", "family"} <= fields
        or (bool(named) and bool(fields & {"company", "url"}))
    )


def is_profile(header: Sequence[str]) -> bool:
    """Tell whether a header is that of Profile.csv."""
    keys = {header_key(name) for name in header}
    return {"firstname", "lastname", "headline"} <= keys and bool(
        keys & {"summary", "industry", "maidenname", "geolocation", "zipcode"},
    )


def read_profile(header: Sequence[str], row: Sequence[str], line: int) -> dict[str, Any]:
    """
    Read the one row of Profile.csv: who the owner of the archive is.

    Returns
    -------
    profile
        `name`, `given`, `family`, `maiden`, `headline`, `summary`, `industry`,
        `location` (never the street), `websites` and `line`; `None` where
        nothing is stated.
    """
    cells = {header_key(name): fold_text(cell) for name, cell in zip(header, row, strict=False)}
    given, family = cells.get("firstname") or None, cells.get("lastname") or None
    return {
        "name": compose_name(given, None, family),
        "given": given,
        "family": family,
        **{name: _stated(cells, key) for name, key in _PROFILE_FIELDS.items()},
        "websites": _in_brackets(cells.get("websites", "")),
        "line": line,
    }


_PROFILE_FIELDS: Final = {
    "maiden": "maidenname",
    "headline": "headline",
    "summary": "summary",
    "industry": "industry",
    "location": "geolocation",
}


def _stated(cells: Mapping[str, str], key: str) -> str | None:
    return cells.get(key) or None


def _in_brackets(text: str) -> tuple[str, ...]:
    """Split LinkedIn's lists: `[PERSONAL:https://example.com,OTHER:https://example.org]`."""
    parts = (part.strip() for part in text.strip("[]").split(","))
    return tuple(re.sub(r"\A[A-Z_]{2,20}:(?=\S)", "", part) for part in parts if part)
