# The messages of openapi_first's own tests, with their verdicts, where they are at hand: what it
# takes must come without errors, and what it refuses must not pass. What no specification gives a
# form (arrays inside of a deepObject) may be "not checked" either way.
# plain build only
. tests/cli/verdict.sh
CASES=../shared/corpora/peers/openapi_first/cases.json
if [ ! -f "$CASES" ]; then
    skip openapi-first "the messages of openapi_first: $CASES"
    exit 0
fi

# One HAR entry: the message, as the request or as the answer to the description's first operation.
entry='
def first: .oad.paths | to_entries[0] | .key as $path | .value
    | to_entries | map(select(.key | test("^(get|put|post|delete|patch)$")))[0] | [.key, $path];
def text: if .message | has("body") then (.message.body | tojson) else null end;
.[$n] | first as $first | (.kind | endswith("request")) as $request
| {method: ((.message.method // $first[0]) | ascii_upcase), url: (.message.uri // $first[1]),
   type: (.message.content_type // "application/json"), text: text} as $m
| {log: {version: "1.2", creator: {name: "test", version: "1"}, entries: [
    {startedDateTime: "2026-02-10T14:31:00.000Z", time: 1, cache: {}, timings: {},
     request: ({method: $m.method, url: ("https://h" + $m.url), headers: [], queryString: [], cookies: []}
        + (if $request and $m.text then {headers: [{name: "content-type", value: $m.type}],
                                         postData: {mimeType: $m.type, text: $m.text}} else {} end)),
     response: {status: 200, headers: (if $request then [] else [{name: "content-type", value: $m.type}] end),
        content: (if $request then {size: 0, mimeType: ""}
                  else {size: -1, mimeType: $m.type, text: $m.text} end)}}]}}'

count=$(jq length "$CASES")
n=0
while [ "$n" -lt "$count" ]; do
    kind=$(jq -r ".[$n].kind" "$CASES")
    side=${kind#*_}
    jq ".[$n].oad + {info: {title: \"T\", version: \"1\"}}" "$CASES" > "$work/openapi.json"
    jq --argjson n "$n" "$entry" "$CASES" > "$work/exchange.har"
    "$PROGRAM" check "$work/openapi.json" "$work/exchange.har" --report json --exit-zero \
        > "$work/report.json" 2> "$work/stderr"
    errors=$(jq "[.findings[] | select(.severity == \"error\" and (.where.part | startswith(\"$side\"))
        and .rule != \"response.body-missing\")] | length" "$work/report.json")
    unsure=$(jq "[.not_checked[] | select(.part | startswith(\"$side\"))] | length" "$work/report.json")
    case $kind in
    valid_*) verdict "openapi-first-$n-is-valid" "$errors errors" test "$errors" = 0 ;;
    *) verdict "openapi-first-$n-is-not-valid" "$errors errors, $unsure not checked" \
        test "$((errors + unsure))" -gt 0 ;;
    esac
    n=$((n + 1))
done
verdict openapi-first-all-were-tried "$count messages" test "$n" -gt 10
