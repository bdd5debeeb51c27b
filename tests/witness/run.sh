#!/bin/sh
# run.sh PROGRAM: what `make witness` runs. The engine is asked for VALUES (20) of each schema (common.sh; of
# pairs, one); ajv and python-jsonschema judge every value, of components the latter judges 3 of each, where npm
# and python3 have them (install.sh). Prints the table of table.mjs, and of the faults of request bodies; ends
# with 1 when an answer is wrong.
. "$(dirname "$0")/common.sh"
values=${VALUES:-20}

describe
rm -f lines/*
ask sets --values "$values" > lines/sets.ndjson
ask min --values "$values" > lines/min.ndjson
ask containment --values 1 > lines/containment.ndjson
ask components --values "$values" > lines/components.ndjson
"$program" faults specs/*.json > lines/faults
if ! has_node; then
    echo "witness: skipped, $(cat lines/*.ndjson | wc -l) questions: the table needs node"
    exit 0
fi
judge lines/sets.ndjson lines/min.ndjson lines/containment.ndjson
judge --most 3 lines/components.ndjson
node "$here/table.mjs" "$here/peer_faults" lines/*.ndjson
status=$?
node "$here/faults.mjs" lines/faults
exit $status
