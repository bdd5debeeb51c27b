# Names of 4 KB in every place that somebody else may fill: formats that people read show both ends and a hash. The
# same name has the same short form wherever it stands, and of two that differ in their middle both are shown.
. tests/cli/verdict.sh
jq -nc '
    def long($letter): ($letter * 1900) + " \($letter | ascii_upcase) " + ($letter * 1900);
    def path($letter): $letter * 3900;
    {openapi: "3.1.0", info: {title: long("t"), version: long("v")},
     tags: [{name: long("g")}],
     paths: ({"/bodies": {post: {operationId: path("o"), tags: [long("g")],
         parameters: [{name: path("q"), in: "query", required: true, schema: {type: "integer"}},
                      {name: path("e"), in: "header", required: true, schema: {type: "integer"}},
                      {name: path("k"), in: "cookie", required: true, schema: {type: "integer"}}],
         requestBody: {content: {"application/json": {schema: {type: "object", additionalProperties: false, properties: {known: {type: "string"}}}}}},
         responses: {"200": {description: "A", headers: {"X-\(path("h"))": {required: true, schema: {type: "integer"}}},
             content: {"application/json": {schema: {type: "object", required: [long("r"), "a"], properties: {
                 map: {type: "object", additionalProperties: {type: "string"}},
                 closed: {type: "object", additionalProperties: false},
                 (long("p")): {type: "string"},
                 named: {type: "object", propertyNames: {maxLength: 10}},
                 one: {oneOf: [{type: "object", required: [long("x")]}, {type: "object", required: [long("y")]}]}}}}}}}}}}
         + {("/" + path("w")): {get: {responses: {"200": {description: "A", content: {"application/json": {schema: {type: "string"}}}}}}},
            ("/" + ([range(300)] | map("s\(.)") | join("/"))): {get: {responses: {"200": {description: "A", content: {"application/json": {schema: {type: "string"}}}}}}}})}' > "$work/a.json"
jq -nc '
    def long($letter): ($letter * 1900) + " \($letter | ascii_upcase) " + ($letter * 1900);
    def path($letter): $letter * 3900;
    def entry($method; $url; $headers; $body; $type; $answer; $more):
        {startedDateTime: "2026-01-01T00:00:00Z", time: 1, request: ({method: $method, url: "https://h\($url)", headers: $headers, bodySize: ($body | length)}
            + if $body == "" then {} else {postData: {mimeType: "application/json", text: $body}} end),
         response: {status: 200, headers: ([{name: "Content-Type", value: $type}] + $more), content: {mimeType: $type, text: $answer, size: ($answer | length)}}};
    ({(long("n")): 1, (long("m")): 2}) as $two | "application/json" as $json |
    {log: {version: "1.2", creator: {name: "test", version: "1"}, entries: [
        entry("POST"; "/bodies?\(path("u"))=1&\(path("U"))=2&\(path("q"))=x"; [{name: path("e"), value: "x"}, {name: "Cookie", value: "\(path("k"))=x"}]; $two | tojson; $json;
            ($two + {map: $two, closed: $two, (long("p")): 7, named: $two, one: {}} | tojson); [{name: "X-\(path("h"))", value: "no"}]),
        entry("POST"; "/bodies"; []; ""; "application/\(path("z"))"; "{}"; []),
        entry("M" * 3900; "/bodies"; []; ""; $json; "{}"; []),
        entry("GET"; "/v2/\(path("a"))"; []; ""; $json; "1"; []),
        entry("GET"; "/v2/\(path("b"))"; []; ""; $json; "1"; []),
        entry("GET"; "/\(path("c"))"; []; ""; $json; "1"; []),
        entry("GET"; "/\(path("w"))"; []; ""; $json; "1"; []),
        entry("GET"; "/" + ([range(300)] | map("s\(.)") | join("/")); []; ""; $json; "1"; [])]}}' > "$work/a.har"

expect_exit it-is-judged 1 "$PROGRAM" check "$work/a.json" "$work/a.har" --reproducible $(every_report "$work/out-")
expect_exit it-is-judged-in-full 1 "$PROGRAM" check "$work/a.json" "$work/a.har" --reproducible -v \
    --report text="$work/out-text-in-full" --report markdown="$work/out-markdown-in-full"
expect_exit it-is-merged 1 "$PROGRAM" merge "$work/out-ndjson" --reproducible --report text="$work/out-merged"

# No word is longer than a path that was shortened; a command and a page's script are whole.
for file in text text-in-full merged markdown markdown-in-full github gitlab html; do
    sed 's/curl -sSg* .*//; s/%0A/ /g; s/<[^<>]*>/ /g; s/&#[0-9]*;/x/g; s/sha256-[^ ]*//g' "$work/out-$file" |
        tr -c '[:alnum:]_./-' '\n' | grep -E '.{261}' | cut -c 1-120 > "$work/long"
    verdict "$file-has-no-long-word" "$(head -n 3 "$work/long")" test ! -s "$work/long"
done
jq -r '.runs[0].results[].message.text' "$work/out-sarif" | tr -c '[:alnum:]_./-' '\n' | grep -E '.{261}' | cut -c 1-120 > "$work/long"
verdict sarif-has-no-long-word "$(head -n 3 "$work/long")" test ! -s "$work/long"
jq -r '.findings[].message' "$work/out-json" | tr -c '[:alnum:]_./-' '\n' | grep -E '.{261}' | cut -c 1-120 > "$work/long"
verdict messages-have-no-long-word "$(head -n 3 "$work/long")" test ! -s "$work/long"
holds machine-formats-have-the-whole 'any(.findings[]; .where.pointer | length > 3800)' "$work/out-json"

# short LETTER FILE: the short forms of the letter's names, each once.
short() { grep -aoE "$1{28,42}\.\.\.[0-9a-f]{8}\.\.\.$1{22,24}" "$2" | sed "s/$1*\$//" | sort -u; }
for letter in n m r p x q e k h w u U a b c z M; do
    for file in text markdown html; do short $letter "$work/out-$file"; done | sort -u > "$work/forms"
    verdict "one-form-of-$letter" "$(cat "$work/forms")" test "$(wc -l < "$work/forms")" = 1
done
cat "$work"/out-text "$work/out-markdown" | grep -aoE '\.\.\.[0-9a-f]{8}\.\.\.' | sort -u > "$work/hashes"
verdict forms-differ "$(cat "$work/hashes")" test "$(wc -l < "$work/hashes")" -ge 17
