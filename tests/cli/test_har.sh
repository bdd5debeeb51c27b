# The har report: the exchanges with findings, without their secrets; checked again it gives the same verdicts.
. tests/cli/verdict.sh

# findings FILE: what is told of them, whatever the recording is called.
told() { jq -c '[.findings[] | select(.rule | test("^(gate|drift)") | not) | [.rule, .keyword, .severity, .message, .fingerprint, .cause, .count]] | sort' "$1"; }

# again NAME DESCRIPTION RECORDING OPTION...: all its exchanges as HAR give the findings that they gave.
again()
{
    again_name=$1 again_description=$2 again_recording=$3
    shift 3
    "$PROGRAM" check "$again_description" "$again_recording" "$@" --each-exchange --report "har=$work/$again_name.har" \
        --report "json=$work/first.json" > "$work/stdout" 2> "$work/stderr"
    first=$?
    "$PROGRAM" check "$again_description" "$work/$again_name.har" --report "json=$work/second.json" > "$work/stdout" 2> "$work/stderr"
    second=$?
    told "$work/first.json" > "$work/first" 2>&1
    told "$work/second.json" > "$work/second" 2>&1
    verdict "$again_name-judged-again" "exit $first, $second; $(diff "$work/first" "$work/second" | cut -c 1-300)" \
        eval "[ $first -eq $second ] && cmp -s '$work/first' '$work/second'"
    holds "$again_name-has-each" '(.log.version == "1.2") and (.log.entries | length > 0)' "$work/$again_name.har"
    # Viewers add headersSize up to what was transferred.
    holds "$again_name-invents-no-size" 'all(.log.entries[] | .request, .response; .headersSize == -1)' "$work/$again_name.har"
}
R=tests/cases/recordings
again drifting "$SHOP" "$DRIFTING"
again clean "$SHOP" "$CLEAN"
again path-alone "$DESCRIPTION" tests/cases/applivery/clean-path-only-url/exchange.har
again access-log $R/access-log-of-paths-alone/openapi.yaml $R/access-log-of-paths-alone/access.jsonl
jq '.log.entries[] |= (.request.headersSize = 4000 | .response.headersSize = 4000)' "$DRIFTING" > "$work/sized.har"
again some-headers "$SHOP" "$work/sized.har"
again unknown-body "$SHOP" tests/cases/rules/body-unknown/exchange.har
again miscoded tests/cases/rules/notes.openapi.yaml tests/cases/rules/content-encoding-not-the-body-s/exchange.har

# A description with all that hides, and exchanges that have it.
jq -n '
def pin: {type: "string", format: "password"};
{openapi: "3.1.0", info: {title: "t", version: "1"}, paths: {"/things/{id}": {post: {
    parameters: [{name: "id", in: "path", required: true, schema: {type: "integer"}},
        {name: "code", in: "query", schema: pin}],
    requestBody: {content: {"application/json": {schema: {type: "object", properties: {pin: pin, note: {type: "string"}}}}}},
    responses: {"200": {description: "a", headers: {"X-Odd": {schema: pin}, "X-Level": {schema: {type: "integer"}}},
        content: {"application/json": {schema: {type: "object", properties: {pin: pin, pins: {type: "array", items: pin}, count: {type: "integer"}}}},
            "application/xml": {schema: {type: "object", xml: {name: "r"}, properties: {pin: pin, count: {type: "integer"}}}}}}}}}}}' > "$work/api.json"
# entry ID TYPE BODY [REQUEST-BODY]
entry()
{
    sent=${4:-}
    jq -nc --arg id "$1" --arg type "$2" --arg body "$3" --arg sent "${sent:-"{}"}" '{startedDateTime: "2026-01-01T00:00:00.5+01:00", time: 1.5,
        request: {method: "POST", url: "https://api.test/things/\($id)?code=c0dezq#frag", headers: [{name: "Content-Type", value: "application/json"}, {name: "Authorization", value: "Bearer t0kenzq-abcdef"}],
            postData: {mimeType: "application/json", text: $sent}},
        response: {status: 200, statusText: "OK", headers: [{name: "Content-Type", value: $type}, {name: "X-Odd", value: "0ddzq"}], content: {mimeType: $type, text: $body}}}'
}
{
    entry 1 application/json '{"pin":"9zq","pins":["8zq","7zq"],"count":1}'
    entry 2 application/json '{"pin":"9zq","pins":["8zq","7zq"],"count":"x"}' '{"pin":"6zq","note":"n\u0000\ud83d\ude00"}'
    entry 3 application/xml '<r><pin>5zq</pin><count>x</count></r>'
    entry 4 application/json "{\"pins\":[$(seq -s , 1 600 | sed 's/[0-9][0-9]*/"&zq"/g')],\"count\":\"x\"}"
    entry x application/json '{"count":1,"late":"l4tezq-secret-value"}'
    entry 6 application/json '{"count":"x","session_token":"l4tezq-secret-value","padding":"'"$(head -c 5000 /dev/zero | tr '\0' p)"'"}'
} > "$work/entries"
"$PROGRAM" check "$work/api.json" "$work/entries" --report "har=$work/found.har" --report "ndjson=$work/events" --report "json=$work/json" --threads 2 > "$work/stdout" 2> "$work/stderr"
holds those-with-findings '.log.entries | map(.request.url | capture("/things/(?<id>[^?]*)").id) == ["2", "3", "4", "x", "6"]' "$work/found.har"
verdict events-are-not-asked-for "" test "$(grep -c '"event":"exchange"' "$work/events")" = 0
lacks no-secret 'zq' "$work/found.har"
holds what-is-no-secret-stays '(.log.entries[0] | (.response.content.text | fromjson.count == "x") and (.request.postData.text | fromjson.note == "n\u0000\ud83d\ude00") and .time == 1.5 and .startedDateTime == "2026-01-01T00:00:00.5+01:00") and (.log.entries[4].response.content.text | contains("pppp"))' "$work/found.har"
holds findings-are-told '.log.entries[0] | (.comment | test("^[^\n]*entries entry 1: fail\nerror: response body /count: expected integer, found string")) and (._oasdrift[] | select(.rule == "response.body-schema.type") | .severity == "error" and .pointer == "/count")' "$work/found.har"
jq -r '.log.entries[]._oasdrift[] | "\(.rule) \(.fingerprint) \(.cause)"' "$work/found.har" | sort -u > "$work/told"
jq -r '.findings[] | "\(.rule)\(if .keyword then "." + .keyword else "" end) \(.fingerprint) \(.cause)"' "$work/json" | sort -u > "$work/wanted"
verdict fingerprints-and-causes "$(diff "$work/told" "$work/wanted")" cmp -s "$work/told" "$work/wanted"
"$PROGRAM" check "$work/api.json" "$work/entries" --each-exchange --report "har=$work/all.har" --report ndjson > "$work/events" 2> "$work/stderr"
holds all-with-each-exchange '.log.entries | length == 6' "$work/all.har"
verdict events-are-asked-for "" test "$(grep -c '"event":"exchange"' "$work/events")" = 6
lacks no-secret-in-any 'zq' "$work/all.har"

# --values none: statuses, operations and rules alone.
"$PROGRAM" check "$work/api.json" "$work/entries" --each-exchange --values none --report "har=$work/none.har" > "$work/stdout" 2> "$work/stderr"
holds none-has-placeholders '.log.entries | length == 6 and all(.request.headers == [] and .response.headers == [] and (.request | has("postData") | not) and (.response.content | has("text") | not)) and (map(.request.url) | unique == ["https://unknown.invalid/things/%7Bid%7D"])' "$work/none.har"
lacks none-has-no-value 'zq|2026|api.test|1\.5|pppp' "$work/none.har"

# What is withheld until the recording's end is told if it stands.
again withheld tests/cases/recordings/secured.openapi.yaml $R/har-with-credentials-in-some/exchanges.jsonl

# Many: the same on any number of threads, in their order, in constant memory.
awk 'BEGIN { for (i = 0; i < 3000; i++) printf "{\"request\":{\"method\":\"POST\",\"url\":\"https://api.test/things/%d\",\"headers\":[]},\"response\":{\"status\":200,\"headers\":[{\"name\":\"content-type\",\"value\":\"application/json\"}],\"content\":{\"text\":\"{\\\"count\\\":\\\"%d\\\",\\\"more\\\":\\\"%2000d\\\"}\"}}}\n", i, i, i }' > "$work/many.jsonl"
for threads in 1 2 7; do
    "$PROGRAM" check "$work/api.json" "$work/many.jsonl" --threads $threads --report "har=$work/many.$threads" > "$work/stdout" 2>&1
done
for threads in 2 7; do verdict "the-same-on-$threads-threads" "" cmp -s "$work/many.1" "$work/many.$threads"; done
holds in-their-order '[.log.entries[].request.url | capture("(?<n>[0-9]+)$").n | tonumber] == [range(3000)]' "$work/many.1"

# Of event files nobody can make one.
expect_exit merge-has-no-exchanges 2 "$PROGRAM" merge "$work/events" --report "har=$work/merged.har"
says merge-says-why 'report har: event files do not have what was sent: it comes from check and run alone'
verdict merge-leaves-nothing "" test ! -e "$work/merged.har"
