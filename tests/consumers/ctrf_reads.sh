# ctrf_reads.sh FILE...: the summary counts what stands there.
for file in "$@"; do
    jq -e '.results | .summary.tests == (.tests | length) and .summary.failed == ([.tests[] | select(.status == "failed")] | length)
        and .summary.skipped == ([.tests[] | select(.status == "skipped")] | length) and ([.tests[] | .testId // .name] | unique | length) == (.tests | length)' \
        "$file" > "$TMP/shown" || { echo "$file: counts or ids are wrong"; exit 1; }
done
