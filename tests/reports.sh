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
rm -rf "$folder"
[ -z "${RESULT:-}" ] || echo "$passed $failed 0" > "$RESULT"
echo "reports: $passed as their samples, $failed not"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
