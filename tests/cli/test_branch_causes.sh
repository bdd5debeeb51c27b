# What fits no branch of oneOf or anyOf is one cause with what breaks the branch that was meant: that of
# the branch where it is known which one that was, or it lacks in one place; else that of the oneOf.
. tests/cli/verdict.sh

# Each row: NAME, the schema, the body, and the findings that are causes, as KEYWORD POINTER, sorted.
cat > "$work/rows" <<'ROWS'
nullable-wrap|{"oneOf":[{"$ref":"#/components/schemas/Toy"},{"type":"null"}]}|{"kind":"ball","size":"big"}|type /size
nullable-wrap-of-null-first|{"anyOf":[{"type":"null"},{"$ref":"#/components/schemas/Toy"}]}|{"kind":"ball","size":"big"}|type /size
the-only-branch|{"anyOf":[{"$ref":"#/components/schemas/Toy"}]}|{"kind":"ball","size":"big","age":-1}|minimum /age,type /size
an-id-or-the-object|{"anyOf":[{"type":"string"},{"$ref":"#/components/schemas/Toy"}]}|{"kind":"ball","size":"big","age":-1}|minimum /age,type /size
neither-an-id-nor-the-object|{"anyOf":[{"type":"string"},{"$ref":"#/components/schemas/Toy"}]}|17|anyOf
a-missing-property|{"anyOf":[{"type":"string"},{"$ref":"#/components/schemas/Toy"}]}|{"kind":"ball"}|required
named-by-a-value|{"oneOf":[{"$ref":"#/components/schemas/Ball"},{"$ref":"#/components/schemas/Rope"}]}|{"kind":"rope","length":"x","knots":"y"}|type /knots,type /length
a-kind-that-no-branch-has|{"oneOf":[{"$ref":"#/components/schemas/Ball"},{"$ref":"#/components/schemas/Rope"}]}|{"kind":"stick"}|oneOf
a-kind-further-down|{"oneOf":[{"properties":{"def":{"properties":{"kind":{"const":"a"},"n":{"type":"integer"}}}}},{"properties":{"def":{"properties":{"kind":{"enum":["b"]}}}}}]}|{"def":{"kind":"c","n":1}}|oneOf
one-fault-in-the-nearest|{"oneOf":[{"$ref":"#/components/schemas/Cup"},{"$ref":"#/components/schemas/Plate"}]}|{"height":1,"handles":"two","colour":"red"}|type /handles
several-faults-in-the-nearest|{"oneOf":[{"$ref":"#/components/schemas/Cup"},{"properties":{"width":{"type":"integer"}},"required":["width","a","b","c"]}]}|{"height":"x","handles":"two","colour":"red"}|oneOf
lacking-least-of-what-it-has-nothing-of|{"oneOf":[{"$ref":"#/components/schemas/Cup"},{"$ref":"#/components/schemas/Plate"}]}|{"height":"x","handles":"two","colour":5}|oneOf
within-another|{"anyOf":[{"type":"null"},{"type":"object","properties":{"in":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Toy"}]}}}]}|{"in":{"kind":"ball","size":"big"}}|type /in/size
a-guess-within-what-is-known|{"anyOf":[{"type":"null"},{"type":"object","properties":{"in":{"oneOf":[{"$ref":"#/components/schemas/Ball"},{"$ref":"#/components/schemas/Rope"}]}}}]}|{"in":{"kind":"stick"}}|oneOf /in
what-is-known-within-a-guess|{"oneOf":[{"$ref":"#/components/schemas/Cup"},{"$ref":"#/components/schemas/Plate"}]}|{"height":"x","handles":"two","of":{"kind":"ball","size":"b"}}|oneOf
in-the-items-of-an-array|{"type":"array","items":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Toy"}]}}|[{"kind":"a","size":"b"},null,{"kind":"c","size":true}]|type /0/size
once-within-and-once-beside|{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Toy"}],"allOf":[{"$ref":"#/components/schemas/Toy"}]}|{"kind":"a","size":"b"}|type /size
a-placeholder-beside|{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Toy"}]}|{"kind":"<KIND>","size":"big"}|type /size
no-branch-at-all|{"type":"object","properties":{"a":{"oneOf":[{"const":1}]}}}|{"a":2}|const /a
ROWS

cat > "$work/spec.yaml" <<'SPEC'
openapi: 3.1.0
info: {title: Branches, version: '1'}
components:
  schemas:
    Toy:
      type: object
      required: [kind, size]
      properties: {kind: {type: string}, size: {type: integer}, age: {minimum: 0}}
    Ball: {type: object, properties: {kind: {const: ball}, size: {type: integer}}, required: [kind]}
    Rope: {type: object, properties: {kind: {const: rope}, length: {type: integer}, knots: {type: integer}}, required: [kind]}
    Cup: {type: object, properties: {height: {type: integer}, handles: {type: integer}, colour: {type: string}, of: {oneOf: [{type: 'null'}, {$ref: '#/components/schemas/Toy'}]}}, required: [handles]}
    Plate: {type: object, properties: {width: {type: integer}}, required: [width]}
paths:
SPEC
while IFS='|' read -r name schema body causes; do
    printf "  /%s:\n    get:\n      responses:\n        '200': {description: d, content: {application/json: {schema: %s}}}\n" \
        "$name" "$schema" >> "$work/spec.yaml"
    jq -cn --arg body "$body" --arg path "$name" '{request: {method: "GET", url: "http://h/\($path)", headers: []},
        response: {status: 200, headers: [{name: "content-type", value: "application/json"}],
                   content: {mimeType: "application/json", text: $body}}}' >> "$work/traffic.jsonl"
done < "$work/rows"
"$PROGRAM" check "$work/spec.yaml" "$work/traffic.jsonl" --exit-zero --report json="$work/report.json" \
    --report text="$work/report.txt" --report har="$work/report.har" > /dev/null

while IFS='|' read -r name schema body causes; do
    found=$(jq -r --arg path "/$name" '[.findings[]
        | select(.operation.path == $path and .severity == "error" and (.explained_by | not))
        | "\(.keyword)\(if .where.pointer != "" then " " + .where.pointer else "" end)"] | sort | join(",")' "$work/report.json")
    verdict "cause-of-$name" "$found" test "$found" = "$causes"
done < "$work/rows"

verdict what-is-explained-has-the-cause-of-what-explains-it "" test "$(jq '. as $all
    | [.findings[] | select(.explained_by) | .cause] - [.findings[] | select(.explained_by | not) | .cause]
    | length' "$work/report.json")" = 0
verdict an-exchange-names-the-same-causes "" test "$(jq -c '[.findings[] | {fingerprint, cause}] | unique' "$work/report.json")" = \
    "$(jq -c '[.log.entries[]._oasdrift[]? | {fingerprint, cause}] | unique' "$work/report.har")"
