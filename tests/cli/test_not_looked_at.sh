# No case is passed that nobody looked at: rules that are off (everywhere, at an operation, at a status), what filters
# leave out, and what cannot be read. The same in each format of cases, from events, and under the same names.
# plain build only
. tests/cli/verdict.sh
FORMATS="junit junit-strict junit-surefire tap allure"
# judge NAME ARGUMENT...: check, with its reports in $work/NAME.FORMAT; judge_all: in all formats of cases.
judge()
{
    judge_name=$1
    shift
    "$PROGRAM" check "$@" --reproducible --report "ctrf=$work/$judge_name.ctrf" --report "html=$work/$judge_name.html" --report "ndjson=$work/$judge_name.ndjson" > "$work/stdout" 2> "$work/stderr"
}
all_reports() { for format in $FORMATS; do printf -- '--report %s=%s ' "$format" "$work/$1.$format"; done; }
# shellcheck disable=SC2046 # an option a word
judge_all() { judge "$@" $(all_reports "$1"); }
# unite NAME FILE...: merge, with its reports in $work/NAME.FORMAT.
unite()
{
    unite_name=$1
    shift
    # shellcheck disable=SC2046 # an option a word
    "$PROGRAM" merge "$@" --reproducible --report "ctrf=$work/$unite_name.ctrf" $(all_reports "$unite_name") > "$work/stdout" 2> "$work/stderr"
}
# cases NAME: "OUTCOME SUITE CASE: REASON" a line, of the report in ctrf.
cases() { jq -r '.results.tests[] | "\(.rawStatus) \(.suite[-1]) \(.name)\(if .status == "skipped" then ": " + .message else "" end)"' "$work/$1.ctrf" | sort > "$work/$1.cases"; }
# tells NAME LINE: a case is told like that.
tells() { verdict "$1-$2" "$(grep -F -- "$(echo "$2" | cut -d ' ' -f 2-4)" "$work/$1.cases" | head -n 3)" grep -qxF -- "$2" "$work/$1.cases"; }
# same NAME OTHER: both are told alike.
same()
{
    for format in ctrf junit junit-strict junit-surefire tap; do
        verdict "$1-as-$2-in-$format" "$(diff "$work/$1.$format" "$work/$2.$format" | head -n 4)" cmp -s "$work/$1.$format" "$work/$2.$format"
    done
    verdict "$1-as-$2-in-allure" "$(diff -r "$work/$1.allure" "$work/$2.allure" | head -n 4)" diff -r "$work/$1.allure" "$work/$2.allure"
}
# named NAME: the cases have the names of a run in which no rule is off.
named()
{
    for name in on "$1"; do jq -r '.results.tests[] | "\(.suite[-1]) \(.name) \(.testId)"' "$work/$name.ctrf" > "$work/$name.names"; done
    verdict "$1-has-the-same-names" "$(diff "$work/on.names" "$work/$1.names" | head -n 4)" cmp -s "$work/on.names" "$work/$1.names"
}
# grid NAME CLASS: cells of the page's grid.
grid() { grep -o "<td class=\"$2\" title=\"[^\"]*\"" "$work/$1.html" | wc -l; }

judge on "$SHOP" "$CLEAN"
cases on
verdict cases-pass "" test "$(grep -c '^passed' "$work/on.cases")" -ge 14
verdict nothing-is-switched-off "" test "$(grep -c 'switched off' "$work/on.cases")" = 0
verdict the-grid-is-kept "" test "$(grid on kept)" = 1

# ---- each rule of a check, off ----

while read -r rules case; do
    printf 'severity:\n' > "$work/off.yaml"
    echo "$rules" | tr ',' '\n' | sed 's/.*/  "&": off/' >> "$work/off.yaml"
    judge off "$SHOP" "$CLEAN" --rules "$work/off.yaml"
    cases off
    verdict "passed-with-$rules-on" "" grep -qE "^passed (getBook|_undocumented) $case\$" "$work/on.cases"
    verdict "skipped-with-$rules-off" "$(grep -E "$case" "$work/off.cases")" grep -qE "^skipped (getBook|_undocumented) $case: switched off: " "$work/off.cases"
    named off
done << END
route.* GET /books/\{bookId\}: route
request.parameter-missing,request.parameter-unwritten GET /books/\{bookId\} path parameter bookId: presence
request.parameter-schema GET /books/\{bookId\} path parameter bookId: value
request.parameter-undocumented GET /books/\{bookId\}: undeclared-parameters
request.body-missing,request.body-undocumented GET /books/\{bookId\}: request-body-presence
response.status-undocumented GET /books/\{bookId\}: status-documented
response.server-error GET /books/\{bookId\}: server-error
response.content-type-missing,response.content-type-malformed,response.content-type-undocumented GET /books/\{bookId\} 200: content-type
response.body-missing,response.body-undocumented GET /books/\{bookId\} 200: body-presence
response.body-malformed GET /books/\{bookId\} 200 application/json: well-formed
response.body-schema GET /books/\{bookId\} 200 application/json: body-schema
response.property-undocumented GET /books/\{bookId\} 200 application/json: undeclared-properties
response.value-undocumented GET /books/\{bookId\} 200 application/json: documented-values
route.path-undocumented route.path-undocumented
route.method-undocumented route.method-undocumented
END
printf 'severity: {"*": off}\n' > "$work/off.yaml"
judge nothing "$SHOP" "$CLEAN" --rules "$work/off.yaml"
cases nothing
verdict with-all-off-none-passes "$(grep '^passed' "$work/nothing.cases" | head -n 3)" test "$(grep -c '^passed' "$work/nothing.cases")" = 0
verdict with-all-off-the-grid-is-in-part "" test "$(grid nothing kept) $(grid nothing partly)" = "0 1"
printf 'severity: {response.server-error: off}\n' > "$work/off.yaml"
"$PROGRAM" check "$SHOP" "$CLEAN" --rules "$work/off.yaml" --report "json=$work/off.json" --report "sarif=$work/off.sarif" > "$work/stdout" 2> "$work/stderr"
holds json-lists-what-is-off '.rules_off | index("response.server-error") and index("response.header-undocumented")' "$work/off.json"
holds sarif-lists-what-was-switched-off '.runs[0].invocations[0].ruleConfigurationOverrides == [{descriptor: {id: "response.server-error"}, configuration: {enabled: false}}]' "$work/off.sarif"
printf 'severity: {"description.tag-undefined": off}\n' > "$work/off.yaml"
"$PROGRAM" lint "$SHOP" --rules "$work/off.yaml" --report "ctrf=$work/lint.ctrf" > "$work/stdout" 2> "$work/stderr"
cases lint
tells lint 'skipped _description description.tag-undefined: switched off: description.tag-undefined'
tells lint 'passed _description description.tag-unused'

# ---- off in some places, and in part ----

cat > "$work/some.yaml" << END
severity: {response.body-schema.type: off, response.header-missing: off, http.json-duplicate-key: off}
overrides:
  - where: {operation: getBook}
    severity: {"request.*": off, request.parameter-schema.format: warning}
  - where: {path: /books/*, status: 200}
    severity: {response.property-undocumented: off}
  - where: {path: /books/*, status: 404}
    severity: {response.value-undocumented: off}
ignore-properties: [x-*]
END
judge_all some "$SHOP" "$CLEAN" --rules "$work/some.yaml"
cases some
named some
tells some 'passed getBook GET /books/{bookId} 200 application/json: body-schema'
tells some 'passed getBook GET /books/{bookId} 200 application/json: well-formed'
tells some 'passed getBook GET /books/{bookId} 200 application/json: documented-values'
tells some 'passed getBook GET /books/{bookId} path parameter bookId: value'
tells some 'skipped getBook GET /books/{bookId} path parameter bookId: presence: switched off: request.parameter-missing, request.parameter-unwritten'
tells some 'skipped getBook GET /books/{bookId} 200 application/json: undeclared-properties: switched off: response.property-undocumented'
tells some 'skipped listBooks GET /books query parameter limit: presence: not exercised: no exchange hit the operation'
holds in-part-is-said '[.results.tests[] | select(.name == "GET /books/{bookId} 200 application/json: well-formed")][0].stdout == ["switched off: http.json-duplicate-key"]' "$work/some.ctrf"
printf 'ignore-properties: ["*"]\n' > "$work/names.yaml"
judge names "$SHOP" "$CLEAN" --rules "$work/names.yaml"
cases names
tells names 'skipped getBook GET /books/{bookId} 200 application/json: undeclared-properties: switched off: response.property-undocumented'

# ---- from events ----

unite merged "$work/some.ndjson"
same some merged
for shard in 1 2; do
    "$PROGRAM" check "$SHOP" "$CLEAN" "$CLEAN" --rules "$work/some.yaml" --reproducible --shard $shard/2 --run-id r --report "ndjson=$work/$shard.ndjson"
done > "$work/stdout" 2>&1
judge twice "$SHOP" "$CLEAN" "$CLEAN" --rules "$work/some.yaml"
unite united "$work/1.ndjson" "$work/2.ndjson"
cases twice
cases united
verdict shards-tell-what-is-off "$(diff "$work/twice.cases" "$work/united.cases" | head -n 4)" cmp -s "$work/twice.cases" "$work/united.cases"
# Rule sets that come with the merge: what they switch off is off.
printf 'severity: {response.body-schema: off}\noverrides: [{where: {operation: getBook}, severity: {response.server-error: off}}]\n' > "$work/off.yaml"
judge_all off "$SHOP" "$CLEAN" --rules "$work/off.yaml"
unite graded "$work/on.ndjson" --rules "$work/off.yaml"
same off graded
cases graded
tells graded 'skipped getBook GET /books/{bookId}: server-error: switched off: response.server-error'

# ---- filters ----

jq '.log.entries += [.log.entries[0] | .request.url = "https://shop.example.com/api/v1/nowhere"]' "$CLEAN" > "$work/two.har"
judge all "$SHOP" "$work/two.har"
cases all
verdict a-path-is-undocumented "" grep -q '^failure _undocumented route.path-undocumented' "$work/all.cases"
for filter in '--operation getBook' '--path /books/*'; do
    # shellcheck disable=SC2086 # an option and its value
    judge filtered "$SHOP" "$work/two.har" $filter
    cases filtered
    tells filtered 'skipped _undocumented route.path-undocumented: not exercised: filters left out exchanges that hit no operation'
    tells filtered 'skipped listBooks GET /books: route: left out by a filter or --changed-since'
done
judge filtered "$SHOP" "$work/two.har" --exclude-operation listBooks
cases filtered
verdict what-hits-no-operation-stays "" grep -q '^failure _undocumented route.path-undocumented' "$work/filtered.cases"
judge unchanged "$SHOP" "$CLEAN" --changed-since "$SHOP"
cases unchanged
tells unchanged 'passed getBook GET /books/{bookId}: route'
tells unchanged 'skipped getBook GET /books/{bookId}: security: not exercised: no security requirement was held against a request'

# ---- what cannot be read ----

cat > "$work/unread.yaml" << END
openapi: 3.1.0
info: {title: unread, version: "1"}
paths:
  /operation: {get: {responses: [1]}}
  /response: {get: {responses: {"200": 17}}}
  /cbor: {get: {responses: {"200": {description: a, content: {application/cbor: {schema: {type: object}}}}}}}
  /image: {get: {responses: {"200": {description: a, content: {image/png: {}}}}}}
  /default: {get: {responses: {default: {description: a, content: {application/json: {schema: {type: object}}}}}}}
END
for path in operation response cbor image default; do
    type=$(echo "$path" | sed 's/^operation$\|^response$\|^default$/application\/json/; s/^cbor$/application\/cbor/; s/^image$/image\/png/')
    printf '{"request":{"method":"GET","url":"http://h/%s"},"response":{"status":200,"headers":[{"name":"Content-Type","value":"%s"}],"content":{"mimeType":"%s","text":"{}","size":2}}}\n' "$path" "$type" "$type"
done > "$work/unread.harl"
judge unread "$work/unread.yaml" "$work/unread.harl"
cases unread
for check in undeclared-parameters server-error; do
    tells unread "skipped GET_operation GET /operation: $check: not exercised: the description of the operation cannot be read"
    tells unread "passed GET_response GET /response: $check"
done
tells unread 'skipped GET_operation GET /operation: request-body-presence: not exercised: no request tells whether it had a body'
tells unread 'skipped GET_cbor GET /cbor 200 application/cbor: well-formed: not exercised: no decoder has looked into such a body'
tells unread 'skipped GET_image GET /image 200 image/png: well-formed: not exercised: no decoder has looked into such a body'
tells unread 'passed GET_default GET /default default application/json: well-formed'
tells unread 'skipped GET_default GET /default default application/json: undeclared-properties: not exercised: bodies that only the default response describes may have other properties'
"$PROGRAM" merge "$work/unread.ndjson" --reproducible --report "ctrf=$work/reread.ctrf" > "$work/stdout" 2> "$work/stderr"
verdict what-cannot-be-read-is-so-in-events "$(diff "$work/unread.ctrf" "$work/reread.ctrf" | head -n 4)" cmp -s "$work/unread.ctrf" "$work/reread.ctrf"

# ---- limits ----

# More findings than are kept: any case may have had some of them.
jq -nc '{openapi: "3.1.0", info: {title: "t", version: "1"}, paths: ({"/a": {get: {responses: {"200": {description: "a"}}}}} + ([range(700) | {key: "/p\(.)", value: {get: {responses: {"200": {description: "a"}}}}}] | from_entries))}' > "$work/many.json"
jq -nc 'range(700) as $i | {request: {method: "GET", url: ("http://h/p\($i)?" + ([range(30) | "q\(.)=1"] | join("&")))}, response: {status: 200, content: {size: 0, text: ""}}}, (if $i == 699 then {request: {method: "GET", url: "http://h/a"}, response: {status: 200, content: {size: 0, text: ""}}} else empty end)' > "$work/many.harl"
"$PROGRAM" check "$work/many.json" "$work/many.harl" --reproducible --report "ctrf=$work/many.ctrf" --report "ndjson=$work/many.ndjson" > "$work/stdout" 2> "$work/stderr"
cases many
verdict the-limit-is-met "$(jq -c 'select(.event == "error")' "$work/many.ndjson")" test "$(jq 'select(.event == "end").findings_left_out' "$work/many.ndjson")" = 1000
tells many 'skipped GET_a GET /a: undeclared-parameters: not told: 1000 findings were left out, and may be of this case'
verdict with-findings-left-out-none-passes "" test "$(grep -c '^passed' "$work/many.cases")" = 0
# The same of one exchange: any case of its operation. A baseline does not call it gone, either.
jq -nc '{openapi: "3.1.0", info: {title: "t", version: "1"}, paths: {"/a": {get: {responses: {"200": {description: "a", content: {"application/json": {schema: {type: "object",
    properties: ([range(1500) | {key: "p\(.)", value: {type: "integer"}}] | from_entries)}}}}}}}}}' > "$work/wide.json"
exchange() { jq -nc --argjson body "$1" '{request: {method: "GET", url: "http://h/a"}, response: {status: 200, headers: [{name: "Content-Type", value: "application/json"}], content: {mimeType: "application/json", text: ($body | tojson)}}}'; }
exchange '{"z": 1}' > "$work/narrow.harl"
exchange "$(jq -nc '[range(1500) | {key: "p\(.)", value: "x"}] + [{key: "z", value: 1}] | from_entries')" > "$work/wide.harl"
"$PROGRAM" baseline "$work/wide.json" "$work/narrow.harl" -o "$work/narrow.json" > "$work/stdout" 2> "$work/stderr"
"$PROGRAM" check "$work/wide.json" "$work/wide.harl" --baseline "$work/narrow.json" --report "ctrf=$work/wide.ctrf" --report "json=$work/wide.report" --report "ndjson=$work/wide.ndjson" > "$work/stdout" 2> "$work/stderr"
cases wide
tells wide 'skipped GET_a GET /a 200 application/json: undeclared-properties: not checked: response.body: more than 1000 different findings: the rest is not listed'
verdict what-is-left-out-of-an-exchange-passes-nowhere "$(grep '^passed GET_a' "$work/wide.cases")" test "$(grep -c '^passed GET_a' "$work/wide.cases")" = 0
holds what-is-left-out-is-not-gone '.summary.baseline | .stale == 0 and .unexercised == 1' "$work/wide.report"
"$PROGRAM" merge "$work/wide.ndjson" --report "ctrf=$work/wide.ctrf" > "$work/stdout" 2> "$work/stderr"
cp "$work/wide.cases" "$work/wide.wanted"
cases wide
verdict what-is-left-out-is-so-in-events "$(diff "$work/wide.wanted" "$work/wide.cases" | head -n 3)" cmp -s "$work/wide.wanted" "$work/wide.cases"
