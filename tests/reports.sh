#!/bin/sh
# reports.sh write|check: one sample of each report format, of the drifting recording. "write" (make
# reports) renews them under reports/; "check" compares, so that a changed output is a reviewed diff.
set -u
mode=$1
program=${BUILD:-build}/oasdrift
folder=reports
[ "$mode" = check ] && folder=$(mktemp -d)

"$program" check specs/applivery/windows-command.openapi.yaml specs/applivery/drifting.har \
    --rules applivery --reproducible --each-exchange --color never \
    --report text="$folder/drifting.txt" --report json="$folder/drifting.json" \
    --report ndjson="$folder/drifting.ndjson" --report junit="$folder/drifting.junit.xml" \
    --report junit-strict="$folder/drifting.junit-strict.xml"
[ "$mode" = check ] || exit 0

passed=0 failed=0
for sample in reports/drifting.*; do
    if diff -u "$sample" "$folder/$(basename "$sample")"; then
        passed=$((passed + 1))
    else
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
