"""The house rules that a linter cannot see."""

import ast
import importlib
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import netlens

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCE = REPOSITORY / "src" / "netlens"

LONGEST_FILE = 500
LONGEST_FUNCTION = 40
LARGEST_FILE = 2_000_000
CODE = {".css", ".html", ".js", ".py", ".sh"}
VAGUE = {"common", "helper", "helpers", "misc", "util", "utils"}

# Modules without behaviour of their own to test.
UNTESTED = {"schema/aiming.py", "schema/reading.py", "schema/telling.py"}

# Spelled apart, so that this file does not find itself.
FOREIGN = [
    "/" + "work/",
    "/" + "tmp/w",
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry.npm" + "js.org",
    "deb." + "debian.org",
    "anaconda" + ".org",
]


def list_files(*, tracked_only: bool = False) -> list[Path]:
    """List what git keeps, or would keep."""
    options = ["--cached"] if tracked_only else ["--cached", "--others", "--exclude-standard"]
    command = ["git", "ls-files", "-z", *options]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True).stdout
    paths = [REPOSITORY / name for name in listed.decode().split("\0") if name]
    return sorted({path for path in paths if path.is_file()})


def list_modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def names_used(tree: ast.AST) -> Iterator[str]:
    """Give every name and dotted attribute that code mentions, docstrings left out."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Name, ast.Attribute)):
            yield ast.unparse(node)


def test_every_module_has_its_test():
    missing = []
    for module in list_modules():
        inside = module.relative_to(SOURCE)
        test = REPOSITORY / "tests" / inside.with_name(f"test_{inside.name}")
        if inside.stem in {"__init__", "__main__"} or inside.as_posix() in UNTESTED:
            continue
        if not test.is_file():
            missing.append(f"{relative(module)}: no {relative(test)}")
    assert not missing, "\n".join(missing)


def test_the_list_of_untested_modules_is_no_longer_than_needed():
    assert {name for name in UNTESTED if (SOURCE / name).is_file()} == UNTESTED


def test_no_file_is_long():
    long = []
    for path in list_files():
        if path.suffix in CODE:
            lines = len(path.read_text(encoding="utf-8").splitlines())
            long += [f"{relative(path)}: {lines} lines"] if lines > LONGEST_FILE else []
    assert not long, "\n".join(long)


def function_sizes(
    tree: ast.Module,
) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Count each function's lines from its first statement on, the docstring left out."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            yield node, (node.end_lineno - body[0].lineno + 1) if body else 0


def test_no_function_is_long():
    long = [
        f"{relative(path)}:{node.lineno}: {node.name} has {size} lines"
        for path in list_files()
        if path.suffix == ".py"
        for node, size in function_sizes(parse(path))
        if size > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_no_module_is_named_for_nothing():
    assert not [relative(path) for path in list_files() if path.stem in VAGUE]


def test_no_file_is_large():
    large = [relative(path) for path in list_files() if path.stat().st_size > LARGEST_FILE]
    assert not large


def test_only_the_command_line_prints_and_reads_the_environment():
    forbidden = {"print", "input", "click.echo", "sys.stdout", "os.environ", "os.getenv"}
    commands = {*SOURCE.glob("cli*.py"), *SOURCE.glob("commands*.py")}
    # Where a user's own model and database lie is said once, for every project and library call.
    by_user = {SOURCE / "vectors.py", SOURCE / "taxonomy.py"}
    found = [
        f"{relative(path)}: {name}"
        for path in list_modules()
        if path not in commands | by_user
        for name in sorted(forbidden.intersection(names_used(parse(path))))
    ]
    assert not found, "\n".join(found)


def test_global_chance_and_plotly_defaults_are_left_alone():
    forbidden = {"np.random.seed", "random.seed", "pio.templates.default", "pd.set_option"}
    found = [
        f"{relative(path)}: {name}"
        for path in list_modules()
        for name in sorted(forbidden.intersection(names_used(parse(path))))
    ]
    assert not found, "\n".join(found)


def test_nothing_names_a_machine_or_a_package_index():
    found = []
    for path in list_files():
        content = path.read_bytes()
        if b"\0" not in content:
            found += [f"{relative(path)}: {text}" for text in FOREIGN if text.encode() in content]
    assert not found, "\n".join(found)


def test_the_readme_shows_every_command():
    cli = importlib.import_module("netlens.cli")
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    missing = [name for name in cli.main.commands if f"netlens {name}" not in readme]
    assert not missing


def test_every_command_and_option_has_help():
    cli = importlib.import_module("netlens.cli")
    silent = [name for name, command in cli.main.commands.items() if not command.help]
    for name, command in cli.main.commands.items():
        for option in command.params:
            bare = option.param_type_name == "option" and not option.help
            silent += [f"{name} {option.opts[0]}"] if bare else []
    assert not silent


def test_every_picture_and_file_that_the_readme_names_is_there():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", readme)
    named = [target.split("#")[0] for target in targets if "://" not in target]
    assert named
    assert not [name for name in named if name and not (REPOSITORY / name).exists()]


def test_the_changelog_starts_with_this_version():
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = [line for line in changelog.splitlines() if line.startswith("## ")]
    versions = [line.removeprefix("## [").split("]")[0] for line in headings]
    assert next(name for name in versions if name != "Unreleased") == netlens.__version__


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the wheel, offline, with the locked build tools."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    built = subprocess.run(
        [*command, folder], cwd=REPOSITORY, check=False, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_carries_the_notebooks_and_the_sample(wheel):
    shipped = {"notebooks": "netlens/_shipped/notebooks", "data/sample": "netlens/_shipped/sample"}
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        inside + relative(path).removeprefix(beside)
        for beside, inside in shipped.items()
        for path in list_files(tracked_only=True)
        if relative(path).startswith(beside + "/")
    }
    assert any(name.endswith(".ipynb") for name in wanted)
    assert any(name.endswith("sample/netlens.toml") for name in wanted)
    assert wanted <= names
    assert {relative(path).removeprefix("src/") for path in list_modules()} <= names


@pytest.mark.slow
def test_an_installed_wheel_finds_what_it_carries(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r});"
        "from netlens.shipped import notebooks_folder, sample_folder;"
        "print(notebooks_folder()); print(sample_folder())"
    )
    command = [sys.executable, "-I", "-c", code]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    shipped = tmp_path / "netlens" / "_shipped"
    assert [Path(line) for line in found] == [shipped / "notebooks", shipped / "sample"]
