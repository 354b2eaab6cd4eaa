"""
Where exports lie: files, folders, zip archives and project folders.

Gives one `Source` per file worth looking at, with the owner whose list it is.
An archive is someone else's file: a member that lies about its size, climbs
out with `..`, is encrypted or holds another archive is refused with a reason,
and nothing is ever unpacked to disk.
"""

import os
import stat
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from netlens.errors import InputError, SettingsError
from netlens.escaping import one_line

ME: Final = "me"
LARGEST_FILE: Final = 1 << 30
LARGEST_ARCHIVE: Final = 2 << 30
MOST_MEMBERS: Final = 50_000
HIGHEST_RATIO: Final = 200
RATIO_MATTERS_FROM: Final = 10 << 20
_ENCRYPTED: Final = 0x1
_CONSENT: Final = "consent.toml"
_NOT_EXPORTS: Final = frozenset({".cache", "reports", "__MACOSX", ".git", ".venv"})


@dataclass(frozen=True)
class Owner:
    """Whose list a file is; `consent` says when and for what it was given."""

    name: str = ME
    consent: str = ""
    profile: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """One file's bytes, or the reason why there are none."""

    name: str
    owner: Owner
    data: bytes = b""
    refused: str = ""
    from_archive: bool = False


def is_project(folder: Path) -> bool:
    """Tell whether `folder` is a project folder: it holds netlens.toml or exports/."""
    return (folder / "netlens.toml").is_file() or (folder / "exports").is_dir()


def open_sources(path: Path) -> Iterator[Source]:
    """
    Yield every file at `path`, in name order.

    Parameters
    ----------
    path
        A file, a zip archive, a folder of either, or a project folder, of
        which only `exports/` is read.

    Yields
    ------
    source
        One file. Names are relative to the folder's parent, or bare.

    Raises
    ------
    InputError
        If there is nothing at `path`, or it cannot be read.
    SettingsError
        If a consent.toml lacks who, when or what for.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        msg = (
            f"{one_line(path)}: {error.strerror or error}. "
            "Check the name; one with spaces needs quotes around it."
        )
        raise InputError(msg) from error
    if stat.S_ISDIR(mode):
        yield from _open_folder(path)
    elif stat.S_ISREG(mode):
        yield from _open_file(path, path.name, Owner())
    else:
        msg = f"{one_line(path)}: neither a file nor a folder."
        raise InputError(msg)


def _open_folder(folder: Path) -> Iterator[Source]:
    exports = folder / "exports" if is_project(folder) else folder
    in_project = exports != folder
    if not exports.is_dir():
        return
    for entry in sorted(exports.iterdir(), key=lambda item: item.name):
        if entry.name.startswith(".") or entry.name in _NOT_EXPORTS:
            continue
        if entry.is_dir() and not entry.is_symlink():
            owner = _read_owner(entry)
            if owner is None and in_project and not _is_own_archive(entry):
                yield Source(name=f"{entry.name}/", owner=Owner(entry.name), refused=_NO_CONSENT)
                continue
            yield from _walk(entry, exports, owner or Owner())
        elif entry.is_file():
            yield from _open_file(entry, entry.name, Owner())


_NO_CONSENT: Final = (
    "a colleague's folder without consent.toml is not read; write one with "
    'who = "Full Name", when = 2026-05-02 and for = "reach and introductions", '
    "or put your own files straight into exports/"
)


def _is_own_archive(folder: Path) -> bool:
    """Tell an unpacked LinkedIn download of one's own from a colleague's folder."""
    return folder.name.startswith(("Basic_LinkedInDataExport", "Complete_LinkedInDataExport"))


def _walk(folder: Path, base: Path, owner: Owner) -> Iterator[Source]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _NOT_EXPORTS)
        for name in sorted(files):
            path = Path(root) / name
            if name == _CONSENT or name.startswith(".") or not path.is_file():
                continue
            yield from _open_file(path, path.relative_to(base).as_posix(), owner)


def _read_owner(folder: Path) -> Owner | None:
    path = folder / _CONSENT
    if not path.is_file():
        return None
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        msg = f"{folder.name}/{_CONSENT}: not valid TOML: {error}."
        raise SettingsError(msg) from error
    missing = [key for key in ("who", "when", "for") if not data.get(key)]
    if missing:
        msg = (
            f"{folder.name}/{_CONSENT}: {', '.join(missing)} missing. "
            'Write who = "Full Name", when = 2026-05-02, for = "reach and introductions".'
        )
        raise SettingsError(msg)
    profile = {
        "name": str(data["who"]),
        "emails": tuple(filter(None, [str(data.get("email", ""))])),
        "linkedin_url": str(data.get("linkedin", "")),
    }
    return Owner(folder.name, consent=f"{data['when']}: {data['for']}", profile=profile)


def _open_file(path: Path, name: str, owner: Owner) -> Iterator[Source]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            yield Source(name, owner, refused=f"larger than {LARGEST_FILE >> 20} MiB")
            return
        with path.open("rb") as file:
            is_zip = file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}
            file.seek(0)
            if is_zip and not name.lower().endswith((".xlsx", ".ods", ".numbers")):
                yield from _open_archive(file, name, owner)
            else:
                yield Source(name, owner, data=file.read())
    except OSError as error:
        yield Source(name, owner, refused=f"cannot be read: {error.strerror or error}")


def _open_archive(file: IO[bytes], name: str, owner: Owner) -> Iterator[Source]:
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        yield Source(name, owner, refused=f"not a readable zip archive: {one_line(error)}")
        return
    members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
    if not members:
        yield Source(name, owner, refused="an empty zip archive")
    left = LARGEST_ARCHIVE
    if len(members) > MOST_MEMBERS:
        yield Source(name, owner, refused=f"a zip archive of {len(members):,} files")
        return
    for member in members:
        if _is_noise(member.filename):
            continue
        label = f"{name}/{member.filename}"
        refused = _refuse(member, left)
        if refused:
            yield Source(label, owner, refused=refused, from_archive=True)
            continue
        source = _read_member(archive, member, label, owner)
        left -= len(source.data)
        yield source


def _is_noise(member: str) -> bool:
    parts = PurePosixPath(member).parts
    return any(part in {"__MACOSX", ".DS_Store"} for part in parts)


def _refuse(member: zipfile.ZipInfo, left: int) -> str:
    """Say why an archive member is not read, or nothing."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "a path that leads out of the archive"
    if member.flag_bits & _ENCRYPTED:
        return "encrypted; unpack it with its password first"
    if path.suffix.lower() in {".zip", ".gz", ".7z", ".rar", ".tar", ".xz", ".bz2"}:
        return "an archive within the archive; unpack it first"
    size, packed = member.file_size, max(member.compress_size, 1)
    if size > min(LARGEST_FILE, left):
        return f"unpacks to {size / (1 << 20):,.0f} MiB, more than netlens reads from one archive"
    if size > RATIO_MATTERS_FROM and size / packed > HIGHEST_RATIO:
        return f"unpacks to {size / packed:,.0f} times its size, as a zip bomb would"
    return ""


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str, owner: Owner
) -> Source:
    """Read one member, never more than it announced."""
    try:
        with archive.open(member) as stream:
            data = stream.read(member.file_size + 1)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
    ) as error:
        return Source(label, owner, refused=f"damaged: {one_line(error)}", from_archive=True)
    except Exception as error:  # noqa: BLE001
        return Source(label, owner, refused=f"damaged: {one_line(error)}", from_archive=True)
    if len(data) > member.file_size:
        return Source(label, owner, refused="unpacks to more than it announces", from_archive=True)
    return Source(label, owner, data=data, from_archive=True)
