# A live run against a server with bad manners (tests/live/rude_server.c): each is an error with its
# cause, or not checked, or a finding about what did arrive; never a hang, never followed elsewhere.
. tests/cli/verdict.sh

# OPERATION KIND TEXT: what the run must come to, a row each. error: part of the message; not-checked:
# part of the reason; finding: its rule; clean: nothing at all.
cat > "$work/expected" <<'LIST'
polite clean
early-hints clean
two-lengths finding http.header-duplicate
length-too-long error cut off: 20 of 400
length-too-short finding response.body-malformed
reset error reset
chunked-cut-off error cut off
bomb not-checked larger than the limit
endless not-checked larger than the limit
broken-gzip not-checked content coding
unknown-coding not-checked content coding
unknown-coding finding http.content-encoding
drip error time-out
silence error time-out
redirect-to-file finding response.status-undocumented
redirect-elsewhere finding response.status-undocumented
large-headers error limit
large-header error limit
many-headers error limit
storm-of-1xx error limit
garbage error no HTTP
garbage-status error no HTTP
nothing error closed
half-a-head error closed
hints-only error closed
strange-reason finding response.body-missing
LIST
{
    printf 'openapi: 3.1.0\ninfo: {title: Rude, version: "1"}\npaths:\n'
    cut -d ' ' -f 1 "$work/expected" | sort -u | while read -r operation; do
        printf '  /%s: {get: {operationId: %s, responses: {"200": {description: A, content: {application/json: {schema: {type: object, properties: {state: {type: boolean}, a: {type: integer}}}}}}}}}\n' \
            "$operation" "$operation"
    done
} > "$work/rude.yaml"

start_rude_server rude-server

expect_exit rude-server-run-ends 1 "$PROGRAM" run "$work/rude.yaml" --url "http://127.0.0.1:$port" --max-time 2 --report json
jq -r '(.errors[] | select(.id == "run.transport-error") | (.message | capture("/(?<name>[a-z0-9-]+): (?<text>.*)")) | "\(.name) error \(.text)"),
       (.findings[] | "\(.operation.operationId) finding \(.rule)"),
       (.not_checked[] | select(.reason | test("^no request was answered|is not documented$|cannot be read as") | not) | "\(.operation.operationId) not-checked \(.reason)")' "$work/stdout" > "$work/got"
while read -r operation kind text; do
    grep "^$operation " "$work/got" > "$work/one"
    if [ "$kind" = clean ]; then
        verdict "rude-$operation" "$(cat "$work/one")" test ! -s "$work/one"
    elif [ "$(wc -l < "$work/one")" -ne "$(grep -c "^$operation " "$work/expected")" ]; then
        not_ok "rude-$operation" "more or less than expected: $(cat "$work/one")"
    else
        verdict "rude-$operation" "$(cat "$work/one")" grep -qE "^$operation $kind .*$text" "$work/one"
    fi
done < "$work/expected"
holds rude-all-exchanges-were-made '.summary.exchanges == 25' "$work/stdout"

# Where the redirects led, nobody came.
printf 'openapi: 3.1.0\ninfo: {title: Rude, version: "1"}\npaths:\n  /followed: {get: {responses: {"200": {description: A, content: {application/json: {schema: {const: 0}}}}}}}\n' > "$work/followed.yaml"
expect_exit rude-redirects-are-not-followed 0 "$PROGRAM" run "$work/followed.yaml" --url "http://127.0.0.1:$port" --report json

# Interrupted while the server keeps silent: the report is finished, the exit code tells.
printf 'openapi: 3.1.0\ninfo: {title: Rude, version: "1"}\npaths:\n  /silence: {get: {responses: {"200": {description: A}}}}\n' > "$work/silence.yaml"
# A shell starts background commands with SIGINT ignored; SIGTERM is the same to the program.
timeout -k 2 30 "$PROGRAM" run "$work/silence.yaml" --url "http://127.0.0.1:$port" --report "json=$work/interrupted.json" &
run=$!
# The report's temporary file tells that the run is under way.
for _ in $(seq 100); do
    ls "$work"/interrupted.json.* >/dev/null 2>&1 && break
    sleep 0.1
done
sleep 0.2
kill -TERM $run
wait $run
status=$?
verdict interrupted-exit "exit $status" test "$status" -eq 130
holds interrupted-report-is-finished '.summary.exit == 130' "$work/interrupted.json"
