# Recordings made to hurt, and long ones: bounded time and memory, and a clear word.
. tests/cli/verdict.sh

repeat() { awk -v text="$1" -v count="$2" 'BEGIN { while (count--) printf "%s", text }'; }
# line BODY: one HAR line, the body read from the file BODY as it is.
line()
{
    jq -c -R -s '{request: {method: "GET", url: "https://shop.example.com/api/v1/books/7", headers: [],
        bodySize: 0}, response: {status: 200, headers: [{name: "Content-Type", value: "application/json"}],
        content: {size: (. | utf8bytelength), mimeType: "application/json", text: .}, bodySize: -1}}' "$1"
}

{ repeat '[' 100000; repeat ']' 100000; } > "$work/body"
line "$work/body" > "$work/deep-body.jsonl"
expect_exit body-100000-deep 0 "$PROGRAM" check "$SHOP" "$work/deep-body.jsonl" --report json
holds body-100000-deep-is-not-checked '.not_checked[0].part == "response.body" and .findings == []' \
    "$work/stdout"

{ printf '{"log":{"entries":['; repeat '[' 100000; } > "$work/deep.har"
expect_exit har-100000-deep 3 "$PROGRAM" check "$SHOP" "$work/deep.har" --report json
holds har-100000-deep-is-said '.errors[0].id == "run.recording-malformed"' \
    "$work/stdout"

echo '{"title":"@@","year":"x"}' > "$work/body"
line "$work/body" > "$work/short.jsonl"
{
    sed 's/@@.*//' "$work/short.jsonl" | tr -d '\n'
    head -c 50000000 /dev/zero | tr '\0' 7
    sed -e 's/.*@@//' -e 's/"size":[0-9]*/"size":50000024/' "$work/short.jsonl"
} > "$work/long.jsonl"
expect_exit body-of-50-megabytes 1 "$PROGRAM" check "$SHOP" "$work/long.jsonl" --report json
verdict body-of-50-megabytes-leaves-a-short-report "$(wc -c < "$work/stdout") bytes" \
    test "$(wc -c < "$work/stdout")" -lt 100000
rm "$work/body" "$work/long.jsonl"

expect_exit binary-junk 3 "$PROGRAM" check "$SHOP" "$PROGRAM"
head -c 30000000 /dev/zero | expect_exit zeros-from-a-pipe 3 "$PROGRAM" check "$SHOP" -
yes '{"request":' | head -c 1000000 | expect_exit broken-lines-from-a-pipe 3 "$PROGRAM" check "$SHOP" -
verdict broken-lines-do-not-flood "$(wc -c < "$work/stderr") bytes on standard error" \
    test "$(wc -c < "$work/stderr")" -lt 100000
head -c 100000000 /dev/zero | gzip -1 > "$work/bomb.har.gz"
expect_exit gzip-of-zeros 3 "$PROGRAM" check "$SHOP" "$work/bomb.har.gz"
rm "$work/bomb.har.gz"
printf '\037\213\010\000junk' > "$work/junk.har.gz"
expect_exit gzip-junk 3 "$PROGRAM" check "$SHOP" "$work/junk.har.gz"

# Patterns that backtrack for ever in a naive engine: what is regular runs in linear time and is judged;
# what is not (a back-reference) ends at a limit, and is not checked.
{ printf '{"title":"'; repeat a 40000; printf '!"}'; } > "$work/body"
line "$work/body" > "$work/redos.jsonl"
# title_pattern PATTERN: the shop with it, as redos.yaml.
title_pattern()
{
    sed "s/{type: string, minLength: 1}/{type: string, pattern: '$1'}/" "$SHOP" > "$work/redos.yaml"
}
title_pattern '^(a+)+$'
expect_exit pattern-of-nested-loops 1 "$PROGRAM" check "$work/redos.yaml" "$work/redos.jsonl" --report json
holds pattern-of-nested-loops-is-judged \
    '[.findings[] | .rule + "." + .keyword] == ["response.body-schema.pattern"] and .not_checked == []' \
    "$work/stdout"
title_pattern '^(a+)+\\1$'
expect_exit pattern-that-backtracks 0 "$PROGRAM" check "$work/redos.yaml" "$work/redos.jsonl" --report json
holds pattern-that-backtracks-is-not-checked '.not_checked[0].reason | contains("pattern")' \
    "$work/stdout"

# What is looked at for placeholders, and for the readings of texts, is looked at once.
{ printf '['; repeat 1 300000; printf ' x]'; } > "$work/body"
line "$work/body" > "$work/digits.jsonl"
expect_exit broken-json-of-many-digits 1 "$PROGRAM" check "$SHOP" "$work/digits.jsonl" --report json
jq -n '{openapi: "3.1.0", info: {title: "t", version: "1"},
    servers: [range(20) | {url: "https://a.example.com/\(.)"}],
    paths: [range(2000) | {key: "/{a}/p\(.)", value: {get: {responses: {"200": {description: "d"}}, parameters: [
        {name: "a", in: "path", required: true, schema: {type: "string"}}]}}}] | from_entries}' > "$work/paths.json"
jq -c --arg braces "$(repeat %7b 9000)" '.request.url = "https://a.example.com/9/\($braces)/{x}/q"' \
    "$work/short.jsonl" > "$work/braces.jsonl"
expect_exit path-of-many-braces 1 "$PROGRAM" check "$work/paths.json" "$work/braces.jsonl" --report json
jq -n '{openapi: "3.1.0", info: {title: "t", version: "1"}, servers: [{url: "https://shop.example.com/api/v1"}],
    paths: {"/books/7": {get: {responses: {"200": {description: "d", content: {"application/xml": {schema:
        {type: "object", properties: {i: {type: "array", items: {type: ["integer", "string"]},
            allOf: [range(1000) | {unevaluatedItems: {type: "integer"}}]}}}}}}}}}}}' > "$work/texts.json"
{ printf '<r>'; repeat '<i>1</i>' 20000; printf '</r>'; } > "$work/body"
line "$work/body" | sed 's,application/json,application/xml,g' > "$work/texts.jsonl"
(
    sanitized || ulimit -v 300000
    expect_exit xml-of-many-texts 0 "$PROGRAM" check "$work/texts.json" "$work/texts.jsonl" --report json
)
holds xml-of-many-texts-is-not-checked '.not_checked[0].reason | contains("more readings")' "$work/stdout"

# However many placeholders stand before it, one more is one.
jq -n '{openapi: "3.1.0", info: {title: "t", version: "1"}, servers: [{url: "https://shop.example.com/api/v1"}],
    paths: {"/books/7": {get: {responses: {"200": {description: "d", content: {"application/json": {schema:
        {properties: {year: {type: "integer"}}}}}}}}}}}' > "$work/masked.json"
{ printf '{"texts":['; repeat '"***",' 20000; printf '""],"year":"***"}'; } > "$work/body"
line "$work/body" > "$work/masked.jsonl"
expect_exit body-of-many-placeholders 0 "$PROGRAM" check "$work/masked.json" "$work/masked.jsonl" --report json
holds body-of-many-placeholders-is-not-checked \
    '[.not_checked[].reason] == ["/year: a placeholder (***) stands for the value"]' "$work/stdout"

# Memory does not grow with the length of a recording: 60 MB pass through 50 MB of address space.
printf '{"title":"' > "$work/body"; repeat 0123456789 600 >> "$work/body"; printf '"}' >> "$work/body"
line "$work/body" > "$work/one.jsonl"
if sanitized; then
    skip memory-of-a-long-recording "a build without sanitizers, which reserve address space"
else
    awk '{ for (i = 0; i < 10000; i++) print }' "$work/one.jsonl" > "$work/many.jsonl"
    (
        ulimit -v 50000
        expect_exit memory-of-long-har-lines 0 "$PROGRAM" check "$SHOP" "$work/many.jsonl" --report json
    )
    holds all-har-lines-are-judged '.summary.exchanges == 10000' \
    "$work/stdout"
    { printf '{"log":{"version":"1.2","entries":['; sed '$!s/$/,/' "$work/many.jsonl"; echo ']}}'; } > "$work/many.har"
    rm "$work/many.jsonl"
    (
        ulimit -v 50000
        expect_exit memory-of-a-long-har 0 "$PROGRAM" check "$SHOP" "$work/many.har" --report json
    )
    holds all-har-entries-are-judged '.summary.exchanges == 10000' \
    "$work/stdout"
fi

# What a few KB decompress to is bounded by its ratio: a hundred MB of blanks; a tenth of it is within the floor.
blanks() { printf '{"log":{"version":"1.2","entries":['; head -c "$1" /dev/zero | tr '\0' ' '; cat "$work/one.jsonl"; echo ']}}'; }
blanks 100000000 | gzip -9 > "$work/bomb.har.gz"
expect_exit a-bomb-of-blanks 3 "$PROGRAM" check "$SHOP" "$work/bomb.har.gz" --report json
holds the-ratio-is-told '.errors | length == 1 and (.[0].message | contains("more than 64 MiB were decompressed, over 500 times"))' "$work/stdout"
blanks 10000000 | gzip -9 > "$work/blanks.har.gz"
expect_exit blanks-within-the-floor 0 "$PROGRAM" check "$SHOP" "$work/blanks.har.gz" --report json
rm "$work/bomb.har.gz" "$work/blanks.har.gz"

# Findings are bounded too: 3,000 different undocumented properties.
jq -n -c '[range(3000) | {key: "p\(.)", value: 1}] | from_entries | . + {title: "a"}' > "$work/body"
line "$work/body" > "$work/wide.jsonl"
expect_exit undocumented-properties-3000 0 "$PROGRAM" check "$SHOP" "$work/wide.jsonl"
