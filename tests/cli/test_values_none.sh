# --values none: a canary in every position of an exchange, in several formats of recordings, and
# every output of every command: none shows one (values_none.jq has the positions). A line for each
# position, and for a bad one the outputs that show it.
# plain build only
. tests/cli/verdict.sh
formats="har-lines har nock hoverfly vcr envoy-tap wiremock mockserver otlp access-log"
for what in $formats description schema instances canaries; do
    jq -nr --arg what $what -f tests/cli/values_none.jq > "$work/$what" || exit 1
done

# outputs FOLDER OPTION...: everything that tells of the recordings, with the options.
outputs() {
    out=$1
    shift
    mkdir "$out"
    for format in $formats; do
        "$PROGRAM" check "$work/description" "$work/$format" --from "$format" --rules strict --drift-after 1 -v \
            --each-exchange $(every_report "$out/$format-") --write-baseline "$out/$format-baseline" "$@" \
            > "$out/$format-stdout" 2> "$out/$format-stderr"
    done
    "$PROGRAM" check "$work/description" "$work/har" --against "$work/har-lines" --report json "$@" \
        > "$out/against" 2>&1
    for shard in 1 2; do
        "$PROGRAM" check "$work/description" "$work/har-lines" --from har-lines --shard $shard/2 --report ndjson "$@" \
            > "$out/shard$shard" 2> "$out/shard$shard-stderr"
    done
    "$PROGRAM" merge "$out/shard1" "$out/shard2" "$@" --report text="$out/merge-text" --report json="$out/merge-json" \
        --report ndjson="$out/merge-ndjson" > "$out/merge-stdout" 2> "$out/merge-stderr"
    "$PROGRAM" merge "$out/shard2" --report ndjson "$@" > "$out/merge-of-a-part" 2>&1
    "$PROGRAM" baseline "$work/description" "$work/har" -o "$out/baseline" "$@" > "$out/baseline-stdout" 2>&1
    "$PROGRAM" suggest "$work/description" "$work/har" "$@" > "$out/suggest" 2>&1
    for report in $(formats_of validate); do
        "$PROGRAM" validate "$work/schema" "$work/instances" --from ndjson --report $report "$@" > "$out/validate-$report" 2>&1
        "$PROGRAM" validate "$work/schema" "$work/instances" --from yaml --report $report "$@" > "$out/validate-yaml-$report" 2>&1
    done
}

outputs "$work/none" --values none
outputs "$work/redacted"
# found FOLDER: the canaries, each with the output that shows it.
found() {
    for file in "$1"/*; do
        grep -raihoFf "$work/canaries" "$file" | tr '[:upper:]' '[:lower:]' | sort -u | sed "s|\$| ${file##*/}|"
    done
}
found "$work/none" > "$work/shown"
found "$work/redacted" > "$work/shown-redacted"
awk 'FILENAME == ARGV[1] { where[$1] = where[$1] " " $2; next }
    { print ($1 in where ? "not ok " $1 ": shown in" where[$1] : "ok " $1) }' "$work/shown" "$work/canaries"
# Else the canaries prove nothing.
verdict most-are-shown-otherwise "" test "$(cut -d ' ' -f 1 "$work/shown-redacted" | sort -u | wc -l)" -ge 60
verdict no-number "$(grep -rl 739100175 "$work/none")" test -z "$(grep -rl 739100175 "$work/none")"
for output in har-lines-text har-json hoverfly-ndjson nock-junit har-junit-strict har-junit-surefire har-allure/environment.properties har-baseline baseline merge-json validate-json; do
    verdict "$output-is-written" "$(head -n 3 "$work/none"/*stderr)" test -s "$work/none/$output"
done
for format in $formats; do
    verdict "$format-is-read" "$(cat "$work/none/$format-stderr")" \
        test "$(jq .summary.exchanges "$work/none/$format-json")" -ge 20
done
verdict suggest-is-refused "$(cat "$work/none/suggest")" grep -q 'cannot be used with --values none' "$work/none/suggest"
expect() { [ "$2" -eq "$3" ] && ok "$1" || not_ok "$1" "exit $3, not $2"; }
"$PROGRAM" merge "$work/redacted/har-ndjson" --values none > /dev/null 2>&1
expect what-shows-more-is-not-merged 2 $?
"$PROGRAM" validate "$work/schema" "$work/instances" --values none --trace > /dev/null 2>&1
expect a-trace-is-refused 2 $?
"$PROGRAM" merge "$work/none/har-ndjson" --values none --report json --exit-zero > "$work/again" 2>&1
verdict none-stays-none "" grep -q '"values": "none"' "$work/again"
verdict no-digest-of-a-secret "" test "$(cat "$work/none"/*ndjson "$work/none/shard1" | grep -c '"event":"secrets"')" -eq 0
for what in '"url"' '"curl"' '"target"'; do
    verdict "without-$what" "" test "$(cat "$work/none"/*json | grep -c "$what")" -eq 0
done

# A live run: neither what the server answered nor its address.
jq '.paths["/things"].get.responses["200"] |= (.headers["X-Odd"] = {schema: {type: "string"}, example: "qzoddzq"}
    | .content = {"application/json": {schema: {type: "object"}, example: {name: "qznotezq", qzkeyzq: "qzvaluezq", count: 739100175301}}})
    | .paths |= {"/things": {get: .["/things"].get}}' "$work/description" > "$work/served"
start_mock canaries "$work/served"
"$PROGRAM" run "$work/description" --url "http://qzuserzq:qzpasswordzq@${url#http://}/v1" --values none -v --each-exchange \
    --report text="$work/live-text" --report json="$work/live-json" --report ndjson="$work/live-ndjson" \
    --report junit="$work/live-junit" --write-baseline "$work/live-baseline" > "$work/live-stdout" 2> "$work/live-stderr"
verdict live-is-written "$(cat "$work/live-stderr")" grep -q 'the length is 8, at most 3' "$work/live-text"
verdict live-shows-none "$(grep -hoE 'qz[a-z]+zq|739100175|127[.]0' "$work"/live-* | sort -u)" \
    test "$(cat "$work"/live-* | grep -cE 'qz[a-z]+zq|739100175|127[.]0')" -eq 0

# What a reader needs is told, of what the description holds.
without() { # without NAME WHAT FILE...: none of the files has it
    name=$1 what=$2
    shift 2
    verdict "$name" "$(cat "$@" | grep -aoE "$what" | sort -u | head -n 5)" \
        test "$(cat "$@" | grep -acE "$what")" -eq 0
}
recorded='qz[a-z]+zq|739100175'
"$PROGRAM" run "$work/description" --url "http://qzuserzq:qzpasswordzq@127.0.0.1:1/qzbasezq" --values none -v \
    --report text="$work/broken-text" --report json="$work/broken-json" > "$work/broken-out" 2>&1
verdict a-failed-transfer-has-its-operation "$(cat "$work/broken-text")" \
    grep -q 'error: GET /things/{id}: connection refused \[' "$work/broken-text"
"$PROGRAM" run "$work/description" --url "http://qzhostzq.invalid" --values none > "$work/broken-host" 2>&1
verdict a-host-has-its-cause "$(cat "$work/broken-host")" grep -q 'GET /things: host not found \[' "$work/broken-host"
without a-failed-transfer-has-no-address "$recorded|127[.]0" "$work"/broken-*
"$PROGRAM" run "$work/description" --url "http://127.0.0.1:1/qzbasezq" --dry-run --values none -H 'X-qznamezq: qzvaluezq' \
    -H 'X-Level: 739100175' --parameter id=qzidzq --methods all > "$work/dry" 2>&1
verdict a-dry-run-has-names "$(cat "$work/dry")" grep -qx '# GET /things/{id}, header undocumented, header X-Level' "$work/dry"
without a-dry-run-has-no-values "$recorded|127[.]0" "$work/dry"
for request in 'https://api.test/v1/things/qzpathzq?qznamezq=qzvaluezq' 'https://qzhostzq.test/v1/thongs/qzpathzq' \
    'https://qzuserzq@api.test/qzbasezq/things' '/v1/things/qzpathzq/qzmorezq'; do
    for report in text json; do
        "$PROGRAM" explain routes "$work/description" qzmethodzq "$request" --values none --report $report
        "$PROGRAM" explain routes "$work/description" GET "$request" --values none --report $report
    done
done > "$work/routes" 2>&1
verdict a-route-has-its-operation "$(cat "$work/routes")" grep -qx 'GET /things/{id}: GET /things/{id}' "$work/routes"
without a-route-has-no-request "$recorded" "$work/routes"

# The description's own values were not recorded.
jq '.paths["/things"].get.parameters[0].example = "seventeen"' "$work/description" > "$work/mistaken"
"$PROGRAM" lint "$work/mistaken" --values none > "$work/lint" 2>&1
verdict lint-tells-the-description "$(cat "$work/lint")" grep -q 'expected integer, found string "seventeen"' "$work/lint"

# A baseline of a run that showed values: none is told or written again.
cp "$work/redacted/baseline" "$work/known"
verdict the-old-baseline-has-values "" grep -qE "$recorded" "$work/known"
"$PROGRAM" check "$work/description" "$work/har-lines" --values none --baseline "$work/known" -v --report text="$work/known-text" \
    --report json="$work/known-json" --write-baseline "$work/known" > "$work/known-out" 2>&1
without an-old-baseline-is-not-told "$recorded" "$work"/known "$work"/known-*
verdict what-is-found-again-has-its-message "" test "$(jq '.findings | map(select(.message)) | length' "$work/known")" -ge 60
jq '.findings | map(select(.message)) | length' "$work/known" > "$work/messages"
jq -c 'select(.request.method == "PATCH")' "$work/har-lines" > "$work/one"
"$PROGRAM" check "$work/description" "$work/one" --values none --write-baseline "$work/known" > /dev/null 2>&1
verdict its-own-messages-are-kept "" test "$(jq '.findings | map(select(.message)) | length' "$work/known")" -ge "$(cat "$work/messages")"
"$PROGRAM" merge "$work/none/shard1" "$work/none/shard2" --values none --baseline "$work/redacted/baseline" -v \
    > "$work/merged-baseline" 2>&1
without an-old-baseline-is-not-merged "$recorded" "$work/merged-baseline"

# Undocumented names are counted and compared, and not told.
"$PROGRAM" check tests/cases/drift/pets.openapi.yaml tests/cases/drift/possible-rename/exchanges.jsonl --values none --drift-after 4 -v \
    > "$work/rename" 2>&1
verdict a-rename-is-told "$(cat "$work/rename")" grep -q '"undocumented", which is not described, was in' "$work/rename"

# Asked for otherwise than by the option.
(cd "$work" && mkdir configured configured/.git && cp description har configured && cd configured &&
    echo 'values: none' > .oasdrift.yaml && "$PROGRAM" check description har -v) > "$work/by-file" 2>&1
OASDRIFT_VALUES=none "$PROGRAM" check "$work/description" "$work/har" -v > "$work/by-environment" 2>&1
without the-configuration-asks-for-it "$recorded" "$work/by-file"
without the-environment-asks-for-it "$recorded" "$work/by-environment"
verdict both-have-findings "" grep -q 'integer, found string of' "$work/by-file" "$work/by-environment"
"$PROGRAM" merge "$work/none/shard1" "$work/redacted/shard2" --values none > "$work/mixed" 2>&1
expect one-shard-that-shows-more-is-refused 2 $?
without and-it-is-not-told "$recorded" "$work/mixed"

# Of a path the segments that the description holds, and media types of standards, can be acted upon.
verdict a-path-has-its-known-segments "" grep -q 'error: .* matches GET /v1/things/undocumented/undocumented ' "$work/none/har-text"
verdict a-common-media-type-is-told "" grep -q 'the content type application/problem+json is not' "$work/none/har-text"

# What the command line got wrong is told without the text, which may be a credential, whatever --values is.
for words in "-H|Authorization Bearer qzcredentialzq" "--parameter|token:qzcredentialzq" "-H|qzcredentialzq" \
    "--url|http://a:qzpasswordzq@h/?key=qzcredentialzq" "--url|http://h/?key=qzcredentialzq" "--url|ftp://h/?key=qzcredentialzq" "--url|h?key=qzcredentialzq#a"; do
    "$PROGRAM" run "$work/description" --url http://127.0.0.1:1 "${words%%|*}" "${words#*|}"
done > "$work/arguments" 2>&1
without an-argument-is-not-told "$recorded" "$work/arguments"
verdict a-header-without-a-name-is-refused "$(cat "$work/arguments")" grep -q 'header: expected NAME: VALUE' "$work/arguments"
