# The situations of test_evidence.sh: an exchange each, a rule that it breaks, and what the finding
# shows beside its message: expected, found, and the excerpt with the number of its line.
# `what`: "description", "recording" (one JSON text each), "wanted", a line "NAME<tab>JSON" each;
# with the report as input "got", the same of what is shown.

def json($value): {type: "application/json", body: (if ($value | type) == "string" then $value else ($value | tojson) end)};
def of($properties): {type: "object", properties: $properties};
def lines($line; $text): {$text, $line};
def answer($schema; $value): {schema: $schema, response: json($value)};

def rows: [
    # schemas
    (answer(of({a: {type: "integer"}}); {a: "x", b: 1}) + {rule: "response.body-schema.type",
        expected: "integer", found: "string \"x\"", excerpt: lines(2; "{\n  \"a\": \"x\",\n  \"b\": 1\n}")}),
    (answer(of({a: {enum: ["x", "y"]}}); {a: "z"}) + {rule: "response.body-schema.enum",
        expected: "\"x\", \"y\"", found: "\"z\"", excerpt: lines(2; "{\n  \"a\": \"z\"\n}")}),
    (answer({required: ["id"]}; {a: 1, b: {c: [2]}}) + {rule: "response.body-schema.required",
        expected: "property \"id\"", found: "\"a\", \"b\"",
        excerpt: lines(1; "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": [\n      2\n    ]\n  }\n}")}),
    (answer(of({l: {items: {minimum: 3}}}); {l: [5, 1]}) + {rule: "response.body-schema.minimum",
        expected: "at least 3", found: "1", excerpt: lines(3; "\"l\": [\n  5,\n  1\n]")}),
    (answer(of({a: {minItems: 1}}); {a: []}) + {rule: "response.body-schema.minItems",
        expected: "a number of items of at least 1", found: "0", excerpt: lines(2; "{\n  \"a\": []\n}")}),
    (answer({properties: {a: true}, additionalProperties: false}; {a: 1, b: [1]}) + {rule: "response.body-schema.additionalProperties",
        expected: "no property \"b\"", found: "array (1 item)", excerpt: lines(1; "\"b\": [\n  1\n]")}),
    (answer(of({a: {type: "integer"}}); {a: 1, odd: {b: 1}}) + {rule: "response.property-undocumented",
        found: "object (\"b\")", excerpt: lines(1; "\"odd\": {\n  \"b\": 1\n}")}),
    (answer(of({password: {type: "integer"}}); {password: "Zq7kWx8vLp"}) + {rule: "response.body-schema.type",
        expected: "integer", found: "string [redacted]", excerpt: lines(2; "{\n  \"password\": [redacted]\n}")}),
    (answer(of({a: {"x-documented-values": [1, 2]}}); {a: 3}) + {rule: "response.value-undocumented",
        expected: "1,2", found: "3", excerpt: lines(2; "{\n  \"a\": 3\n}")}),
    {rule: "request.body-schema.type", request: {type: "application/x-www-form-urlencoded", body: "b=2&a=x"},
        asked: {"application/x-www-form-urlencoded": {schema: of({a: {type: "integer"}, b: {type: "integer"}})}},
        expected: "integer", found: "string \"x\"", excerpt: lines(2; "b: 2\na: \"x\"")},
    # statuses and bodies
    {rule: "response.status-undocumented", status: 418, response: json({error: {code: 7}}),
        expected: "200", found: "418", excerpt: lines(null; "{\n  \"error\": {\n    \"code\": 7\n  }\n}")},
    {rule: "response.status-undocumented", status: 404, response: {type: "text/html", body: "<html>\r\n<p>no"},
        expected: "200", found: "404 (Not Found)", excerpt: lines(null; "<html>\n<p>no")},
    {rule: "response.server-error", key: "5XX", status: 503, response: json({a: 1}), schema: {},
        expected: "a status below 500", found: "503 (Service Unavailable)", excerpt: lines(null; "{\n  \"a\": 1\n}")},
    {rule: "response.content-type-undocumented", schema: {}, response: {type: "text/html; charset=utf-8", body: "<html>"},
        expected: "application/json", found: "text/html", excerpt: lines(1; "content-type: text/html; charset=utf-8")},
    {rule: "response.body-missing", schema: {}, response: {type: "application/json", body: ""},
        expected: "a body: application/json", found: "no body"},
    {rule: "response.body-undocumented", response: {type: "text/plain", body: "so it is"},
        expected: "no body", found: "a body of 8 bytes, text/plain", excerpt: lines(null; "so it is")},
    (answer({}; "{\"a\": 1,\n\"b\": 2,}\n") + {rule: "response.body-malformed",
        excerpt: lines(2; "{\"a\": 1,\n\"b\": 2,}")}),
    {rule: "response.body-malformed", schema: {}, response: {type: "application/json", body: ("{\"a\": \"" + "x" * 5000 + "\",\n]\n")},
        excerpt: lines(1; "]")},
    {rule: "response.body-malformed", schema: {}, response: {type: "application/json", body: ("{\"a\": \"" + "x" * 5000 + "\",]")},
        excerpt: null},
    # parameters and headers
    {rule: "request.parameter-missing", query: "?a=1&b=2", parameters: [{name: "c", in: "query", required: true, schema: {}}],
        expected: "parameter c", found: "a, b"},
    {rule: "request.parameter-undocumented", query: "?a=1", parameters: [{name: "c", in: "query", schema: {}}],
        expected: "c", found: "a=1", excerpt: lines(1; "a: 1")},
    {rule: "request.parameter-undocumented", query: "?access_token=Zq8kWx8vLp",
        expected: "no query parameters", found: "access_token=[redacted]", excerpt: lines(1; "access_token: [redacted]")},
    {rule: "request.parameter-schema.type", query: "?a=x", parameters: [{name: "a", in: "query", schema: {type: "integer"}}],
        expected: "integer", found: "string \"x\"", excerpt: lines(1; "a: x")},
    {rule: "request.parameter-schema.type", at: "/x", parameters: [{name: "a", in: "path", required: true, schema: {type: "integer"}}],
        expected: "integer", found: "string \"x\"", excerpt: lines(1; "a: x")},
    {rule: "response.header-missing", headers: [["Server", "x"]], described: {"X-Count": {required: true, schema: {}}},
        expected: "header X-Count", found: "no such header"},
    {rule: "response.header-schema.type", headers: [["X-Count", "many"]], described: {"X-Count": {schema: {type: "integer"}}},
        expected: "integer", found: "string \"many\"", excerpt: lines(1; "X-Count: many")},
    {rule: "http.allow-missing", headers: [["Server", "x"]], key: "405", status: 405, expected: "header allow", found: "no such header"},
    {rule: "http.header-malformed", headers: [["Age", "old"]],
        expected: "a number of digits", found: "old", excerpt: lines(1; "Age: old")}
] | to_entries | map(.value + {path: "/s\(.key)", name: "\(.value.rule)-\(.key)"});

def template: .path + (if .at then "/{a}" else "" end);
def operation: {parameters: (.parameters // []), responses: {(.key // "200"): ({description: "ok", headers: (.described // {})} +
        if .schema then {content: {"application/json": {schema: .schema}}} else {} end)}} +
    if .asked then {requestBody: {content: .asked}} else {} end;
def headers: map({name: .[0], value: .[1]});
def typed: if .type then [["content-type", .type]] else [] end;
def entry: {request: ({method: (if .asked then "POST" else "GET" end), url: "https://api.test\(.path)\(.at // "")\(.query // "")",
        headers: ((.request // {} | typed) | headers)} + (if .request then {postData: {mimeType: .request.type, text: .request.body}} else {} end)),
    response: {status: (.status // 200), headers: ((.headers // []) + (.response // {} | typed) | headers),
        content: (if .response then {mimeType: .response.type, text: .response.body, size: (.response.body | length)} else {size: 0, text: ""} end)}};
def shown: with_entries(select(.value != null)) | if .excerpt then .excerpt |= with_entries(select(.value != null)) else . end;

if $what == "description" then
    {openapi: "3.0.3", info: {title: "t", version: "1"}, servers: [{url: "https://api.test"}],
     paths: (rows | map({key: template, value: {(if .asked then "post" else "get" end): operation}}) | from_entries)}
elif $what == "recording" then rows[] | entry
elif $what == "wanted" then rows[] | "\(.name)\t\({expected, found, excerpt} | shown | tojson)"
else . as $report | rows[] | . as $row |
    [$report.findings[] | select(.operation.path == ($row | template) and .rule + (if .keyword then ".\(.keyword)" else "" end) == $row.rule)] |
    "\($row.name)\t\(if length == 0 then "no such finding" else .[0] | {expected, found, excerpt: .exchanges[0].excerpt} | shown | tojson end)"
end
