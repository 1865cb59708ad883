#!/bin/sh
# Holds our SARIF against the official schema of SARIF 2.1.0.
#
#   tests/sarif/check.sh [LCPAPER]      default: target/debug/lcpaper
#
# The schema is the one of OASIS that the crate serde-sarif carries (its source
# is fetched from crates.io; it is not kept here). Needs python3 with venv, curl.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
lcpaper=${1:-$root/target/debug/lcpaper}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

curl --silent --fail --location https://static.crates.io/crates/serde-sarif/serde-sarif-0.8.0.crate |
    tar -xz -C "$work" serde-sarif-0.8.0/src/schema.json
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check jsonschema==4.23.0

# A paper with an item taken out, so that there is an error beside the warnings.
grep -v '^ *36\.' "$root/fixtures/2017-work-plan-zh.txt" >"$work/draft.txt"
(cd "$work" && "$lcpaper" check draft.txt "$root"/fixtures/*.txt --no-config --format sarif >log.sarif 2>/dev/null) || true
"$work/venv/bin/python" - "$work" <<'PYTHON'
import json, pathlib, sys
import jsonschema
work = pathlib.Path(sys.argv[1])
schema = json.loads((work / "serde-sarif-0.8.0/src/schema.json").read_text())
log = json.loads((work / "log.sarif").read_text())
errors = list(jsonschema.Draft7Validator(schema).iter_errors(log))
for error in errors[:5]:
    print(list(error.path), error.message[:200])
run = log["runs"][0]
print(f"schema: {len(errors)} errors; {len(run['artifacts'])} papers, {len(run['results'])} results, {len(run['tool']['driver']['rules'])} rules")
sys.exit(1 if errors else 0)
PYTHON
