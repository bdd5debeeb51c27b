# A canary in every position of an exchange: a word or a number that stands nowhere else, so that an
# output that shows it shows what was recorded.
#   --arg what description | har-lines | har | nock | hoverfly | vcr | envoy-tap | wiremock | mockserver |
#               otlp | access-log | schema | instances | canaries
def c($name): "qz" + ($name | gsub("[^a-z]"; "")) + "zq";

def string: {type: "string"};
def integer: {type: "integer"};
def body($schema): {content: {"application/json": {schema: $schema}}};

def value: {
  type: "object", required: ["id", "lacking"], additionalProperties: false,
  properties: {
    id: integer, name: {type: "string", maxLength: 3}, kind: {enum: ["cat", "dog"]},
    code: {type: "string", pattern: "^[0-9]$"}, at: {type: "string", format: "date-time"},
    flag: {type: "boolean"}, tags: {type: "array", items: integer, uniqueItems: true, maxItems: 2},
    open: {type: "object", properties: {deep: {type: "object", properties: {inner: integer}}}},
    same: {const: "x"}, count: {type: "integer", maximum: 5}, step: {type: "integer", multipleOf: 10},
    map: {type: "object", propertyNames: {maxLength: 2}, additionalProperties: integer},
    one: {oneOf: [{type: "integer"}, {type: "string", maxLength: 1}]},
    text: {type: "string", contentMediaType: "application/json", contentSchema: integer},
    mail: {type: "string", format: "email"}
  }
};

def description: {
  openapi: "3.1.0", info: {title: "Canaries", version: "1"}, servers: [{url: "https://api.test/v1"}],
  paths: {
    "/things": {
      get: {
        parameters: [
          {name: "limit", in: "query", schema: integer}, {name: "X-Level", in: "header", schema: integer},
          {name: "shade", in: "cookie", schema: integer},
          {name: "filter", in: "query", style: "deepObject", explode: true, schema: {type: "object", properties: {a: integer}, additionalProperties: false}}],
        responses: {"200": {description: "", headers: {"X-Rest": {schema: integer}}, content: {"application/json": {schema: value}, "application/xml": {schema: value}, "application/x-ndjson": {itemSchema: value}, "text/plain": {schema: {type: "string", maxLength: 3}}}}}
      },
      post: {
        requestBody: {content: {
          "application/json": {schema: value},
          "application/x-www-form-urlencoded": {schema: value},
          "multipart/form-data": {schema: value, encoding: {name: {contentType: "text/plain"}}},
          "application/xml": {schema: value}, "text/plain": {schema: {type: "string", maxLength: 3}}}},
        responses: {"200": (body(value) + {description: ""})}
      }
    },
    "/things/{id}": {get: {parameters: [{name: "id", in: "path", required: true, schema: integer}], responses: {"200": {description: ""}}}}
  }
};

def broken($at): {
  id: c($at + " id"), name: c($at + " name"), kind: c($at + " enum"), code: c($at + " pattern"),
  at: c($at + " format"), flag: c($at + " boolean"), tags: [c($at + " item"), 739100175301, 739100175301],
  open: {deep: {inner: c($at + " deep"), (c($at + " deep key")): 1}, (c($at + " open key")): {(c($at + " inner key")): 1}},
  same: c($at + " const"), count: 739100175302, step: 739100175303, map: {(c($at + " map key")): c($at + " map value")},
  one: c($at + " one of"), text: ("{\"" + c($at + " json in text") + "\":"), mail: c($at + " mail"),
  (c($at + " key")): c($at + " undocumented value")
};

def form($at): [broken($at) | to_entries[] | "\(.key)=\(.value | if type == "object" or type == "array" then tojson else . end | tostring | @uri)"] | join("&");
def multipart($at): ([broken($at) | to_entries[] | "--edge\r\nContent-Disposition: form-data; name=\"\(.key)\"; filename=\"\(c($at + " filename"))\"\r\nContent-Type: text/\(c($at + " part type"))\r\n\r\n\(.value | tostring)\r\n"] | join("")) + "--edge--\r\n";
def xml($at): "<root \(c($at + " attribute"))=\"\(c($at + " attribute value"))\">" + ([broken($at) | to_entries[] | "<\(.key)>\(.value | tostring | gsub("[<>&\"]"; ""))</\(.key)>"] | join("")) + "</root>";

def headers: to_entries | map({name: .key, value: .value});
# method, url, what is sent, what comes back
def exchange($request; $response): {
  startedDateTime: "2026-01-01T00:00:00.000Z", time: 1, comment: c("entry comment"), serverIPAddress: c("server address"),
  connection: c("connection"),
  request: ({method: "GET", url: "https://api.test/v1/things", httpVersion: "HTTP/1.1", headers: ({"accept": "*/*"} | headers), queryString: [], cookies: [], headersSize: -1, bodySize: -1, comment: c("request comment")} + $request),
  response: ({status: 200, statusText: c("status text"), httpVersion: "HTTP/1.1", headers: ({"content-type": "application/json"} | headers), cookies: [], redirectURL: "", headersSize: -1, bodySize: -1, content: {size: 0, mimeType: "application/json", text: "{\"id\":1,\"lacking\":1}"}, comment: c("response comment")} + $response),
  cache: {}
};
def sent($type; $text): exchange({method: "POST", headers: ({"content-type": $type} | headers), postData: {mimeType: $type, text: $text}}; {});
def answered($type; $text): exchange({}; {headers: ({"content-type": $type} | headers), content: {size: ($text | length), mimeType: $type, text: $text}});

def exchanges:
  exchange({url: "https://api.test/v1/things?limit=\(c("query value"))&\(c("query name"))=\(c("other query value"))&filter[\(c("deep object key"))]=1&filter[a]=\(c("deep object value"))#\(c("fragment"))",
      headers: ({"X-Level": c("header value"), (c("header name")): c("other header value"), cookie: "shade=\(c("cookie value")); \(c("cookie name"))=\(c("other cookie value"))", "accept": c("accept"), "content-type": "text/\(c("request type"))", "authorization": "\(c("scheme")) \(c("credential"))", "referer": "https://\(c("referer"))/", "content-length": c("length"), "user-agent": c("user agent")} | headers)};
    {headers: ({"X-Rest": c("answered header value"), (c("answered header name")): "1", "content-type": "application/json; \(c("parameter name"))=\(c("parameter value"))", "set-cookie": "\(c("set cookie name"))=\(c("set cookie value")); path=/\(c("cookie path"))", location: "https://\(c("location"))/a b", date: c("date"), "retry-after": c("retry after"), etag: c("etag"), allow: c("allow"), "www-authenticate": c("challenge"), "content-encoding": c("coding"), "x-\(c("secret header"))": c("secret value"), "\(c("placeholder header")) \(c("no token"))": "[REDACTED]", link: c("link"), "last-modified": c("last modified"), vary: c("vary"), "cache-control": c("cache control"), "content-length": c("answered length"), "transfer-encoding": c("transfer coding")} | headers)}),
  exchange({method: (c("method") | ascii_upcase)}; {}), exchange({method: "PATCH"}; {}),
  exchange({url: "https://\(c("host")):8443/v1/things"}; {}), exchange({url: "https://\(c("user")):\(c("password"))@api.test/v1/things"}; {}),
  exchange({url: "https://api.test/v1/\(c("segment"))/\(c("second segment"))?a=\(c("lost query value"))"}; {}),
  exchange({url: "https://api.test/v1/other-\(c("part of a segment"))"}; {}), exchange({url: "https://api.test/\(c("other base"))/things"}; {}),
  exchange({url: "https://api.test/v1/things/\(c("path value"))"}; {}), exchange({url: "https://api.test/v1/things/\(c("path before"))/\(c("path behind"))"}; {}),
  exchange({url: "/v1/things/\(c("bare path"))/x", headers: ({host: c("host header")} | headers)}; {}),
  exchange({url: "https://[\(c("no address"))/v1/things"}; {}), exchange({url: "https://api.test/v1/things?limit=%zz\(c("bad escape"))"}; {}),
  exchange({}; {status: 299}), exchange({}; {status: 500, content: {size: 1, mimeType: "text/plain", text: c("error text")}, headers: []}), exchange({}; {status: 401}), exchange({}; {status: 405}), exchange({}; {status: 204}), exchange({}; {status: 302}), exchange({}; {status: 503, headers: ({"retry-after": c("retry later")} | headers)}),
  exchange({}; {status: 201, headers: ({"location": "http://[\(c("bad location"))"} | headers)}), exchange({}; {status: 0, statusText: c("failed text"), _error: c("error member")}),
  sent("application/json"; broken("request json") | tojson), sent("application/json"; "{\"\(c("cut key"))\": \(c("cut value"))"), sent("application/json"; c("request scalar") | tojson), sent("application/json"; [c("request in array")] | tojson),
  sent("application/json"; "{\"id\":1,\"id\":2,\"\(c("twice"))\":1,\"\(c("twice"))\":2}"), sent("application/json"; "{\"lacking\":\"\(c("surrogate"))\\ud800\"}"),
  sent("application/x-www-form-urlencoded"; form("request form")), sent("multipart/form-data; boundary=edge"; multipart("request multipart")), sent("multipart/form-data; boundary=\(c("boundary"))"; c("no multipart")), sent("application/xml"; xml("request xml")),
  sent("application/xml"; "<\(c("cut element"))><a>"), sent("text/plain"; c("request text")), sent("text/\(c("media type"))"; "x"), sent("application/json; charset=\(c("charset"))"; "{}"), sent(c("no media type"); "x"),
  answered("application/json"; broken("response json") | tojson), answered("application/json"; "{\"id\": nope\(c("nope"))"), answered("application/json"; c("response scalar") | tojson), answered("application/json"; [c("response in array")] | tojson), answered("application/json"; "[1e\(c("exponent"))]"), answered("application/json"; "\"\\q\(c("bad json escape"))\""),
  answered("application/json"; "{\"id\":1,\"id\":2,\"\(c("answered twice"))\":1,\"\(c("answered twice"))\":2,\"count\":12345678901234567390000000000001}"), answered("application/problem+json"; {(c("problem key")): c("problem value")} | tojson),
  answered("application/xml"; xml("response xml")), answered("text/plain"; c("response text")), answered("application/x-ndjson"; ((broken("lines") | tojson) + "\n{\"\(c("cut line"))\":\n")), answered("text/\(c("answered media type"))"; "x"), answered("application/json; charset=\(c("answered charset"))"; "{}"), answered(c("no answered type"); "x"), answered("text/event-stream"; "data: \(c("event data"))\n\n"), answered("multipart/mixed; boundary=edge"; multipart("response multipart"));

def nock: {scope: "https://api.test:443", method: .request.method, path: (.request.url | sub("^https?://[^/]*"; "")), body: (.request.postData.text // ""), status: .response.status, response: .response.content.text, rawHeaders: [.response.headers[] | .name, .value], reqheaders: (.request.headers | map({(.name): .value}) | add)};
def hoverfly: {request: {method: [{matcher: "exact", value: .request.method}], destination: [{matcher: "exact", value: "api.test"}], scheme: [{matcher: "exact", value: "https"}], path: [{matcher: "exact", value: (.request.url | sub("^https?://[^/]*"; "") | sub("[?#].*"; ""))}], body: [{matcher: "exact", value: (.request.postData.text // "")}]}, response: {status: .response.status, body: (.response.content.text), encodedBody: false, headers: (.response.headers | map({(.name): [.value]}) | add)}};
def lists: map({(.name): [.value]}) | add;
def texts: map({(.name): .value}) | add;
def vcr: {request: {method: .request.method, uri: .request.url, body: {encoding: "UTF-8", string: (.request.postData.text // "")}, headers: (.request.headers | lists)}, response: {status: {code: .response.status, message: .response.statusText}, headers: (.response.headers | lists), body: {encoding: "UTF-8", string: (.response.content.text // "")}}, recorded_at: "Thu, 01 Jan 2026 00:00:00 GMT"};
def envoy_tap: {http_buffered_trace: {
  request: {headers: ([{key: ":authority", value: "api.test"}, {key: ":path", value: (.request.url | sub("^https?://[^/]*"; ""))}, {key: ":method", value: .request.method}, {key: ":scheme", value: "https"}] + [.request.headers[] | {key: (.name | ascii_downcase), value}]), body: {as_string: (.request.postData.text // "")}},
  response: {headers: ([{key: ":status", value: (.response.status | tostring)}] + [.response.headers[] | {key: (.name | ascii_downcase), value}]), body: {as_string: (.response.content.text // "")}, trailers: [{key: c("trailer"), value: c("trailer value")}]}}};
def wiremock: {name: c("mapping"), request: {method: .request.method, url: (.request.url | sub("^https?://[^/]*"; "")), headers: (.request.headers | map({(.name): {equalTo: .value}}) | add)}, response: {status: .response.status, body: .response.content.text, headers: (.response.headers | texts)}};
def mockserver: {httpRequest: {method: .request.method, path: (.request.url | sub("^https?://[^/]*"; "") | sub("[?#].*"; "")), headers: (.request.headers | lists), body: (.request.postData.text // "")}, httpResponse: {statusCode: .response.status, reasonPhrase: .response.statusText, headers: (.response.headers | lists), body: .response.content.text}};
def span: {name: c("span"), kind: 2, attributes: [{key: "http.request.method", value: {stringValue: .request.method}}, {key: "url.full", value: {stringValue: .request.url}}, {key: "http.response.status_code", value: {intValue: .response.status}}, {key: "client.address", value: {stringValue: c("client address")}}, {key: c("attribute key"), value: {stringValue: c("span attribute")}}]};
def access_log: "203.0.113.7 - \(c("remote user")) [10/Oct/2026:13:55:36 +0000] \"\(.request.method) \(.request.url | sub("^https?://[^/]*"; "")) HTTP/1.1\" \(.response.status) 12 \"https://\(c("logged referer"))/\" \"\(c("logged agent"))\"";

if $what == "description" then description
elif $what == "har-lines" then exchanges | tojson
elif $what == "har" then {log: {version: "1.2", creator: {name: c("creator"), version: "1"}, comment: c("log comment"), pages: [{startedDateTime: "2026-01-01T00:00:00.000Z", id: c("page"), title: c("page title"), pageTimings: {}}], entries: [exchanges]}} | tojson
elif $what == "nock" then [exchanges | nock] | tojson
elif $what == "hoverfly" then {data: {pairs: [exchanges | hoverfly]}, meta: {schemaVersion: "v5.2"}} | tojson
elif $what == "vcr" then {http_interactions: [exchanges | vcr], recorded_with: "VCR \(c("recorded with"))"} | tojson
elif $what == "envoy-tap" then exchanges | envoy_tap | tojson
elif $what == "wiremock" then {mappings: [exchanges | wiremock]} | tojson
elif $what == "mockserver" then [exchanges | mockserver] | tojson
elif $what == "otlp" then {resourceSpans: [{resource: {attributes: [{key: "service.name", value: {stringValue: c("service")}}]}, scopeSpans: [{spans: [exchanges | span]}]}]} | tojson
elif $what == "access-log" then exchanges | access_log
elif $what == "schema" then value
elif $what == "instances" then (broken("instance"), c("instance scalar"), [c("instance in array")] | tojson), "{\"\(c("instance cut"))\": \(c("instance nope"))"
else [exchanges, broken("instance"), {a: c("instance scalar")}, c("instance in array"), c("instance cut"), c("instance nope"), c("remote user"), c("logged referer"), c("logged agent"), c("creator"), c("log comment"), c("page"), c("page title"), c("trailer"), c("trailer value"), c("mapping"), c("span"), c("client address"), c("attribute key"), c("span attribute"), c("service"), c("recorded with") | tojson | ascii_downcase | scan("qz[a-z]+zq")] | unique[]
end
