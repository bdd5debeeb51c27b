# The formats of one run agree: findings by severity, what was not checked, errors and the exit code are the same in
# each (counts.jq), cases have the same outcomes, and they are red where the exit code is not 0.
# plain build only
. tests/cli/verdict.sh
run=$work/run
# What the formats that are no JSON tell, as one object of counts.
xml() { awk '{ t += gsub(/<testcase /, ""); f += gsub(/<failure /, ""); e += gsub(/<error /, ""); s += gsub(/<skipped /, "") } END { printf "[%d, %d, %d, %d]", t, f, e, s }' "$1"; }
# exit_code FILE: "exit 1: findings", "exit 0 by --exit-zero: findings"
exit_code() { grep -oE '(^|[( A])exit [0-9]+(:| by --exit-zero:)' "$1" | grep -oE '[0-9]+' | tail -n 1; }
# "1 error, 2 warnings, 0 info (0 drift); 3 not checked" and the exit code -> [1, 2, 0, 3, 1]
summary()
{
    printf '[%s%s]' "$(sed -nE 's/^[^0-9]*([0-9,]+) errors?, ([0-9,]+) warnings?, ([0-9,]+) info[^;]*; ([0-9,]+) not checked.*/\1 \2 \3 \4 /p' "$1" | tr -d , | sed 's/ /, /g')" "$(exit_code "$1")"
}
told()
{
    for format in junit junit-strict junit-surefire; do printf '"%s": %s, ' $format "$(xml "$run/$format")"; done
    printf '"tap": %s, ' "$(awk '/^(not )?ok [0-9]/ { t++ } /^not ok / { f++ } /^ok .* # SKIP / { s++ } END { printf "[%d, %d, %d]", t, f, s }' "$run/tap")"
    printf '"csv": %s, ' "$(awk -F , '$1 == "finding" { n[$2]++ } { k[$1]++ } END { printf "[%d, %d, %d, %d, %d]", n["error"], n["warning"], n["info"], k["not-checked"], k["error"] }' "$run/csv")"
    printf '"prometheus": %s, ' "$(awk '/^oasdrift_findings[{].*"error"/ { e = $NF } /^oasdrift_findings[{].*"warning"/ { w = $NF } /^oasdrift_findings[{].*"info"/ { i = $NF }
        /^oasdrift_rule_findings[{]/ { r += $NF } /^oasdrift_not_checked[{]/ { n = $NF } /^oasdrift_errors[{]/ { x = $NF } /^oasdrift_run_exit_code[{]/ { c = $NF }
        END { printf "[%d, %d, %d, %d, %d, %d, %d]", e, w, i, r, n, x, c }' "$run/prometheus")"
    printf '"html": %s, ' "$(sed -nE 's/.*<strong>([0-9,]+)<\/strong> (errors?|warnings?|info|not checked)<.*/\1/p; s/.*class="verdict">exit ([0-9]+).*/\1/p' "$run/html" | tr -d , | awk 'NR == 1 { code = $0; next } { printf "%s%s, ", NR == 2 ? "[" : "", $0 } END { print code "]" }')"
    for format in text markdown; do printf '"%s": %s, ' $format "$(summary "$run/$format")"; done
    printf '"github": [%s]' "$(exit_code "$run/github")"
}
# agree NAME FAIL-ON COMMAND ARGUMENT...
agree()
{
    agree_name=$1 agree_fail=$2
    shift 2
    rm -rf "$run"
    mkdir "$run"
    # shellcheck disable=SC2046 # an option a word
    "$PROGRAM" "$@" --fail-on "$agree_fail" --reproducible $(for format in json ndjson junit junit-strict junit-surefire ctrf tap allure sarif csv prometheus gitlab github markdown html text; do
        echo "--report $format=$run/$format"
    done) > "$work/stdout" 2> "$work/stderr"
    agree_exit=$?
    case " $* " in *' --exit-zero '*) agree_zero=1 ;; *) agree_zero=0 ;; esac
    cat "$run"/allure/*-result.json > "$run/results"
    jq -rn -f tests/cli/counts.jq --arg exit "$agree_exit" --arg fail_on "$agree_fail" --arg exit_zero "$agree_zero" --argjson told "{$(told)}" \
        --slurpfile json "$run/json" --slurpfile ndjson "$run/ndjson" --slurpfile ctrf "$run/ctrf" --slurpfile allure "$run/results" \
        --slurpfile sarif "$run/sarif" --slurpfile gitlab "$run/gitlab" > "$work/differ" 2> "$work/jq"
    verdict "$agree_name" "$(cat "$work/differ" "$work/jq" | head -n 3)" test $? -eq 0 -a ! -s "$work/differ" -a ! -s "$work/jq"
}
exits() { verdict "$1-exits-$2" "$agree_exit" test "$agree_exit" -eq "$2"; }

agree drift error check "$SHOP" "$CLEAN" "$DRIFTING"
exits drift 1
agree drift-that-never-fails never check "$SHOP" "$CLEAN" "$DRIFTING"
exits drift-that-never-fails 0
agree drift-and-exit-zero error check "$SHOP" "$CLEAN" "$DRIFTING" --exit-zero
exits drift-and-exit-zero 0
agree clean error check "$SHOP" "$CLEAN"
exits clean 0
PROPERTY=tests/cases/rules/response-property-undocumented/exchange.har
agree warning error check "$SHOP" "$PROPERTY" "$CLEAN"
exits warning 0
agree warning-that-fails warning check "$SHOP" "$PROPERTY" "$CLEAN"
exits warning-that-fails 1
agree information info check "$SHOP" "$CLEAN" "$CLEAN" "$CLEAN" --drift-after 3
exits information 1

# Many cases of each kind, more than a case tells in full, and causes with many findings.
jq -nc '{openapi: "3.1.0", info: {title: "many", version: "1"}, paths: ([range(12) | {key: "/p\(.)", value: {get: {operationId: "p\(. / 2 | floor)",
    responses: {"200": {description: "a", content: {"application/json": {schema: {type: "object", properties: ([range(12) | {key: "n\(.)", value: {type: "integer"}}] | from_entries)}}}}}}}}] | from_entries)}' > "$work/many.json"
jq -nc 'range(12) as $i | {request: {method: "GET", url: "http://h/p\($i)?q=1"}, response: {status: (if $i % 7 == 0 then 503 else 200 end), headers: [{name: "Content-Type", value: "application/json"}],
    content: {mimeType: "application/json", text: ([range(12) | {key: "n\(.)", value: "x"}] + [{key: "more\($i)", value: 1}] | from_entries | tojson)}}}' > "$work/many.harl"
agree many error check "$work/many.json" "$work/many.harl"
agree many-warnings-that-fail warning check "$work/many.json" "$work/many.harl" --each-exchange
"$PROGRAM" baseline "$work/many.json" "$work/many.harl" -o "$work/known.json" > "$work/stdout" 2> "$work/stderr"
agree all-is-known error check "$work/many.json" "$work/many.harl" --baseline "$work/known.json"
exits all-is-known 0
head -n 6 "$work/many.harl" > "$work/fewer.harl"
jq '.findings |= .[:40]' "$work/known.json" > "$work/some.json"
agree some-is-known warning check "$work/many.json" "$work/fewer.harl" --baseline "$work/some.json"
printf 'severity: {response.body-schema: off}\nignore: [{rule: response.server-error, reason: maintenance}]\n' > "$work/rules.yaml"
agree some-is-off-or-ignored warning check "$work/many.json" "$work/many.harl" --rules "$work/rules.yaml"
printf 'severity: {"*": off}\n' > "$work/off.yaml"
agree all-is-off info check "$work/many.json" "$work/many.harl" --rules "$work/off.yaml"
exits all-is-off 0
agree filtered error check "$work/many.json" "$work/many.harl" --path '/p1*'

agree nothing error check "$SHOP" "$work/nowhere.har"
exits nothing 3
agree nothing-and-drift error check "$SHOP" "$work/nowhere.har" "$DRIFTING"
exits nothing-and-drift 1
UNKNOWN=tests/cases/rules/body-unknown/exchange.har
agree not-checked error check "$SHOP" "$UNKNOWN"
exits not-checked 0
agree incomplete error check "$SHOP" "$UNKNOWN" "$DRIFTING" --require-complete
exits incomplete 3
agree coverage error check "$SHOP" "$CLEAN" --coverage-fail-under operations=100,responses=100
exits coverage 1
{ jq -c '.log.entries[]' "$CLEAN" "$DRIFTING"; echo '{"request":'; } > "$work/broken.harl"
agree broken error check "$SHOP" "$work/broken.harl"

agree description info lint "$DESCRIPTION"
printf 'openapi: 3.1.0\ninfo: {title: t, version: "1"}\npaths: {"/a/{id}": {get: {foo: 1, responses: {"200": {description: a}}}}}\n' > "$work/mistaken.yaml"
agree mistakes error lint "$work/mistaken.yaml"
exits mistakes 1
echo 'nothing: of it' > "$work/none.yaml"
agree a-description-that-cannot-be-used error lint "$work/none.yaml" "$SHOP"
exits a-description-that-cannot-be-used 2
holds a-description-that-cannot-be-used-is-named '.errors | map(.id) == ["run.description-unusable"]' "$run/json"

for shard in 1 2; do
    "$PROGRAM" check "$work/many.json" "$work/many.harl" --shard $shard/2 --run-id r --report "ndjson=$work/$shard.ndjson"
done > "$work/stdout" 2> "$work/stderr"
agree merged warning merge "$work/1.ndjson" "$work/2.ndjson" --baseline "$work/some.json"
