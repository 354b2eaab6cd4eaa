"""What a user types after IN=, GOAL= and OUT= arrives as it was typed."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from scripts.report_from_make import build_arguments, split_paths

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "there", "paths"),
    [
        ("a.zip", ["a.zip"], ["a.zip"]),
        ("a.zip b.vcf", ["a.zip", "b.vcf"], ["a.zip", "b.vcf"]),
        ("My LinkedIn (1).zip", ["My LinkedIn (1).zip"], ["My LinkedIn (1).zip"]),
        ("My LinkedIn (1).zip b.vcf", ["My LinkedIn (1).zip", "b.vcf"], None),
        ("b.vcf  My  two spaces.zip", ["b.vcf", "My  two spaces.zip"], None),
        ("Anna's export.zip b.vcf", ["Anna's export.zip", "b.vcf"], None),
        ("Müller & Söhne [2].csv $5.vcf", ["Müller & Söhne [2].csv", "$5.vcf"], None),
        ("'My LinkedIn.zip' contacts.vcf", ["My LinkedIn.zip", "contacts.vcf"], None),
        ('"Anna\'s export.zip" b.vcf', ["Anna's export.zip", "b.vcf"], None),
        (r"My\ LinkedIn.zip b.vcf", ["My LinkedIn.zip", "b.vcf"], None),
        ("a a b", ["a", "a a", "b"], ["a a", "b"]),
        ("  a.zip \t b.vcf ", ["a.zip", "b.vcf"], None),
        ("", [], []),
    ],
)
def test_paths_are_told_apart_by_what_exists(text, there, paths):
    assert split_paths(text, there.__contains__) == (paths or there)


@pytest.mark.parametrize(
    ("text", "there", "paths"),
    [
        ("gone.zip b.vcf", ["b.vcf"], ["gone.zip", "b.vcf"]),
        ("b.vcf 'not there.zip' c", ["b.vcf"], ["b.vcf", "not there.zip", "c"]),
        ("'unclosed b.vcf", ["b.vcf"], ["'unclosed", "b.vcf"]),
        ("' '", [], [" "]),
    ],
)
def test_a_path_that_is_not_there_is_handed_on_to_be_named_in_the_error(text, there, paths):
    assert split_paths(text, there.__contains__) == paths


def test_a_tilde_is_the_home_folder(monkeypatch):
    monkeypatch.setenv("HOME", "/home/maya")
    there = ["/home/maya/My LinkedIn.zip", "/home/maya/b.vcf"]
    assert split_paths("~/My LinkedIn.zip '~/b.vcf'", there.__contains__) == there


def test_without_input_the_sample_is_reported():
    assert build_arguments({}) == ["report", "--output", "reports/sample", "--", "data/sample"]
    assert build_arguments({"IN": " ", "OUT": "x y", "GOAL": "be"}) == [
        *("report", "--output", "x y", "--goal", "be"),
        *("--", "data/sample"),
    ]


def test_own_files_go_where_netlens_puts_reports_unless_told_otherwise():
    assert build_arguments({"IN": "-a.zip"}) == ["report", "--", "-a.zip"]


HOSTILE = 'Lead C# at Müller\'s: earn $500, $(shell echo no) `echo no` \\ "now" 100 %'


def test_make_hands_over_everything_untouched(tmp_path):
    shutil.copy(REPOSITORY / "Makefile", tmp_path)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "set_up.py").touch()
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    code = 'import json, os; print(json.dumps([os.environ[x] for x in ("IN", "GOAL", "OUT")]))'
    python.write_text(f"#!{sys.executable}\n{code}\n")
    python.chmod(python.stat().st_mode | stat.S_IXUSR)

    given = ["Anna's  export [ü] (1).zip", HOSTILE, "out $HOME #1"]
    variables = [
        f"{name}={value}" for name, value in zip(("IN", "GOAL", "OUT"), given, strict=True)
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    said = subprocess.run(
        ["make", "report", f"PYTHON={sys.executable}", *variables],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert json.loads(said) == given
