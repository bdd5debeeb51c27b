# CSV and the metrics of Prometheus tell what the JSON report tells.
. tests/cli/verdict.sh

# tell NAME ARGUMENT...: a run in the three formats.
tell()
{
    tell_name=$1
    shift
    "$PROGRAM" "$@" --reproducible --report json="$work/json" --report csv="$work/csv" --report prometheus="$work/prom" 2> "$work/stderr"
    jq -r '(.findings[] | "finding," + .severity), (.not_checked[] | "not-checked,"), (.errors[] | "error,")' "$work/json" | sort > "$work/wanted"
    sed -n '2,$p' "$work/csv" | cut -d , -f 1,2 | sort > "$work/told"
    verdict "$tell_name-csv-has-a-row-each" "$(diff "$work/wanted" "$work/told" | head -n 4)" cmp -s "$work/wanted" "$work/told"
    jq -r '.findings[].fingerprint' "$work/json" | while read -r print; do grep -c "$print" "$work/csv"; done | sort -u > "$work/counts"
    verdict "$tell_name-csv-has-each-fingerprint-once" "$(cat "$work/counts")" test "$(cat "$work/counts")" = "${TELL_COUNTS-1}"
    jq -r '.summary | ("error", "warning", "info") as $s | "oasdrift_findings severity=\"\($s)\" \(.findings[$s])"' "$work/json" > "$work/wanted"
    jq -r '.summary | "oasdrift_exchanges \(.exchanges)", "oasdrift_not_checked \(.not_checked)", "oasdrift_run_exit_code \(.exit)", "oasdrift_findings_known \(.baseline.known)",
        "oasdrift_findings_ignored \(.ignored // 0)"' "$work/json" >> "$work/wanted"
    jq -r '.coverage // {} | to_entries[] | select(.key != "missing") | "oasdrift_coverage_seen measure=\"\(.key)\" \(.value.seen)", "oasdrift_coverage_described measure=\"\(.key)\" \(.value.total)"' \
        "$work/json" >> "$work/wanted"
    sed -E 's/api="([^"\\]|\\.)*",command="[a-z]*",?//; s/\{([^}]*)\}/ \1/; s/  / /' "$work/prom" > "$work/told"
    while IFS= read -r line; do grep -qxF -e "$line" "$work/told" || echo "$line"; done < "$work/wanted" > "$work/lacking"
    verdict "$tell_name-metrics-are-the-summary" "$(head -n 3 "$work/lacking"; head -n 20 "$work/told" | grep -v '^#' | head -n 4)" test ! -s "$work/lacking"
    verdict "$tell_name-rules-add-up" "" test \
        "$(sed -n 's/^oasdrift_rule_findings .* //p' "$work/told" | awk '{ n += $1 } END { print n + 0 }')" = \
        "$(sed -n 's/^oasdrift_findings .* //p' "$work/told" | awk '{ n += $1 } END { print n + 0 }')"
    verdict "$tell_name-operations-add-up" "" test \
        "$(sed -n 's/^oasdrift_operation_findings .* //p' "$work/told" | awk '{ n += $1 } END { print n + 0 }')" = \
        "$(sed -n 's/^oasdrift_findings .* //p' "$work/told" | awk '{ n += $1 } END { print n + 0 }')"
}
tell drifting check specs/applivery/windows-command.openapi.yaml specs/applivery/drifting.har --rules applivery
tell several check "$SHOP" "$CLEAN" "$DRIFTING" tests/cases/rules/body-unknown/exchange.har
"$PROGRAM" baseline "$SHOP" "$DRIFTING" -o "$work/known.json" -q
tell known check "$SHOP" "$DRIFTING" tests/cases/rules/response-body-in-an-array/exchange.har --baseline "$work/known.json"
tell ignored check "$SHOP" tests/cases/rules/response-body-in-an-array/exchange.har --rules tests/cases/rule-sets/ignore-by-pointer/rules.yaml
tell lint lint "$DESCRIPTION"
TELL_COUNTS= tell broken check "$SHOP" tests/cases/usage/recording-with-a-broken-entry/exchange.har "$work/nowhere.har"

"$PROGRAM" validate tests/cases/validate/json-invalid/schema.yaml tests/cases/validate/json-invalid/instance.json --report csv > "$work/csv" 2> "$work/stderr"
verdict csv-of-instances "$(cat "$work/csv")" grep -q '^failure,tests/cases/validate/json-invalid/instance.json,,1,8,/id,minimum,' "$work/csv"
"$PROGRAM" validate tests/cases/validate/json-invalid/schema.yaml tests/cases/validate/json-valid/instance.json --report csv > "$work/csv" 2> "$work/stderr"
verdict csv-of-sound-instances-is-its-header "$(cat "$work/csv")" test "$(wc -l < "$work/csv")" -eq 1

# Several APIs with the same operations: each is told apart.
mkdir -p "$work/two/.git" "$work/two/users" "$work/two/billing"
for api in users billing; do
    cp "$SHOP" "$work/two/$api/openapi.yaml"
    cp "$DRIFTING" "$work/two/$api/session.har"
done
cat > "$work/two/.oasdrift.yaml" << 'END'
apis:
  users: {description: users/openapi.yaml, recordings: users/session.har}
  billing: {description: billing/openapi.yaml, recordings: billing/session.har}
END
(cd "$work/two" && "$PROGRAM" check --report csv="$work/csv" --report prometheus="$work/prom" --report sarif="$work/sarif") > "$work/stdout" 2> "$work/stderr"
verdict csv-tells-apis-apart "$(cut -c 1-300 "$work/csv")" test "$(grep -cE '^finding,.*,(users|billing).$' "$work/csv")" -eq 2
verdict metrics-tell-apis-apart "$(grep operation_f "$work/prom")" test "$(grep -cE '^oasdrift_operation_findings\{api="users, billing".*api_name="(users|billing)".* 1$' "$work/prom")" -eq 2
verdict no-series-stands-twice "" test -z "$(grep -v '^#' "$work/prom" | sed 's/ [0-9.]*$//' | sort | uniq -d)"
holds sarif-is-of-all '.runs[0] | .automationDetails.id == "oasdrift/users__billing/" and ([.results[].locations[0].physicalLocation.artifactLocation.uri] | sort == ["billing/openapi.yaml", "users/openapi.yaml"])' "$work/sarif"
