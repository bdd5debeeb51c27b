#!/bin/sh
# million.sh PROGRAM: what `make witness-million` runs. Makes a million values and more of all that is at hand
# (common.sh) and of random schemas of every dialect, the least and readable ones, in more orders than one; our
# evaluator and ajv judge each, python-jsonschema MOST (5) of a question, spread. Prints the counts, and every
# refusal that is not a known fault of who judges (peer_faults). Some 20 minutes.
. "$(dirname "$0")/common.sh"
values=${VALUES:-32}
schemas=${SCHEMAS:-700}
most=${MOST:-5}

describe
mkdir -p random
rm -f lines/* random/*
for dialect in draft4 draft6 draft7 2019-09 2020-12; do
    "$program" --count "$schemas" --seed 1 schemas $dialect > random/random-$dialect.json
done
for pass in "0 least" "0 readable" "7 least" "7 readable"; do
    seed=${pass% *} order=${pass#* }
    options="--values $values --seed $seed"
    [ "$order" = least ] || options="$options --readable"
    for way in sets min containment components; do
        ask $way $options > "lines/$way-$order-$seed.ndjson"
    done
    for dialect in draft4 draft6 draft7 2019-09 2020-12; do
        "$program" $options --dialect $dialect sets random/random-$dialect.json \
            > "lines/random-$dialect-$order-$seed.ndjson"
    done
done
has_node || exit 0
judge --most "$most" lines/*.ndjson
node --max-old-space-size=6000 "$here/million.mjs" "$here/peer_faults" lines/*.ndjson
