# lint against the documents of the OpenAPI Initiative, both ways.
# plain build only
. tests/cli/verdict.sh
OAI=${OAI:-../shared/corpora/oai}
if [ ! -d "$OAI" ]; then
    skip official-documents "the documents of the OpenAPI Initiative: OAI=FOLDER"
else
    OAI=$OAI sh tests/official/run.sh "$PROGRAM" > "$work/table" 2>&1
    status=$?
    verdict official-documents "$(grep -E '^wrong' "$work/table" | head -n 3)" [ "$status" -eq 0 ]
    for group in tests-3.0 tests-3.1 tests-3.2 examples-2.0 examples-3.0 examples-3.1; do
        verdict "$group-is-there" "$(cat "$work/table")" grep -q "^$group " "$work/table"
    done
fi
