#!/bin/sh
# Recompiles both locks for every platform, with hashes, naming no package index. Needs `uv`. Run it after editing *.in;
# pass --upgrade to take newer versions.
set -eu
cd "$(dirname "$0")/.."
for name in requirements requirements-dev; do
    # The developers' lock repeats the product's exact versions.
    constraint=""
    [ "$name" = requirements-dev ] && constraint="--constraints requirements.lock"
    # shellcheck disable=SC2086  # two words or none
    uv pip compile "$name.in" -o "$name.lock" $constraint --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet "$@"
done
