# --shard: which part each engine's variables mean, and what merge says when the parts do not fit.
. tests/cli/verdict.sh
root=$PWD
spec=tests/cases/drift/pets.openapi.yaml
recording=tests/cases/drift/all-was-seen/exchanges.jsonl

# by_engine NAME INDEX COUNT VARIABLES...: --shard auto means INDEX of COUNT.
by_engine()
{
    engine_name=$1 index=$2 count=$3
    shift 3
    env "$@" "$PROGRAM" check "$spec" "$recording" --shard auto --exit-zero --report ndjson="$work/events" 2> "$work/stderr"
    verdict "$engine_name" "$(cat "$work/stderr")" \
        test "$(head -n 1 "$work/events" | jq -c '.shard | {index, count}')" = "{\"index\":$index,\"count\":$count}"
    rm -f "$work/events"
}
by_engine slurm 3 4 SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=0
by_engine slurm-by-twos 2 4 SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_STEP=2
by_engine kubernetes 1 5 JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=5
by_engine gitlab 2 3 CI_NODE_INDEX=2 CI_NODE_TOTAL=3
by_engine circleci 3 3 CIRCLE_NODE_INDEX=2 CIRCLE_NODE_TOTAL=3
by_engine buildkite 1 2 BUILDKITE_PARALLEL_JOB=0 BUILDKITE_PARALLEL_JOB_COUNT=2
by_engine aws-batch 10 10 AWS_BATCH_JOB_ARRAY_INDEX=9 AWS_BATCH_JOB_ARRAY_SIZE=10

JOB_COMPLETION_INDEX=1 expect_exit kubernetes-without-a-count 2 "$PROGRAM" check "$spec" "$recording" --shard auto
JOB_COMPLETION_INDEX=1 expect_exit kubernetes-with-a-count 0 \
    "$PROGRAM" check "$spec" "$recording" --shard auto/2 --exit-zero
expect_exit no-engine 2 "$PROGRAM" check "$spec" "$recording" --shard auto
SLURM_ARRAY_TASK_ID=x expect_exit no-number 2 "$PROGRAM" check "$spec" "$recording" --shard auto/2
for bad in 0/2 3/2 2 1/0 a/b 1/999999999; do
    expect_exit "no-shard-$bad" 2 "$PROGRAM" check "$spec" "$recording" --shard "$bad"
done
expect_exit ranges-of-a-har 3 "$PROGRAM" check "$SHOP" "$CLEAN" --shard 1/2 --shard-by ranges

judge() { "$PROGRAM" check "$spec" "$recording" --exit-zero --reproducible "$@" > /dev/null 2>&1; }
for shard in 1 2 3; do judge --shard $shard/3 --report ndjson="$work/$shard"; done

# What of a schema is known counts in a shard whose exchanges meet it, and in one whose do not.
unread=tests/cases/ledger/reference-that-is-not-read-below
for part in "--report json=$work/whole" "--shard 1/2 --report ndjson=$work/u1" "--shard 2/2 --report ndjson=$work/u2"; do
    # shellcheck disable=SC2086 # words
    "$PROGRAM" check $unread/openapi.yaml $unread/session.har $part --reproducible > /dev/null 2>&1
done
expect_exit schemas-with-an-unread-part 1 "$PROGRAM" merge "$work/u1" "$work/u2" --reproducible --report json="$work/merged"
verdict schemas-with-an-unread-part-make-the-whole differs cmp -s "$work/whole" "$work/merged"

expect_exit missing-shard 3 "$PROGRAM" merge "$work/1" "$work/3"
verdict missing-shard-is-named "$(cat "$work/stdout")" grep -q 'shard 2 of 3 is missing \[run.shard-missing\]' "$work/stdout"
head -n 1 "$work/2" > "$work/unfinished"
expect_exit without-a-trailer 3 "$PROGRAM" merge "$work/1" "$work/unfinished" "$work/3"
verdict unfinished-file-is-named "$(cat "$work/stdout")" grep -q "unfinished has no trailer" "$work/stdout"
expect_exit unfinished-and-retried 0 "$PROGRAM" merge "$work/1" "$work/unfinished" "$work/2" "$work/3"
cat "$work/1" "$work/2" "$work/3" > "$work/all"
expect_exit one-file-behind-another 0 "$PROGRAM" merge "$work/all"
sed 's/"judged":[0-9]*/"judged":77/; s/"values":[0-9]*/"values":77/' "$work/2" > "$work/changed"
expect_exit changed-file 2 "$PROGRAM" merge "$work/1" "$work/changed" "$work/3"
verdict changed-line-is-named "$(cat "$work/stderr")" grep -qE 'changed:[0-9]+:' "$work/stderr"
judge --shard 2/3 --shard-by files --report ndjson="$work/other"
expect_exit same-shard-other-content 2 "$PROGRAM" merge "$work/1" "$work/2" "$work/3" "$work/other"
judge --shard 2/4 --report ndjson="$work/of4"
expect_exit other-number-of-shards 2 "$PROGRAM" merge "$work/1" "$work/of4"
judge --shard 2/3 --rules strict --report ndjson="$work/strict"
expect_exit other-rules 2 "$PROGRAM" merge "$work/1" "$work/strict"
"$PROGRAM" check "$SHOP" "$CLEAN" --shard 2/3 --exit-zero --report ndjson="$work/shop" 2> /dev/null
expect_exit other-description 2 "$PROGRAM" merge "$work/1" "$work/shop"
judge --shard 2/3 --run-id tomorrow --report ndjson="$work/tomorrow"
expect_exit other-run 2 "$PROGRAM" merge "$work/1" "$work/tomorrow"

# Rule sets find the places of what only the whole can tell as a run of the whole does.
tagged() { "$PROGRAM" check tests/cases/drift/tagged.openapi.yaml tests/cases/drift/tagged.jsonl --reproducible "$@" 2> /dev/null; }
for name in ignored-by-tag ignored-by-status-of-a-class ignored-by-operation override-by-tag; do
    rules=tests/cases/drift/$name/rules.yaml
    tagged --rules "$rules" --drift-after 4 --report json="$work/whole.json"
    tagged --rules "$rules" --shard 1/2 --report ndjson="$work/t1"
    tagged --rules "$rules" --shard 2/2 --report ndjson="$work/t2"
    "$PROGRAM" merge "$work/t1" "$work/t2" --rules "$rules" --drift-after 4 --reproducible --report json="$work/merged.json"
    verdict "places-in-a-merge-$name" "$(diff "$work/whole.json" "$work/merged.json")" cmp -s "$work/whole.json" "$work/merged.json"
done

# Hostile event files: one error with its line, no crash.
hostile() { printf '%s\n' "$2" > "$work/hostile"; expect_exit "hostile-$1" "$3" "$PROGRAM" merge "$work/hostile"; }
start='{"event":"start","version":1,"command":"check","descriptions":[]}'
hostile no-json '{"event":' 2
hostile no-object '[]' 2
hostile unknown-event '{"event":"surprise"}' 2
hostile no-start '{"event":"finding"}' 2
hostile another-version '{"event":"start","version":2,"command":"check"}' 2
hostile negative-count "$start
{\"event\":\"not-checked\",\"reason\":\"x\",\"part\":\"response.body\",\"count\":-1}" 2
hostile unknown-rule "$start
{\"event\":\"finding\",\"rule\":\"no.rule\"}" 2
hostile forged-digest "$start
{\"event\":\"end\",\"digest\":\"00\"}" 2
hostile shard-0-of-0 '{"event":"start","version":1,"command":"check","shard":{"index":0,"count":3}}' 2
hostile a-billion-shards '{"event":"start","version":1,"command":"check","shard":{"index":1,"count":1000000000}}' 2
hostile start-only "$start" 3
: > "$work/empty"
expect_exit empty-file 3 "$PROGRAM" merge "$work/empty"
expect_exit no-file 2 "$PROGRAM" merge "$work/nothing"

# ---- rule sets of the merge ----

# Events that were judged without rule sets are graded by those of the merge as a run with them would
# be; what events cannot tell is refused, and rule sets of the run that merge lacks are told.
exchange()
{
    printf '{"request":{"method":"GET","url":"http://h%s","headers":[]},"response":{"status":%s,"headers":[{"name":"content-type","value":"application/json"}],"content":{"size":%s,"mimeType":"application/json","text":"%s"}}}\n' \
        "$1" "$2" "$(printf '%s' "$3" | tr -d '\\' | wc -c)" "$3"
}
cat > "$work/rules.openapi.yaml" <<'END2'
openapi: 3.1.0
info: {title: R, version: "1"}
paths:
  /a:
    get:
      operationId: getA
      tags: [first]
      parameters: [{name: q, in: query, schema: {type: integer}}]
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: object, properties: {id: {type: string}}}}}}
        "400": {description: bad, content: {application/json: {schema: {type: object}}}}
  /b: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {type: string}}}}}}}
END2
{
    exchange '/a?q=x' 400 '{}'
    exchange '/a?q=x&r=1' 200 '{\"id\":1,\"more\":2}'
    exchange /b 200 1
    exchange /c 200 1
    exchange /c 200 1
} > "$work/rules.harl"
judge() { "$PROGRAM" check "$work/rules.openapi.yaml" "$work/rules.harl" --from har-lines --reproducible --exit-zero "$@" > /dev/null 2>&1; }
for part in 1 2; do judge --shard "$part/2" --report "ndjson=$work/plain$part"; done
number=0
while IFS= read -r text; do
    number=$((number + 1))
    printf '%b\n' "$text" > "$work/set$number.yaml"
    judge --rules "$work/set$number.yaml" --report "json=$work/run.json"
    expect_exit "set-$number-is-applied" 0 "$PROGRAM" merge "$work/plain1" "$work/plain2" --rules "$work/set$number.yaml" --reproducible --exit-zero --report "json=$work/merged.json"
    verdict "set-$number-grades-as-a-run-does" "$(diff "$work/run.json" "$work/merged.json" | head -n 20)" cmp -s "$work/run.json" "$work/merged.json"
    for part in 1 2; do judge --shard "$part/2" --rules "$work/set$number.yaml" --report "ndjson=$work/own$part"; done
    expect_exit "set-$number-of-both" 0 "$PROGRAM" merge "$work/own1" "$work/own2" --rules "$work/set$number.yaml" --reproducible --exit-zero --report "json=$work/merged.json"
    verdict "set-$number-of-both-is-that-of-a-run" "$(diff "$work/run.json" "$work/merged.json" | head -n 20)" cmp -s "$work/run.json" "$work/merged.json"
done << 'END2'
severity: {response.property-undocumented: error, response.body-schema: warning}
severity: {response.property-undocumented: "off", request.*: error}
severity: {response.body-schema.type: info}
overrides: [{where: {operation: getA}, severity: {response.body-schema: info, response.property-undocumented: error}}]
overrides: [{where: {tag: first}, severity: {response.*: "off"}}]
overrides: [{where: {path: /c}, severity: {route.*: info}}]
ignore: [{rule: response.body-schema, where: {operation: GET /b}, reason: known, owner: me}]
ignore: [{rule: request.*, name: q, reason: known}]\nignore-properties: [more]
ignore: [{rule: response.body-schema, where: {operation: GET /b}, reason: known, expires: 2020-01-01}]
thresholds: {coverage: {operations: 100, responses: 100}, not-checked: 0}
severity: {drift.*: warning}
END2
judge --report "ndjson=$work/whole"
judge --report "ndjson=$work/each" --each-exchange
refused()
{
    printf '%s\n' "$3" > "$work/refused.yaml"
    expect_exit "$1" 2 "$PROGRAM" merge "$2" --rules "$work/refused.yaml" --report "ndjson=$work/merged"
    says "$1-says-why" "$4"
}
refused a-rule-that-was-off "$work/whole" 'severity: {response.header-undocumented: warning}' 'response.header-undocumented was off'
refused a-group-with-a-rule-that-was-off "$work/whole" 'overrides: [{where: {operation: getA}, severity: {response.*: info}}]' 'response.header-undocumented was off'
refused an-assertion "$work/whole" 'assertions: [{name: a, that: {present: $url}}]' 'assertions need the exchanges'
refused a-time "$work/whole" 'thresholds: {response-time: 1s}' 'response-time needs the exchanges'
refused a-status "$work/whole" 'ignore: [{where: {status: 400}, reason: known}]' 'events do not tell every status'
refused verdicts "$work/each" 'severity: {response.*: info}' 'events of --each-exchange have verdicts'
judge --report "ndjson=$work/strict" --rules strict
refused other-rule-sets "$work/strict" 'severity: {response.*: info}' 'was judged by other rule sets than those of --rules'
expect_exit rule-sets-that-merge-lacks 0 "$PROGRAM" merge "$work/strict" --exit-zero -q
says are-told 'the events were judged by rule sets that merge is not given'

# --expect: a part that was lost is exit 3, whatever was found, and is named on standard error.
spec=tests/cases/drift/pets.openapi.yaml
recording=tests/cases/drift/all-was-seen/exchanges.jsonl
part() { "$PROGRAM" check "$spec" "$recording" --exit-zero --reproducible "$@" > /dev/null 2>&1; }
# expects NAME CODE N PART...
expects()
{
    expects_name=$1 expects_code=$2 expects_count=$3
    shift 3
    expect_exit "$expects_name" "$expects_code" "$PROGRAM" merge "$@" --expect "$expects_count" --report json="$work/expected.json"
}
for shard in 1 2 3 4 5 6 7 8; do part --shard $shard/8 --report ndjson="$work/e$shard"; done
expects all-are-there 0 8 "$work"/e[1-8]
verdict all-are-there-in-silence "$(cat "$work/stderr")" [ ! -s "$work/stderr" ]
expects one-is-lost 3 8 "$work"/e[1-7]
says one-is-named "shard 8 of 8 is missing"
expects several-are-lost 3 8 "$work/e1" "$work/e3" "$work/e4" -q
says several-are-named "shards 2, 5 to 8 of 8 are missing"
expects one-did-not-finish 3 8 "$work"/e[1-7] "$work/unfinished"
says the-unfinished-is-named "shard 8 of 8 is missing"
expects none-finished 3 3 "$work/unfinished"
says none-is-there "3 of 3 parts are missing"
expects of-another-number 2 4 "$work"/e[1-8]
says number-is-told "4 parts are expected, and these are of 8 shards"
expects given-twice-is-not-another 3 8 "$work/e1" "$work/e2" "$work/e2"
for part in 1 2 3; do part --run-id $part --report ndjson="$work/w$part"; done
expects whole-runs 0 3 "$work"/w[1-3]
expects whole-run-lost 3 3 "$work"/w[12]
says whole-run-lost-is-told "1 of 3 parts is missing"
verdict whole-run-lost-is-reported "$(jq -c .errors "$work/expected.json")" \
    eval 'jq -e "any(.errors[]; .id == \"run.shard-missing\") and .summary.exit == 3" "$work/expected.json" > /dev/null'
expects one-run-too-many 2 2 "$work"/w[1-3]
says too-many-is-told "2 parts are expected, and these are 3 runs"
"$PROGRAM" merge "$work"/e[1-8] --report ndjson="$work/merged" 2> /dev/null
expects merged-stands-for-its-shards 0 8 "$work/merged" "$work/e1"
# Findings do not hide it.
for shard in 1 2; do "$PROGRAM" check "$SHOP" "$DRIFTING" --shard $shard/2 --shard-by input --exit-zero --reproducible --report ndjson="$work/f$shard" 2> /dev/null; done
expects findings-alone 1 2 "$work/f1" "$work/f2"
expects findings-and-a-lost-part 3 2 "$work/f1"
expect_exit findings-and-a-lost-part-unasked 1 "$PROGRAM" merge "$work/f1"
holds partial-report-has-the-findings '.findings | length > 0' "$work/expected.json"

# README's function for a task of Spark, Dask or Ray, on the processes of this machine.
if command -v python3 > /dev/null; then
    {
        echo 'import subprocess, multiprocessing'
        echo 'today = "today"'
        sed -n '/^    def shard(i)/,/check=True)$/s/^    //p' README.md |
            sed "s|\"oasdrift\"|\"$PROGRAM\"|; s|openapi.yaml|$root/$spec|; s|big.jsonl|$root/$recording|; s|/shared/|$work/task|"
        echo 'with multiprocessing.Pool(8) as pool: pool.map(shard, range(1, 9))'
    } > "$work/engine.py"
    expect_exit tasks-of-python 0 python3 "$work/engine.py"
    expects parts-of-python 0 8 "$work"/task[1-8].ndjson
else
    skip tasks-of-python python3
fi
