"""Which program wrote a vCard file: what it says itself, else the properties only it uses."""

from collections.abc import Iterable
from typing import Final

# What PRODID contains, in upper case; the more particular comes first.
_BY_PRODID: Final = (
    ("WEBDAV COLLABORATOR", "Outlook"),
    ("CARDBOOK", "Thunderbird"),
    ("THUNDERBIRD", "Thunderbird"),
    ("MOZILLA", "Thunderbird"),
    ("SOGO", "SOGo"),
    ("APPLE", "Apple"),
    ("MAC OS X", "Apple"),
    ("ADDRESS BOOK", "Apple"),
    ("GOOGLE", "Google"),
    ("ENTOURAGE", "Outlook"),
    ("OUTLOOK", "Outlook"),
    ("EXCHANGE", "Outlook"),
    ("MICROSOFT", "Outlook"),
    ("DAVX5", "DAVx5"),
    ("DAVDROID", "DAVx5"),
    ("BITFIRE", "DAVx5"),
    ("NEXTCLOUD", "Nextcloud"),
    ("OWNCLOUD", "ownCloud"),
    ("SABRE", "Nextcloud"),
    ("EVOLUTION", "Evolution"),
    ("XIMIAN", "Evolution"),
    ("KADDRESSBOOK", "KDE"),
    ("KDE", "KDE"),
    ("KONTACT", "KDE"),
    ("PROTON", "Proton"),
    ("PM-EZ-VCARD", "Proton"),
    ("FASTMAIL", "Fastmail"),
    ("CYRUS", "Fastmail"),
    ("ZIMBRA", "Zimbra"),
    ("YAHOO", "Yahoo"),
    ("SAMSUNG", "Samsung"),
    ("NOKIA", "Nokia"),
    ("BLACKBERRY", "BlackBerry"),
    ("HUAWEI", "Huawei"),
    ("ROUNDCUBE", "Roundcube"),
    ("SYNOLOGY", "Synology"),
    ("TUTA", "Tuta"),
    ("HORDE", "Horde"),
    ("TINE", "tine"),
    ("EM CLIENT", "eM Client"),
    ("ANDROID", "Android"),
)
# How the names of properties begin that only one program writes.
_BY_NAME: Final = (
    ("X-KADDRESSBOOK-", "KDE"),
    ("X-EVOLUTION-", "Evolution"),
    ("X-MOZILLA-", "Thunderbird"),
    ("X-OUTLOOK-", "Outlook"),
    ("X-MS-", "Outlook"),
    ("X-WAB-", "Outlook"),
    ("X-PM-", "Proton"),
    ("X-WA-BIZ-", "WhatsApp"),
    ("X-SAMSUNG", "Samsung"),
    ("X-NOKIA", "Nokia"),
    ("X-FC-", "FullContact"),
    ("X-ABUID", "Apple"),
    ("X-ABADR", "Apple"),
    ("X-ADDRESSBOOKSERVER-", "Apple"),
    ("X-IMAGETYPE", "Apple"),
    ("X-ANDROID-CUSTOM", "Android"),
    ("X-GROUP-MEMBERSHIP", "Android"),
    ("X-CUSTOM1", "Thunderbird"),
)
_BY_UID: Final = (
    ("PAS-ID-", "Evolution"),
    ("PROTON-", "Proton"),
    ("TB-", "Thunderbird"),
)
# Ways of writing a head, compared in the case they are written in; all of one row must occur.
_BY_HEAD: Final = (
    (("TYPE=INTERNET", "X-ABLabel"), "Google"),
    (("TYPE=INTERNET", "X-PHONETIC-"), "Google"),
    (("type=INTERNET", ";type="), "Apple"),
    (("TEL;type=CELL;type=VOICE",), "Apple"),
    (("N;LANGUAGE=",), "Outlook"),
    (("KEY;X509;",), "Outlook"),
    (("waid=",), "WhatsApp"),
    (("TYPE=WhatsApp",), "WhatsApp"),
    (("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE",), "Android"),
)


def detect_producer(
    heads: Iterable[str],
    *,
    prodids: Iterable[str] = (),
    uids: Iterable[str] = (),
    labels: Iterable[str] = (),
) -> str:
    """
    Tell which program wrote a file.

    Parameters
    ----------
    heads
        What stands before the colons, as written.
    prodids, uids, labels
        Values of PRODID, UID and CATEGORIES that occur.

    Returns
    -------
    producer
        The name that people use for it, or `unknown`.
    """
    known = (
        _find(_BY_PRODID, prodids, anywhere=True)
        or _find(_BY_NAME, {head.partition(";")[0].rpartition(".")[2] for head in heads})
        or _find(_BY_UID, uids)
    )
    if known:
        return known
    if any(label.strip() in {"myContacts", "starred"} for label in labels):
        return "Google"
    written = "\n".join(heads)
    marks = (who for signs, who in _BY_HEAD if all(sign in written for sign in signs))
    return next(marks, "unknown")


def _find(signs: Iterable[tuple[str, str]], texts: Iterable[str], *, anywhere: bool = False) -> str:
    """Return the producer of the first sign that any of the texts has."""
    upper = [text.strip().upper() for text in texts]
    for sign, producer in signs:
        if any(sign in text if anywhere else text.startswith(sign) for text in upper):
            return producer
    return ""
