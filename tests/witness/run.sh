#!/bin/sh
# run.sh PROGRAM: what `make witness` runs. The engine is asked of the sets of CORPORA/witness, the
# bodies of its min/, and the pairs of CORPORA/containment/draft7 (VALUES of each at most, 20); ajv and
# python-jsonschema judge every value, where npm and python3 have them (install.sh). Prints the table
# of table.mjs; ends with 1 when an answer is wrong.
set -u
program=$(realpath "$1")
corpora=$(realpath "${CORPORA:-../shared/corpora}")
here=$(realpath "$(dirname "$0")")
work=$(dirname "$program")/witness
values=${VALUES:-20}

if [ ! -d "$corpora/witness" ]; then
    echo "witness: skipped, 8 sets: none at $corpora/witness (see CORPORA)"
    exit 0
fi
mkdir -p "$work/lines" && sh "$here/install.sh" "$work" && cd "$work" || exit 1
rm -f lines/*
"$program" --values "$values" sets "$corpora"/witness/*.json > lines/sets.ndjson
"$program" --values "$values" bodies "$corpora"/witness/min/*.json > lines/min.ndjson
[ ! -d "$corpora/containment/draft7" ] ||
    find "$corpora/containment/draft7" -name '*.json' | sort |
    xargs "$program" --values 1 --map-uri "http://localhost:1234/=$corpora/json-schema-test-suite/remotes" \
        containment > lines/containment.ndjson
export WITNESS_PACKAGES="$work/npm"
if ! command -v node > /dev/null 2>&1; then
    echo "witness: skipped, $(cat lines/*.ndjson | wc -l) questions: the table needs node"
    exit 0
fi
for lines in lines/*.ndjson; do
    [ ! -d npm/node_modules/ajv ] || node "$here/judge.mjs" "$lines" > "${lines%.ndjson}.ajv"
    [ ! -x venv/bin/python ] || venv/bin/python "$here/judge.py" "$lines" > "${lines%.ndjson}.python"
done
node "$here/table.mjs" "$here/peer_faults" lines/*.ndjson
