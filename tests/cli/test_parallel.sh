# The recipe for GNU parallel, as the README has it: one recording on several processes, one report.
# plain build only
. tests/cli/verdict.sh
if ! command -v parallel > /dev/null; then
    skip gnu-parallel "GNU parallel"
    exit 0
fi
spec=tests/cases/drift/pets.openapi.yaml
for i in 1 2 3 4 5 6 7 8; do cat tests/cases/drift/possible-rename/exchanges.jsonl; done > "$work/big.jsonl"
"$PROGRAM" check "$spec" "$work/big.jsonl" --reproducible --report json="$work/whole.json"
whole=$?
seq 8 | PARALLEL_HOME=$work parallel --will-cite "$PROGRAM" check "$spec" "$work/big.jsonl" --reproducible \
    --shard {}/8 --exit-zero --report ndjson="$work/{}.ndjson" > "$work/log" 2>&1
verdict every-job-ends-well "$(cat "$work/log")" test $? -eq 0
"$PROGRAM" merge "$work"/?.ndjson --reproducible --report json="$work/merged.json"
verdict same-exit-code "$whole" test $? -eq "$whole"
verdict same-report-as-one-process "$(diff "$work/whole.json" "$work/merged.json" | head -n 5)" \
    cmp -s "$work/whole.json" "$work/merged.json"
# Blocks of one stream, two for each of two jobs: each process has its own part already.
"$PROGRAM" check "$spec" - --reproducible --report json="$work/whole.json" < "$work/big.jsonl"
PARALLEL_HOME=$work parallel --will-cite --pipepart -a "$work/big.jsonl" --block -2 -j 2 "$PROGRAM" check "$spec" - --reproducible \
    --shard {#}/4 --shard-by input --exit-zero --report ndjson="$work/block{#}" > "$work/log" 2>&1
blocks=$(ls "$work"/block? | wc -l)
if [ "$blocks" -eq 4 ]; then
    "$PROGRAM" merge "$work"/block? --reproducible --report json="$work/merged.json" 2> "$work/stderr"
    # A block does not know how many bytes are before it: offsets are its own.
    for report in whole merged; do
        jq '[.summary.exchanges, .summary.findings, .coverage, [.findings[] | [.fingerprint, .count]]]' "$work/$report.json" > "$work/$report.sum"
    done
    verdict same-counts-of-blocks-of-a-stream "$(cat "$work/stderr")" cmp -s "$work/whole.sum" "$work/merged.sum"
else
    not_ok blocks-of-a-stream "$blocks blocks instead of 4: $(head -n 3 "$work/log")"
fi
