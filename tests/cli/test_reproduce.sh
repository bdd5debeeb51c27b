# The command that asks again runs as it stands, once the variables that it names are set: a server on loopback
# hears the credential where the recording had it. Every format has the same lines, and none has a secret.
. tests/cli/verdict.sh
start_rude_server reproduce

# What the recording had (for nobody to see), and what the reader sets: a shell has a meaning for all of it.
recorded=Zq7kRecordedWx8vLp
secret="a b'c\"d\$e\`f\\g!h"

# NAME|SCHEME OF THE DESCRIPTION|QUERY|HEADERS OF THE RECORDING|BODY|VARIABLE|WHAT THE SERVER HEARS, a row each.
# %s: the credential.
cat > "$work/rows" <<'ROWS'
bearer|{type: http, scheme: bearer}||Authorization: Bearer %s||OASDRIFT_AUTH_BEARER|Authorization: Bearer %s
token|{type: oauth2, flows: {}}||authorization: bearer %s||OASDRIFT_AUTH_TOKEN|authorization: bearer %s
whole|{type: apiKey, in: header, name: Authorization}||Authorization: %s||OASDRIFT_AUTH_WHOLE|Authorization: %s
key-in-a-header|{type: apiKey, in: header, name: X-Api-Key}||X-Api-Key: %s||OASDRIFT_AUTH_KEY_IN_A_HEADER|X-Api-Key: %s
other-scheme|{type: http, scheme: hoba}||Authorization: HOBA %s||OASDRIFT_AUTH_OTHER_SCHEME|Authorization: HOBA %s
cookie|{type: apiKey, in: cookie, name: sid}||Cookie: lang=en; sid=%s||OASDRIFT_AUTH_COOKIE|Cookie: sid=%s
unknown|{type: http, scheme: bearer}||X-Session-Token: %s||SECRET_X_SESSION_TOKEN|X-Session-Token: %s
taken-out|{type: http, scheme: bearer}||||OASDRIFT_AUTH_TAKEN_OUT|authorization: Bearer %s
body|{type: http, scheme: bearer}|||{"note": "it's", "password": "%s"}|SECRET_PASSWORD|{"note": "it's", "password": "%s"}
ROWS
# The same in URLs, and of user and password, where a value has no blanks: what the server hears is no text of it.
cat > "$work/plain-rows" <<'ROWS'
basic|{type: http, scheme: basic}||Authorization: Basic bWU6WnE3a1JlY29yZGVkV3g4dkxw||OASDRIFT_AUTH_BASIC|Authorization: Basic bWU6JVs3fQ==
key-in-the-query|{type: apiKey, in: query, name: api_key}|limit=3&api_key=%s|||OASDRIFT_AUTH_KEY_IN_THE_QUERY|?limit=3&api_key=me:%[7} HTTP
query-taken-out|{type: apiKey, in: query, name: "a[b]"}|limit=3|||OASDRIFT_AUTH_QUERY_TAKEN_OUT|?limit=3&a%5Bb%5D=me:%[7} HTTP
ROWS

{
    printf 'openapi: 3.1.0\ninfo: {title: Credentials, version: "1"}\npaths:\n'
    while IFS='|' read -r name scheme rest; do
        case $rest in *'|{'*) method=post ;; *) method=get ;; esac
        printf '  /%s/echo: {%s: {security: [{%s: []}], responses: {"200": {description: A, content: {application/json: {schema: {type: object, properties: {id: {type: string}}}}}}}}}\n' \
            "$name" "$method" "$name"
    done
    printf 'components:\n  securitySchemes:\n'
    cat "$work/rows" "$work/plain-rows" | while IFS='|' read -r name scheme rest; do printf '    %s: %s\n' "$name" "$scheme"; done
} < "$work/rows" > "$work/head"
{ sed '/^components:/,$d' "$work/head"
  while IFS='|' read -r name rest; do
      printf '  /%s/echo: {get: {security: [{%s: []}], responses: {"200": {description: A, content: {application/json: {schema: {type: object, properties: {id: {type: string}}}}}}}}}\n' "$name" "$name"
  done < "$work/plain-rows"
  sed -n '/^components:/,$p' "$work/head"; } > "$work/a.yaml"

# An entry a row, as a browser that takes credentials out would have it; one a line.
cat "$work/rows" "$work/plain-rows" | jq -Rc --arg recorded "$recorded" --arg host "$host" '
    split("|") as [$name, $scheme, $query, $header, $body] |
    ([["Accept", "*/*"]] + if $header == "" then [] else [$header | gsub("%s"; $recorded) | capture("^(?<n>[^:]*): (?<v>.*)$") | [.n, .v]] end
        + if $body == "" then [] else [["Content-Type", "application/json"]] end) as $headers |
    {_initiator: {}, _priority: "High", request: ({
        method: (if $body == "" then "GET" else "POST" end),
        url: "http://\($host)/\($name)/echo\(if $query == "" then "" else "?" + ($query | gsub("%s"; $recorded)) end)",
        headers: ($headers | map({name: .[0], value: .[1]})), bodySize: ($body | gsub("%s"; $recorded) | utf8bytelength)
    } + if $body == "" then {} else {postData: {mimeType: "application/json", text: ($body | gsub("%s"; $recorded))}} end),
    response: {status: 200, headers: [{name: "Content-Type", value: "application/json"}], content: {mimeType: "application/json", text: "{\"id\": 7}", size: 9}}}' > "$work/a.jsonl"

expect_exit recording-is-judged 1 "$PROGRAM" check "$work/a.yaml" "$work/a.jsonl" --from har-lines -v --each-exchange \
    $(every_report "$work/out-")
jq -r '.findings[] | select(.rule == "response.body-schema") | "\(.operation.path)\t\(.exchanges[0].curl)"' "$work/out-json" > "$work/lines"

# heard NAME VARIABLE VALUE TEXT: the line of /NAME/echo, run with the variable set, has the server hear the text.
heard()
{
    line=$(sed -n "s|^/$1/echo	||p" "$work/lines")
    for shell in sh bash; do
        env -i PATH="$PATH" "$2=$3" timeout 10 "$shell" -c "$line" > "$work/heard" 2> "$work/complaint"
        verdict "$1-runs-in-$shell" "$line: $(cat "$work/complaint") $(head -c 600 "$work/heard")" grep -qaF -e "$4" "$work/heard"
    done
    case $line in
    *"$recorded"* | *redacted*) not_ok "$1-has-no-secret" "$line" ;;
    *) ok "$1-has-no-secret" ;;
    esac
}
while IFS='|' read -r name scheme query header body variable text; do
    heard "$name" "$variable" "$secret" "${text%%%s*}$secret${text#*%s}"
done < "$work/rows"
while IFS='|' read -r name scheme query header body variable text; do
    heard "$name" "$variable" 'me:%[7}' "$text"
done < "$work/plain-rows"

# Each format, its escapes undone, has each of the lines; csv has none, har the requests themselves.
cut -f 2 "$work/lines" > "$work/commands"
entities="s/&#34;/\"/g; s/&quot;/\"/g; s/&#39;/'/g; s/&apos;/'/g; s/&#36;/\$/g; s/&#62;/>/g; s/&gt;/>/g; s/&#60;/</g; s/&lt;/</g; s/&#38;/\\&/g; s/&amp;/\\&/g"
for format in $(all_formats_of check); do
    file=$work/out-$format
    case $format in
    csv | har | prometheus | gitlab) continue ;;
    json | ndjson | ctrf | sarif) jq -r '.. | strings' "$file" > "$work/texts" ;;
    allure) cat "$file"/*-attachment.sh > "$work/texts" ;;
    github) sed 's/%0A/\n/g; s/%25/%/g' "$file" > "$work/texts" ;;
    markdown | html | junit*) sed "$entities" "$file" > "$work/texts" ;;
    *) cp "$file" "$work/texts" ;;
    esac
    while read -r command; do
        grep -qaF -e "$command" "$work/texts" || printf '%s\n' "$command"
    done < "$work/commands" > "$work/missing"
    # Of annotations GitHub takes ten.
    verdict "$format-has-the-lines" "$(head -n 2 "$work/missing")" \
        test "$(wc -l < "$work/missing")" -le "$(if [ "$format" = github ]; then echo 3; else echo 0; fi)"
    grep -raqF -e "$recorded" "$file"
    verdict "$format-has-no-secret" "$(grep -raF -e "$recorded" "$file" | head -c 300)" test $? -ne 0
done
