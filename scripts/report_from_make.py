"""
Run `netlens report` for `make report IN=… GOAL=… OUT=…`.

Make and the shell would split and expand what a user types, so the three
arrive as environment variables, untouched. IN is then taken apart by looking
at what exists: My LinkedIn (1).zip needs no quotes, and may have them.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping

SAMPLE = "data/sample"
SAMPLE_OUTPUT = "reports/sample"
OWN_FILES = 'Your own files: make report IN="LinkedIn.zip contacts.vcf" GOAL="find a job as …"'


def split_paths(text: str, exists: Callable[[str], bool] = os.path.exists) -> list[str]:
    """
    Take apart a list of paths in which spaces may belong to names.

    Parameters
    ----------
    text
        Paths separated by white space; each may be quoted, or have its
        spaces escaped by backslashes; `~` is the home folder.
    exists
        Tells whether a path is there.

    Returns
    -------
    paths
        At each point the longest text that exists; where nothing exists, the
        next quoted or single word, so that the error names what was typed.
    """
    paths = []
    rest = text.strip()
    while rest:
        path, rest = _next_path(rest, exists)
        paths.append(path)
        rest = rest.lstrip()
    return paths


def _next_path(text: str, exists: Callable[[str], bool]) -> tuple[str, str]:
    ends = [len(text), *(i for i in range(len(text) - 1, 0, -1) if text[i].isspace())]
    for end in ends:
        for form in (text[:end], text[:end].replace("\\ ", " ")):
            path = os.path.expanduser(form)  # noqa: PTH111  (a path is kept as it was typed)
            if exists(path):
                return path, text[end:]
    closing = text.find(text[0], 1) if text[0] in "'\"" else -1
    if closing > 0:
        return os.path.expanduser(text[1:closing]), text[closing + 1 :]  # noqa: PTH111
    return text[: ends[-1]], text[ends[-1] :]


def build_arguments(environment: Mapping[str, str]) -> list[str]:
    """Turn IN, GOAL and OUT into the arguments of `netlens`."""
    own = environment.get("IN", "").strip()
    output = environment.get("OUT", "").strip() or ("" if own else SAMPLE_OUTPUT)
    goal = environment.get("GOAL", "").strip()
    arguments = ["report"]
    if output:
        arguments += ["--output", os.path.expanduser(output)]  # noqa: PTH111
    if goal:
        arguments += ["--goal", goal]
    return [*arguments, "--", *(split_paths(own) if own else [SAMPLE])]


def main() -> int:
    """Run the report; after the sample's, say how to make one's own."""
    command = [sys.executable, "-m", "netlens", *build_arguments(os.environ)]
    code = subprocess.run(command, check=False).returncode
    if code == 0 and not os.environ.get("IN", "").strip():
        print(OWN_FILES)
    return code


if __name__ == "__main__":
    sys.exit(main())
