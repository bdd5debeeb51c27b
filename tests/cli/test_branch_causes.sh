# What fits no branch of oneOf or anyOf is one cause with what breaks the branch that was meant: that of
# the branch where it is known which one that was; else that of the oneOf.
. tests/cli/verdict.sh

# Each line of branch_causes.rows: NAME|SCHEMA|BODY|CAUSES. @Toy is a reference to the schema of that name;
# the causes are those of the findings that nothing explains, as KEYWORD POINTER, sorted.
sed 's/@\([A-Z][A-Za-z]*\)/{"$ref":"#\/components\/schemas\/\1"}/g' tests/cli/branch_causes.rows > "$work/rows"

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
    Twine: {type: object, properties: {kind: {enum: [twine, string]}, length: {type: integer}}, required: [kind]}
    Cup: {type: object, properties: {height: {type: integer}, handles: {type: integer}, colour: {type: string}, of: {oneOf: [{type: 'null'}, {$ref: '#/components/schemas/Toy'}]}}, required: [handles]}
    Plate: {type: object, properties: {width: {type: integer}}, required: [width]}
    Base: {type: object, required: [id], properties: {id: {type: integer}, state: {enum: [on, off]}}}
    Cat: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, required: [claws], properties: {claws: {type: integer}}}]}
    Dog: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, required: [tail], properties: {tail: {type: integer}}}]}
    Shape:
      oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]
      discriminator: {propertyName: t, mapping: {circle: '#/components/schemas/Circle', square: '#/components/schemas/Square'}}
    Circle: {type: object, required: [t], properties: {t: {type: string}, r: {type: number}}}
    Square: {type: object, required: [t], properties: {t: {type: string}, r: {type: number}, a: {type: number}}}
    Expression:
      oneOf:
        - type: number
        - {type: object, required: [op, args], properties: {op: {const: add}, args: {type: array, items: {$ref: '#/components/schemas/Expression'}}}}
        - {type: object, required: [op, args], properties: {op: {const: neg}, args: {type: array, items: {$ref: '#/components/schemas/Expression'}}}}
    Tree:
      $id: https://example.com/tree
      $dynamicAnchor: node
      type: object
      required: [data]
      properties: {data: {oneOf: [{type: 'null'}, {type: integer}]}, children: {type: array, items: {oneOf: [{type: 'null'}, {$dynamicRef: '#node'}]}}}
paths:
SPEC
while IFS='|' read -r name schema body causes; do
    printf "  /%s:\n    get:\n      responses:\n        '200': {description: d, content: {application/json: {schema: %s}}}\n" \
        "$name" "$schema"
done < "$work/rows" >> "$work/spec.yaml"
jq -cR 'split("|") | {request: {method: "GET", url: "http://h/\(.[0])", headers: []},
    response: {status: 200, headers: [{name: "content-type", value: "application/json"}],
               content: {mimeType: "application/json", text: .[2]}}}' "$work/rows" > "$work/traffic.jsonl"
"$PROGRAM" check "$work/spec.yaml" "$work/traffic.jsonl" --exit-zero --report json="$work/report.json" \
    --max-findings 1000 --report text="$work/report.txt" --report har="$work/report.har" > /dev/null

jq -r --rawfile rows "$work/rows" '(.findings | group_by(.operation.path) | map({(.[0].operation.path): .}) | add) as $all
    | ($rows | rtrimstr("\n") | split("\n"))[] | split("|") | . as $row
    | [$all["/" + .[0]][]? | select(.severity == "error" and (.explained_by | not))
       | "\(.keyword)\(if .where.pointer != "" then " " + .where.pointer else "" end)"] | sort | join(",")
    | "\($row[0])|\(.)|\($row[3])"' "$work/report.json" > "$work/found"
while IFS='|' read -r name found causes; do
    verdict "cause-of-$name" "$found, not $causes" test "$found" = "$causes"
done < "$work/found"
verdict all-rows-were-judged "" test "$(wc -l < "$work/found")" -eq "$(wc -l < "$work/rows")"

verdict what-is-explained-has-the-cause-of-what-explains-it "" test "$(jq '. as $all
    | [.findings[] | select(.explained_by) | .cause] - [.findings[] | select(.explained_by | not) | .cause]
    | length' "$work/report.json")" = 0
verdict an-exchange-names-the-same-causes "" test "$(jq -c '[.findings[] | {fingerprint, cause}] | unique' "$work/report.json")" = \
    "$(jq -c '[.log.entries[]._oasdrift[]? | {fingerprint, cause}] | unique' "$work/report.har")"

# What is shown is of what nothing explains, and so is what breaks the branch that comes nearest.
verdict the-guess-is-shown "$(grep 'in-one-array: response body /1' "$work/report.txt")" grep -qF \
    'GET /what-is-known-and-what-is-a-guess-in-one-array: response body /1: fits none of the 2 schemas of oneOf; number 2 comes nearest: /kind: expected "rope", found "stick" [' "$work/report.txt"

# What the rules make less severe than what it explains is no cause of that.
printf 'severity: {response.body-schema.type: warning}\n' > "$work/rules.yaml"
"$PROGRAM" check "$work/spec.yaml" "$work/traffic.jsonl" --exit-zero --rules "$work/rules.yaml" --no-coverage --max-findings 1000 > "$work/warned.txt"
for told in 'error: GET /paged-or-plain: response body: fits none of the 2 schemas of oneOf; number 2 comes nearest [' \
    'warning: response body .../size: expected integer, found string "b"'; do
    verdict "told-apart-by-severity" "no $told" grep -qF "$told" "$work/warned.txt"
done
