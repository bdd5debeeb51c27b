# allure.sh 2|3 FOLDER...: each becomes a report, which counts what the cases of JUnit come to. Of some
# that have all outcomes between them, for each takes a second or two.
version=$1
shift
for results in "$@"; do
    case $version,$(basename "$results" .allure) in 3,hostile | *,broken | *,drifting | *,lint | *,not-checked) ;; *) continue ;; esac
    out=$TMP/report
    rm -rf "$out"
    case $version in
    2)
        "$MODULES/allure-commandline/dist/bin/allure" generate "$results" -o "$out" --clean > "$TMP/shown" 2>&1 &&
            got=$(jq -r '.statistic | "\(.total) \(.failed) \(.broken) \(.skipped)"' "$out/widgets/summary.json")
        ;;
    3)
        node "$MODULES/allure/cli.js" generate "$results" -o "$out" > "$TMP/shown" 2>&1 &&
            got=$(jq -r '.stats | "\(.total) \(.failed // 0) \(.broken // 0) \(.skipped // 0)"' "$out/summary.json")
        ;;
    esac || { cat "$TMP/shown"; exit 1; }
    junit=$REPORTS/junit/$(basename "$results" .allure).xml
    wanted=$(xmllint --xpath 'concat(count(//testcase), " ", count(//failure), " ", count(//error), " ", count(//skipped))' "$junit")
    [ "$got" = "$wanted" ] || { echo "$results: counts $got, not $wanted"; exit 1; }
done
