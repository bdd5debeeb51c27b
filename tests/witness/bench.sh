#!/bin/sh
# bench.sh PROGRAM: what `make bench-witness` runs. The engine and its peers are asked of the same schemas
# (common.sh, but components), one after the other: VALUES (20) of each from the engine, ROUNDS (5) times with a
# new one; 5 of each from json-schema-faker and hypothesis-jsonschema (peer_faker.mjs, peers.py), and of the pairs
# whether the one is included in the other from jsonsubschema. All values have the same two judges. Prints the
# table of bench_table.mjs.
. "$(dirname "$0")/common.sh"
options="--values ${VALUES:-20} --rounds ${ROUNDS:-5}"
if ! has_node || [ ! -d npm/node_modules/ajv ] || [ ! -x venv/bin/python ]; then
    echo "bench-witness: skipped, 3 peers: they need node, npm and python3"
    exit 0
fi

describe
rm -f lines/*
{ ask sets --values 0 && ask min --values 0; } > lines/schemas
ask containment --values 0 > lines/pairs
node "$here/peer_faker.mjs" lines/schemas > lines/json-schema-faker.ndjson
venv/bin/python "$here/peers.py" jsonsubschema lines/pairs > lines/jsonsubschema.ndjson
venv/bin/python "$here/peers.py" hypothesis lines/schemas > lines/hypothesis-jsonschema.ndjson
{
    ask sets $options && ask min $options
    ask containment --values 1 --rounds "${ROUNDS:-5}"
} > lines/oasdrift.ndjson
judge lines/oasdrift.ndjson lines/json-schema-faker.ndjson lines/hypothesis-jsonschema.ndjson
node "$here/bench_table.mjs" "$here/peer_faults" lines/oasdrift.ndjson lines/json-schema-faker.ndjson \
    lines/hypothesis-jsonschema.ndjson lines/jsonsubschema.ndjson
