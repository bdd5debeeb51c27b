# What reports say fits the schemas of reports/, which are part of the contract: the samples, and
# reports of every command, with a baseline, ignores, errors and entries not checked. A copy of the
# schemas that allows no field beside theirs shows that none is missing in them.
# plain build only
. tests/cli/verdict.sh

mkdir "$work/closed"
for schema in report event; do
    expect_exit "$schema-schema-is-a-schema" 0 "$PROGRAM" validate --dialect 2020-12 - "reports/$schema.schema.json" << 'END' ||
{"$ref": "https://json-schema.org/draft/2020-12/schema"}
END
        cat "$work/stdout"
    jq 'walk(if type == "object" and has("properties") and (.properties | type) == "object" and (has("$comment") | not)
             then . + {unevaluatedProperties: false} else . end) |
        walk(if type == "object" and has("if") then .if |= del(.unevaluatedProperties) else . end)' "reports/$schema.schema.json" > "$work/closed/$schema.schema.json"
done

# fits NAME FILE: a JSON report or event file, by its name.
fits()
{
    case $2 in *.ndjson) fits_schema=event ;; *) fits_schema=report ;; esac
    expect_exit "$1-fits-$fits_schema" 0 "$PROGRAM" validate "reports/$fits_schema.schema.json" "$2" || head -n 5 "$work/stdout"
    expect_exit "$1-has-no-other-field-than-$fits_schema" 0 "$PROGRAM" validate "$work/closed/$fits_schema.schema.json" "$2" || head -n 5 "$work/stdout"
}
# report NAME ARGUMENT...: runs the program with both reports and holds them against the schemas.
report()
{
    report_name=$1
    shift
    timeout 30 "$PROGRAM" "$@" --report "json=$work/$report_name.json" --report "ndjson=$work/$report_name.ndjson" 2> "$work/stderr"
    fits "$report_name" "$work/$report_name.json"
    fits "$report_name" "$work/$report_name.ndjson"
}

fits sample reports/drifting.json
fits sample reports/drifting.ndjson
report several check "$SHOP" "$CLEAN" "$DRIFTING" --each-exchange
"$PROGRAM" baseline "$SHOP" "$DRIFTING" -o "$work/known.json" -q
jq '.findings[0] += {reason: "so", owner: "us", ticket: "T-1", expires: "2999-01-01"}' "$work/known.json" > "$work/accepted.json"
report baseline check "$SHOP" "$DRIFTING" tests/cases/rules/response-body-in-an-array/exchange.har --baseline "$work/accepted.json"
report stale check "$SHOP" tests/cases/rules/response-body-in-an-array/exchange.har --baseline "$work/accepted.json"
report ignored check "$SHOP" tests/cases/rules/response-body-in-an-array/exchange.har --rules tests/cases/rule-sets/ignore-by-pointer/rules.yaml
report incomplete check "$SHOP" tests/cases/rules/body-unknown/exchange.har --require-complete
report broken check "$SHOP" tests/cases/usage/recording-with-a-broken-entry/exchange.har "$work/nowhere.har"
report empty check "$SHOP" "$work/nowhere.har"
report undescribed check tests/cases/rule-sets/notes.openapi.yaml "$CLEAN" "$DRIFTING"
report drift check tests/cases/drift/pets.openapi.yaml tests/cases/drift/possible-rename/exchanges.jsonl --drift-after 4 --shard 1/1
report whole check tests/cases/drift/pets.openapi.yaml tests/cases/drift/thirty-observations/exchanges.jsonl
report lint lint "$DESCRIPTION"
report merged merge "$work/several.ndjson"
printf '{"version": 2}' > "$work/wrong.json"
expect_exit another-version-does-not-fit 1 "$PROGRAM" validate reports/report.schema.json "$work/wrong.json"
jq '.findings[0].severity = "fatal"' reports/drifting.json > "$work/wrong.json"
expect_exit another-severity-does-not-fit 1 "$PROGRAM" validate reports/report.schema.json "$work/wrong.json"
echo '{"event": "finding"}' > "$work/wrong.ndjson"
expect_exit half-an-event-does-not-fit 1 "$PROGRAM" validate reports/event.schema.json "$work/wrong.ndjson"
jq '.findings[0].colour = "red"' reports/drifting.json > "$work/wrong.json"
expect_exit another-field-is-noticed 1 "$PROGRAM" validate "$work/closed/report.schema.json" "$work/wrong.json"
