#!/bin/sh
# reports.sh write|check: a sample of each report format and of everything that it can tell of: a run
# (of the drifting recording), instances, routes, a request. The formats are those that the program's
# help lists. "write" (make reports) renews the samples under reports/; "check" compares, so that a
# changed output is a reviewed diff, and a format without its samples fails.
set -u
mode=$1
program=${BUILD:-build}/oasdrift
folder=reports
[ "$mode" = check ] && folder=$(mktemp -d)
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# formats_of COMMAND: the formats of its reports.
formats_of()
{
    "$program" help "$1" | sed -n '/^report formats:$/,/^$/s/^  \([a-z][a-z0-9-]*\).*/\1/p'
}

# sample NAME FORMAT: its file. (Of allure: a folder, of whose results one is kept, and what else is there.)
sample()
{
    case $2 in
    allure) echo "$made" ;;
    text) echo "$folder/$1.txt" ;;
    markdown) echo "$folder/$1.md" ;;
    junit*) echo "$folder/$1.$2.xml" ;;
    *) echo "$folder/$1.$2" ;;
    esac
}

set --
for format in $(formats_of check); do
    set -- "$@" --report "$format=$(sample drifting "$format")"
done
"$program" check specs/applivery/windows-command.openapi.yaml specs/applivery/drifting.har \
    --rules applivery --reproducible --each-exchange --color never "$@"
{
    ls "$made" | sed 's/^[0-9a-f-]*-\([a-z]*-*[a-z]*\.[a-z]*\)$/UUID-\1/' | sort | uniq -c
    cat "$made/environment.properties" "$made/categories.json"
    grep -l body-schema.pattern "$made"/*-result.json | head -n 1 | xargs cat | jq .
} > "$folder/drifting.allure.txt"
for format in $(formats_of validate); do
    "$program" validate tests/cases/validate/json-invalid/schema.yaml --reproducible \
        tests/cases/validate/json-valid/instance.json tests/cases/validate/json-invalid/instance.json \
        tests/cases/validate/ndjson-second-line-invalid/instances.ndjson \
        tests/cases/validate/instance-malformed/instance.json \
        --report "$format=$(sample instances "$format")" 2> /dev/null
done
for format in $(formats_of explain); do
    "$program" explain routes tests/cases/rules/shop.openapi.yaml \
        --report "$format=$(sample routes "$format")"
    "$program" explain routes tests/cases/rules/shop.openapi.yaml GET 'http://127.0.0.1:8080/api/v1/books/7?full=1' \
        --report "$format=$(sample request "$format")"
done
# JSON Schemas for editors: that of the configuration is made of the option tables; in that of rule
# sets the ids that there are stand under "definitions".
"$program" help oasdrift.yaml --schema > "$folder/config.schema.json"
lines() { jq -Rn '[inputs | select(. != "")]'; }
jq --argjson rules "$("$program" explain | grep -v '^run\.' | lines)" \
    --argjson keywords "$(sed -n 's/^KEYWORD([A-Z0-9_]*, "\([^"]*\)".*/\1/p' src/schema/keywords.def | lines)" \
    --argjson measures "$(sed -n 's/^MEASURE([A-Z_]*, "\([a-z_]*\)".*/\1/p' src/event/measures.def | lines)" '
    def quoted: gsub("(?<c>[.$])"; "[\(.c)]");
    def either: map(quoted) | unique | join("|");
    .definitions += {
        rule: {enum: $rules},
        group: {enum: (["*"] + ($rules | map(sub("[.].*"; ".*")) | unique))},
        gate: {enum: (["gate.*"] + ($rules | map(select(startswith("gate.")))))},
        "rule-with-keyword": {type: "string", pattern: ("^(" +
            ($rules | map(select(test("-schema$|^description[.](example|default)-invalid$"))) | either) +
            ")[.](" + ($keywords | either) + ")$")},
        measure: {enum: ($measures + ($measures | map(gsub("_"; "-"))) | unique)}
    }' reports/rule-set.schema.json > "$folder/rule-set.schema.json.new" &&
    mv "$folder/rule-set.schema.json.new" "$folder/rule-set.schema.json"
[ "$mode" = check ] || exit 0

passed=0 failed=0
for made in "$folder"/*; do
    name=$(basename "$made")
    if [ ! -f "reports/$name" ]; then
        echo "reports/$name is missing; make reports writes it"
        failed=$((failed + 1))
    elif diff -u "reports/$name" "$made"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
for kept in reports/drifting.* reports/instances.* reports/routes.* reports/request.*; do
    if [ ! -f "$folder/$(basename "$kept")" ]; then
        echo "$kept is of no format"
        failed=$((failed + 1))
    fi
done
# README shows part of the same report: each of its lines, cut at "...", stands in the sample.
sed -n '/^    == 2\. Recorded/,/^    exit 1/s/^    //p' README.md | grep -vE '^(==.*|\.\.\.|)$' |
    sed 's/\.\.\.$//' > "$folder/readme"
missing=$(while IFS= read -r line; do
    grep -qF -- "$line" reports/drifting.txt || printf '%s\n' "$line"
done < "$folder/readme")
if [ -s "$folder/readme" ] && [ -z "$missing" ]; then
    passed=$((passed + 1))
else
    printf 'README.md shows what the report does not say:\n%s\n' "$missing"
    failed=$((failed + 1))
fi
rm -rf "$folder"
[ -z "${RESULT:-}" ] || echo "$passed $failed 0" > "$RESULT"
echo "reports: $passed as their samples, $failed not"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
