"""The locks, environment.yml and pyproject.toml say the same."""

import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

REPOSITORY = Path(__file__).resolve().parent.parent
LOCKS = ["requirements.lock", "requirements-dev.lock"]


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))


def read_lock(name: str) -> dict[str, set[str]]:
    """Read the pinned versions per package; markers may ask for more than one."""
    pins: dict[str, set[str]] = {}
    for line in (REPOSITORY / name).read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            requirement = Requirement(line.rstrip("\\ "))
            (pin,) = requirement.specifier
            assert pin.operator == "==", line
            pins.setdefault(canonicalize_name(requirement.name), set()).add(pin.version)
    return pins


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_no_address(name):
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("name", LOCKS)
def test_every_pinned_package_has_hashes(name):
    lines = (REPOSITORY / name).read_text(encoding="utf-8").splitlines()
    entries = [i for i, line in enumerate(lines) if line[:1].isalnum()]
    assert len(entries) > 50
    bare = [lines[i] for i in entries if not lines[i + 1].startswith("    --hash=sha256:")]
    assert not bare


def asked_with_extras(name: str) -> set[str]:
    """Read the packages that a lock pins with their extras."""
    lines = (REPOSITORY / name).read_text(encoding="utf-8").splitlines()
    return {line.partition("[")[0] for line in lines if line[:1].isalnum() and "[" in line}


@pytest.mark.parametrize(
    ("name", "packages"),
    [(LOCKS[0], {"jsonschema"}), (LOCKS[1], {"jsonschema", "coverage"})],
)
def test_extras_stay_in_the_lock(name, packages):
    """
    Of `coverage[toml]` pip 23 takes the newest release, whatever `coverage` is pinned to.

    That release has no hash in the lock, so that nothing could be installed any more.
    """
    assert packages <= asked_with_extras(name)


def unsatisfied(requirements: list[str], lock: dict[str, set[str]]) -> list[str]:
    found = []
    for line in requirements:
        requirement = Requirement(line)
        versions = lock.get(canonicalize_name(requirement.name), set())
        allowed = all(requirement.specifier.contains(Version(version)) for version in versions)
        found += [] if versions and allowed else [f"{line}: locked {sorted(versions)}"]
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_what_pyproject_asks_for_is_locked(project, name):
    wanted = [
        *project["project"]["dependencies"],
        *project["build-system"]["requires"],
        *project["dependency-groups"]["build"],
    ]
    assert not unsatisfied(wanted, read_lock(name))


def test_what_the_tests_ask_for_is_locked(project):
    wanted = project["project"]["optional-dependencies"]["test"]
    assert not unsatisfied(wanted, read_lock("requirements-dev.lock"))


def test_an_unlocked_or_outgrown_requirement_is_noticed():
    lock = {"numpy": {"2.4.0"}}
    assert unsatisfied(["numpy>=3"], lock) == ["numpy>=3: locked ['2.4.0']"]
    assert unsatisfied(["scipy"], lock) == ["scipy: locked []"]
    assert unsatisfied(["NumPy>=2,<3"], lock) == []


def test_the_tests_run_with_the_versions_that_users_get():
    runtime, tests = (read_lock(name) for name in LOCKS)
    assert {name: tests.get(name) for name in runtime} == runtime
    assert len(tests) > len(runtime)


def test_conda_gives_only_python_and_pip_and_the_lock_the_rest(project):
    text = (REPOSITORY / "environment.yml").read_text(encoding="utf-8")
    *conda, pip = yaml.safe_load(text)["dependencies"]
    python, tool = (Requirement(line) for line in conda)
    assert (python.name, tool.name) == ("python", "pip")
    assert python.specifier == SpecifierSet(project["project"]["requires-python"])
    assert pip == {"pip": ["-r requirements.lock"]}
