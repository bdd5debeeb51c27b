#!/bin/sh
# mutations.sh PROGRAM: real descriptions with a mistake put into them, one at a time: a value taken
# out, of another type, or a reference to nowhere. Each loads: lint ends with 0 or 1, and an exchange
# with an operation that the mistake does not touch is judged as before. STRIDE=N takes every N-th
# value (default 9).
set -u
PROGRAM=${1:-build/oasdrift}
CORPORA=${CORPORA:-../shared/corpora}
STRIDE=${STRIDE:-9}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
failed=0

if [ ! -d "$CORPORA/specs/readme-oas-examples" ]; then
    echo "mutations: skipped, 3 descriptions: no $CORPORA/specs/readme-oas-examples"
    exit 0
fi

# An answer with two mistakes; they must be found whatever is broken elsewhere.
cat > "$scratch/one.ndjson" << 'HAR'
{"request":{"method":"GET","url":"/v2/pet/1","headers":[{"name":"api_key","value":"k"}]},"response":{"status":200,"headers":[{"name":"Content-Type","value":"application/json"}],"content":{"mimeType":"application/json","text":"{\"id\":\"1\",\"name\":5,\"photoUrls\":[]}"}}}
HAR

# Every STRIDE-th value, thrice: a line each, "PLACE<TAB>yes|no (may the answer depend on it?)<TAB>TEXT".
mutations='
. as $whole
| [paths] | to_entries[] | select(.key % $stride == 0) | .value as $place
| ($place[0] == "components" or $place[0] == "definitions" or $place[0] == "servers" or
   $place[0] == "basePath" or $place[0] == "schemes" or $place[0] == "host" or
   $place[0] == "produces" or $place[0:1] == $place or
   $place[0:2] == ["paths", "/pet/{petId}"]) as $depends
| ($whole | delpaths([$place])), ($whole | setpath($place; 5)), ($whole | setpath($place; [])),
  ($whole | setpath($place; {"$ref": "#/nowhere"}))
| [($place | map(tostring) | join("/")), (if $depends then "yes" else "no" end), tojson] | @tsv'

judged()
{
    "$PROGRAM" check "$1" "$scratch/one.ndjson" --report json --exit-zero 2> "$scratch/stderr" |
        jq -c '[.findings[] | [.rule, .keyword, .message, .where.pointer]]'
}

for version in 2.0 3.0 3.1; do
    description=$CORPORA/specs/readme-oas-examples/$version/json/petstore.json
    before=$failed
    count=0
    expected=$(judged "$description")
    [ "$(echo "$expected" | jq length)" = 2 ] || { failed=$((failed + 1)); echo "FAILED $expected"; }
    jq -r --argjson stride "$STRIDE" "$mutations" "$description" > "$scratch/lines"
    while IFS="$(printf '\t')" read -r place depends text; do
        count=$((count + 1))
        printf '%s' "$text" | sed 's/\\\\/\\/g' > "$scratch/mutated.json"
        timeout 20 "$PROGRAM" lint "$scratch/mutated.json" > "$scratch/lint" 2>&1
        code=$?
        case $code:$place in
        0:* | 1:* | 2:openapi | 2:swagger | 2:paths) ;;
        *)
            failed=$((failed + 1))
            echo "FAILED $version $place: lint ends with $code: $(head -n 1 "$scratch/lint")"
            ;;
        esac
        [ "$depends" = yes ] || [ "$(judged "$scratch/mutated.json")" = "$expected" ] || {
            failed=$((failed + 1))
            echo "FAILED $version $place: another answer of check: $(head -n 1 "$scratch/stderr")"
        }
    done < "$scratch/lines"
    echo "mutations of petstore $version: $count, $((failed - before)) failed"
done
[ "$failed" -eq 0 ]
