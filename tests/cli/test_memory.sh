# Out of memory, and output that cannot be written: whatever fails, no report is cut short with an
# exit code that says it is whole.
# plain build only
. tests/cli/verdict.sh
SHIM=$BUILD/faults/fault_shim.so
spec=$work/openapi.yaml
in=$work/new.har
ulimit -c 0

cat > "$spec" <<'END'
openapi: 3.1.0
info: {title: Memory, version: '1'}
paths:
  /a/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get:
      operationId: getA
      responses:
        '200':
          description: ok
          content:
            application/json: {schema: {$ref: '#/components/schemas/A'}}
            application/xml: {schema: {$ref: '#/components/schemas/A'}}
components:
  schemas:
    A: {type: object, properties: {n: {type: integer}, again: {pattern: '^(a+)b\1$'}, host: {format: idn-hostname}}}
END
entry()
{
    printf '{"startedDateTime":"2026-01-01T00:00:00Z","time":1,"request":{"method":"GET","url":"http://h/a/1","headers":[]},"response":{"status":%s,"headers":[{"name":"content-type","value":"%s"}],"content":{"mimeType":"%s","text":"%s"}}}' "$1" "$2" "$2" "$3"
}
{
    printf '{"log":{"version":"1.2","creator":{"name":"t","version":"1"},"entries":['
    entry 200 application/json '{\"n\":\"x\",\"again\":\"aabaa\",\"host\":\"bücher.example\",\"more\":[1]}'
    printf ,
    entry 200 application/xml '<A><n>1</n></A>'
    printf ,
    entry 418 text/plain teapot
    printf ']}}'
} > "$in"
gzip -c "$in" > "$in.gz"
printf 'overrides: [{where: {operation: getA}, severity: {response.status-undocumented: info}}]\n' > "$work/rules.yaml"
printf '{"properties":{"n":{"multipleOf":0.00000000000000000000000000000000000000001}}}' > "$work/schema.json"
printf '{"n":1234567890123456789012345678901234567890.5}\n{"n":"x"}\n{"n":' > "$work/lines.ndjson"
"$PROGRAM" check "$spec" "$in" --report ndjson --reproducible > "$work/shard.ndjson" 2> "$work/stderr"

# ---- memory ----

# survives NAME COMMAND...: one allocation in some fails, each at another place.
survives()
{
    name=$1
    shift
    "$PROGRAM" "$@" > "$work/whole" 2> "$work/stderr"
    expected=$?
    FAULT_COUNTS=$work/count LD_PRELOAD=$SHIM "$PROGRAM" "$@" > /dev/null 2>&1
    total=$(sed -n 's/^malloc //p' "$work/count")
    bad=
    at=1
    while [ "$at" -le "$total" ]; do
        FAULT=malloc:$at LD_PRELOAD=$SHIM "$PROGRAM" "$@" > "$work/out" 2> "$work/stderr"
        status=$?
        case $status in
        "$expected") cmp -s "$work/out" "$work/whole" || bad="$bad $at (cut short)" ;;
        2 | 4 | 134) grep -q 'oasdrift: ' "$work/stderr" || bad="$bad $at (exit $status, nothing said)" ;;
        *) bad="$bad $at (exit $status)" ;;
        esac
        at=$((at + total / 30 + 1))
    done
    verdict "memory-$name" "of $total allocations these:$bad" test "$total" -gt 20 -a -z "$bad"
}

if [ ! -e "$SHIM" ]; then
    skip memory "a build without sanitizers"
else
    for format in $(formats_of check); do
        survives "check-$format" check "$spec" "$in" --rules "$work/rules.yaml" --report "$format" --reproducible --threads 1
    done
    for format in $(formats_of merge); do
        survives "merge-$format" merge "$work/shard.ndjson" --report "$format" --reproducible
    done
    for format in $(formats_of lint); do
        survives "lint-$format" lint "$spec" --report "$format" --reproducible
    done
    for format in $(formats_of validate); do
        survives "validate-$format" validate "$work/schema.json" "$work/lines.ndjson" --report "$format" --reproducible --threads 1
    done
    survives check-compressed check "$spec" "$in.gz" --reproducible --threads 1
    survives against check "$spec" "$in" --against "$in.gz" --reproducible --threads 1
    survives suggest suggest "$spec" "$in"
    survives requests run "$spec" --url http://127.0.0.1:9 --dry-run
    survives live run "$spec" --url http://127.0.0.1:9 --report json --reproducible
    survives baseline baseline "$spec" "$in" -o -
fi

# ---- a full disk ----

# refuses_full NAME COMMAND...
refuses_full()
{
    name=$1
    shift
    "$PROGRAM" "$@" > /dev/full 2> "$work/stderr"
    status=$?
    verdict "full-$name" "exit $status: $(cat "$work/stderr")" test "$status" -eq 4
}
if [ -w /dev/full ]; then
    for command in check lint merge validate; do
        case $command in
        check) operands="$spec $in" ;;
        lint) operands=$spec ;;
        merge) operands=$work/shard.ndjson ;;
        validate) operands="$work/schema.json $work/lines.ndjson" ;;
        esac
        for format in $(formats_of $command); do
            # shellcheck disable=SC2086 # several operands
            refuses_full "$command-$format" $command $operands --report "$format"
        done
    done
    refuses_full suggest suggest "$spec" "$in"
    refuses_full routes explain routes "$spec"
    refuses_full page explain response.body-schema
    refuses_full help help check
    refuses_full version --version
    refuses_full completion completion bash
    refuses_full requests run "$spec" --url http://127.0.0.1:9 --dry-run
else
    skip full /dev/full
fi

# ---- no standard output ----

"$PROGRAM" check "$spec" "$in" >&- 2> "$work/stderr"
verdict closed "exit $?: $(cat "$work/stderr")" grep -q 'standard output' "$work/stderr"
"$PROGRAM" check "$spec" "$in" --report text --report json="$work/report.json" >&- 2> "$work/stderr"
status=$?
verdict closed-is-told "exit $status" test "$status" -eq 4
verdict closed-is-no-other-file "$(head -c 80 "$work/report.json" 2>&1)" sh -c '[ ! -s "$1" ] || jq -e . "$1" > /dev/null' - "$work/report.json"
