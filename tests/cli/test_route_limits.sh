# What is beyond a limit of the router is not checked, with the limit's name, and never "not
# described": by check, explain routes, run and the mock.
# plain build only
. tests/cli/verdict.sh

# describe PATHS SERVERS: jq expressions of a list of paths, of which each has its parameters, and of URLs.
describe()
{
    jq -n "{openapi: \"3.1.0\", info: {title: \"L\", version: \"1\"}, servers: [$2 | {url: .}],
        paths: ([\"/x\", $1] | map({key: ., value: {
            parameters: [scan(\"{([a-z0-9]+)}\")[0] | {name: ., in: \"path\", required: true, schema: {type: \"integer\"}}],
            get: {responses: {\"200\": {description: \"ok\"}}}}}) | from_entries)}" > "$work/d.json"
}
s() { jq -nr "\"/s\" * $1"; }
# request METHOD PATH: judged; the report is $work/r.json.
request()
{
    printf '{"request":{"method":"%s","url":"http://h%s","headers":[]},"response":{"status":200,"headers":[],"content":{"size":0,"mimeType":""}}}\n' "$1" "$2" > "$work/r.jsonl"
    "$PROGRAM" check "$work/d.json" "$work/r.jsonl" --report json="$work/r.json" 2> /dev/null
}
# beyond LIMIT METHOD PATH: not checked for that limit, and nothing is found.
beyond()
{
    request "$2" "$3"
    holds "beyond $1: $2 $(printf %.40s "$3")" ".findings == [] and .summary.not_checked == 1 and (.not_checked[0].reason | contains(\"($1)\"))" "$work/r.json"
    "$PROGRAM" explain routes "$work/d.json" "$2" "http://h$3" > "$work/routes"
    verdict "explained: $2 $(printf %.40s "$3")" "$(cat "$work/routes")" eval "head -n 1 '$work/routes' | grep -q '($1)' && ! grep -q 'has fewer segments' '$work/routes'"
}
# broken RULE METHOD PATH: that alone is found.
broken()
{
    request "$2" "$3"
    holds "$1: $2 $(printf %.40s "$3")" "[.findings[].rule] == [\"$1\"]" "$work/r.json"
}
# kept METHOD PATH
kept()
{
    request "$1" "$2"
    holds "kept: $1 $(printf %.40s "$2")" '.findings == [] and all(.not_checked[]; .reason | contains("nothing of the exchange") | not) and .summary.operations.seen == 1' "$work/r.json"
}

root='"http://h"'
describe '"/s" * 65' "$root"
beyond ROUTE_MAX_SEGMENTS GET "$(s 65)"
beyond ROUTE_MAX_SEGMENTS GET "$(s 65)/"
beyond ROUTE_MAX_SEGMENTS POST "$(s 65)"
beyond ROUTE_MAX_SEGMENTS GET "/%73$(s 64)"
broken route.path-undocumented GET "$(s 64)"
broken route.path-undocumented GET "$(s 66)"
broken route.path-undocumented GET "$(s 64)/t"
kept GET /x
describe '"/a/{p}/" + "s/" * 64' "$root"
beyond ROUTE_MAX_SEGMENTS GET "/a/1/$(jq -nr '"s/" * 64')"
beyond ROUTE_MAX_SEGMENTS GET "/a/1$(s 64)"
broken route.path-undocumented GET "/b/1$(s 64)"
describe '"/" + ([range(33) | "{p\(.)}"] | join("/"))' "$root"
beyond ROUTE_MAX_PARAMETERS GET "$(s 33)"
broken route.path-undocumented GET "$(s 32)"
describe '"/" + ([range(33) | "{p\(.)}"] | join("-"))' "$root"
beyond ROUTE_MAX_PARAMETERS GET "/$(jq -nr '["s" | range(33) as $i | .] | join("-")')"
broken route.path-undocumented GET /s-s
describe '(range(1002) | "/{a}-x\(.)-{b}")' "$root"
beyond ROUTE_MAX_ALIKE GET /1-x1001-2
kept GET /1-x1-2
broken route.path-undocumented GET /1-y1-2
describe '(range(1002) | "/{a}-x\(.)-{b}"), "/{id}"' "$root"
beyond ROUTE_MAX_ALIKE GET /1-x1001-2
kept GET /17
broken request.parameter-schema GET /1-y1-2
describe '(range(10002) | "/p\(.)" + "/s" * 64)' "$root"
beyond ROUTE_MAX_SEGMENTS GET "/p1$(s 64)"
beyond ROUTE_MAX_LEFT_OUT GET "/p10001$(s 64)"
beyond ROUTE_MAX_LEFT_OUT GET /nothing

describe empty '(range(300) | "http://h/b\(.)")'
beyond ROUTE_MAX_BASES GET /b256/x
beyond ROUTE_MAX_BASES GET /b299/x
beyond ROUTE_MAX_BASES GET /b256/nothing
kept GET /b255/x
broken route.server-undocumented GET /b300/x
broken route.path-undocumented GET /b255/nothing
describe empty '"http://h", (range(300) | "http://h/b\(.)")'
beyond ROUTE_MAX_BASES GET /b290/x
kept GET /x
broken route.path-undocumented GET /nothing
describe empty '(range(300) | "http://h/b\(.)"), "http://h"'
beyond ROUTE_MAX_BASES GET /x
kept GET /b3/x
broken route.path-undocumented GET /b3/nothing
describe '"/s" * 65' '(range(300) | "http://h/b\(.)")'
beyond ROUTE_MAX_BASES GET "/b290$(s 65)"
beyond ROUTE_MAX_SEGMENTS GET "/b1$(s 65)"
describe empty '"http://h/{v}"'
jq '.servers[0].variables = {v: {default: "v0", enum: [range(300) | "v\(.)"]}}' "$work/d.json" > "$work/e.json" && mv "$work/e.json" "$work/d.json"
beyond SERVER_MAX_BASES GET /v290/x
kept GET /v3/x

# With a placeholder in the URL, paths are tried under each base, so many and no more.
describe '(range(500) | "/p\(.)/z")' '(range(250) | "http://h/b\(.)")'
request GET '/b249/p499/<id>'
holds more-paths-than-are-tried '.findings == [] and any(.not_checked[]; .reason | contains("more paths than are tried"))' "$work/r.json"
request GET '/b249/p1/<id>'
holds placeholder-in-one-of-many '.findings == []' "$work/r.json"
describe '"/s" * 140' "$root"
request GET "/<id>$(s 139)"
holds placeholder-in-a-path-beyond-a-limit '.findings == []' "$work/r.json"

# A live run against the mock of it: the one says that it cannot tell, the other does not hold it against it.
describe '"/s" * 65' "$root"
start_mock beyond "$work/d.json"
"$PROGRAM" run "$work/d.json" --url "$url" --report json="$work/r.json" 2> /dev/null
holds a-run-is-not-checked '.findings == [] and any(.not_checked[]; .reason | contains("(ROUTE_MAX_SEGMENTS)"))' "$work/r.json"
if command -v curl > /dev/null; then
    verdict the-mock-says-why "$(curl -s "$url$(s 65)")" eval 'curl -s -w "%{http_code}" "$url$(s 65)" | grep -q "(ROUTE_MAX_SEGMENTS).*501$"'
else
    skip the-mock-says-why curl
fi

# What fits in part only does not "have fewer segments".
describe '"/s/{a}-x-{b}"' "$root"
"$PROGRAM" explain routes "$work/d.json" GET http://h/s/1-y-2 > "$work/routes"
verdict a-segment-that-does-not-fit-is-named "$(cat "$work/routes")" grep -q 'segment 2: "1-y-2" does not fit' "$work/routes"
