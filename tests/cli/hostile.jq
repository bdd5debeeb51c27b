# Hostile texts in every place that a report may tell of: `what` is "description" (JSON), "recording" (HAR
# lines), "rules" or "schema", "instance". @LONE@ and @BYTES@ stand for what jq cannot write: a lone
# surrogate as JSON has it, and bytes that are no UTF-8.

def texts: [
    "]]>", "<&\"'>", "a\u0000b", "\u001b]0;owned\u0007\u001b[31m", "\ufffe\uffff", "\u202egnp.exe\u202c\u2066",
    "\u0085\u009b31m", "\u007f\b\f\u000b", "@LONE@", "@BYTES@", "x" * 5000, "\u00e9\ud83d\ude00" * 900, "&#x0;&#0;&bogus;&amp;",
    "%n%s%99999d%0A", "${{ secrets.TOKEN }}", "a|b||c", "`` ` ``` ~~~", "::error::owned", "##vso[task.setvariable variable=PATH]x", "##[add-mask]a", "  ::warning::x", "##teamcity[x]", "\n::error file=x::owned\r\n::stop-commands::x",
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A1", "+1", "-1", "@SUM(1)", "  =1",
    "a\r\nb\nc\rd\te", "\ufeff", "[a](javascript:alert(1)) ![b](http://h/x.png) [c](1)", "--><!--", "# SKIP x",
    "\n1..0\nnot ok 1\nBail out!", "\n...\n---\n  ...\n", "\u2028\u2029", "\"} 1\nowned 1\n", "\\\" \\n \\u0000 \\", "$(id)`id`;id",
    "\udbff\udfff", "{0} {{x}} {% x %}", "../../x", "", " ", "__proto__", "# HELP x\n", "a,b;c\td", "'"
];
def each_text: texts | to_entries[];

def description:
    {openapi: "3.1.0", info: {title: (texts | join(" ")), version: "1 ]]>\u202e\n::error::x"},
     paths: ([each_text | .key as $i | .value as $t |
        {("/p\($i)/{v}"): {get: {operationId: "\($t)\($i)", tags: [$t], parameters: [
            {name: "v", in: "path", required: true, schema: {type: "string"}},
            {name: "\($t)n", in: "query", schema: {type: "integer"}}, {name: "q", in: "query", schema: {enum: [$t]}}],
          responses: {"200": {description: $t, headers: {"\($t)h": {required: true, schema: {type: "integer"}}},
            content: {"application/json": {schema: {type: "object", required: ["\($t)!"],
              properties: {"\($t)": {type: "integer"}, e: {enum: [$t, "\($t)2"]}, p: {pattern: "^\($t | gsub("[^a-z]"; "."))$", maxLength: 1}}}},
              "application/\($t)": {schema: {type: "integer"}}}}}}}},
        {("/h\($i)/\($t | gsub("[{}?#]"; "_"))"): {post: {summary: $t, requestBody: {content: {"application/json": {schema: {type: "integer"}}, ($t): {}}},
          responses: {"default": {description: "d"}}}}}] | add)};

def entry($method; $url; $status; $type; $text):
    {startedDateTime: "2026-11-20T09:00:00Z", request: {method: $method, url: $url, headers: [{name: "accept", value: "*/*"}]},
     response: {status: $status, statusText: "S", headers: [{name: "content-type", value: $type}],
                content: {mimeType: $type, size: ($text | length), text: $text}}};
def recording:
    each_text | .key as $i | .value as $t |
    (entry("GET"; "http://h/p\($i)/x?\($t + "n" | @uri)=bad&q=\("b" + $t | @uri)"; 200; "application/json";
        ({($t): "bad \($t)", e: "other \($t)", p: $t, "\($t)extra": 1, "also\($t)": {($t): $t}} | tojson)) |
        .response.headers += [{name: "\($t)h", value: $t}, {name: "x", value: $t}]),
    (entry("GET"; "http://h/p\($i)/\($t)?q=\($t)&u\($t)=1"; 418; "application/x-\($t)"; $t) | .response.statusText = $t),
    entry("M\($t)"; "http://h/p\($i)/x"; 200; "text/plain"; $t),
    (entry("POST"; "http://h/h\($i)/\($t | gsub("[{}?#]"; "_") | @uri)"; 200; "text/plain"; $t) |
        .request += {postData: {mimeType: "application/json", text: "{\($t)"}}),
    entry("GET"; "http://h\($t)/p\($i)/x"; 200; $t; $t),
    entry("GET"; "http://h/none/\($t)/x"; 500; "application/json"; "[\($t)"),
    (entry("GET"; "http://h/p\($i)/y"; 200; "application/json"; "{}") | .response.content = {mimeType: $t, size: -1});

def rules:
    {ignore: [each_text | {rule: "response.body-schema.pattern", where: {operation: "GET /p\(.key)/{v}"}, reason: "r\(.value)", owner: "o\(.value)", ticket: "t\(.value)"}],
     assertions: [each_text | {name: "a\(.key)", message: "m\(.value)", operation: "GET /p\(.key)/{v}", that: {equal: ["$response.body#/p", 1]}}]};

def schema: {properties: (reduce texts[] as $t ({}; .[$t] = {type: "integer", description: $t})), additionalProperties: false};
def instance: reduce texts[] as $t ({}; .[$t] = $t | .["\($t)2"] = 1);

if $what == "description" then description elif $what == "recording" then recording elif $what == "rules" then rules
elif $what == "schema" then schema else instance end | tojson
