"""
Make .venv and install the locked dependencies into it, once per lock.

Only the standard library is used, and old Pythons are let in far enough to be
told which one is needed. What was installed is remembered in .venv as digests
of the lock files: touching a file or switching branches installs nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"runtime": "requirements.lock", "tests": "requirements-dev.lock"}
PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input", "install")


def check_python(version: tuple[int, ...], executable: str) -> None:
    """Stop with one clear line if Python is too old."""
    if version < OLDEST:
        seen, needed = ".".join(map(str, version[:3])), ".".join(map(str, OLDEST))
        msg = (
            f"netlens needs Python {needed} or newer; {executable} is {seen}. "
            "Install a newer one, or name it: make report PYTHON=python3.12"
        )
        raise SystemExit(msg)


def digest(root: Path, what: str) -> str:
    """Sum up everything that decides what is installed for `what`."""
    content = (root / LOCKS[what]).read_bytes() + (root / "pyproject.toml").read_bytes()
    return f"{what} {hashlib.sha256(content).hexdigest()}"


def is_installed(root: Path, what: str) -> bool:
    """Tell whether .venv works and was filled from the present lock."""
    stamp = root / ".venv" / "netlens-installed"
    return (
        stamp.is_file()
        and digest(root, what) in stamp.read_text(encoding="utf-8").splitlines()
        and _works(root / ".venv" / "bin" / "python")
    )


def _works(python: Path) -> bool:
    """Tell whether this interpreter starts and is new enough; its system may be gone."""
    question = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([python, "-c", question], check=False).returncode == 0
    except OSError:
        return False


def count_packages(lock: str) -> int:
    """Count the packages that a lock file names."""
    return sum("==" in line and line[:1].isalnum() for line in lock.splitlines())


def make_environment(root: Path) -> Path:
    """Make .venv unless a working one is there, and give its interpreter."""
    python = root / ".venv" / "bin" / "python"
    if not _works(python):
        command = [sys.executable, "-m", "venv", "--clear", str(root / ".venv")]
        if subprocess.run(command, check=False).returncode:
            msg = "Python could not make .venv. On Debian and Ubuntu: apt install python3-venv"
            raise SystemExit(msg)
    return python


def install(root: Path, python: Path, what: str) -> None:
    """Install one lock with its hashes checked, then netlens itself from this folder."""
    lock = root / LOCKS[what]
    total = count_packages(lock.read_text(encoding="utf-8"))
    print(f"Setting up .venv with {total} packages: once, about a minute …", file=sys.stderr)
    _run_pip([str(python), *PIP, "--require-hashes", "-r", str(lock)], total)
    # The build tools are locked too, so nothing is fetched for this step.
    options = ["--quiet", "--no-deps", "--no-build-isolation", "-e", str(root)]
    _run_pip([str(python), *PIP, *options], 0)


def _run_pip(command: list[str], total: int) -> None:
    shown = sys.stderr.isatty() and total > 0
    said, seen = [], 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            seen += line.startswith(("Collecting", "Ignoring", "Requirement already"))
            if shown and line.startswith("Installing"):
                print("\r  fetched; installing …            ", end="", file=sys.stderr)
            elif shown:
                print(f"\r  fetching {min(seen, total)} of {total} …", end="", file=sys.stderr)
    if shown:
        print(file=sys.stderr)
    if pip.returncode:
        sys.stderr.writelines(said[-15:])
        msg = "Installing failed (above: pip's last words). Run the same command again to go on."
        raise SystemExit(msg)


def set_up(root: Path, what: str) -> None:
    """Bring .venv to the state of the lock, and remember that."""
    if is_installed(root, what):
        return
    python = make_environment(root)
    install(root, python, what)
    # The lock for tests holds the runtime lock with equal versions.
    kept = ["runtime", "tests"] if what == "tests" else ["runtime"]
    stamp = "".join(digest(root, name) + "\n" for name in kept)
    (root / ".venv" / "netlens-installed").write_text(stamp, encoding="utf-8")


def main() -> None:
    """Check Python, then set up."""
    check_python(sys.version_info[:3], sys.executable)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=sorted(LOCKS), nargs="?", default="runtime")
    set_up(ROOT, parser.parse_args().what)


if __name__ == "__main__":
    main()
