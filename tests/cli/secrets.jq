# The situations of test_secrets.sh: a secret at one place of one exchange. Each has a path of its own,
# so that each has findings and samples of its own, and a secret of its own:
#   SECRET  a text of 14 characters      PIN  one of three, too short to be looked for elsewhere
#   NUMBER  12 digits                    LETTERS  10 letters (where digits become stars)
# `what`: "description" or "recording", one JSON text; "secrets", a line "NAME<tab>SECRET" each;
# "shown", a line "NAME<tab>TEXT" for what must still be there to read ($VARIABLE_X: in commands the
# variable $SECRET_X).

# ---- schemas ----
def fails: {"type": "object", "properties": {"id": {"type": "integer"}, "note": {"enum": ["a"]}}};
def with($properties): fails | .properties += $properties;
def strict: {"type": "string", "maxLength": 2};
def password: {"type": "string", "format": "password"};
def json_body: {"type": "application/json"};
def form_body: {"type": "application/x-www-form-urlencoded"};
def xml_body: {"type": "application/xml"};
def parts($name; $value): "--b\r\nContent-Disposition: form-data; name=\"\($name)\"\r\n\r\n\($value)\r\n--b\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\nx\r\n--b--\r\n";

# ---- a name, and where it stands ----
def names: ["password", "passwd", "access_token", "refreshToken", "client_secret", "apiKey", "X-API-KEY", "private_key",
            "passphrase", "client_assertion", "newPassword", "db_password_2", "sessionId", "signature"];
def members:
    names[] as $n |
    {name: "request-member-\($n)", request: (json_body + {body: ({($n): "SECRET", id: "x"} | tojson), schema: with({($n): {type: "string"}})})},
    {name: "request-member-\($n)-itself-fails", request: (json_body + {body: ({($n): "SECRET"} | tojson), schema: with({($n): strict})})},
    {name: "response-member-\($n)-itself-fails", response: (json_body + {body: ({($n): "SECRET"} | tojson), schema: with({($n): strict})})},
    {name: "form-field-\($n)", request: (form_body + {body: "\($n)=SECRET&id=x", schema: with({($n): {type: "string"}})})},
    {name: "part-\($n)", request: {type: "multipart/form-data; boundary=b", body: parts($n; "SECRET"), schema: with({($n): {type: "string"}})}},
    {name: "element-\($n)", request: (xml_body + {body: "<r><\($n)>SECRET</\($n)><id>x</id></r>", schema: with({($n): {type: "string"}})})},
    {name: "query-\($n)", query: "?\($n)=SECRET", response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})};

# ---- how a JSON body may hold it ----
def json_forms:
    ({
        "number": "{\"password\":NUMBER,\"id\":\"x\"}",
        "array": "{\"passwords\":[\"SECRET\"],\"id\":\"x\"}",
        "array-of-short": "{\"passwords\":[\"PIN\"],\"id\":\"x\"}",
        "object": "{\"secret\":{\"value\":\"SECRET\"},\"id\":\"x\"}",
        "object-of-short": "{\"secret\":{\"value\":{\"it\":[\"PIN\"]}},\"id\":\"x\"}",
        "short": "{\"password\":\"PIN\",\"id\":\"x\"}",
        "escaped-name": "{\"pass\\u0077ord\":\"SECRET\",\"id\":\"x\"}",
        "escaped-value": "{\"password\":\"\\u0053\\u0045SECRET\",\"id\":\"x\"}",
        "spaced": "{ \"password\" \n:\t\"SECRET\" , \"id\" : \"x\" }",
        "nested": "{\"a\":{\"b\":[{\"token\":\"SECRET\"}]},\"id\":\"x\"}",
        "in-a-string": "{\"data\":\"{\\\"password\\\":\\\"SECRET\\\"}\",\"id\":\"x\"}",
        "in-a-string-short": "{\"data\":\"{\\\"password\\\":\\\"PIN\\\"}\",\"id\":\"x\"}",
        "in-a-string-in-a-string": "{\"data\":\"{\\\"more\\\":\\\"{\\\\\\\"password\\\\\\\":\\\\\\\"PIN\\\\\\\"}\\\"}\",\"id\":\"x\"}",
        "name-and-value": "{\"fields\":[{\"name\":\"password\",\"value\":\"SECRET\"}],\"id\":\"x\"}",
        "url": "{\"link\":\"https://x.test/?access_token=SECRET\",\"id\":\"x\"}",
        "url-short": "{\"link\":\"see https://x.test/?a=1&access_token=PIN#b for more\",\"id\":\"x\"}",
        "url-and-pair": "{\"link\":\"see https://x.test/?token=SECRET with password=PIN here\",\"id\":\"x\"}",
        "userinfo": "{\"link\":\"https://me:SECRET@x.test/\",\"id\":\"x\"}",
        "form": "{\"data\":\"grant_type=password&password=SECRET\",\"id\":\"x\"}",
        "xml": "{\"data\":\"<a><password>SECRET</password></a>\",\"id\":\"x\"}",
        "graphql-literal": "{\"query\":\"mutation { login(user: \\\"a\\\", password: \\\"SECRET\\\") { id } }\",\"id\":\"x\"}",
        "graphql-short": "{\"query\":\"mutation { login(user: \\\"a\\\", password: \\\"PIN\\\") { id } }\",\"id\":\"x\"}",
        "graphql-object": "{\"query\":\"{ login(input: {password: \\\"SECRET\\\"}) { id } }\",\"id\":\"x\"}",
        "graphql-variable": "{\"query\":\"mutation($password: String!) { login(password: $password) { id } }\",\"variables\":{\"password\":\"SECRET\"},\"id\":\"x\"}",
        "authorization-code": "{\"grant_type\":\"authorization_code\",\"code\":\"SECRET\",\"id\":\"x\"}",
        "headers-member": "{\"headers\":{\"Authorization\":\"Bearer SECRET\"},\"id\":\"x\"}",
        "twice": "{\"password\":\"PIN\",\"password\":\"SECRET\",\"id\":\"x\"}",
        "cut-off": "{\"id\":\"x\",\"password\":\"SECRET",
        "broken": "{\"id\":\"x\",\"password\":\"SECRET\",}",
        "root-array": "[{\"password\":\"SECRET\"}]"
    } | to_entries[]) |
    {name: "json-\(.key)", request: (json_body + {body: .value, schema: fails})};

# ---- other media types ----
def other_bodies:
    ({
        "xml-attribute": ["application/xml", "<r password=\"SECRET\"><id>x</id></r>"],
        "xml-attribute-short": ["application/xml", "<r user='a' password='PIN'><id>x</id></r>"],
        "xml-cdata": ["application/xml", "<r><password><![CDATA[SECRET]]></password><id>x</id></r>"],
        "xml-prefixed": ["text/xml", "<s:E xmlns:s=\"urn:s\"><s:Password Type=\"t\">SECRET</s:Password></s:E>"],
        "xml-entity": ["application/xml", "<r><password>&#83;SECRET</password><id>x</id></r>"],
        "xml-below": ["application/xml", "<r><credentials><value><it>SECRET</it></value></credentials><id>x</id></r>"],
        "xml-url": ["application/xml", "<r><link>https://x.test/?a=1&amp;token=SECRET</link><id>x</id></r>"],
        "xml-broken": ["application/xml", "<r><password>SECRET</password><id>x</r>"],
        "soap": ["application/soap+xml", "<r><param name=\"password\" value=\"SECRET\"/></r>"],
        "form-plus": ["application/x-www-form-urlencoded", "id=x&pass%77ord=a+b%2BSECRET"],
        "form-brackets": ["application/x-www-form-urlencoded", "id=x&user[password]=SECRET"],
        "form-below": ["application/x-www-form-urlencoded", "id=x&credentials[a][b]=SECRET"],
        "form-short": ["application/x-www-form-urlencoded", "id=x&password=PIN"],
        "form-json": ["application/x-www-form-urlencoded", "id=x&payload=%7B%22password%22%3A%22SECRET%22%7D"],
        "form-url": ["application/x-www-form-urlencoded", "id=x&next=https%3A%2F%2Fx.test%2F%3Ftoken%3DPIN"],
        "form-code": ["application/x-www-form-urlencoded", "id=x&grant_type=authorization_code&code=SECRET"],
        "form-refresh": ["application/x-www-form-urlencoded", "id=x&grant_type=refresh_token&refresh_token=SECRET"],
        "form-jwt-bearer": ["application/x-www-form-urlencoded", "id=x&assertion=SECRET"],
        "form-that-is-json": ["application/x-www-form-urlencoded", "{\"password\":\"SECRET\"}"],
        "json-that-is-a-form": ["application/json", "id=x&password=SECRET"],
        "multipart-json": ["multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: application/json\r\n\r\n{\"password\":\"SECRET\"}\r\n--b--\r\n"],
        "multipart-short": ["multipart/form-data; boundary=b", parts("password"; "PIN")],
        "multipart-lf": ["multipart/form-data; boundary=b", (parts("password"; "SECRET") | gsub("\r"; ""))],
        "multipart-unclosed": ["multipart/form-data; boundary=b", (parts("password"; "SECRET") | rtrimstr("--b--\r\n"))],
        "multipart-no-boundary": ["multipart/form-data", parts("password"; "SECRET")],
        "ndjson": ["application/x-ndjson", "{\"id\":1}\n{\"password\":\"SECRET\"}\n"],
        "json-seq": ["application/json-seq", "\u001e{\"password\":\"SECRET\"}\n"],
        "text": ["text/plain", "user=me token=SECRET\nid: x"],
        "text-colon": ["text/plain", "password: SECRET\nid: x"],
        "text-quoted": ["text/plain", "password = 'SECRET'"],
        "text-json": ["text/plain", "{\"password\":\"SECRET\"}"],
        "yaml": ["application/yaml", "user: me\npassword: SECRET\n"],
        "graphql": ["application/graphql", "mutation { login(password: \"SECRET\") { id } }"],
        "graphql-block": ["application/graphql", "mutation { login(password: \"\"\"SECRET\"\"\") { id } }"],
        "html": ["text/html", "<input name=a><a href=\"https://x.test/?token=SECRET\">"],
        "no-type": ["", "{\"password\":\"SECRET\"}"],
        "odd-type": ["nonsense", "{\"password\":\"SECRET\"}"],
        "json-suffix": ["application/vnd.x+json", "{\"password\":\"PIN\"}"]
    } | to_entries[]) |
    {name: "body-\(.key)", request: {type: .value[0], body: .value[1], schema: {"type": "object", "required": ["lacking"]}}};

# ---- headers and URLs of the request ----
def request_headers:
    ({
        "authorization-bearer": ["Authorization", "Bearer SECRET"],
        "authorization-tab": ["Authorization", "Bearer\tSECRET"],
        "authorization-plain": ["Authorization", "SECRET"],
        "x-authorization": ["X-Authorization", "SECRET"],
        "forwarded-authorization": ["X-Forwarded-Authorization", "Bearer SECRET"],
        "subscription-key": ["Ocp-Apim-Subscription-Key", "SECRET"],
        "functions-key": ["x-functions-key", "SECRET"],
        "cookie": ["Cookie", "a=1; sess=SECRET"],
        "bearer-elsewhere": ["X-Upstream", "Bearer SECRET"],
        "referer": ["Referer", "https://x.test/?access_token=SECRET"],
        "referer-short": ["Referer", "https://x.test/?access_token=PIN"],
        "referer-userinfo": ["Referer", "https://me:SECRET@x.test/"],
        "referer-code": ["Referer", "https://x.test/callback?code=SECRET&state=1"],
        "original-url": ["X-Original-URL", "/a?token=SECRET"],
        "forwarded-uri": ["X-Forwarded-Uri", "/a?token=PIN"],
        "origin-userinfo": ["Origin", "https://me:PIN@x.test"],
        "link": ["Link", "<https://x.test/?token=PIN>; rel=next"],
        "json": ["X-Context", "{\"token\":\"PIN\"}"],
        "pairs": ["X-Context", "user=a;token=PIN"]
    } | to_entries[]) |
    {name: "header-\(.key)", headers: [.value], response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})};
def urls:
    ({
        "fragment": "#access_token=SECRET&token_type=bearer",
        "fragment-path": "#/cb?access_token=SECRET",
        "code-and-state": "?code=SECRET&state=abc",
        "encoded-name": "?access%5Ftoken=SECRET",
        "short": "?password=PIN",
        "matrix": ";token=SECRET",
        "matrix-short": ";jsessionid=PIN",
        "nested-url": "?next=https%3A%2F%2Fx.test%2F%3Ftoken%3DSECRET",
        "nested-url-plain": "?next=https://x.test/?token=PIN",
        "nested-json": "?filter=%7B%22token%22%3A%22PIN%22%7D",
        "signed": "?X-Amz-Signature=SECRET&X-Amz-Date=1",
        "sas": "?sv=1&sig=SECRET",
        "brackets": "?auth[password]=PIN",
        "subscription-key": "?subscription-key=SECRET",
        "second-question": "?a=1?token=SECRET"
    } | to_entries[]) |
    {name: "url-\(.key)", query: .value, response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})};
def userinfos:
    ({
        "password": "me:SECRET@", "token": "SECRET@", "raw-at": "me:SECRET@more@", "raw-slash": "me:a/SECRET@", "raw-hash": "me:a#SECRET@",
        "raw-question": "me:a?SECRET@", "encoded": "me%3ASECRET@", "empty-user": ":SECRET@", "token-in-front": "SECRET:x-oauth-basic@"
    } | to_entries[]) |
    {name: "userinfo-\(.key)", userinfo: .value, response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})};

# ---- by schema: format password, writeOnly ----
def by_schema:
    ([["password", password, "PIN"], ["password-long", password, "SECRET"], ["write-only", {"type": "string", "writeOnly": true}, "PIN"]][]) as [$kind, $schema, $value] |
    {name: "schema-\($kind)-json", request: (json_body + {body: "{\"it\":\"\($value)\",\"id\":\"x\"}", schema: with({it: $schema})})},
    {name: "schema-\($kind)-deep", request: (json_body + {body: "{\"a\":[{\"b\":{\"it\":\"\($value)\"}}],\"id\":\"x\"}", schema: with({a: {items: {properties: {b: {properties: {it: $schema}}}}}})})},
    {name: "schema-\($kind)-all-of", request: (json_body + {body: "{\"it\":\"\($value)\",\"id\":\"x\"}", schema: with({it: {allOf: [{type: "string"}, $schema]}})})},
    {name: "schema-\($kind)-branch", request: (json_body + {body: "{\"a\":{\"it\":\"\($value)\"},\"id\":\"x\"}", schema: with({a: {oneOf: [{required: ["no"]}, {properties: {it: $schema}, required: ["neither"]}]}})})},
    {name: "schema-\($kind)-fails", request: (json_body + {body: "{\"it\":\"\($value)\"}", schema: with({it: ($schema + {maxLength: 1, pattern: "^no$"})})})},
    {name: "schema-\($kind)-around-fails", request: (json_body + {body: "{\"a\":{\"it\":\"\($value)\"}}", schema: with({a: {properties: {it: $schema}, enum: [1]}})})},
    {name: "schema-\($kind)-form", request: (form_body + {body: "it=\($value)&id=x", schema: with({it: $schema})})},
    {name: "schema-\($kind)-part", request: {type: "multipart/form-data; boundary=b", body: parts("it"; $value), schema: with({it: $schema})}},
    {name: "schema-\($kind)-element", request: (xml_body + {body: "<r><it>\($value)</it><id>x</id></r>", schema: with({it: $schema})})},
    {name: "schema-\($kind)-unread", request: (json_body + {body: "{\"it\":\"\($value)\",\"id\":\"x\",}", schema: with({it: $schema})})},
    {name: "schema-\($kind)-query", query: "?it=\($value)", parameters: [{name: "it", in: "query", schema: $schema}], response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})},
    {name: "schema-\($kind)-query-fails", query: "?it=\($value)", parameters: [{name: "it", in: "query", schema: ($schema + {maxLength: 1})}]},
    {name: "schema-\($kind)-query-object", query: "?f[it]=\($value)", parameters: [{name: "f", in: "query", style: "deepObject", explode: true, schema: {type: "object", properties: {it: $schema}}}], response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})},
    {name: "schema-\($kind)-header", headers: [["X-It", $value]], parameters: [{name: "X-It", in: "header", schema: $schema}], response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})},
    {name: "schema-\($kind)-path", path: "/{it}", at: "/\($value)", parameters: [{name: "it", in: "path", required: true, schema: $schema}], response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})},
    {name: "schema-\($kind)-response", response: (json_body + {body: "{\"it\":\"\($value)\"}", schema: with({it: ($schema + {maxLength: 1})})})},
    {name: "schema-\($kind)-response-header", response: (json_body + {body: "{}", schema: fails, headers: [["X-It", $value]], described: {"X-It": {schema: ($schema + {maxLength: 1})}}})},
    (select($value == "SECRET") | {name: "schema-\($kind)-echoed", request: (json_body + {body: "{\"it\":\"\($value)\"}", schema: with({it: $schema})}), response: (json_body + {body: "{\"note\":\"so: \($value)\"}", schema: fails})});

# ---- the same text, said again by the answer ----
def echoes:
    ({
        "of-bearer": {headers: [["Authorization", "Bearer SECRET"]]},
        "of-bearer-tab": {headers: [["Authorization", "Bearer\tSECRET"]]},
        "of-digest": {headers: [["Authorization", "Digest username=\"u\", realm=\"r\", uri=\"/\", response=\"SECRET\""]]},
        "of-aws": {headers: [["Authorization", "AWS4-HMAC-SHA256 Credential=AK/20240101/x, SignedHeaders=host, Signature=SECRET"]]},
        "of-token-scheme": {headers: [["Authorization", "Token token=\"SECRET\", nonce=\"a\""]]},
        "of-shared-key": {headers: [["Authorization", "SharedKey account:SECRET"]]},
        "of-basic": {headers: [["Authorization", "Basic " + ("me:SECRET" | @base64)]], basic: true},
        "of-cookie": {headers: [["Cookie", "a=1; sess=SECRET"]]},
        "of-quoted-cookie": {headers: [["Cookie", "sess=\"SECRET\""]]},
        "of-set-cookie": {response: {headers: [["Set-Cookie", "sess=SECRET; Path=/; HttpOnly"]]}},
        "of-header": {headers: [["X-Auth-Token", "SECRET"]]},
        "of-query": {query: "?access_token=SECRET"},
        "of-fragment": {query: "#access_token=SECRET&token_type=bearer"},
        "of-fragment-query": {query: "?a=1#/cb?access_token=SECRET"},
        "of-userinfo": {userinfo: "me:SECRET@"},
        "of-matrix": {query: ";token=SECRET"},
        "of-referer": {headers: [["Referer", "https://x.test/?token=SECRET"]]},
        "of-member": {request: {type: "application/json", body: "{\"password\":\"SECRET\"}"}},
        "of-number": {request: {type: "application/json", body: "{\"password\":NUMBER}"}},
        "of-json-in-a-string": {request: {type: "application/json", body: "{\"a\":\"{\\\"password\\\":\\\"SECRET\\\"}\"}"}},
        "of-field": {request: {type: "application/x-www-form-urlencoded", body: "password=SECRET"}},
        "of-part": {request: {type: "multipart/form-data; boundary=b", body: parts("password"; "SECRET")}},
        "of-element": {request: {type: "application/xml", body: "<r><password>SECRET</password></r>"}},
        "of-attribute": {request: {type: "application/xml", body: "<r password=\"SECRET\"/>"}},
        "of-argument": {request: {type: "application/json", body: "{\"query\":\"{ a(password: \\\"SECRET\\\") }\"}"}},
        "of-sentence": {request: {type: "application/json", body: "{\"a\":\"see https://x.test/?access_token=SECRET.\"}"}},
        "of-brackets": {request: {type: "application/json", body: "{\"a\":\"(see https://x.test/?access_token=SECRET), or not\"}"}},
        "of-one-slash": {request: {type: "application/json", body: "{\"a\":\"https:/me:SECRET@x.test/\"}"}},
        "of-three-slashes": {request: {type: "application/json", body: "{\"a\":\"https:///me:SECRET@x.test/\"}"}},
        "of-line": {request: {type: "application/x-ndjson", body: "{}\n{\"token\":\"SECRET\"}\n"}},
        "of-text": {request: {type: "text/plain", body: "token=SECRET"}},
        "of-broken-json": {request: {type: "application/json", body: "{\"password\":\"SECRET\","}},
        "of-answer-token": {response: {more: ",\"access_token\":\"SECRET\""}},
        "of-answer-object": {response: {more: ",\"credentials\":{\"a\":[\"SECRET\"]}"}},
        "of-location": {response: {headers: [["Location", "https://x.test/cb#access_token=SECRET"]]}}
    } | to_entries[]) as {$key, $value} |
    ($value + {response: (($value.response // {}) + json_body + {body: "{\"note\":\"so: \(if $key == "of-number" then "NUMBER" else "SECRET" end) it is\"\($value.response.more // "")}", schema: fails})}) as $row |
    ($row + {name: "echo-\($key)"}),
    ($row + {name: "echo-\($key)-undescribed", undescribed: true}),
    ($row + {name: "echo-\($key)-before", before: true}),
    ($row | .response.body = "{\"\(if $key == "of-number" then "NUMBER" else "SECRET" end)\":1\($value.response.more // "")}" |
        (. + {name: "echo-\($key)-in-a-name"}), (. + {name: "echo-\($key)-in-a-name-before", before: true}));

# ---- what looks like a placeholder, in a secret and as one ----
def brackets:
    ({
        "double-brace": "a-{{LETTERS}}-b", "dollar": "a-${LETTERS}-b", "percent": "a-%{LETTERS}-b", "hash": "a-#{LETTERS}-b",
        "template": "a-<%LETTERS%>-b", "double-angle": "a-<<LETTERS>>-b", "brace": "a-{LETTERS}-b",
        "alone-angle": "<LETTERS>", "alone-brace": "{LETTERS}", "alone-double-brace": "{{LETTERS}}", "alone-yours": "your-LETTERS"
    } | to_entries[]) as {$key, $value} |
    ({"type": "integer"}, (strict + {enum: ["x"]})) as $schema |
    "\($key)-\($schema.type)" as $name |
    {name: "brackets-\($name)-member", request: (json_body + {body: ({password: $value} | tojson), schema: with({password: $schema})})},
    {name: "brackets-\($name)-schema", request: (json_body + {body: ({it: $value} | tojson), schema: with({it: ($schema + {writeOnly: true})})})},
    {name: "brackets-\($name)-field", request: (form_body + {body: "password=\($value | @uri)", schema: with({password: $schema})})},
    {name: "brackets-\($name)-query", query: "?access_token=\($value | @uri)", parameters: [{name: "access_token", in: "query", schema: $schema}]},
    {name: "brackets-\($name)-header", headers: [["X-Api-Key", $value]], parameters: [{name: "X-Api-Key", in: "header", schema: $schema}]},
    {name: "brackets-\($name)-cookie", headers: [["Cookie", "s=\($value)"]], parameters: [{name: "s", in: "cookie", schema: $schema}]},
    {name: "brackets-\($name)-path", path: "/{it}", at: "/\($value | @uri)", parameters: [{name: "it", in: "path", required: true, schema: ($schema + {format: "password"})}]},
    (select($key | startswith("alone") | not) |
        {name: "brackets-\($name)-echo", headers: [["X-Auth-Token", $value]], response: (json_body + {body: ({note: $value} | tojson), schema: {"type": "object", properties: {note: $schema}}})},
        {name: "brackets-\($name)-echo-in-a-text", headers: [["X-Auth-Token", $value]], response: (json_body + {body: ({note: "so: \($value) it is"} | tojson), schema: {"type": "object", properties: {note: $schema}}})},
        {name: "brackets-\($name)-echo-in-a-name", headers: [["X-Auth-Token", $value]], response: (json_body + {body: ({($value): 1} | tojson), schema: {"type": "object", additionalProperties: false}})},
        {name: "brackets-\($name)-echo-in-a-header", headers: [["X-Auth-Token", $value]], response: (json_body + {body: "{}", schema: {}, headers: [["X-It", $value]], described: {"X-It": {schema: $schema}}})},
        {name: "brackets-\($name)-unread", request: {type: "application/json", body: "{\"password\":\"\($value)\", \"a\": \($value)}", schema: {"type": "object"}}});

# ---- more of each kind ----
def more_bodies:
    ({
        "byte-order-mark": ["application/json", "\ufeff{\"password\":\"PIN\"}"],
        "json5": ["application/json", "{password: 'SECRET', id: 1}"],
        "capital-pairs": ["application/json", "{\"Tags\":[{\"Key\":\"Password\",\"Value\":\"PIN\"}]}"],
        "value-first": ["application/json", "[{\"value\":\"PIN\",\"name\":\"X-Api-Key\"}]"],
        "array-of-arrays": ["application/json", "{\"tokens\":[[\"PIN\"],[[\"SECRET\"]]]}"],
        "objects-in-an-array": ["application/json", "{\"credentials\":[{\"a\":\"PIN\"}]}"],
        "number-in-a-secret": ["application/json", "{\"secret\":{\"a\":{\"b\":NUMBER}}}"],
        "unicode-value": ["application/json", "{\"password\":\"\u00e4SECRET\u00e4\"}"],
        "slashes": ["application/json", "{\"password\":\"a\\/SECRET\\\"b\"}"],
        "surrogates": ["application/json", "{\"password\":\"\\ud83d\\ude00SECRET\"}"],
        "empty-name": ["application/json", "{\"\":{\"password\":\"PIN\"}}"],
        "dotted-name": ["application/json", "{\"user.password\":\"PIN\"}"],
        "authorization-member": ["application/json", "{\"authorization\":\"Basic PIN\"}"],
        "json-with-url-in-a-string": ["application/json", "{\"a\":\"{\\\"b\\\":\\\"https://x.test/?token=PIN\\\"}\"}"],
        "url-of-an-image": ["application/json", "{\"html\":\"<img src=\\\"https://x.test/?sig=PIN\\\">\"}"],
        "curl-in-a-string": ["application/json", "{\"cmd\":\"curl https://me:PIN@x.test/\"}"],
        "two-urls": ["application/json", "{\"a\":\"https://a.test/?x=1 https://b.test/?token=PIN\"}"],
        "callback": ["application/json", "{\"a\":\"https://x.test/callback?code=SECRET&state=1\"}"],
        "graphql-array": ["application/json", "{\"query\":\"{ a(tokens: [\\\"PIN\\\", \\\"SECRET\\\"]) }\"}"],
        "graphql-number": ["application/json", "{\"query\":\"{ a(otp: NUMBER) }\"}"],
        "graphql-default": ["application/json", "{\"query\":\"query A($a: Int) @b(token: \\\"PIN\\\") { a }\"}"],
        "graphql-batch": ["application/json", "[{\"query\":\"{ a(password: \\\"PIN\\\") }\"}]"],
        "graphql-persisted": ["application/json", "{\"variables\":{\"input\":{\"newPassword\":\"PIN\"}}}"],
        "form-array": ["application/x-www-form-urlencoded", "password[]=PIN&password[]=SECRET"],
        "form-dotted": ["application/x-www-form-urlencoded", "user.password=PIN"],
        "form-upper": ["application/x-www-form-urlencoded", "PASSWORD=PIN"],
        "form-equals-in-value": ["application/x-www-form-urlencoded", "a=1&token=x=PIN=="],
        "form-in-a-form": ["application/x-www-form-urlencoded", "data=a%3D1%26token%3DPIN"],
        "form-with-type-parameters": ["application/x-www-form-urlencoded; charset=utf-8", "token=PIN"],
        "form-saml": ["application/x-www-form-urlencoded", "SAMLResponse=SECRET"],
        "form-graphql": ["application/x-www-form-urlencoded", "query=%7B%20a(password%3A%20%22PIN%22)%20%7D"],
        "multipart-mixed": ["multipart/mixed; boundary=b", "--b\r\nContent-Type: application/json\r\n\r\n{\"token\":\"PIN\"}\r\n--b--\r\n"],
        "multipart-nested": ["multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Type: application/json\r\n\r\n{\"token\":\"PIN\"}\r\n--c--\r\n\r\n--b--\r\n"],
        "multipart-unquoted-name": ["multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=password\r\n\r\nPIN\r\n--b--\r\n"],
        "multipart-json-in-text": ["multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{\"token\":\"PIN\"}\r\n--b--\r\n"],
        "multipart-form-part": ["multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\na=1&token=PIN\r\n--b--\r\n"],
        "multipart-key-file": ["multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"private_key\"; filename=\"k.txt\"\r\nContent-Type: text/plain\r\n\r\nPIN\r\n--b--\r\n"],
        "xml-doctype": ["application/xml", "<!DOCTYPE r><r><password>SECRET</password></r>"],
        "xml-default-namespace": ["application/xml", "<r xmlns=\"urn:a\"><password>PIN</password></r>"],
        "xml-nested-text": ["application/xml", "<password>PIN<b/>SECRET</password>"],
        "xml-comment-between": ["application/xml", "<r><password>PIN<!-- c -->PIN</password></r>"],
        "xml-declaration": ["application/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r>\n  <Password>PIN</Password>\n</r>"],
        "xml-json-in-text": ["application/xml", "<r><a>{&quot;token&quot;:&quot;PIN&quot;}</a></r>"],
        "xml-attribute-url": ["application/xml", "<r href=\"https://x.test/?a=1&amp;token=PIN\"/>"],
        "xml-soap-header": ["text/xml; charset=utf-8", "<s:Envelope xmlns:s=\"urn:s\" xmlns:w=\"urn:w\"><s:Header><w:UsernameToken><w:Username>me</w:Username><w:Password w:Type=\"x\">PIN</w:Password></w:UsernameToken></s:Header></s:Envelope>"],
        "xml-plist": ["application/xml", "<dict><key>a</key><string>b</string><entry key=\"token\">PIN</entry></dict>"],
        "toml": ["application/toml", "password = \"SECRET\""],
        "ini": ["text/plain", "[db]\npassword=SECRET\nuser=me"],
        "env": ["text/plain", "export API_KEY=SECRET"],
        "http-message": ["message/http", "GET / HTTP/1.1\r\nX-Api-Key: SECRET\r\n\r\n"],
        "sse": ["text/event-stream", "event: a\ndata: {\"token\":\"SECRET\"}\n\n"],
        "jsonl-broken-line": ["application/x-ndjson", "{\"a\":1}\n{\"token\":\"SECRET\"\n"],
        "escaped-json-in-text": ["text/plain", "log: {\\\"password\\\":\\\"SECRET\\\"}"]
    } | to_entries[]) |
    {name: "more-\(.key)", request: {type: .value[0], body: .value[1], schema: {"type": "object", "required": ["lacking"]}}};
def more_schemas:
    ({
        "xml-name": (xml_body + {body: "<r><Code>PIN</Code><id>x</id></r>", schema: with({it: (password + {xml: {name: "Code"}})})}),
        "xml-attribute": (xml_body + {body: "<r it=\"PIN\"><id>x</id></r>", schema: with({it: (password + {xml: {attribute: true}})})}),
        "items": (json_body + {body: "{\"a\":[\"PIN\",\"b\"],\"id\":\"x\"}", schema: with({a: {type: "array", items: password}})}),
        "map": (json_body + {body: "{\"a\":{\"k\":\"PIN\"},\"id\":\"x\"}", schema: with({a: {type: "object", additionalProperties: password}})}),
        "object": (json_body + {body: "{\"a\":{\"k\":[{\"l\":\"PIN\"}]},\"id\":\"x\"}", schema: with({a: {type: "object", writeOnly: true}})}),
        "number": (json_body + {body: "{\"a\":NUMBER,\"id\":\"x\"}", schema: with({a: {type: "integer", writeOnly: true}})}),
        "any-of-fits": (json_body + {body: "{\"a\":\"PIN\",\"id\":\"x\"}", schema: with({a: {anyOf: [{type: "integer"}, password]}})}),
        "not-an-object": (json_body + {body: "{\"a\":[\"PIN\"]}", schema: with({a: (password + {type: "string"})})}),
        "form-array": (form_body + {body: "a=PIN&a=b&id=x", schema: with({a: {type: "array", items: password}})}),
        "form-json-object": (form_body + {body: "a=%7B%22it%22%3A%22PIN%22%7D&id=x", schema: with({a: {type: "object", properties: {it: password}}})}),
        "part-json": {type: "multipart/form-data; boundary=b", body: "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: application/json\r\n\r\n{\"it\":\"PIN\"}\r\n--b\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\nx\r\n--b--\r\n", schema: with({a: {type: "object", properties: {it: password}}})},
        "enum-shown": (json_body + {body: "{\"it\":\"PIN\"}", schema: with({it: (password + {enum: ["x"]})})}),
        "not-shown": (json_body + {body: "{\"a\":{\"it\":\"PIN\"}}", schema: with({a: {properties: {it: password}, not: {required: ["it"]}}})}),
        "whole-body": (json_body + {body: "\"PIN\"", schema: (password + {maxLength: 1})})
    } | to_entries[]) |
    {name: "more-schema-\(.key)", request: .value},
    {name: "more-schema-\(.key)-answer", response: .value};
def more_parameters:
    ({
        "query-array": ["?it=a,PIN", {name: "it", in: "query", style: "form", explode: false, schema: {type: "array", items: password}}],
        "query-repeated": ["?it=a&it=PIN", {name: "it", in: "query", schema: {type: "array", items: password}}],
        "query-exploded": ["?it=PIN", {name: "o", in: "query", schema: {type: "object", properties: {it: password}}}],
        "query-content": ["?o=%7B%22it%22%3A%22PIN%22%7D", {name: "o", in: "query", content: {"application/json": {schema: {type: "object", properties: {it: password}}}}}],
        "query-unreadable": ["?it=PIN", {name: "it", in: "query", schema: {type: "object", format: "password"}}],
        "query-encoded-name": ["?i%74=PIN", {name: "it", in: "query", schema: password}]
    } | to_entries[]) |
    {name: "more-parameter-\(.key)", query: .value[0], parameters: [.value[1]], response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})};

# ---- what a secret is made of, names beside and around values, and texts in prose ----
def more_of_each:
    ({
        "bearer-comma": {"headers": [["Authorization", "Bearer SECRET, Bearer other"]]},
        "auth-info": {"headers": [["Authentication-Info", "rspauth=\"SECRET\", cnonce=\"a\""]]},
        "folded-set-cookie": {"response": {"headers": [["Set-Cookie", "a=1; Path=/, sess=SECRET; Path=/"]]}},
        "cookie-json": {"headers": [["Cookie", "data={\"token\":\"SECRET\"}"]]},
        "cookie-json-encoded": {"headers": [["Cookie", "data=%7B%22token%22%3A%22SECRET%22%7D"]]},
        "cookie-signed": {"headers": [["Cookie", "connect.sid=s%3ASECRET.abcdefgh1234"]]},
        "cookie-colon": {"headers": [["Cookie", "auth=me:SECRET"]]},
        "cookie-pairs": {"headers": [["Cookie", "auth=user=me&token=SECRET"]]},
        "cookie-bearer": {"headers": [["Cookie", "auth=Bearer%20SECRET"]]},
        "signature-9421": {"headers": [["Signature", "sig1=:SECRET:"]]},
        "x-otp": {"headers": [["X-GitHub-OTP", "SECRET"]]},
        "x-pass": {"headers": [["X-Pass", "SECRET"]]},
        "x-bearer": {"headers": [["X-Bearer", "SECRET"]]},
        "x-auth-header": {"headers": [["X-Auth", "me:SECRET"]]},
        "x-credentials": {"headers": [["X-Credentials", "me:SECRET"]]},
        "x-password-quoted": {"headers": [["X-Password", "\"SECRET\""]]},
        "cb-access-sign": {"headers": [["CB-ACCESS-SIGN", "SECRET"]]},
        "ref-scheme-relative": {"request": {"type": "application/json", "body": "{\"a\": \"//me:SECRET@x.test/\"}"}},
        "postgres": {"request": {"type": "application/json", "body": "{\"a\": \"postgres://me:SECRET@db:5432/x\"}"}},
        "redis": {"request": {"type": "application/json", "body": "{\"a\": \"redis://:SECRET@h:6379/0\"}"}},
        "git-plus": {"request": {"type": "application/json", "body": "{\"a\": \"git+https://SECRET@github.com/x/y.git\"}"}},
        "url-twice-encoded": {"query": "?next=https%253A%252F%252Fx.test%252F%253Ftoken%253DSECRET"},
        "url-encoded-in-json": {"request": {"type": "application/json", "body": "{\"a\": \"https%3A%2F%2Fx.test%2F%3Ftoken%3DSECRET\"}"}},
        "auth-in-query": {"query": "?Authorization=Bearer%20SECRET"},
        "basic-in-query": {"query": "?auth=me:SECRET"},
        "headers-lines": {"request": {"type": "application/json", "body": "{\"headers\": \"Host: x\\r\\nX-Api-Key: SECRET\\r\\n\"}"}},
        "headers-line-list": {"request": {"type": "application/json", "body": "{\"headers\": [\"X-Api-Key: SECRET\"]}"}},
        "cmd-H": {"request": {"type": "application/json", "body": "{\"cmd\": \"curl -H 'X-Api-Key: SECRET' https://x.test/\"}"}},
        "json-patch": {"request": {"type": "application/json", "body": "[{\"op\": \"replace\", \"path\": \"/password\", \"value\": \"SECRET\"}]"}},
        "scim-patch": {"request": {"type": "application/json", "body": "{\"Operations\": [{\"op\": \"replace\", \"path\": \"password\", \"value\": \"SECRET\"}]}"}},
        "merge-list": {"request": {"type": "application/json", "body": "{\"updates\": [{\"property\": \"password\", \"value\": \"SECRET\"}]}"}},
        "id-value": {"request": {"type": "application/json", "body": "{\"fields\": [{\"id\": \"password\", \"value\": \"SECRET\"}]}"}},
        "type-value": {"request": {"type": "application/json", "body": "{\"credentials2\": [{\"type\": \"password\", \"value\": \"SECRET\"}]}"}},
        "name-values": {"request": {"type": "application/json", "body": "{\"fields\": [{\"name\": \"password\", \"values\": [\"SECRET\"]}]}"}},
        "name-stringvalue": {"request": {"type": "application/json", "body": "{\"fields\": [{\"name\": \"password\", \"stringValue\": \"SECRET\"}]}"}},
        "firestore": {"request": {"type": "application/json", "body": "{\"fields\": {\"db_password\": {\"stringValue\": \"SECRET\"}}}"}},
        "wrapped": {"request": {"type": "application/json", "body": "{\"newPassword\": {\"value\": \"SECRET\"}}"}},
        "pw": {"request": {"type": "application/json", "body": "{\"pw\": \"SECRET\"}"}},
        "pswd": {"request": {"type": "application/json", "body": "{\"pswd\": \"SECRET\"}"}},
        "senha": {"request": {"type": "application/json", "body": "{\"senha\": \"SECRET\"}"}},
        "contrasena": {"request": {"type": "application/json", "body": "{\"contrase\\u00f1a\": \"SECRET\"}"}},
        "mot-de-passe": {"request": {"type": "application/json", "body": "{\"mot_de_passe\": \"SECRET\"}"}},
        "passwort": {"request": {"type": "application/json", "body": "{\"passwort\": \"SECRET\"}"}},
        "client-key-data": {"request": {"type": "application/json", "body": "{\"client-key-data\": \"SECRET\"}"}},
        "priv-key": {"request": {"type": "application/json", "body": "{\"privKey\": \"SECRET\"}"}},
        "credentials-string": {"request": {"type": "application/json", "body": "{\"credentials\": \"me:SECRET\"}"}},
        "php": {"request": {"type": "text/plain", "body": "'password' => 'SECRET',"}},
        "ruby": {"request": {"type": "text/plain", "body": ":password => \"SECRET\""}},
        "text-sentence": {"request": {"type": "text/plain", "body": "failed with token=SECRET."}},
        "text-header": {"request": {"type": "text/plain", "body": "GET / HTTP/1.1\r\nAuthorization: Bearer SECRET\r\nHost: x"}},
        "text-cookie": {"request": {"type": "text/plain", "body": "Cookie: a=1; sess=SECRET"}},
        "http-batch-cookie": {"request": {"type": "multipart/mixed; boundary=b", "body": "--b\r\nContent-Type: application/http\r\n\r\nGET /x HTTP/1.1\r\nCookie: sess=SECRET\r\n\r\n--b--\r\n"}},
        "xml-siblings": {"request": {"type": "application/xml", "body": "<r><Tag><Key>Password</Key><Value>SECRET</Value></Tag></r>"}},
        "xml-rpc": {"request": {"type": "text/xml", "body": "<methodCall><params><param><value><struct><member><name>password</name><value><string>SECRET</string></value></member></struct></value></param></params></methodCall>"}},
        "xml-plist": {"request": {"type": "application/xml", "body": "<dict><key>password</key><string>SECRET</string></dict>"}},
        "xml-of-value-attr": {"request": {"type": "application/xml", "body": "<r><input name=\"password\"><value>SECRET</value></input></r>"}},
        "name-sub": {"request": {"type": "application/json", "body": "{\"adminPassword\": {\"value\": \"SECRET\"}}"}},
        "arm-template": {"request": {"type": "application/json", "body": "{\"parameters\": {\"adminPassword\": {\"value\": \"SECRET\"}}}"}},
        "ldif": {"request": {"type": "application/json", "body": "{\"q\": \"userPassword: SECRET\"}"}},
        "colon-in-json-string": {"request": {"type": "application/json", "body": "{\"log\": \"token: SECRET, next\"}"}}
    } | to_entries[]) as {$key, $value} |
    ($value + {name: "each-\($key)", response: (($value.response // {}) + json_body + {body: "{\"note\":\"so: SECRET it is\"}", schema: fails})}),
    ($value | select(.request and ($key | IN("postgres", "redis", "git-plus", "headers-lines", "headers-line-list", "cmd-H", "credentials-string", "text-sentence", "text-header", "ldif", "colon-in-json-string") | not)) | tojson | gsub("SECRET"; "PIN") | fromjson |
        .name = "each-\($key)-short" | .request.schema = {"type": "object", "required": ["lacking"]});

# ---- beside the place of a finding: what an excerpt shows there, too short to be learned ----
def beside:
    ({
        "lacking": (json_body + {body: "{\"password\":\"PIN\"}", schema: (fails + {required: ["lacking"]})}),
        "undocumented": (json_body + {body: "{\"password\":\"PIN\",\"odd\":1}", schema: fails}),
        "deeper": (json_body + {body: "{\"a\":{\"b\":[{\"password\":\"PIN\"}]}}", schema: (fails + {required: ["lacking"]})}),
        "items": (json_body + {body: "{\"secrets\":[\"PIN\",3]}", schema: with({secrets: {items: {type: "string"}}})}),
        "text-within": (json_body + {body: "{\"a\":\"{\\\"password\\\":\\\"PIN\\\"}\",\"id\":\"x\"}", schema: fails}),
        "url-within": (json_body + {body: "{\"a\":\"https://x.test/?token=PIN\",\"id\":\"x\"}", schema: fails}),
        "twice": (json_body + {body: "{\"a\":1,\"a\":2,\"password\":\"PIN\"}", schema: fails}),
        "schema": (json_body + {body: "{\"it\":\"PIN\",\"odd\":1}", schema: with({it: password})}),
        "schema-twice": (json_body + {body: "{\"a\":1,\"a\":2,\"it\":\"PIN\"}", schema: with({it: password})}),
        "schema-documented": (json_body + {body: "{\"a\":1,\"it\":\"PIN\"}", schema: with({a: {"x-documented-values": [2]}, it: password})}),
        "schema-status": (json_body + {status: 500, key: "5XX", body: "{\"it\":\"PIN\"}", schema: with({it: password})}),
        "schema-default": (json_body + {status: 404, key: "default", body: "{\"it\":\"PIN\"}", schema: with({it: password})}),
        "schema-status-xml": (xml_body + {status: 500, key: "5XX", body: "<r><it>PIN</it></r>", schema: with({it: password})}),
        "schema-malformed": (json_body + {body: "{\"it\":\"PIN\",}", schema: with({it: password})}),
        "status": (json_body + {status: 418, body: "{\"password\":\"PIN\"}", schema: fails}),
        "status-xml": (xml_body + {status: 418, body: "<r><password>PIN</password></r>", schema: fails}),
        "status-form": (form_body + {status: 418, body: "a=1&password=PIN", schema: fails}),
        "status-text": ({type: "text/plain", status: 418, body: "a\npassword=PIN", schema: fails}),
        "status-html": ({type: "text/html", status: 418, body: "<a href=\"https://x.test/?token=PIN\">a</a>", schema: fails}),
        "malformed": (json_body + {body: "{\"password\":\"PIN\",}", schema: fails}),
        "malformed-lines": (json_body + {body: "{\n\"password\":\n\"PIN\"\n,\n}", schema: fails}),
        "xml": (xml_body + {body: "<r><id>x</id><password>PIN</password></r>", schema: with({password: {type: "string"}})}),
        "xml-attribute": (xml_body + {body: "<r password='PIN'><id>x</id></r>", schema: with({password: {type: "string", xml: {attribute: true}}})}),
        "form": (form_body + {body: "id=x&password=PIN", schema: with({password: {type: "string"}})}),
        "part": {type: "multipart/form-data; boundary=b", body: parts("password"; "PIN"), schema: with({password: {type: "string"}})}
    } | to_entries[]) as {$key, $value} |
    {name: "beside-\($key)", response: $value},
    (select($value.status == null) | {name: "beside-\($key)-asked", request: $value});
def beside_body:
    ({
        "location": {response: {headers: [["Location", "https://x.test/?token=PIN and more"]]}},
        "query": {query: "?odd=https://x.test/?token=PIN"},
        "query-itself": {query: "?password=PIN"},
        "query-fails": {query: "?token=PIN", parameters: [{name: "token", in: "query", schema: {type: "integer"}}]},
        "path-fails": {path: "/{it}", at: "/PIN", parameters: [{name: "it", in: "path", required: true, schema: {type: "integer", format: "password"}}]},
        "path-named": {path: "/{token}", at: "/PIN", parameters: [{name: "token", in: "path", required: true, schema: {type: "integer"}}]},
        "header-fails": {headers: [["X-It", "https://x.test/?token=PIN"]], parameters: [{name: "X-It", in: "header", schema: {type: "integer"}}]},
        "cookie-fails": {headers: [["Cookie", "s=PIN"]], parameters: [{name: "s", in: "cookie", schema: {type: "integer"}}]}
    } | to_entries[]) as {$key, $value} |
    ($value + {name: "beside-\($key)"});

# ---- what must still be there to read ----
def readable:
    ({
        "error-code": [{response: (json_body + {body: "{\"code\":4004,\"note\":\"b\"}", schema: with({code: {enum: [1]}})})}, "4004"],
        "error-code-text": [{response: (json_body + {body: "{\"code\":\"NOT_FOUND_1\"}", schema: with({code: {enum: ["x"]}})})}, "NOT_FOUND_1"],
        "token-type": [{request: (json_body + {body: "{\"token_type\":\"bearer-x\",\"id\":\"x\"}", schema: fails})}, "bearer-x"],
        "expires-in": [{request: (json_body + {body: "{\"expires_in\":3677,\"id\":\"x\"}", schema: fails})}, "3677"],
        "page-token": [{query: "?next_page_token=page77", response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})}, "next_page_token=page77"],
        "max-tokens": [{request: (json_body + {body: "{\"max_tokens\":4077,\"id\":\"x\"}", schema: fails})}, "4077"],
        "beside-a-secret": [{request: (json_body + {body: "{ \"user\" : \"plain77\" ,\"password\":\"SECRET\", \"id\":\"x\"}", schema: fails})}, "{ \\\"user\\\" : \\\"plain77\\\" ,\\\"password\\\":\\\"'\\\"$VARIABLE_PASSWORD\\\"'\\\", \\\"id\\\":\\\"x\\\"}"],
        "form-beside": [{request: (form_body + {body: "b=%7e1+2&password=SECRET&id=x", schema: fails})}, "b=%7e1+2&password=$VARIABLE_PASSWORD&id=x"],
        "xml-beside": [{request: (xml_body + {body: "<r  a = '1'><user>plain78</user><password>SECRET</password><id>x</id></r>", schema: fails})}, "<user>plain78</user><password>$VARIABLE_PASSWORD</password><id>x</id></r>"],
        "null-password": [{request: (json_body + {body: "{\"password\":null,\"token\":false,\"secret\":[],\"id\":\"x\"}", schema: fails})}, "{\\\"password\\\":null,\\\"token\\\":false,\\\"secret\\\":[],\\\"id\\\":\\\"x\\\"}"],
        "url-beside": [{query: "?limit=77&access_token=SECRET&q=a%20b", response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})}, "?limit=77&access_token=[redacted]&q=a%20b"],
        "host-after-userinfo": [{userinfo: "me:SECRET@", response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})}, "https://[redacted]@api.test/"],
        "referer-beside": [{headers: [["Referer", "https://x.test/a?token=SECRET&page=77"]], response: (json_body + {body: "{\"id\":\"x\"}", schema: fails})}, "https://x.test/a?token=$VARIABLE_REFERER&page=77"],
        "mail-address": [{request: (json_body + {body: "{\"mail\":\"me77@x.test\",\"id\":\"x\"}", schema: fails})}, "me77@x.test"],
        "graphql-beside": [{request: (json_body + {body: "{\"query\":\"{ a(user: \\\"plain79\\\", password: \\\"SECRET\\\") { token: createToken } }\",\"id\":\"x\"}", schema: fails})}, "token: createToken"],
        "monkey": [{request: (json_body + {body: "{\"monkey\":\"plain80\",\"author\":\"plain81\",\"id\":\"x\"}", schema: fails})}, "plain81"],
        "program-words": [{headers: [["Cookie", "column=integer; kind=string; mode=expected"]], response: (json_body + {body: "{\"id\":\"plain82\"}", schema: fails})}, "expected integer"],
        "preference-as-cookie": [{headers: [["Cookie", "lang=plainlang; page=home"]], response: (json_body + {body: "{\"id\":\"so plainlang it is\"}", schema: fails})}, "so plainlang it is"],
        "host-as-cookie": [{headers: [["Cookie", "h=api.test"]], response: (json_body + {body: "{\"id\":\"plain83\"}", schema: fails})}, "https://api.test/"],
        "has-password": [{request: (json_body + {body: "{\"hasPassword\":\"plain84\",\"id\":\"x\"}", schema: fails})}, "plain84"],
        "password-policy": [{request: (json_body + {body: "{\"password_policy\":{\"minimum\":\"plain85\"},\"id\":\"x\"}", schema: fails})}, "plain85"],
        "prose-of-a-password": [{request: (json_body + {body: "{\"a\":\"Password: required of all plain87, token: none\",\"id\":\"x\"}", schema: fails})}, "Password: required of all plain87, token: none"],
        "title-of-a-password": [{request: (json_body + {body: "{\"title\":\"Password\",\"value\":\"plain88\",\"id\":\"x\"}", schema: fails})}, "plain88"],
        "reset-of-a-password": [{request: (json_body + {body: "{\"name\":\"password_reset\",\"value\":\"plain89\",\"id\":\"x\"}", schema: fails})}, "plain89"],
        "value-in-an-object": [{request: (json_body + {body: "{\"amount\":{\"value\":\"plain90\"},\"id\":\"x\"}", schema: fails})}, "plain90"],
        "xml-label": [{request: (xml_body + {body: "<r><field name='password'><label>plain91</label></field><key>password</key><note>plain92</note><id>x</id></r>", schema: fails})}, "<label>plain91</label></field><key>password</key><note>plain92</note>"],
        "times": [{request: (json_body + {body: "{\"at\":\"at 12:30:07: token 7: done\",\"id\":\"x\"}", schema: fails})}, "at 12:30:07: token 7: done"],
        "behind-a-sentence": [{request: (json_body + {body: "{\"a\":\"see https://x.test/?token=SECRET.\",\"id\":\"x\"}", schema: fails})}, "?token='\\\"$VARIABLE_TOKEN\\\"'."],
        "schema-beside": [{request: (json_body + {body: "{\"it\":\"PIN\",\"b\":\"plain86\",\"id\":\"x\"}", schema: with({it: password})})}, "plain86"]
    } | to_entries[]) |
    .value[0] + {name: "readable-\(.key)", shown: .value[1]};

# ---- all of them, numbered ----
def letter: if . < 26 then 97 + . else 39 + . end; # a to z, A to Z
def pin($n): "~" + ([($n / 52 | floor | letter), ($n % 52 | letter)] | implode);
def letters($n): "Zqk\(pin($n)[1:])WxvLp";
def padded($width): tostring | until(length >= $width; "0" + .);
def situations:
    [members, json_forms, other_bodies, request_headers, urls, userinfos, by_schema, echoes, more_bodies, more_schemas, more_parameters, brackets, more_of_each, beside, beside_body, readable] | to_entries |
    map(.key as $n | ($n | padded(3)) as $d | .value |
        # base64 is of the text itself
        if .basic then .headers = [["Authorization", "Basic " + ("me:Zq7k\($d)Wx8vLp" | @base64)]] else . end |
        (tojson | gsub("SECRET"; "Zq7k\($d)Wx8vLp") | gsub("PIN"; pin($n)) | gsub("NUMBER"; "907856\($d)412") |
         gsub("LETTERS"; letters($n)) | fromjson) |
        .template = "/s\($d)" + (.path // ""));

# ---- what they are in a description and in a recording ----
def content: {content: {((if .type == "" or (.type | contains("/") | not) then "application/json" else (.type | split(";")[0]) end)): {schema: .schema}}};
def operation:
    {parameters: (.parameters // []),
     responses: {(.response.key // "200"): ({description: "ok"} + (.response // {} | (if .schema then content else {} end) + (if .described then {headers: .described} else {} end)))}} +
    (if .request.schema then {requestBody: (.request | content)} else {} end);
def description:
    {openapi: "3.0.3", info: {title: "t", version: "1"}, servers: [{url: "https://api.test"}],
     paths: ([situations[] | {key: .template, value: {(if .request then "post" else "get" end): operation}}] | from_entries)};
def headers: map({name: .[0], value: .[1]});
def entry:
    {request: ({method: (if .request then "POST" else "GET" end),
                url: "https://\(.userinfo // "")api.test\(.template | sub("/\\{[a-z]+\\}"; ""))\(.at // "")\(.query // "")",
                headers: ((.headers // []) + (if (.request.type // "") != "" then [["Content-Type", .request.type]] else [] end) | headers)} +
               (if .request then {postData: {mimeType: (.request.type // ""), text: .request.body}} else {} end)),
     response: {status: (.response.status // 200), headers: ((.response.headers // []) + (if .response.type then [["Content-Type", .response.type]] else [] end) | headers),
                content: (if .response.body then {mimeType: .response.type, text: .response.body, size: (.response.body | length)} else {size: 0, text: ""} end)}};
# The answer as an exchange of its own: ahead of what makes its text a secret, or beside that, which
# hits no operation.
def answer: {response: (.response | del(.headers, .more) | .body |= sub(",\".*"; "}")), template: .template} +
    (if .request then {request: {type: "application/json", body: "{}"}} else {} end);
def exchanges:
    if .before then answer, . elif .undescribed then answer, (.template |= "/no" + .) else . end;
if $what == "description" then description
elif $what == "recording" then [situations[] | exchanges | entry][]
elif $what == "shown" then situations[] | select(.shown) | "\(.name)\t\(.shown | gsub("VARIABLE"; "SECRET"))"
else situations | to_entries[] | .key as $n | ($n | padded(3)) as $d | .value |
    "\(.name)\tZq7k\($d)Wx8vLp", "\(.name)\t\(pin($n))", "\(.name)\t907856\($d)412", "\(.name)\t\(letters($n))"
end
