# The runner of the official JSON Schema suite, on a small suite of our own: it names what fails, and
# fails when a number falls.
# plain build only
. tests/cli/verdict.sh
runner=$BUILD/conformance
if [ ! -x "$runner" ]; then
    skip conformance-runner "the conformance program: make conformance"
    exit 0
fi

suite=$work/suite
mkdir -p "$suite/annotations/tests" "$suite/remotes"
for dialect in draft4 draft6 draft7 draft2019-09 draft2020-12; do
    mkdir -p "$suite/tests/$dialect/optional/format" "$suite/output-tests/$dialect/content"
    echo '[{"description": "group", "schema": {"type": "null"}, "tests": [
        {"description": "null", "data": null, "valid": true},
        {"description": "one", "data": 1, "valid": false}]}]' > "$suite/tests/$dialect/a.json"
done
echo '{"suite": [{"description": "titles", "schema": {"title": "T"}, "tests": [{"instance": 1,
    "assertions": [{"location": "", "keyword": "title", "expected": {"#": "T"}}]}]}]}' \
    > "$suite/annotations/tests/a.json"

expect_exit small-suite-passes 0 "$runner" "$suite" "$work/recorded" --record
verdict numbers-are-recorded "$(cat "$work/recorded")" grep -qx 'draft7 required 2 2' "$work/recorded"
verdict annotations-are-recorded "$(cat "$work/recorded")" \
    grep -qx 'draft4 annotations 1 1' "$work/recorded"

sed -i 's/"data": 1, "valid": false/"data": 1, "valid": true/' "$suite/tests/draft7/a.json"
expect_exit a-fall-is-told 1 "$runner" "$suite" "$work/recorded"
verdict the-case-is-named "$(cat "$work/stdout")" \
    grep -q 'tests/draft7/a.json: group: one: WRONG' "$work/stdout"
verdict the-number-is-marked "$(cat "$work/stdout")" grep -q '1 of    2!' "$work/stdout"

sed -i 's/"#": "T"/"#": "U"/' "$suite/annotations/tests/a.json"
expect_exit an-annotation-falls 1 "$runner" "$suite" "$work/recorded"
verdict an-annotation-is-named "$(cat "$work/stdout")" \
    grep -q 'annotations/tests/a.json: titles: ' "$work/stdout"

rm -r "$suite/tests/draft4/optional"
expect_exit a-part-is-missing 1 "$runner" "$suite" "$work/recorded"
verdict a-missing-part-is-said "$(cat "$work/stderr")" grep -q 'could not be read' "$work/stderr"
