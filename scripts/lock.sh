#!/bin/sh
# Resolve pyproject.toml for every system and Python that it allows, into two
# files of pinned and hashed packages without any address. What is pinned
# already stays as it is, unless UPGRADE=1 is set.
set -eu
cd "$(dirname "$0")/.."

if ! command -v uv >/dev/null; then
  tools=$(mktemp -d)
  trap 'rm -rf "$tools"' EXIT
  "${PYTHON:-python3}" -m venv "$tools"
  "$tools/bin/pip" install --quiet uv
  PATH="$tools/bin:$PATH"
fi

compile() {
  uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
    --extra semantic --group build --generate-hashes --custom-compile-command "make lock" \
    --no-emit-index-url --no-emit-find-links --no-annotate --no-strip-extras ${UPGRADE:+--upgrade} "$@"
}

compile --output-file requirements.lock
# The tests run with the very versions that users get.
compile --extra test --constraint requirements.lock --output-file requirements-dev.lock
