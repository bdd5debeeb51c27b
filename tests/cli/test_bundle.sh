# A bundle judges as the files do that it was made of, stands alone, and is its own bundle.
. tests/cli/verdict.sh

# rules FILE NAME: what lint finds, without places.
rules() { timeout 30 "$PROGRAM" lint "$1" --report json 2> "$work/err" | jq -c '[.findings[] | [.rule, .severity]] | sort' > "$work/$2"; }

# Every description of the cases that leads into other files, and can be read as a whole. References that
# the bundle puts right are not found in it: an object that cannot be one is written out, data is, and
# $self is no longer named by what lies beside it; a $schema of the file stands at its part; paths that are
# a $ref are written out. What lies elsewhere does not come along.
count=0
: > "$work/wrong"
grep -rlZE '[$]ref"?: *["'\'']?[^"'\''# ]' tests/cases --include='*.yaml' --include='*.json' |
    xargs -0 grep -lE '^(openapi|swagger):|^ *"(openapi|swagger)":' | grep -v -e /operation-by-reference/ -e self -e /references-that-are-data/ -e /schemas-with-an-id/ -e /paths-in-another-file/ -e /what-lies-elsewhere/ | sort > "$work/list"
while read -r file; do
    timeout 30 "$PROGRAM" bundle "$file" -o "$work/one.yaml" 2> "$work/err" || continue
    count=$((count + 1))
    rules "$file" before
    rules "$work/one.yaml" after
    cmp -s "$work/before" "$work/after" || echo "$file: lint finds $(cat "$work/before"), then $(cat "$work/after")" >> "$work/wrong"
    timeout 30 "$PROGRAM" bundle "$work/one.yaml" -o "$work/two.yaml" 2> "$work/err"
    cmp -s "$work/one.yaml" "$work/two.yaml" || echo "$file: its bundle has another bundle" >> "$work/wrong"
done < "$work/list"
verdict bundle-judges-as-the-files-do "$(head -n 2 "$work/wrong")" test ! -s "$work/wrong"
verdict bundle-was-tried "of $count descriptions only" test "$count" -ge 12

# Recordings are judged alike.
MANY=tests/cases/bundle/parts-of-every-kind
expect_exit bundle-as-json 0 "$PROGRAM" bundle "$MANY/openapi.yaml" -o "$work/one.json"
says bundle-tells-of-comments "the comments of the YAML files are not kept"
echo '{"request": {"method": "GET", "url": "http://x/pets?limit=a"}, "response": {"status": 200, "headers": [{"name": "Content-Type", "value": "application/json"}], "content": {"mimeType": "application/json", "text": "[{\"id\": 1, \"owner\": {\"boss\": 3}}, {\"parent\": {\"id\": \"x\"}}]"}}}' > "$work/pets.ndjson"
verdict_of() { timeout 30 "$PROGRAM" check "$1" "$work/pets.ndjson" --report json --no-coverage | jq -c '[.findings[] | [.rule, .keyword, .where, .message]] | sort'; }
verdict_of "$MANY/openapi.yaml" > "$work/before"
verdict_of "$work/one.json" > "$work/after"
verdict bundle-judges-recordings-alike "$(diff "$work/before" "$work/after" | head -n 2)" cmp -s "$work/before" "$work/after"
verdict bundle-finds-something "$(cat "$work/before")" test "$(jq length "$work/before")" -ge 4
holds bundle-leads-to-no-file '[.. | objects | .["$ref"]? // empty | strings | select(. != "not/a/reference") | startswith("#")] | all' "$work/one.json"

# An overlay is part of it. Outputs that are inputs are refused, and then nothing is written.
cat > "$work/overlay.yaml" <<'END'
overlay: 1.0.0
info: {title: More, version: "1"}
actions:
  - {target: "$.info", update: {title: Changed}}
END
expect_exit bundle-with-an-overlay 0 "$PROGRAM" bundle "$MANY/openapi.yaml" --overlay "$work/overlay.yaml" -o "$work/changed.json"
holds bundle-has-the-overlay '.info.title == "Changed"' "$work/changed.json"
cp -r "$MANY" "$work/many"
expect_exit bundle-over-its-input 2 "$PROGRAM" bundle "$work/many/openapi.yaml" -o "$work/many/schemas/pet.yaml"
verdict bundle-leaves-its-input "it was written" cmp -s "$MANY/schemas/pet.yaml" "$work/many/schemas/pet.yaml"
expect_exit bundle-that-cannot-be 2 "$PROGRAM" bundle tests/cases/bundle/what-cannot-be-brought-in/openapi.yaml -o "$work/none.yaml"
verdict bundle-that-cannot-be-is-not-written "there is a file" test ! -e "$work/none.yaml"
lacks bundle-shows-nothing-of-other-files hunter2 "$work/stderr"

# What is small and would be without end: each operation holds the next one twice. Values that refer to each
# other so lead to their places.
mkdir "$work/laughs"
echo '{"openapi": "3.0.3", "info": {"title": "A", "version": "1"}, "paths": {"/a": {"get": {"$ref": "v.json#/v0"}}}}' > "$work/laughs/openapi.json"
echo '{"openapi": "3.0.3", "info": {"title": "A", "version": "1"}, "paths": {}, "x-a": {"$ref": "w.json#/v0"}}' > "$work/laughs/data.json"
printf '{' > "$work/laughs/v.json"
printf '{' > "$work/laughs/w.json"
for i in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24; do
    next="{\"\$ref\": \"#/v$((i + 1))\"}"
    printf '"v%d": {"responses": {}, "callbacks": {"a": {"a": {"get": %s}, "b": {"get": %s}}}}, ' $i "$next" "$next" >> "$work/laughs/v.json"
    printf '"v%d": [%s, %s], ' $i "$next" "$next" >> "$work/laughs/w.json"
done
echo '"v25": {"responses": {}}}' >> "$work/laughs/v.json"
echo '"v25": [1]}' >> "$work/laughs/w.json"
expect_exit bundle-without-end 2 "$PROGRAM" bundle "$work/laughs/openapi.json" -o "$work/none.json"
says bundle-without-end-is-told "the bundle is larger than the limit of 4,000,000 values"
expect_exit bundle-of-data-without-end 0 "$PROGRAM" bundle "$work/laughs/data.json" -o "$work/data.json"
verdict bundle-of-data-is-small "$(wc -c < "$work/data.json") bytes" test "$(wc -c < "$work/data.json")" -lt 20000

# As many files in a row as are read, and one more.
mkdir "$work/row"
i=1
while [ $i -le 65 ]; do
    echo "{\"\$ref\": \"$((i + 1)).json\"}" > "$work/row/$i.json"
    i=$((i + 1))
done
echo '{"description": "A"}' > "$work/row/66.json"
for i in 2 3; do
    echo '{"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {"/a": {"get": {"responses": {"200": {"$ref": "'$i'.json"}}}}}}' > "$work/row/from-$i.json"
done
expect_exit bundle-of-a-row 0 "$PROGRAM" bundle "$work/row/from-3.json" -o "$work/row.json"
holds bundle-of-a-row-has-its-end '.components.responses["66"] == {"description": "A"}' "$work/row.json"
expect_exit bundle-of-a-longer-row 2 "$PROGRAM" bundle "$work/row/from-2.json" -o "$work/none.json"
says bundle-of-a-longer-row-is-told '$ref leads over more than 64 references: "2.json"'
lacks bundle-of-a-longer-row-is-not-large "larger than the limit" "$work/stderr"

# What is not deep in any of its files.
printf '{"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {}, "x-a": {"$ref": "1.json"}}' > "$work/row/deep.json"
level=$(printf '%600s' '')
for i in 1 2; do
    printf '%s{"$ref": "%d.json"}%s' "$(echo "$level" | tr ' ' '[')" $((i + 1)) "$(echo "$level" | tr ' ' ']')" > "$work/row/$i.json"
done
echo 1 > "$work/row/3.json"
expect_exit bundle-too-deep 2 "$PROGRAM" bundle "$work/row/deep.json" -o "$work/none.json"
says bundle-too-deep-is-told "brought in here, it lies deeper than can be read again"
