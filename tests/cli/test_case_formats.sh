# JUnit, CTRF and TAP tell of the same cases with the same outcomes: what nobody looked at is skipped.
. tests/cli/verdict.sh

# tell NAME ARGUMENT...: a run in the three formats, as lines "OUTCOME NAME".
tell()
{
    tell_name=$1
    shift
    rm -f "$work/junit" "$work/ctrf" "$work/tap"
    case $1 in
    validate) for format in junit ctrf tap; do "$PROGRAM" "$@" --reproducible --report $format="$work/$format" 2> "$work/stderr"; done ;; # one at a time
    *) "$PROGRAM" "$@" --reproducible --report junit="$work/junit" --report ctrf="$work/ctrf" --report tap="$work/tap" 2> "$work/stderr" ;;
    esac
    for outcome in failure error skipped; do
        xmllint --xpath "//testcase[$outcome]/@name" "$work/junit" 2> /dev/null | sed "s/^ name=/$outcome /"
    done > "$work/junit.lines"
    xmllint --xpath '//testcase[not(failure) and not(error) and not(skipped)]/@name' "$work/junit" 2> /dev/null | sed 's/^ name=/passed /' >> "$work/junit.lines"
    sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g; s/"\(.*\)"$/\1/' "$work/junit.lines" | sort > "$work/wanted"
    jq -r '.results.tests[] | .rawStatus + " " + .name' "$work/ctrf" | sort > "$work/told"
    verdict "$tell_name-in-ctrf" "$(diff "$work/wanted" "$work/told" | head -n 5)" cmp -s "$work/wanted" "$work/told"
    sed -n 's/^ok [0-9]* - \(.*\) # SKIP .*/skipped \1/p; t; s/^ok [0-9]* - /passed /p; s/^not ok [0-9]* - /failed /p' "$work/tap" | sort > "$work/told"
    sed 's/^failure \|^error /failed /' "$work/wanted" | sort > "$work/outcomes"
    verdict "$tell_name-in-tap" "$(diff "$work/outcomes" "$work/told" | head -n 5)" cmp -s "$work/outcomes" "$work/told"
    verdict "$tell_name-has-its-plan" "" test "$(sed -n 's/^1\.\.\([0-9]*\).*/\1/p' "$work/tap")" = "$(wc -l < "$work/told")"
}
tell drifting check "$SHOP" "$CLEAN" "$DRIFTING"
verdict something-fails "" grep -q '^failure' "$work/wanted"
verdict something-is-skipped "" grep -q '^skipped' "$work/wanted"
verdict a-reason-stands-behind-each-skip "" test "$(grep -c '^ok .* # SKIP not exercised: ' "$work/tap")" = "$(grep -c '^skipped' "$work/wanted")"
holds failed-cases-name-findings-and-causes 'all(.results.tests[] | select(.status == "failed"); (.extra.findings[0] | .fingerprint and .cause) and .message and .trace)' "$work/ctrf"
tell lint lint "$DESCRIPTION"
tell empty check "$SHOP" "$work/nowhere.har"
verdict what-could-not-be-looked-at-is-an-error "" grep -q '^error' "$work/wanted"
holds an-error-is-a-failure-of-ctrf '.results.summary.failed > 0' "$work/ctrf"
tell incomplete check "$SHOP" tests/cases/rules/body-unknown/exchange.har --require-complete
tell instances validate tests/cases/validate/json-invalid/schema.yaml tests/cases/validate/json-invalid/instance.json tests/cases/validate/json-valid/instance.json

# Nothing that was judged: red, as the exit code is 3; green with --allow-empty, as that is 0.
: > "$work/none.ndjson"
tell no-instance validate tests/cases/validate/json-invalid/schema.yaml "$work/none.ndjson"
verdict no-instance-is-an-error "$(cat "$work/wanted")" grep -q '^error' "$work/wanted"
verdict no-instance-says-so "" grep -q '<error [^>]*message="the file holds no instance">the file' "$work/junit"
tell no-instance-allowed validate tests/cases/validate/json-invalid/schema.yaml "$work/none.ndjson" --allow-empty
verdict no-instance-may-be-allowed "$(cat "$work/wanted")" test "$(cut -d ' ' -f 1 "$work/wanted")" = skipped
echo '{"$schema": "https://example.com/unknown", "type": "object"}' > "$work/unknown.json"
tell no-verdict validate "$work/unknown.json" tests/cases/validate/json-valid/instance.json
verdict no-verdict-is-an-error "$(cat "$work/wanted")" grep -q '^error' "$work/wanted"

# A case's name with a '#', a "# SKIP" and a backslash is a name.
sed 's/name: sort,/name: "a # SKIP \\\\ b",/' "$SHOP" > "$work/hash.yaml"
"$PROGRAM" check "$work/hash.yaml" "$CLEAN" --report tap > "$work/tap" 2> "$work/stderr"
verdict no-directive-in-a-name "$(grep 'a \\# SKIP' "$work/tap")" test "$(grep -cF 'parameter a \# SKIP \\ b: ' "$work/tap")" -ge 2
