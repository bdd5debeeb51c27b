# oasdrift validate: the same bytes on any number of threads, reports by their schemas, exit codes
# in every mix, and what it does when it is stopped.
. tests/cli/verdict.sh
XSD=../shared/junit-xsd
SCHEMA=$work/schema.json
printf '{"type":"object","required":["n"],"properties":{"n":{"type":"integer"},"t":{"format":"date-time"},"u":{"format":"uri"}}}\n' > "$SCHEMA"

# Some 1 MB of lines: most are valid; some are not, some are blank, some are no JSON, one is long.
awk 'BEGIN {
    long = sprintf("%2000s", ""); gsub(/ /, "abcdefghij", long)
    for (i = 1; i <= 20000; i++) {
        if (i % 997 == 0) print "{\"n\":\"" i "\"}"
        else if (i % 1009 == 0) print "{\"t\":\"now\"}"
        else if (i % 2003 == 0) print "{\"n\":"
        else if (i % 3001 == 0) print ""
        else if (i == 10000) { printf "{\"n\":1,\"x\":\""; for (k = 0; k < 40; k++) printf "%s", long; print "\"}" }
        else print "{\"n\":" i ",\"t\":\"2026-11-23T10:00:00Z\"}\r"
    }
    printf "{\"n\":false}" }' > "$work/lines.ndjson"
printf '[]' > "$work/whole.json"
printf 'n: 1\n---\nn: x\n' > "$work/two.yaml"

for format in $(formats_of validate); do
    for threads in 1 7; do
        timeout 60 "$PROGRAM" validate "$SCHEMA" "$work/whole.json" "$work/lines.ndjson" "$work/none.json" "$work/two.yaml" \
            "$work/lines.ndjson" --threads $threads --report $format --reproducible > "$work/$format.$threads" 2> "$work/stderr"
        status=$?
        verdict "exit-$format-$threads-threads" "exit $status" test "$status" -eq 1
    done
    for threads in 7; do
        verdict "$format-is-the-same-on-$threads-threads" "$(cmp "$work/$format.1" "$work/$format.$threads")" \
            cmp -s "$work/$format.1" "$work/$format.$threads"
    done
done
verdict said-beside-findings "$(cat "$work/stderr")" grep -qx 'oasdrift: 19 could not be read' "$work/stderr"
holds every-line-is-an-instance \
    '([.instances[] | select(.file | endswith(".ndjson"))] | length) == 2 * (20001 - 6)' "$work/json.1"
holds lines-in-order \
    '[.instances[] | select(.file | endswith(".ndjson")) | .line] as $l | ($l[:($l | length) / 2] | . == sort)' "$work/json.1"
holds invalid-lines 'def bad(k): [range(k; 20001; k)] | length;
    ([.instances[] | select(.line and .valid == false)] | length) == 2 * (bad(997) + bad(1009) + 1)' "$work/json.1"
holds documents '[.instances[] | select(.document) | [.document, .valid, .errors[0].line]] == [[1, true, null], [2, false, 3]]' \
    "$work/json.1"

# What is made at its first use (automata, pcre2 code, libidn2, lines of schemas), made by several
# threads at once; a lot of each kind of failure.
cat > "$work/rich.json" <<'END'
{"$defs": {"name": {"$anchor": "name", "format": "idn-hostname", "minLength": 2}},
 "properties": {"schema": {"$ref": "https://json-schema.org/draft/2020-12/schema"},
                "name": {"$ref": "#name"}, "again": {"pattern": "^(a+)b\\1$"}, "word": {"pattern": "^[a-z]+-[0-9]{2,}$"},
                "start": {"pattern": "(?<!x)y"}, "regex": {"format": "regex"}, "list": {"uniqueItems": true},
                "exact": {"multipleOf": 0.0001}, "one": {"oneOf": [{"type": "integer"}, {"minimum": 2}]}},
 "patternProperties": {"^x-": {"type": "boolean"}}, "unevaluatedProperties": false}
END
awk 'BEGIN { for (i = 0; i < 2500; i++)
    printf "{\"schema\":{\"type\":\"%s\",\"$id\":\"%d\"},\"name\":\"b\303\274cher%d.example\",\"again\":\"aaab%s\",\"word\":\"w-%d\",\"start\":\"%sy\",\"regex\":\"%s\",\"list\":[1,%d,{\"a\":%d}],\"exact\":%d.00%d,\"one\":%d,\"x-%d\":%s}\n",
        i % 3 ? "string" : "text", i, i, i % 2 ? "aaa" : "aa", i, i % 5 ? "" : "x", i % 7 ? "a*" : "*", i % 4, i, i, i, i % 3, i, i % 11 ? "true" : "1" }' > "$work/rich.ndjson"
for threads in 1 7; do
    timeout 60 "$PROGRAM" validate "$work/rich.json" "$work/rich.ndjson" --threads $threads --report json > "$work/rich.$threads" 2> "$work/stderr"
    status=$?
    verdict "rich-exit-$threads-threads" "exit $status: $(head -n 5 "$work/stderr")" test "$status" -eq 1
done
verdict rich-is-the-same-on-7-threads "$(cmp "$work/rich.1" "$work/rich.7")" cmp -s "$work/rich.1" "$work/rich.7"
holds rich-tells-all-kinds '[.instances[].errors[].keyword] | unique ==
    ["anyOf", "enum", "format", "multipleOf", "oneOf", "pattern", "type", "uniqueItems"]' "$work/rich.1"

# JUnit: a suite for the schema, a case for each file.
verdict junit-cases "" test "$(xmllint --xpath 'count(//testcase)' "$work/junit.1")" = 4
verdict junit-failures "" test "$(xmllint --xpath 'count(//failure)' "$work/junit.1")" = 3
verdict junit-errors "" test "$(xmllint --xpath 'count(//error)' "$work/junit.1")" = 1
verdict junit-tells-lines "" grep -qF 'lines.ndjson:997:6: /n: ' "$work/junit.1"
verdict junit-is-short "" test "$(wc -c < "$work/junit.1")" -lt 40000
printf '{"n":1,"u":"no uri"}' > "$work/warned.json"
printf '' > "$work/empty.ndjson"
printf '{"n":1,"\033[31m\177]]>":1,"u":"<\001&"}' > "$work/escape.json"
for format in junit junit-strict; do
    "$PROGRAM" validate "$SCHEMA" "$work/warned.json" "$work/whole.json" "$work/empty.ndjson" "$work/none.json" "$work/escape.json" \
        --formats warn --report $format > "$work/$format.xml" 2> "$work/stderr"
    for schema in junit-10 windyroad; do
        if [ ! -f "$XSD/$schema.xsd" ]; then
            skip "$format-follows-$schema" "the JUnit schemas: $XSD"
            continue
        fi
        verdict "$format-follows-$schema" "$(cat "$work/xmllint" 2>/dev/null)" \
            xmllint --noout --schema "$XSD/$schema.xsd" "$work/$format.xml" 2> "$work/xmllint"
    done
done
verdict junit-outcomes "$(cat "$work/junit.xml")" test "$(xmllint --xpath \
    'concat(//testsuite/@tests, " ", //testsuite/@failures, " ", //testsuite/@errors, " ", //testsuite/@skipped)' \
    "$work/junit.xml")" = "5 1 2 1"
verdict junit-tells-warnings "" test "$(xmllint --xpath 'contains(//system-out, "warning: /u: ")' "$work/junit.xml")" = true
SOURCE_DATE_EPOCH=0 "$PROGRAM" validate "$SCHEMA" "$work/warned.json" --report junit > "$work/epoch.xml" 2> "$work/stderr"
verdict junit-epoch "" grep -q 'timestamp="1970-01-01T00:00:00"' "$work/epoch.xml"

# Exit codes in every mix: of what holds, does not, warns, cannot be read, cannot be decided.
printf '{"n":1}' > "$work/holds.json"
printf '{"n":"1"}' > "$work/fails.json"
printf '{"n":' > "$work/torn.json"
code()
{
    code_wanted=$1
    shift
    expect_exit "exit-$code_wanted: $*" "$code_wanted" sh -c 'cd "$0" && exec "$@"' "$work" "$PROGRAM" validate "$@"
}
code 0 schema.json holds.json
code 1 schema.json holds.json fails.json
code 1 schema.json torn.json fails.json
says both-is-said '1 could not be read'
code 3 schema.json holds.json torn.json
code 3 schema.json torn.json --exit-zero
code 0 schema.json fails.json --exit-zero
code 3 schema.json fails.json torn.json --exit-zero
code 0 schema.json fails.json --fail-on never
code 0 schema.json warned.json --formats warn
code 1 schema.json warned.json --formats warn --fail-on warning
code 1 schema.json warned.json --formats warn --fail-on warning --quiet
code 1 schema.json warned.json
code 3 schema.json empty.ndjson
says empty-is-said 'nothing was judged'
code 0 schema.json empty.ndjson --allow-empty
code 3 schema.json .
verdict directory-is-said "$(cat "$work/stdout")" grep -qx '.: Is a directory' "$work/stdout"
code 2 schema.json holds.json --from xml
code 2 schema.json holds.json --report html
code 2 schema.json holds.json --threads 65
code 2 schema.json holds.json --threads many
code 2 schema.json
code 2 none.json holds.json
printf '{"$schema":"https://example.com/unknown"}' > "$work/doubtful.json"
printf '{"properties":{"n":{"type":"integer"},"m":{"$schema":"https://example.com/unknown","$id":"m"}}}' > "$work/partly.json"
printf '{"n":1,"m":1}\n{"n":1}\n' > "$work/doubt.ndjson"
code 3 doubtful.json holds.json
code 0 partly.json doubt.ndjson
code 3 partly.json doubt.ndjson --require-complete
code 3 partly.json doubt.ndjson fails.json --require-complete
code 1 partly.json doubt.ndjson fails.json

# Standard input, by default one JSON text.
"$PROGRAM" validate "$SCHEMA" - --from ndjson --report json < "$work/lines.ndjson" > "$work/stdin.json" 2> "$work/stderr"
holds lines-from-standard-input '(.instances | length) == 20001 - 6 and .instances[0].file == "-"' "$work/stdin.json"
gzip -c "$work/lines.ndjson" > "$work/lines.ndjson.gz"
"$PROGRAM" validate "$SCHEMA" "$work/lines.ndjson.gz" --report json > "$work/gz.json" 2> "$work/stderr"
holds compressed-lines '(.instances | length) == 20001 - 6' "$work/gz.json"
head -c 20000 "$work/lines.ndjson.gz" > "$work/torn.ndjson.gz"
expect_exit torn-compressed-lines 3 "$PROGRAM" validate "$SCHEMA" "$work/torn.ndjson.gz" --exit-zero
verdict torn-compressed-lines-are-said "$(head -n 3 "$work/stdout")" grep -q 'torn.ndjson.gz: gzip: the compressed data is cut off' "$work/stdout"

# A message does not grow with what it is about.
{ printf '{"n":1,"t":{"'; head -c 1000000 /dev/zero | tr '\0' k; printf '":1}}'; } > "$work/key.json"
printf '{"additionalProperties":{"additionalProperties":false}}' > "$work/closed.json"
expect_exit key-of-a-megabyte 1 "$PROGRAM" validate "$work/closed.json" "$work/key.json"
verdict key-of-a-megabyte-is-shortened "$(head -c 300 "$work/stdout")" test "$(wc -c < "$work/stdout")" -lt 2000

# Stopped by a signal, also while a pipe gives nothing: what was judged is told, and 130.
mkfifo "$work/pipe"
for signal in TERM INT; do
    "$PROGRAM" validate "$SCHEMA" "$work/holds.json" "$work/pipe" "$work/fails.json" --threads 3 --report json \
        > "$work/stopped.json" 2> "$work/stderr" &
    pid=$!
    exec 3> "$work/pipe"
    sleep 0.3
    kill -s $signal $pid
    wait $pid
    status=$?
    exec 3>&-
    # A shell without job control starts background jobs with SIGINT ignored; the program takes it
    # all the same.
    verdict "stopped-by-$signal" "exit $status: $(cat "$work/stderr")" test "$status" -eq 130
    holds "stopped-by-$signal-report" '[.instances[].valid] == [true]' "$work/stopped.json"
done

# Progress: on a terminal only, and gone at the end.
"$PROGRAM" validate "$SCHEMA" "$work/holds.json" > "$work/stdout" 2> "$work/stderr"
verdict no-progress-in-a-file "$(cat "$work/stderr")" test ! -s "$work/stderr"
if command -v script > /dev/null; then
    TERM=xterm timeout 30 script -qec "{ sleep 0.8; head -n 900 '$work/lines.ndjson'; sleep 0.3; echo '{}'; } | '$PROGRAM' validate '$SCHEMA' - --from ndjson > '$work/stdout'" \
        /dev/null < /dev/null > "$work/terminal" 2>&1
    verdict progress-on-a-terminal "$(cat -v "$work/terminal")" grep -q '[0-9] instances judged, ' "$work/terminal"
    TERM=dumb timeout 30 script -qec "{ sleep 0.8; head -n 900 '$work/lines.ndjson'; } | '$PROGRAM' validate '$SCHEMA' - --from ndjson > '$work/stdout'" \
        /dev/null < /dev/null > "$work/terminal" 2>&1
    verdict no-progress-on-a-dumb-terminal "$(cat -v "$work/terminal")" test ! -s "$work/terminal"
else
    skip progress-on-a-terminal "script(1)"
fi

# Output that cannot be written is no success.
for format in $(formats_of validate); do
    expect_exit "full-disk-$format" 4 sh -c '"$@" > /dev/full' - "$PROGRAM" validate "$SCHEMA" "$work/lines.ndjson" --report $format --threads 3
done
