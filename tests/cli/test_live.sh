# The live run, against the program's own mock: clean where it serves the description, drifting
# where it serves another one; and the same exchange gives the same findings live and recorded.
. tests/cli/verdict.sh
scheme=$(awk '/securitySchemes:/ { getline; sub(/:.*/, ""); gsub(/ /, ""); print; exit }' "$DESCRIPTION")
variable=OASDRIFT_AUTH_$(printf '%s' "$scheme" | tr 'a-z-' 'A-Z_')
start_mock applivery "$DESCRIPTION"
expect_exit run-against-the-mock 0 env "$variable=test-token-0001" "$PROGRAM" run "$DESCRIPTION" --url "$url" --rules applivery --report json
holds run-against-the-mock-judged-something '.summary.exchanges > 0 and .findings == [] and .errors == []' \
    "$work/stdout"
expect_exit run-with-parameters 0 env "$variable=test-token-0001" "$PROGRAM" run "$DESCRIPTION" --url "$url" \
    --parameter organizationId=acme-corp --parameter winDeviceId=507f1f77bcf86cd799439044 \
    --parameter winCommandId=507f1f77bcf86cd799439011 --report json
expect_exit dry-run 0 env "$variable=s3cr3t-token-0001" "$PROGRAM" run "$DESCRIPTION" --url http://127.0.0.1:9 --dry-run
verdict dry-run-prints-curl "$(head -c 300 "$work/stdout")" grep -q '^curl .*127\.0\.0\.1:9/v1/organizations/' "$work/stdout"
lacks dry-run-hides-the-token s3cr3t "$work/stdout"
expect_exit dry-run-of-many 0 "$PROGRAM" run "$SHOP" --url http://127.0.0.1:9 --methods all --parameter bookId=7 --dry-run
verdict dry-run-of-many-has-many "$(head -c 300 "$work/stdout")" test "$(grep -c ^curl "$work/stdout")" -gt 2
expect_exit dry-run-of-two 0 "$PROGRAM" run "$SHOP" --url http://127.0.0.1:9 --methods all --parameter bookId=7 --dry-run --max-cases 2
verdict dry-run-of-two-has-two "$(head -c 300 "$work/stdout")" test "$(grep -c ^curl "$work/stdout")" -eq 2

# OpenAPI 2.0: its forms are written and judged, its files are any bytes.
SWAGGER=tests/cases/versions/shop20.yaml
start_mock swagger "$SWAGGER"
expect_exit run-of-2.0 0 env OASDRIFT_AUTH_KEY=key-0001 OASDRIFT_AUTH_LOGIN=user:pass-0001 "$PROGRAM" run "$SWAGGER" \
    --url "$url/api/v1" --methods all --report json
holds run-of-2.0-judged-all-but-the-multipart-form \
    '.summary.exchanges == 5 and .findings == [] and .errors == [] and .not_checked[0].operation == null and (.not_checked | length) == 1' "$work/stdout"

# Another description of the same API: what it serves drifts from the first.
sed -e 's/{type: string, minLength: 1}/{type: integer, example: 5}/' \
    -e 's/year: {type: \[integer, "null"\]}/pages: {type: integer, example: 474}/' "$SHOP" > "$work/drifted.yaml"
start_mock shop "$work/drifted.yaml"
expect_exit run-against-a-drifting-server 1 "$PROGRAM" run "$SHOP" --url "$url/api/v1" --parameter bookId=7 --report json
cp "$work/stdout" "$work/live.json"
if command -v curl > /dev/null; then
    curl -sS -o "$work/body" "$url/api/v1/books/7"
    jq --rawfile body "$work/body" '.log.entries[0].response.content |= . + {text: $body, size: ($body | utf8bytelength)}' \
        "$CLEAN" > "$work/recorded.har"
    "$PROGRAM" check "$SHOP" "$work/recorded.har" --report json > "$work/recorded.json" 2> "$work/stderr"
    book='.findings |= map(select(.operation.operationId == "getBook"))'
    jq "$book" "$work/live.json" > "$work/live" && findings "$work/live" > "$work/live.findings"
    findings "$work/recorded.json" > "$work/recorded.findings"
    verdict recorded-has-findings "$(head -c 300 "$work/recorded.json")" test -s "$work/recorded.findings"
    verdict live-and-recorded-agree "$(diff "$work/live.findings" "$work/recorded.findings")" \
        cmp -s "$work/live.findings" "$work/recorded.findings"
else
    skip live-and-recorded-agree curl
fi

# The base that --url names is one, whatever servers the description has.
sed 's|/api/v1|/elsewhere|' "$SHOP" > "$work/moved.yaml"
"$PROGRAM" run "$work/moved.yaml" --url "$url/api/v1" --parameter bookId=7 --report json > "$work/stdout" 2> "$work/stderr"
holds url-is-a-base '.summary.operations.seen > 0 and ([.findings[] | select(.rule | test("route[.].*undocumented"))] == [])' \
    "$work/stdout"

# The mock says under which base it serves; elsewhere all is 404, and that is no pass.
verdict mock-tells-its-base "$(cat "$work/shop.out")" grep -qxF "serving $url/api/v1" "$work/shop.out"
cat > "$work/quiet.yaml" <<'END'
openapi: 3.1.0
info: {title: Every 404 is documented, version: "1"}
servers: [{url: /api/v1}]
paths:
  /books: {get: {responses: {4XX: {description: Not this, content: {application/problem+json: {}}}, "200": {description: Books, content: {application/json: {}}}}}}
END
expect_exit wrong-base-is-incomplete 3 "$PROGRAM" run "$work/quiet.yaml" --url "$url" --report json
says wrong-base-is-warned-of "was --url $url/api/v1 meant?"
holds wrong-base-is-told '.findings == [] and (.errors | length) == 1 and .errors[0].id == "run.no-success" and (.errors[0].message | test("all are 404") and test("/api/v1")) and .summary.operations_succeeded == 0' "$work/stdout"
expect_exit wrong-base-allowed 0 "$PROGRAM" run "$work/quiet.yaml" --url "$url" --allow-empty
expect_exit right-base 0 "$PROGRAM" run "$work/quiet.yaml" --url "$url/api/v1"
verdict successes-are-counted "$(tail -n 3 "$work/stdout")" grep -qF '1 exchange, 1 of 1 operation (1 answered with a success)' "$work/stdout"

# A target that does not answer is an error, not a finding.
expect_exit connection-refused 3 "$PROGRAM" run "$SHOP" --url http://127.0.0.1:9 --parameter bookId=7 --report json
holds connection-refused-is-said '.findings == [] and ([.errors[] | select(.id == "run.transport-error") | .message | test("refused")] | length > 0 and all)' \
    "$work/stdout"
expect_exit host-unknown 3 "$PROGRAM" run "$SHOP" --url http://nowhere.invalid --parameter bookId=7 --max-time 5 --report json

# A slip in a parameter's name is told and counts, as one in a filter does.
expect_exit an-unknown-parameter 3 "$PROGRAM" run "$work/quiet.yaml" --url "$url/api/v1" --parameter bookID=7 --report json -q
holds is-told '[.errors[] | select(.id == "run.filter-unmatched").message] == ["--parameter bookID: no operation has a parameter of that name"]' "$work/stdout"
expect_exit near-a-name-of-another-case 3 "$PROGRAM" run "$SHOP" --url http://127.0.0.1:9 --parameter bookID=7 --report json
holds it-asks-what-was-meant '[.errors[] | select(.id == "run.filter-unmatched").message] == ["--parameter bookID: no operation has a parameter of that name; did you mean \"bookId\"?"]' "$work/stdout"

# Other headers than that of the credentials do not stand in for them; what is missing is said, with -q too.
cat > "$work/secured.yaml" <<'END'
openapi: 3.1.0
info: {title: H, version: "1"}
paths: {/a: {get: {security: [{tok: []}, {key: []}], responses: {"200": {description: ok}}}}}
components: {securitySchemes: {tok: {type: http, scheme: bearer}, key: {type: apiKey, in: header, name: X-Key}}}
END
expect_exit dry-with-another-header 0 "$PROGRAM" run "$work/secured.yaml" --url http://127.0.0.1:9 --dry-run -q -H 'X-Trace: 1'
says credentials-are-missed 'no credentials for the security scheme tok: OASDRIFT_AUTH_TOK is not set'
for header in 'authorization: Bearer x' 'x-key: x'; do
    expect_exit "dry-with-${header%%:*}" 0 "$PROGRAM" run "$work/secured.yaml" --url http://127.0.0.1:9 --dry-run -q -H "$header"
    verdict "nothing-is-missed-with-${header%%:*}" "$(cat "$work/stderr")" test ! -s "$work/stderr"
done
expect_exit dry-with-a-user 0 "$PROGRAM" run "$work/secured.yaml" --url http://127.0.0.1:9 --dry-run -q -u user:pass
verdict nothing-is-missed-with-a-user "$(cat "$work/stderr")" test ! -s "$work/stderr"

# The mock ends on a signal.
first=${mocks# }
first=${first%% *}
kill "$first"
tries=0
while kill -0 "$first" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
verdict mock-ends-on-a-signal "still there" sh -c '! kill -0 "$1" 2>/dev/null' - "$first"
