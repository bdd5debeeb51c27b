# An operation that no request has reached with a success has shown nothing but its errors: it is
# named, with the parameters whose values nobody gave; a measure and --require-complete ask for it.
. tests/cli/verdict.sh

description()
{
    echo 'openapi: 3.1.0'
    echo 'info: {title: Tools, version: "1"}'
    echo 'servers: [{url: /}]'
    echo 'paths:'
    echo '  /tools: {get: {operationId: listTools, responses: {"200": {description: all}}}}'
}
description > "$work/served.yaml"
{
    description
    cat << 'END2'
  /tools/{toolId}:
    get:
      operationId: getTool
      parameters: [{name: toolId, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: one}, "404": {description: none, content: {"*/*": {}}}}
  /old: {get: {responses: {"302": {description: it moved}}}}
END2
} > "$work/tools.yaml"
start_mock tools "$work/served.yaml"

expect_exit an-operation-without-a-success-is-told 0 "$PROGRAM" run "$work/tools.yaml" --url "$url" --operation getTool --operation listTools
verdict it-is-named-with-what-was-invented "$(cat "$work/stdout")" grep -qxF '  GET /tools/{toolId} response status: no request was answered with a success (404); toolId was invented: --parameter toolId=VALUE gives a real one' "$work/stdout"
verdict the-sum-counts-the-others "$(cat "$work/stdout")" grep -qF '2 exchanges, 2 of 2 operations (1 answered with a success)' "$work/stdout"
expect_exit require-complete-counts-it 3 "$PROGRAM" run "$work/tools.yaml" --url "$url" --operation getTool --operation listTools --require-complete
expect_exit without-coverage-too 3 "$PROGRAM" run "$work/tools.yaml" --url "$url" --operation getTool --operation listTools --require-complete --no-coverage
expect_exit a-given-value-is-not-invented 0 "$PROGRAM" run "$work/tools.yaml" --url "$url" --operation getTool --operation listTools --parameter toolId=7
verdict nothing-is-said-of-it "$(cat "$work/stdout")" grep -qxF '  GET /tools/{toolId} response status: no request was answered with a success (404)' "$work/stdout"
expect_exit successes-are-a-measure 1 "$PROGRAM" run "$work/tools.yaml" --url "$url" --operation getTool --operation listTools --coverage-fail-under successes=100
verdict the-gate-says-so "$(cat "$work/stdout")" grep -qF 'error: 1 of 2 operations were answered with a success, 50.00 %: at least 100.00 % is asked for [gate.coverage-below.successes]' "$work/stdout"
expect_exit half-is-half 0 "$PROGRAM" run "$work/tools.yaml" --url "$url" --operation getTool --operation listTools --coverage-fail-under successes=50
expect_exit all-of-what-is-in-view 0 "$PROGRAM" run "$work/tools.yaml" --url "$url" --operation listTools --require-complete --coverage-fail-under successes=100

# Recordings: told in the sum, and not a matter of what was checked.
exchange()
{
    printf '{"request":{"method":"GET","url":"http://h%s","headers":[]},"response":{"status":%s,"headers":[{"name":"content-type","value":"text/plain"}],"content":{"size":%s,"mimeType":"","text":"%s"}}}\n' "$1" "$2" "${#3}" "${3:-}"
}
{ exchange /tools 200 ""; exchange /tools/7 404 none; exchange /old 302 ""; } > "$work/a.harl"
{ exchange /tools/7 404 none; exchange /tools/8 200 ""; } > "$work/b.harl"
expect_exit of-recordings-it-is-told 0 "$PROGRAM" check "$work/tools.yaml" "$work/a.harl" --from har-lines --require-complete --report text --report "ndjson=$work/a.ndjson" --report "json=$work/a.json"
verdict it-is-named-in-the-sum "$(cat "$work/stdout")" grep -qxF 'without a success: GET /tools/{toolId} (404)' "$work/stdout"
holds a-described-redirect-is-the-success-of-its-operation '.coverage.successes == {"seen": 2, "total": 3, "percent": 66} and [.coverage.missing[] | select(.kind == "success") | .operation.operationId] == ["getTool"]' "$work/a.json"
expect_exit the-gate-of-recordings 1 "$PROGRAM" check "$work/tools.yaml" "$work/a.harl" --from har-lines --coverage-fail-under successes=100
expect_exit another-recording 0 "$PROGRAM" check "$work/tools.yaml" "$work/b.harl" --from har-lines --report "ndjson=$work/b.ndjson"
expect_exit runs-are-united 0 "$PROGRAM" merge "$work/a.ndjson" "$work/b.ndjson" --coverage-fail-under successes=100

# Live runs are united as well: what one reached the other need not.
start_mock more "$work/tools.yaml"
expect_exit a-run-that-reaches-it 0 "$PROGRAM" run "$work/tools.yaml" --url "$url" --operation getTool --report "ndjson=$work/more.ndjson" --require-complete
start_mock less "$work/served.yaml"
expect_exit a-run-that-does-not 0 "$PROGRAM" run "$work/tools.yaml" --url "$url" --operation getTool --report "ndjson=$work/less.ndjson" --allow-empty
expect_exit one-without-a-success 3 "$PROGRAM" merge "$work/less.ndjson" --require-complete
expect_exit together-they-have-one 0 "$PROGRAM" merge "$work/less.ndjson" "$work/more.ndjson" --require-complete --allow-empty

# Measures are listed where they are asked for; '-' stands for '_'.
expect_exit an-unknown-measure 2 "$PROGRAM" check "$work/tools.yaml" "$work/a.harl" --coverage-fail-under operations-succeeded=100
says it-lists-the-known-ones '(known: operations, successes, parameters, parameters_omitted, '
expect_exit a-dash-is-an-underscore 0 "$PROGRAM" check "$work/tools.yaml" "$work/a.harl" --from har-lines --coverage-fail-under enum-values=100
"$PROGRAM" help check > "$work/help"
verdict help-lists-them "$(cat "$work/help")" grep -qE '^  successes +operations with a success$' "$work/help"
