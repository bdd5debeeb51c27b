# junit_to_ctrf.sh FILE...: what becomes of them follows CTRF's schema, and has all their cases.
mkdir "$TMP/in" && cp "$@" "$TMP/in"
wanted=$(cat "$@" | grep -c '<testcase ')
node "$MODULES/junit-to-ctrf/dist/cli.js" "$TMP/in/*.xml" -o "$TMP/out.json" > "$TMP/shown" 2>&1 && [ -s "$TMP/out.json" ] || { cat "$TMP/shown"; exit 1; }
node "$HERE/ajv.cjs" "$MODULES/ctrf/dist/ctrf-schema-0.0.json" "$TMP/out.json" || exit 1
got=$(jq '.results.tests | length' "$TMP/out.json")
[ "$got" = "$wanted" ] || { echo "$got cases of $wanted"; exit 1; }
