#!/bin/sh
# campaign.sh FOLDER SECONDS PROGRAM...: runs each libFuzzer program, one at a time at the lowest
# priority, until it has had so many seconds of a processor over all campaigns in FOLDER. What it has is
# kept: call it again to go on where it stopped, also with more seconds or other programs. Programs, seeds
# and dictionaries are copied first, so that the tree can be built anew meanwhile.
#
#   FOLDER/log.tsv       one line a slice: when it ended, target, seconds by the clock, seconds of a
#                        processor, executions, edges reached, edges known, inputs, faults
#   FOLDER/corpus/NAME   what was learned
#   FOLDER/faults/NAME-  inputs that broke it; the campaign goes on behind them
#   FOLDER/logs/         what libFuzzer said, of the last slice and of each that broke
#
# SLICE: seconds of a slice by the clock (600), after which the log is written. A target is given up after
# FAULTS_MAX faults.
# For each target that is done a row of Markdown is printed; its edges have the sanitizers' own among them.
set -u
FAULTS_MAX=20
slice=${SLICE:-600}
folder=$1
wanted=$2
shift 2
mkdir -p "$folder/bin" "$folder/corpus" "$folder/faults" "$folder/logs" || exit 2
folder=$(cd "$folder" && pwd)
exec 9> "$folder/lock"
flock -n 9 || { echo "campaign: one runs already in $folder"; exit 2; }
tests=$(dirname "$0")

# prepare NAME PROGRAM: copies of all that a target needs.
prepare()
{
    cp "$2" "$folder/bin/$1.new" && mv "$folder/bin/$1.new" "$folder/bin/$1"
    mkdir -p "$folder/corpus/$1"
    [ ! -d "$tests/seeds/$1" ] || cp -n "$tests/seeds/$1"/* "$folder/corpus/$1/"
    [ ! -d "$tests/corpus/$1" ] || cp -n "$tests/corpus/$1"/* "$folder/corpus/$1/"
    [ ! -f "$tests/$1.dict" ] || cp "$tests/$1.dict" "$folder/bin/"
}

# Column COLUMN of NAME's lines of the log, summed up.
total() { awk -F '\t' -v name="$1" -v column="$2" '$2 == name { n += $column } END { print n + 0 }' "$folder/log.tsv"; }

# number PATTERN: of the last line of the slice's output that has it.
number() { sed -n "s/.*$1.*/\\1/p" "$out" | tail -n 1 | grep . || echo 0; }

# An input that breaks the target would break it in each slice: it is taken out of what was learned.
take_out_faults()
{
    for fault in "$folder/faults/$1"-*; do
        [ -f "$fault" ] && find "$folder/corpus/$1" -type f -size "$(wc -c < "$fault")c" \
            -exec cmp -s {} "$fault" \; -exec rm {} \;
    done
}

# run_slice NAME SECONDS: adds a line to the log.
run_slice()
{
    out=$folder/logs/$1.log
    dictionary=
    [ ! -f "$folder/bin/$1.dict" ] || dictionary=-dict=$folder/bin/$1.dict
    started=$(date +%s)
    faults=0
    # shellcheck disable=SC2086 # an empty one vanishes
    (
        nice -n 19 "$folder/bin/$1" -max_total_time="$2" -max_len=16384 -timeout=60 \
            -rss_limit_mb=2048 -print_final_stats=1 -reload=0 \
            -artifact_prefix="$folder/faults/$1-" $dictionary "$folder/corpus/$1" > "$out" 2>&1 9>&-
        code=$?
        times > "$folder/times"
        exit "$code"
    ) || faults=1
    [ "$faults" -eq 0 ] || { cp "$out" "$folder/logs/$1-$started.log"; take_out_faults "$1"; }
    printf '%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n' "$(date -u +%FT%TZ)" "$1" \
        $(($(date +%s) - started)) \
        "$(awk -F '[ms ]+' 'FNR == 2 { print int(60 * $1 + $2 + 60 * $3 + $4) }' "$folder/times")" \
        "$(number 'stat::number_of_executed_units: *\([0-9]*\)')" "$(number 'cov: \([0-9]*\)')" \
        "$(number 'Loaded 1 PC tables (\([0-9]*\) PCs)')" "$(ls "$folder/corpus/$1" | wc -l)" \
        "$faults" >> "$folder/log.tsv"
}

# What came of NAME over all slices, as a row of Markdown.
row()
{
    awk -F '\t' -v name="$1" '$2 == name {
        cpu += $4; executions += $5; faults += $9; inputs = $8
        if ($6 > edges) edges = $6
    } END { printf "| %s | %d | %.0f | %d | %d | %d |\n", name, executions, cpu / 60, edges, inputs, faults }' \
        "$folder/log.tsv"
}

touch "$folder/log.tsv"
echo "| target | executions | minutes of a processor | edges | inputs | faults |"
echo "|---|---|---|---|---|---|"
for program in "$@"; do
    name=$(basename "$program")
    prepare "${name#fuzz_}" "$program"
done
for program in "$@"; do
    name=$(basename "$program")
    name=${name#fuzz_}
    while [ "$(total "$name" 4)" -lt "$wanted" ]; do
        if [ "$(total "$name" 9)" -ge "$FAULTS_MAX" ]; then
            echo "campaign: $name: given up after $FAULTS_MAX faults"
            break
        fi
        run_slice "$name" "$slice"
    done
    row "$name"
done
[ "$(awk -F '\t' '{ n += $9 } END { print n + 0 }' "$folder/log.tsv")" -eq 0 ]
