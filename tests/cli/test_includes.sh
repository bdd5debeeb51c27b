# oasdrift validate --includes A B: yes with a proof, no with a value that the program itself judges so,
# or undecided; and the other forms of validate are as they were.
. tests/cli/verdict.sh

schema() { printf '%s\n' "$2" > "$work/$1"; }
# included NAME A B: every value of A is one of B.
included()
{
    expect_exit "$1" 0 "$PROGRAM" validate --includes "$2" "$3"
    says "$1-is-said" "is a value of $3: proved"
    verdict "$1-prints-nothing" "$(cat "$work/stdout")" test ! -s "$work/stdout"
}
# breaks NAME A B KEYWORD: not every value is; the one that is printed is valid by A, and by B it breaks the
# keyword, which is told with its place.
breaks()
{
    expect_exit "$1" 1 "$PROGRAM" validate --includes "$2" "$3"
    holds "$1-prints-one-value" true "$work/stdout"
    cp "$work/stdout" "$work/value.json"
    cp "$work/stderr" "$work/told"
    expect_exit "$1-is-of-the-first" 0 "$PROGRAM" validate "$2" "$work/value.json"
    expect_exit "$1-is-none-of-the-second" 1 "$PROGRAM" validate "$3" "$work/value.json"
    verdict "$1-names-the-keyword" "$(cat "$work/told")" \
        grep -qE "^oasdrift: ${3%%#*}:[0-9]+:[0-9]+: .*\\[$4\\]$" "$work/told"
}

schema integer.json '{"type": "integer"}'
schema number.json '{"type": "number"}'
schema small.json '{"type": "integer", "minimum": 1,
  "maximum": 9}'
schema empty.json '{"type": "string", "minLength": 2, "maxLength": 1}'
included narrower "$work/integer.json" "$work/number.json"
included itself "$work/small.json" "$work/small.json"
# Read twice, a schema is the same set, however much it says; a copy that differs in one place is not.
{
    printf '{"$ref": "#/$defs/0", "$defs": {'
    for i in $(seq 0 40); do
        printf '"%d": {"type": "object", "properties": {"a": {"anyOf": [{"$ref": "#/$defs/%d"}, {"type": ["string", "null"], "maxLength": %d}]}, "b": {"oneOf": [{"$ref": "#/$defs/%d"}, {"$ref": "#/$defs/%d"}]}}, "required": ["n%d"]}, ' \
            "$i" $(((i * 7 + 1) % 41)) $((i + 3)) $(((i + 1) % 41)) $(((i * 3 + 2) % 41)) "$i"
    done
    printf '"z": true}}\n'
} > "$work/many.json"
sed 's/"n0"/"m0"/' "$work/many.json" > "$work/renamed.json"
included a-copy "$work/many.json" "$work/many.json"
breaks a-changed-copy "$work/many.json" "$work/renamed.json" required
schema true.json true
included any-in-true "$work/number.json" "$work/true.json"
breaks wider "$work/number.json" "$work/integer.json" type
breaks bound "$work/integer.json" "$work/small.json" '(minimum|maximum)'
included nothing "$work/empty.json" "$work/integer.json"
says nothing-is-told "nothing satisfies $work/empty.json: proved"
breaks in-nothing "$work/integer.json" "$work/empty.json" type

# It reads well where it is no larger for it.
schema sale.json '{"type": "object", "required": ["currency", "day", "count"], "properties": {"currency": {"type": "string", "minLength": 3, "maxLength": 3}, "day": {"type": "string", "format": "date"}, "count": {"type": "integer", "minimum": 0}}}'
schema sold.json '{"type": "object", "properties": {"count": {"type": "integer", "minimum": 1}}}'
breaks readable "$work/sale.json" "$work/sold.json" minimum
holds readable-has-words '.count == 0 and .currency == "EUR" and (.day | test("^20"))' "$work/value.json"

# Objects: what a new version lets in.
cat > "$work/old.yaml" << 'END'
type: object
required: [id]
properties:
  id: {type: integer}
  name: {type: string, maxLength: 20}
END
cat > "$work/new.yaml" << 'END'
type: object
required: [id, name]
properties:
  id: {type: integer}
  name: {type: string, maxLength: 10}
END
included new-in-old "$work/new.yaml" "$work/old.yaml"
breaks old-in-new "$work/old.yaml" "$work/new.yaml" '(required|maxLength)'
schema closed.json '{"type": "object", "properties": {"id": {"type": "integer"}}, "additionalProperties": false}'
breaks open-in-closed "$work/new.yaml" "$work/closed.json" additionalProperties
breaks closed-without-id "$work/closed.json" "$work/old.yaml" required

# Places of files and descriptions; each with its own dialect.
OPENAPI=tests/cases/validate/schema-of-a-description/openapi.yaml
included a-place "$OPENAPI#/components/schemas/Pet" "$OPENAPI#/components/schemas/Pet"
schema person.json '{"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}'
breaks nullable-in-a-string "$OPENAPI#/components/schemas/Pet" "$work/person.json" type
schema old-bound.json '{"$schema": "http://json-schema.org/draft-04/schema#", "type": "number", "minimum": 4, "exclusiveMinimum": true}'
schema new-bound.json '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "number", "exclusiveMinimum": 4}'
included a-dialect-each "$work/old-bound.json" "$work/new-bound.json"
included a-dialect-each-turned "$work/new-bound.json" "$work/old-bound.json"
schema bound.json '{"type": "number", "minimum": 4, "exclusiveMinimum": true}'
expect_exit a-dialect-of-both 0 "$PROGRAM" validate --includes --dialect draft4 "$work/bound.json" "$work/old-bound.json"
schema date.json '{"type": "string", "format": "date"}'
schema ten.json '{"type": "string", "maxLength": 10}'
included a-format "$work/date.json" "$work/ten.json"
expect_exit a-format-that-is-off 1 "$PROGRAM" validate --includes --formats off "$work/date.json" "$work/ten.json"

# What makes the exit code, and what is told.
expect_exit exit-zero 0 "$PROGRAM" validate --includes --exit-zero "$work/number.json" "$work/integer.json"
holds exit-zero-prints-the-value true "$work/stdout"
expect_exit quiet 0 "$PROGRAM" validate --includes -q "$work/integer.json" "$work/number.json"
verdict quiet-says-nothing "$(cat "$work/stderr")" test ! -s "$work/stderr"
awk 'BEGIN { printf "{\"type\":\"object\",\"required\":["; for (i = 0; i < 40; i++) printf "%s\"m%d\"", i ? "," : "", i; print "]}" }' > "$work/many.json"
schema object.json '{"type": "object"}'
breaks many "$work/object.json" "$work/many.json" required
verdict more-are-counted "$(cat "$work/told")" grep -q "and 30 more" "$work/told"
expect_exit quiet-no 1 "$PROGRAM" validate --includes -q "$work/number.json" "$work/integer.json"
verdict quiet-no-says-nothing "$(cat "$work/stdout" "$work/stderr")" test ! -s "$work/stderr" -a ! -s "$work/stdout"

# As JSON, and where.
expect_exit json-no 1 "$PROGRAM" validate --includes --report json "$work/integer.json" "$work/small.json"
holds json-no-has-all '.includes == false and (.value | type) == "number" and .errors[0].pointer == "" and
    (.errors[0].keyword | test("imum")) and (.errors[0].schema | test("small.json:[12]:"))' "$work/stdout"
expect_exit json-yes 0 "$PROGRAM" validate --includes --report "json=$work/answer.json" "$work/integer.json" "$work/number.json"
holds json-yes-is-true '.includes == true and .narrow_is_empty == false' "$work/answer.json"
verdict json-of-a-file-prints-nothing "$(cat "$work/stdout")" test ! -s "$work/stdout"
schema unknown.json '{"$schema": "https://example.com/unknown", "type": "integer"}'
expect_exit json-undecided 3 "$PROGRAM" validate --includes --report json "$work/unknown.json" "$work/small.json"
holds json-undecided-has-a-reason '.includes == null and .reason == "schema"' "$work/stdout"
expect_exit a-report-over-a-schema 2 "$PROGRAM" validate --includes --report "json=$work/small.json" "$work/integer.json" "$work/small.json"
verdict the-schema-stays "" grep -q minimum "$work/small.json"

# What says nothing of schemas is refused, unless the configuration has it for other calls.
for option in --trace --allow-empty --require-complete --reproducible --fail-on=info --values=none --from=json --threads=2 --report=junit; do
    expect_exit "refused$option" 2 "$PROGRAM" validate --includes "$option" "$work/integer.json" "$work/number.json"
    says "refused$option-is-told" "--includes"
done
mkdir "$work/configured"
printf 'fail-on: info\nreport: junit\n' > "$work/configured/.oasdrift.yaml"
expect_exit configured 0 "$PROGRAM" validate --includes --config "$work/configured/.oasdrift.yaml" "$work/integer.json" "$work/number.json"
expect_exit a-schema-alone 2 "$PROGRAM" validate --includes "$work/integer.json"
says a-schema-alone-is-told "validate --includes needs two schemas"

schema slip.json '{"type": "integer", "minimun": 3}'
expect_exit a-slip 0 "$PROGRAM" validate --includes "$work/slip.json" "$work/number.json"
says a-slip-is-told "a mistake in the schema: minimun"
schema unjudged.json '{"$schema": "https://example.com/unknown", "type": "integer"}'
expect_exit undecided 3 "$PROGRAM" validate --includes "$work/unjudged.json" "$work/small.json"
says undecided-is-said "is a value of $work/small.json is undecided: "
says undecided-is-named "[schema]"
verdict undecided-prints-nothing "$(cat "$work/stdout")" test ! -s "$work/stdout"

# Standard input may be either, and not both.
expect_exit standard-input 0 sh -c '"$0" validate --includes - "$2" < "$1"' "$PROGRAM" "$work/integer.json" "$work/number.json"
expect_exit standard-input-behind 1 sh -c '"$0" validate --includes "$2" - < "$1"' "$PROGRAM" "$work/integer.json" "$work/number.json"
expect_exit standard-input-twice 2 "$PROGRAM" validate --includes - '-#/a' < /dev/null
says standard-input-twice-is-told "standard input is read once"

for operands in "$work/integer.json" "$work/integer.json $work/integer.json $work/integer.json"; do
    # shellcheck disable=SC2086 # words
    expect_exit "schemas-$(echo "$operands" | wc -w)" 2 "$PROGRAM" validate --includes $operands
done
says two-are-wanted "validate --includes needs two schemas"
expect_exit no-file 2 "$PROGRAM" validate --includes "$work/integer.json" "$work/nowhere.json"
says no-file-is-told nowhere.json
expect_exit a-description 2 "$PROGRAM" validate --includes "$work/integer.json" "$OPENAPI"
says schemas-are-listed "openapi.yaml#/components/schemas/Pet"

# Without it a second schema is an instance.
expect_exit an-instance 1 "$PROGRAM" validate "$work/integer.json" "$work/number.json"
verdict an-instance-is-judged "$(cat "$work/stdout")" grep -q 'expected integer, found object' "$work/stdout"
