# Results for Allure: a folder, made where it is not there; what a run has to say of it replaces what an earlier
# one said, and nothing else in it is touched.
. tests/cli/verdict.sh
results=$work/results
judge() { "$PROGRAM" check "$SHOP" "$@" > "$work/stdout" 2> "$work/stderr"; }

judge "$CLEAN" "$DRIFTING" --reproducible --report "allure=$results" --report "junit=$work/a.xml"
verdict folder-is-made "$(cat "$work/stderr")" test -f "$results/categories.json"
verdict nothing-hidden-is-left "$(ls -a "$results")" test "$(ls -A "$results" | grep -c '^\.')" = 0
# count STATUS FOLDER
count() { cat "$2"/*-result.json | jq -s "map(select(.status == \"$1\")) | length"; }
for pair in 'failed failure' 'broken error' 'skipped skipped'; do
    verdict "counts-as-junit-${pair% *}" "" \
        test "$(count "${pair% *}" "$results")" = "$(xmllint --xpath "count(//${pair#* })" "$work/a.xml")"
done
verdict a-result-for-each-case "" test "$(ls "$results"/*-result.json | wc -l)" = "$(xmllint --xpath 'count(//testcase)' "$work/a.xml")"
cat "$results"/*-result.json | jq -s . > "$work/all"
holds each-is-named-after-itself 'all(.uuid | test("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")) and (map(.uuid) | unique | length) == length' "$work/all"
holds names-are-its-own '(map(.historyId) | unique | length) == length and all(.historyId == .testCaseId)' "$work/all"
holds skipped-says-why 'map(select(.status == "skipped")) | length > 0 and all(.statusDetails.message | length > 10)' "$work/all"
holds failed-says-what 'map(select(.status == "failed"))[0] | (.statusDetails.message | test("parameter-schema.minimum")) and (.statusDetails.trace | test("reproduce: curl")) and (.labels | map(select(.name == "severity" and .value == "critical")) | length == 1) and (.links[0].url | test("^\\./tests/.*#L10$"))' "$work/all"
for source in $(jq -r '.[].attachments[].source' "$work/all"); do
    [ -s "$results/$source" ] || echo "$source"
done > "$work/missing"
verdict attachments-are-there "$(cat "$work/missing")" test ! -s "$work/missing"
verdict a-command-is-attached "" test "$(cat "$results"/*-reproduce-attachment.sh | grep -c "^curl -sS 'http")" = 1

# Again: the same names, other outcomes; what is not ours stays.
echo mine > "$results/mine.txt"
echo '{"uuid":"other"}' > "$results/other-result.json"
ls "$results" > "$work/before"
judge "$CLEAN" --reproducible --report "allure=$results"
ls "$results" > "$work/after"
verdict the-same-names "$(diff "$work/before" "$work/after")" cmp -s "$work/before" "$work/after"
verdict earlier-results-are-replaced "" test "$(count failed "$results")" = 0
verdict the-rest-is-untouched "" test "$(cat "$results/mine.txt" "$results/other-result.json")" = 'mine
{"uuid":"other"}'
judge "$CLEAN" --reproducible --report "allure=$work/second" --threads 1
rm "$results/mine.txt" "$results/other-result.json" "$results"/*-attachment*
verdict reproducible "$(diff -r "$results" "$work/second" | head -n 3)" diff -r "$results" "$work/second"

# A link in it is replaced, not followed.
echo kept > "$work/elsewhere"
ln -sf "$work/elsewhere" "$results/categories.json"
judge "$CLEAN" --report "allure=$results"
verdict no-link-is-followed "" test "$(cat "$work/elsewhere")" = kept -a ! -L "$results/categories.json"
# A link to the folder is.
ln -s "$work/second" "$work/link"
rm "$work/second/categories.json"
judge "$CLEAN" --report "allure=$work/link"
verdict the-folder-may-be-a-link "$(cat "$work/stderr")" test -f "$work/second/categories.json"

# Refused before anything is judged, and nothing is left.
expect_exit no-folder-named 2 "$PROGRAM" check "$SHOP" "$CLEAN" --report allure
says no-folder-named-is-told 'report allure: it is a folder of files, and none is named: allure=FOLDER'
expect_exit standard-output-is-no-folder 2 "$PROGRAM" check "$SHOP" "$CLEAN" --report allure=-
expect_exit only-the-last-folder-is-made 2 "$PROGRAM" check "$SHOP" "$CLEAN" --report "allure=$work/no/where"
says only-the-last-folder-is-told "$work/no/where: No such file or directory"
echo file > "$work/file"
expect_exit a-file-is-no-folder 2 "$PROGRAM" check "$SHOP" "$CLEAN" --report "allure=$work/file"
says a-file-is-told "$work/file: Not a directory"
expect_exit twice-to-one-folder 2 "$PROGRAM" check "$SHOP" "$CLEAN" --report "allure=$results" --report "allure=$work/results/."
cp "$SHOP" "$CLEAN" "$results"
expect_exit a-recording-in-the-folder 2 "$PROGRAM" check "$SHOP" "$results/exchange.har" --report "allure=$results"
says a-recording-in-the-folder-is-told "report allure=$results: $results/exchange.har, which is read, lies in that folder"
expect_exit a-description-in-the-folder 2 "$PROGRAM" check "$results/shop.openapi.yaml" "$CLEAN" --report "allure=$work/link/../results"
expect_exit recordings-around-the-folder 0 "$PROGRAM" check "$SHOP" "$work/second" "$CLEAN" --report "allure=$work/third"
expect_exit a-broken-description 2 "$PROGRAM" check "$work/file" "$CLEAN" --report "allure=$work/never"
verdict a-folder-of-nothing-is-not-left "" test ! -e "$work/never"

# Of what cannot be replaced.
mkdir "$work/blocked" "$work/blocked/categories.json"
expect_exit what-cannot-be-replaced 4 "$PROGRAM" check "$SHOP" "$CLEAN" --report "allure=$work/blocked"
says what-cannot-be-replaced-is-told "$work/blocked: Is a directory"
verdict nothing-hidden-is-left-of-it "$(ls -a "$work/blocked")" test "$(ls -A "$work/blocked" | grep -c '^\.')" = 0

# Merged shards say what the whole says.
for shard in 1 2; do
    "$PROGRAM" check "$SHOP" "$CLEAN" "$DRIFTING" --reproducible --shard $shard/2 --report ndjson="$work/$shard.ndjson" > "$work/stdout" 2>&1
done
"$PROGRAM" merge "$work/1.ndjson" "$work/2.ndjson" --reproducible --report "allure=$work/merged" > "$work/stdout" 2>&1
judge "$CLEAN" "$DRIFTING" --reproducible --report "allure=$work/whole"
verdict merged-as-the-whole "$(diff -r "$work/whole" "$work/merged" | head -n 3)" diff -r "$work/whole" "$work/merged"

# What is hostile stays text.
jq '.log.entries[0].response.content.text = "{\"title\":\"Emma\",\"\\u001b]0;owned\\u0007\\u0000</script><b a=\\\"\":1,\"\\u202egnp\":2}"' \
    "$CLEAN" > "$work/hostile.har"
jq -n '{openapi: "3.1.0", info: {title: "=\\u0041 \u202e\n\u65e5#!", version: "\ud83d\ude00"}, tags: [], paths: {"/x": {get: {
    tags: ["<script>"], operationId: "../../etc/passwd", responses: {"200": {description: "a"}}}}}}' > "$work/javascript:alert(1).json"
judge "$work/hostile.har" --fail-on warning --report "allure=$work/hostile"
cat "$work/hostile"/* > "$work/hostile.all"
lacks hostile-values-stay-text "$(printf '\033|\007|\342\200\256')" "$work/hostile.all"
(cd "$work" && "$PROGRAM" check 'javascript:alert(1).json' "$work/hostile.har" --report "allure=$work/names") > "$work/stdout" 2>&1
verdict no-file-elsewhere "$(ls "$work/names")" test "$(ls "$work/names" | grep -cvE '^([0-9a-f-]{36}-(result.json|[a-z]+-attachment.(txt|sh))|categories.json|environment.properties)$')" = 0
cat "$work/names"/*-result.json | jq -s . > "$work/all"
holds no-link-is-a-script 'map(.links[].url) | length > 0 and all(startswith("./"))' "$work/all"
verdict properties-in-ascii "$(cat "$work/names/environment.properties")" \
    grep -qxF 'API==\u005cu0041 \u005cu{202e}\u005cu{a}\u65e5#!' "$work/names/environment.properties"
verdict properties-beyond-the-first-plane "" grep -qxF 'API.version=\ud83d\ude00' "$work/names/environment.properties"
