# oasdrift generate: what it prints satisfies the schema, is told apart from a proof that nothing does,
# and from what is undecided; and what a new user gets wrong is told.
. tests/cli/verdict.sh

# schema NAME TEXT: a file of it.
schema() { printf '%s\n' "$2" > "$work/$1"; }
# generate CODE NAME ARGUMENT...: it ends with the code; `jq` reads each of its lines.
generate()
{
    generate_code=$1 generate_name=$2
    shift 2
    expect_exit "$generate_name" "$generate_code" "$PROGRAM" generate "$@"
    jq -c . "$work/stdout" > "$work/values" 2> "$work/jq"
    verdict "$generate_name-is-json" "$(head -n 1 "$work/jq")" test "$(grep -c . "$work/values")" = "$(grep -c '' "$work/stdout")"
}
# prints COUNT NAME: so many lines, no two equal.
prints()
{
    verdict "$2-has-$1" "$(head -c 300 "$work/stdout")" test "$(grep -c . "$work/stdout")" = "$1"
    verdict "$2-has-no-two-equal" "$(jq -cS . "$work/stdout" | sort | uniq -d | head -n 2)" test -z "$(jq -cS . "$work/stdout" | sort | uniq -d)"
}
# satisfies SCHEMA NAME: all that was printed last does.
satisfies()
{
    cp "$work/stdout" "$work/values.ndjson"
    verdict "$2-is-valid" "$("$PROGRAM" validate "$1" "$work/values.ndjson" 2>&1 | head -n 2)" \
        "$PROGRAM" validate "$1" "$work/values.ndjson" -q
}

# ---- values ----

SHAPES=$work/shapes.json
schema shapes.json '{"$defs": {
  "text": {"type": "string", "minLength": 3, "maxLength": 5, "pattern": "^[a-z]+$"},
  "date": {"type": "string", "format": "date"},
  "number": {"type": "number", "multipleOf": 0.01, "exclusiveMinimum": 1, "maximum": 3},
  "few": {"enum": [3, "x", null, [1], {"a": 2}]},
  "flag": {"type": "boolean"},
  "list": {"type": "array", "items": {"enum": ["a", "b", "c"]}, "uniqueItems": true, "minItems": 2},
  "closed": {"type": "object", "properties": {"id": {"type": "integer"}, "a/b~c %": true}, "required": ["id"], "additionalProperties": false},
  "either": {"oneOf": [{"type": "integer", "minimum": 5}, {"required": ["kind"], "type": "object", "properties": {"kind": {"const": "b"}}}]},
  "tree": {"type": "object", "required": ["value"], "properties": {"value": {"type": "integer"}, "left": {"$ref": "#/$defs/tree"}}},
  "odd/name~ %": {"type": "integer"}}}'
for each in text date number few flag list closed either tree; do
    generate 0 "$each" "$SHAPES#/\$defs/$each" --count 20 -q
    satisfies "$SHAPES#/\$defs/$each" "$each"
done
for each in text date number tree; do
    generate 0 "twenty-of-$each" "$SHAPES#/\$defs/$each" --count 20
    prints 20 "twenty-of-$each"
    verdict "twenty-of-$each-need-no-word" "$(cat "$work/stderr")" test ! -s "$work/stderr"
done
generate 0 one-by-default "$SHAPES#/\$defs/text"
prints 1 one-by-default
generate 0 a-name-with-escapes "$SHAPES#/\$defs/odd~1name~0%20%25"
prints 1 a-name-with-escapes

# The same command, the same bytes; another seed, other values.
"$PROGRAM" generate "$SHAPES#/\$defs/text" --count 50 > "$work/first"
"$PROGRAM" generate "$SHAPES#/\$defs/text" --count 50 > "$work/second"
verdict the-same-again "" cmp -s "$work/first" "$work/second"
generate 0 a-seed "$SHAPES#/\$defs/text" --count 50 --seed 7
prints 50 a-seed
satisfies "$SHAPES#/\$defs/text" a-seed
cp "$work/stdout" "$work/second"
verdict a-seed-brings-others "" test "$(sort "$work/first" "$work/second" | uniq -d | grep -c .)" -lt 50
"$PROGRAM" generate "$SHAPES#/\$defs/text" --count 50 --seed 7 > "$work/third"
verdict a-seed-brings-the-same-again "" cmp -s "$work/second" "$work/third"

# Also for the first value, where there is more than one.
schema patterned.json '{"type": "string", "pattern": "^ORD-[0-9]{6}$"}'
schema letters.json '{"enum": ["a", "b", "c"]}'
schema whole.json '{"type": "integer"}'
schema order.json '{"type": "object", "required": ["id", "lines"], "properties": {"id": {"type": "integer", "minimum": 1}, "lines": {"type": "array", "minItems": 1, "items": {"type": "integer"}}}}'
for name in patterned letters whole order; do
    "$PROGRAM" generate "$work/$name.json" > "$work/first"
    for seed in 1 2 3 4 5 99; do
        generate 0 "$name-of-$seed" "$work/$name.json" --seed "$seed"
        satisfies "$work/$name.json" "$name-of-$seed"
        verdict "$name-of-$seed-is-another" "$(cat "$work/first")" eval '! cmp -s "$work/first" "$work/stdout"'
    done
    verdict "$name-differ-among-seeds" "$(cat "$work/stdout")" \
        test "$(for seed in 1 2 3 4 5 6; do "$PROGRAM" generate "$work/$name.json" --seed $seed; done | sort -u | grep -c .)" -gt 1
done
for seed in 1 2 3 4 5; do
    generate 0 "all-letters-of-$seed" "$work/letters.json" --seed $seed --count 9
    verdict "all-letters-of-$seed-come" "$(cat "$work/stdout")" test "$(sort "$work/stdout" | tr -d '\n')" = '"a""b""c"'
    says "all-letters-of-$seed-are-counted" "the schema has 3 values"
done

# Branches take turns, and in the end all have come.
schema figures.json '{"oneOf": [{"type": "object", "required": ["r"], "properties": {"r": {"type": "integer"}}}, {"type": "object", "required": ["w"], "properties": {"w": {"type": "integer"}}, "not": {"required": ["r"]}}, {"type": "null"}]}'
generate 0 figures "$work/figures.json" --count 12
prints 12 figures
satisfies "$work/figures.json" figures
verdict figures-take-turns "$(cat "$work/stdout")" jq -es '.[:4] | any(. == null) and any(type == "object" and has("r")) and any(type == "object" and has("w"))' "$work/stdout"
schema overlapping.json '{"$ref": "#/$defs/any", "$defs": {"any": {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 4}, {"type": "integer", "minimum": 3, "maximum": 6}, {"const": 3}, false]}}}'
for seed in 0 1 2; do
    generate 0 "overlapping-$seed" "$work/overlapping.json" --count 20 --seed $seed
    verdict "overlapping-$seed-are-all" "$(cat "$work/stdout")" test "$(sort "$work/stdout" | tr -d '\n')" = 123456
    says "overlapping-$seed-are-counted" "the schema has 6 values"
done

# All there are.
generate 0 all-of-few "$SHAPES#/\$defs/few" --count 9
prints 5 all-of-few
says all-of-few-is-told "that is all: the schema has 5 values"
generate 0 all-of-flag "$SHAPES#/\$defs/flag" --count 3
prints 2 all-of-flag
schema const.json '{"const": {"n": 1.0}}'
generate 0 all-of-const "$work/const.json" --count 3
says one-value-is-told "the schema has 1 value"
generate 0 just-all-of-few "$SHAPES#/\$defs/few" --count 5
verdict what-was-asked-for-needs-no-word "$(cat "$work/stderr")" test ! -s "$work/stderr"
generate 0 quiet-of-all "$SHAPES#/\$defs/few" --count 9 -q
verdict quiet-says-nothing "$(cat "$work/stderr")" test ! -s "$work/stderr"
schema pairs.json '{"type": "array", "items": {"enum": [1, 2]}, "maxItems": 2}'
generate 0 all-of-pairs "$work/pairs.json" --count 20
prints 7 all-of-pairs

# What the schema says itself comes first.
schema example.json '{"type": "string", "minLength": 2, "examples": ["x", "Hammer"]}'
generate 0 example "$work/example.json"
verdict an-example-that-holds-is-first "$(cat "$work/stdout")" grep -qx '"Hammer"' "$work/stdout"

# Formats.
schema address.json '{"type": "string", "format": "ipv4"}'
generate 0 format "$work/address.json" --count 5
satisfies "$work/address.json" format
schema contradicting.json '{"type": "string", "format": "date", "maxLength": 3}'
generate 1 format-and-length "$work/contradicting.json"
generate 0 format-off "$work/contradicting.json" --formats off
generate 0 format-that-warns "$work/contradicting.json" --formats warn

# ---- which schema ----

cat > "$work/schema.yaml" << 'END'
# a comment
type: object
required: [name]
properties:
  name: {type: string, minLength: 1}
END
generate 0 yaml "$work/schema.yaml" --count 4
satisfies "$work/schema.yaml" yaml
OPENAPI=tests/cases/validate/schema-of-a-description/openapi.yaml
generate 0 of-a-description "$OPENAPI#/components/schemas/Pet" --count 6
satisfies "$OPENAPI#/components/schemas/Pet" of-a-description
expect_exit standard-input 0 sh -c '"$0" generate - < "$1"' "$PROGRAM" "$work/schema.yaml"
prints 1 standard-input
expect_exit a-place-of-standard-input 0 sh -c '"$0" generate "-#/\$defs/few" --count 9 < "$1"' "$PROGRAM" "$SHAPES"
prints 5 a-place-of-standard-input
schema four.json '{"type": "integer", "minimum": 4, "exclusiveMinimum": true, "maximum": 5}'
generate 0 dialect "$work/four.json" --dialect draft4 --count 5
verdict dialect-counts "$(cat "$work/stdout")" grep -qx 5 "$work/stdout"
prints 1 dialect
schema declared.json '{"$schema": "http://json-schema.org/draft-04/schema#", "type": "integer", "minimum": 4, "exclusiveMinimum": true, "maximum": 5}'
generate 0 declared-dialect "$work/declared.json" --count 5
prints 1 declared-dialect
generate 0 declared-before-named "$work/declared.json" --dialect draft7 --count 5
prints 1 declared-before-named
says declared-before-named-is-told "declared.json:1:1: --dialect is for schemas without \$schema; this one says http://json-schema.org/draft-04/schema#"
generate 0 declared-as-named "$work/declared.json" --dialect draft4
verdict declared-as-named-needs-no-word "$(cat "$work/stderr")" test ! -s "$work/stderr"
generate 0 a-meta-schema https://json-schema.org/draft/2020-12/schema --count 3
satisfies https://json-schema.org/draft/2020-12/schema a-meta-schema
schema slip.json '{"type": "integer", "minimun": 3}'
generate 0 a-slip "$work/slip.json"
says a-slip-is-told "slip.json:1:21: a mistake in the schema: minimun is no keyword of 2020-12 and says nothing; did you mean"

# ---- nothing ----

schema false.json 'false'
generate 1 false "$work/false.json"
says false-is-proved "false.json:1:1: nothing satisfies the schema: proved"
verdict nothing-is-printed "$(cat "$work/stdout")" test ! -s "$work/stdout"
schema lengths.json '{"$defs": {"code": {"type": "string", "minLength": 3,
  "maxLength": 2}}}'
generate 1 lengths "$work/lengths.json#/\$defs/code" --count 5
says lengths-are-proved "lengths.json:1:20: nothing satisfies the schema: proved"
says the-keywords-are-told "minLength (/"
says the-last-keyword-is-told "lengths.json:2:16) contradict each other"
schema inside.json '{"type": "object", "required": ["a"], "properties": {"b": false, "a": {"$ref": "#/$defs/c"}}, "$defs": {"c": {"allOf": [{"enum": [1, 2]}, {"title": "x", "minimum": 3}]}}}'
generate 1 inside "$work/inside.json"
says a-member-has-the-conflict "inside.json:1:130) and minimum"
schema endless.json '{"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#"}}}'
generate 1 endless "$work/endless.json"
schema multiples.json '{"type": "integer", "multipleOf": 7, "minimum": 15, "maximum": 20}'
generate 1 multiples "$work/multiples.json"
generate 1 quiet-nothing "$work/multiples.json" -q
says quiet-tells-of-nothing "nothing satisfies the schema: proved"

# ---- undecided ----

# A value as deep as this is not made; and it is not said that there is none.
awk 'BEGIN { printf "{\"$ref\":\"#/$defs/d0\",\"$defs\":{"
             for (i = 0; i < 600; i++)
                 printf "\"d%d\":{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"$ref\":\"#/$defs/d%d\"}}},", i, i + 1
             print "\"d600\":true}}" }' > "$work/deep.json"
generate 3 deep "$work/deep.json"
says deep-is-undecided "deep.json:1:1: whether anything satisfies the schema is undecided: "
says deep-is-named "[depth]"
awk 'BEGIN { for (i = 0; i < 5000; i++) printf "{\"allOf\":["; printf "true"; for (i = 0; i < 5000; i++) printf "]}"; print "" }' > "$work/deeper.json"
generate 2 deeper-than-is-read "$work/deeper.json"
schema unjudged.json '{"$schema": "https://example.com/unknown", "type": "integer"}'
generate 3 unjudged "$work/unjudged.json"
says unjudged-is-named "[schema]"

# ---- what is got wrong ----

generate 2 no-schema
says no-schema-is-told "generate needs a schema, such as schema.json"
generate 2 two-schemas "$SHAPES" "$SHAPES"
generate 2 no-file "$work/nowhere.json"
says no-file-is-told "nowhere.json"
: > "$work/empty.json"
generate 2 an-empty-file "$work/empty.json"
says an-empty-file-is-told "empty.json"
schema torn.json '{"type": '
generate 2 a-torn-file "$work/torn.json"
schema text.json '"type"'
generate 2 a-text "$work/text.json"
says a-text-is-told "text.json:1:1"
generate 2 a-bad-pointer "$SHAPES#/\$defs/txt"
says a-bad-pointer-is-told "nothing stands at #/\$defs/txt: there is no \"txt\" in this; did you mean \"text\"?"
generate 2 a-pointer-without-slash "$SHAPES#\$defs/text"
says a-slash-lacks "a JSON Pointer begins with \"/\""
schema beside.json '{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {
  "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}],
  "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"type": "object"}}}}}}}},
  "components": {"schemas": {"A": {"type": "string"}, "Slip": {"tpye": "string"}}}}'
BESIDE=$work/beside.json
for place in paths paths/~1a/get paths/~1a/get/parameters/0 paths/~1a/get/responses/200/content components/schemas info; do
    generate 2 "no-schema-at-$place" "$BESIDE#/$place"
    says "no-schema-at-$place-is-told" "what stands here is no schema: every value would satisfy it"
    expect_exit "no-schema-to-validate-by-at-$place" 2 "$PROGRAM" validate "$BESIDE#/$place" "$work/empty.json"
done
generate 2 a-parameter "$BESIDE#/paths/~1a/get/parameters/0"
says its-schema-is-named "did you mean #/paths/~1a/get/parameters/0/schema?"
generate 2 schemas "$BESIDE#/components/schemas"
says one-of-them-is-named "did you mean #/components/schemas/A"
generate 0 a-misspelt-schema "$BESIDE#/components/schemas/Slip"
generate 2 an-anchor "$SHAPES#text"
says anchors-are-told "anchors are not looked for"
generate 2 a-description-without-pointer "$OPENAPI"
says schemas-are-listed "openapi.yaml#/components/schemas/Pet (or #/components/schemas/Owner)"
schema nowhere.json '{"$ref": "other.json"}'
generate 2 a-reference-to-nothing "$work/nowhere.json"
for count in 0 1000001 99999999999999999999 -1 x ''; do
    expect_exit "count-'$count'" 2 "$PROGRAM" generate "$SHAPES#/\$defs/text" "--count=$count"
    says "count-'$count'-is-told" "--count"
done
expect_exit a-bad-dialect 2 "$PROGRAM" generate "$SHAPES" --dialect draft5
says a-bad-dialect-is-told "--dialect draft5"

# ---- where it goes ----

# Who reads one line of a million has seen enough: the rest is not made, and nothing has failed.
schema many.json '{"type": "integer"}'
expect_exit a-reader-that-ends 0 sh -c '{ "$0" generate "$1" --count 1000000; echo $? > "$2"; } | head -n 1' \
    "$PROGRAM" "$work/many.json" "$work/code"
verdict a-reader-that-ends-is-no-failure "$(cat "$work/code")" test "$(cat "$work/code")" -eq 0
if [ -w /dev/full ]; then
    expect_exit a-full-disk 4 sh -c '"$0" generate "$1" --count 100 > /dev/full' "$PROGRAM" "$work/many.json"
    says a-full-disk-is-told "standard output"
fi
printf '{"const": "\302\23331m \\u001b \177 \342\200\256"}\n' > "$work/control.json"
generate 0 control "$work/control.json"
lacks control-characters-are-escaped "$(printf '\302\233|\033|\177|\342\200\256')" "$work/stdout"
satisfies "$work/control.json" control

# The reasons are a closed list, which the page has.
sed -n 's/^REASON([A-Z]*, "\([a-z]*\)".*/\1/p' src/witness/reasons.def | sort > "$work/reasons"
sed -n '/^| reason | what/,/^$/p' README.md | grep -oE '`[a-z]+`' | tr -d '`' | sort > "$work/told"
verdict reasons-of-the-page "$(diff "$work/reasons" "$work/told")" cmp -s "$work/reasons" "$work/told"

# What is said to be encoded can be decoded, although nothing asks for it.
schema encoded.json '{"type": "string", "contentEncoding": "base64"}'
generate 0 encoded "$work/encoded.json" --count 30
verdict encoded-can-be-decoded "$(head -n 3 "$work/stdout")" jq -es 'all(test("^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?$"))' "$work/stdout"
schema encoded.json '{"type": "string", "contentEncoding": "base64", "minLength": 5, "maxLength": 7}'
generate 0 not-to-be-decoded "$work/encoded.json"

# ---- directions ----

schema ways.json '{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {
  "Pet": {"type": "object", "required": ["id", "secret", "name"], "properties": {"id": {"type": "integer", "readOnly": true}, "secret": {"type": "string", "writeOnly": true}, "name": {"type": "string"}}}}}}'
WAYS=$work/ways.json#/components/schemas/Pet
generate 0 no-direction "$WAYS"
verdict no-direction-has-all "$(cat "$work/stdout")" jq -e 'keys == ["id", "name", "secret"]' "$work/stdout"
generate 0 of-a-request "$WAYS" --direction request
verdict a-request-lacks-readOnly "$(cat "$work/stdout")" jq -e 'keys == ["name", "secret"]' "$work/stdout"
generate 0 of-a-response "$WAYS" --direction response
verdict a-response-lacks-writeOnly "$(cat "$work/stdout")" jq -e 'keys == ["id", "name"]' "$work/stdout"
generate 2 a-bad-direction "$WAYS" --direction up

# ---- discriminators ----

# What a discriminator reads names a branch, mapped words first; also where a value is at a bound or has a fault, which
# tells the branch that was meant.
schema pets.json '{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {
  "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind", "mapping": {"kitty": "#/components/schemas/Cat"}}},
  "Cat": {"type": "object", "required": ["kind", "lives"], "properties": {"kind": {"type": "string"}, "lives": {"type": "integer", "maximum": 9}}},
  "Dog": {"type": "object", "required": ["kind", "bark"], "properties": {"kind": {"type": "string"}, "bark": {"type": "boolean"}, "dam": {"$ref": "#/components/schemas/Pet"}}},
  "Sign": {"anyOf": [{"$ref": "#/components/schemas/Stop"}], "discriminator": {"propertyName": "kind"}},
  "Stop": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["s"]}}},
  "Row": {"anyOf": [{"$ref": "#/components/schemas/Link"}], "discriminator": {"propertyName": "kind"}},
  "Link": {"type": "object", "required": ["kind", "next"], "properties": {"kind": {"type": "string"}, "next": {"$ref": "#/components/schemas/Row"}}}}}}'
PETS=$work/pets.json#/components/schemas
generate 0 each-branch-by-its-word "$PETS/Pet" --count 2
verdict words-name-branches "$(cat "$work/stdout")" jq -es 'map(.kind) == ["kitty", "Dog"]' "$work/stdout"
generate 0 many-with-a-word "$PETS/Pet" --count 100
satisfies "$PETS/Pet" many-with-a-word
prints 100 many-with-a-word
verdict all-words-name-branches "$(head -n 5 "$work/stdout")" jq -es 'all(.. | .kind? | strings; . == "kitty" or . == "Dog")' "$work/stdout"
generate 0 boundaries-with-a-word "$PETS/Pet" --boundary
verdict boundaries-name-branches "$(cat "$work/stdout")" jq -es 'all(.kind == "kitty" or .kind == "Dog") and any(.lives == 9)' "$work/stdout"
generate 0 faults-with-a-word "$PETS/Pet" --invalid maximum
verdict faults-name-branches "$(cat "$work/stdout")" jq -es 'map([.kind, .lives]) == [["kitty", 10]]' "$work/stdout"
generate 0 a-word-that-is-no-value "$PETS/Sign" --count 3
satisfies "$PETS/Sign" a-word-that-is-no-value
generate 1 a-word-makes-no-value "$PETS/Row"
# Where schemas build upon the one that has the discriminator, each has its own word.
schema bases.json '{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {
  "Animal": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind", "mapping": {"moo": "#/components/schemas/Cow"}}},
  "Cow": {"allOf": [{"$ref": "#/components/schemas/Animal"}, {"type": "object", "required": ["milk"], "properties": {"milk": {"type": "integer"}}}]},
  "Herd": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Cow"}},
  "Hen": {"allOf": [{"$ref": "#/components/schemas/Animal"}]}}}}'
BASES=$work/bases.json#/components/schemas
for each in Animal:Animal Cow:moo Hen:Hen; do
    generate 0 "word-of-${each%:*}" "$BASES/${each%:*}" --count 3
    verdict "${each%:*}-has-its-word" "$(cat "$work/stdout")" jq -es --arg word "${each#*:}" 'all(.kind == $word)' "$work/stdout"
done
generate 0 word-of-an-item "$BASES/Herd"
verdict item-has-its-word "$(cat "$work/stdout")" jq -e '.[0].kind == "moo"' "$work/stdout"
generate 0 fault-of-what-builds-upon "$BASES/Cow" --invalid /allOf/1/required
verdict fault-has-its-word "$(cat "$work/stdout")" jq -e '. == {"kind": "moo"}' "$work/stdout"
schema bases20.json '{"swagger": "2.0", "info": {"title": "t", "version": "1"}, "paths": {}, "definitions": {
  "Animal": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}, "discriminator": "kind"},
  "Cow": {"allOf": [{"$ref": "#/definitions/Animal"}, {"type": "object"}]}}}'
generate 0 word-in-2.0 "$work/bases20.json#/definitions/Cow"
verdict word-in-2.0-is-the-name "$(cat "$work/stdout")" jq -e '.kind == "Cow"' "$work/stdout"

# ---- keywords one by one ----

BOOKING=$work/booking.json
schema booking.json '{"type": "object", "required": ["id", "nights"], "additionalProperties": false, "properties": {
  "id": {"type": "string", "minLength": 2, "maxLength": 4},
  "nights": {"type": "integer", "minimum": 1, "maximum": 28},
  "board": {"enum": ["half", "full"]}}}'
generate 0 boundary "$BOOKING#/properties/nights" --boundary
satisfies "$BOOKING#/properties/nights" boundary
verdict boundary-has-both-bounds "$(cat "$work/stdout")" test "$(grep -cxE '1|28' "$work/stdout")" -eq 2
generate 0 beyond "$BOOKING#/properties/nights" --boundary --invalid all
verdict beyond-has-both-steps "$(cat "$work/stdout")" test "$(grep -cxE '0|29' "$work/stdout")" -eq 2
schema int32.json '{"type": "integer", "format": "int32"}'
generate 0 bounds-of-a-format "$work/int32.json" --boundary
verdict both-bounds-of-a-format "$(cat "$work/stdout")" test "$(grep -cxE -- '-2147483648|2147483647' "$work/stdout")" -eq 2
generate 0 beyond-a-format "$work/int32.json" --boundary --invalid format
verdict both-steps-beyond-a-format "$(cat "$work/stdout")" test "$(grep -cxE -- '-2147483649|2147483648' "$work/stdout")" -eq 2
schema truth.json '{"type": "object", "properties": {"on": {"type": "boolean"}}}'
generate 0 both-truths "$work/truth.json" --boundary
verdict both-truths-come "$(cat "$work/stdout")" jq -es 'map(.on) | contains([true, false])' "$work/stdout"
schema four.json '{"$schema": "http://json-schema.org/draft-04/schema#", "type": "object", "properties": {"q": {"type": "integer"}, "r": {"type": ["number", "integer"]}}}'
generate 0 integers-of-draft-4 "$work/four.json" --boundary
verdict an-integer-of-draft-4-comes "$(cat "$work/stdout")" jq -es 'any(has("q")) and any(has("r"))' "$work/stdout"
satisfies "$work/four.json" integers-of-draft-4
schema inside.json '{"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.5}'
generate 0 inside-an-excluded-bound "$work/inside.json" --boundary -v
says no-value-is-at-an-excluded-bound "exclusiveMinimum: inside the bound: line"
# minContains and maxContains are parts of `contains`, and may be named.
printf '{"type": "array", "contains": {"type": "integer"}, "minContains": 2, "maxContains": 3}\n' > "$work/contains.json"
generate 0 bounds-of-contains "$work/contains.json" --boundary
verdict bounds-of-contains-are-met "$(cat "$work/stdout")" test "$(tr '\n' ' ' < "$work/stdout")" = "[1,1] [1,1,1] "
generate 0 too-many-contained "$work/contains.json" --invalid maxContains
verdict too-many-are-contained "$(cat "$work/stdout")" test "$(cat "$work/stdout")" = "[1,1,1,1]"
generate 0 too-few-contained "$work/contains.json" --boundary --invalid minContains
verdict too-few-are-contained "$(cat "$work/stdout")" test "$(cat "$work/stdout")" = "[]"
generate 0 lengths-at-the-bounds "$BOOKING#/properties/id" --boundary
verdict lengths-have-both-bounds "$(cat "$work/stdout")" jq -es 'map(length) | contains([2, 4])' "$work/stdout"
generate 0 all-boundaries "$BOOKING" --boundary
satisfies "$BOOKING" all-boundaries
verdict all-boundaries-have-no-two-equal "" test -z "$(jq -cS . "$work/stdout" | sort | uniq -d)"

# breaks SCHEMA NAME: of each line that was printed last the validator finds one keyword broken, each of which is the
# one that -v tells.
breaks()
{
    cp "$work/stdout" "$work/values.ndjson"
    sed -n 's/^oasdrift: .*:[0-9]*:[0-9]*: \([a-zA-Z]*\)\( at .*\)\{0,1\}: line [0-9]*$/\1/p' "$work/stderr" > "$work/told"
    "$PROGRAM" validate "$1" "$work/values.ndjson" --report json 2> /dev/null |
        jq -r '.instances[] | [.errors[].keyword] | unique | join(" ")' > "$work/found"
    verdict "$2-breaks-one-each" "$(diff "$work/told" "$work/found" | head -n 4)" cmp -s "$work/told" "$work/found"
    verdict "$2-breaks-some" "nothing was printed" test -s "$work/found"
}
generate 0 every-keyword "$BOOKING#/properties/nights" --invalid all -v
breaks "$BOOKING#/properties/nights" every-keyword
prints 3 every-keyword
generate 0 one-keyword "$BOOKING#/properties/id" --invalid maxLength -v
breaks "$BOOKING#/properties/id" one-keyword
prints 1 one-keyword
generate 0 a-pointer-from-the-schema "$BOOKING#/properties/id" --invalid /minLength -v
breaks "$BOOKING#/properties/id" a-pointer-from-the-schema
generate 0 a-pointer-from-the-document "$BOOKING#/properties/id" --invalid '#/properties/id/minLength' --count 3
prints 3 a-pointer-from-the-document
generate 0 required-of-all "$BOOKING" --invalid required -v
breaks "$BOOKING" required-of-all
# In a branch: what `validate` says of it is told where that is about another one.
schema branches.json '{"anyOf": [{"type": "null"}, {"type": "string", "maxLength": 2}]}'
generate 0 in-a-branch "$work/branches.json" --invalid maxLength -v
says the-branch-is-told "branches.json:1:62: maxLength: line 1"
generate 0 in-another-branch "$work/branches.json" --invalid all -v
says another-branch-is-told "branches.json:1:39: type: line 2; \`validate\` explains another branch"
says a-line-for-two-is-told "branches.json:1:62: maxLength: line 1, too"
# An enum has no value of the length that minLength names: so none is at that bound.
schema listed.json '{"enum": ["ab", "abc"], "minLength": 1, "maxLength": 3}'
generate 0 bounds-beside-an-enum "$work/listed.json" --boundary -v
prints 2 bounds-beside-an-enum
says no-value-at-the-bound "minLength: at the bound: no value: proved"
schema anything.json '{"properties": {"a": {}}}'
generate 1 no-boundary "$work/anything.json" --boundary
says no-boundary-is-told "no keyword of the schema has a boundary"
# A required name that is not allowed is broken there, be it the only one.
schema forbidden.json '{"required": ["c"], "additionalProperties": false}'
generate 0 a-required-name-is-forbidden "$work/forbidden.json" --invalid additionalProperties -v
verdict the-required-name-is-there "$(cat "$work/stdout")" grep -q '"c"' "$work/stdout"
schema implied.json '{"type": "integer", "minimum": 5, "exclusiveMinimum": 5}'
generate 1 implied "$work/implied.json" --invalid minimum -v
says implied-is-proved "implied.json:1:32: minimum: never the only one that is broken: proved"
generate 0 two-keywords "$BOOKING#/properties/nights" --invalid minimum --invalid /maximum -v
breaks "$BOOKING#/properties/nights" two-keywords
prints 2 two-keywords
generate 2 two-and-no-such-keyword "$BOOKING#/properties/nights" --invalid minimum --invalid maximun
says two-and-no-such-keyword-is-told '--invalid maximun: the schema has no such keyword'
lacks v-is-not-named-beside-v "tells which" "$work/stderr"
generate 2 no-such-keyword "$BOOKING#/properties/nights" --invalid maximun
says no-such-keyword-is-told 'did you mean "maximum"?'
generate 2 no-such-place "$BOOKING" --invalid /properties/nothing
says no-such-place-is-told "nothing stands there in the schema"
schema true.json true
generate 1 nothing-to-break "$work/true.json" --invalid all
says nothing-to-break-is-told "true.json:1:1: no value breaks just one keyword: proved"
generate 1 quiet-implied "$work/implied.json" --invalid minimum -q
says quiet-implied-is-told "implied.json:1:1: no value breaks just minimum: proved"
