# Arguments with a secret in them: what is wrong with one is told without it, and so is what a live run
# that got it is asked to do. Nothing is sent anywhere: no port 9 answers here.
. tests/cli/verdict.sh
secret=Zq7kSECREWx8vLp
here=http://127.0.0.1:9
cat > "$work/d.yaml" <<'EOF'
openapi: 3.0.3
info: {title: t, version: '1'}
servers: [{url: 'https://api.test/v1'}]
paths:
  /pets/{pin}:
    get:
      parameters:
        - {name: pin, in: path, required: true, schema: {type: string, format: password, enum: [a1]}}
        - {name: q, in: query, required: true, schema: {type: string, format: password, enum: [b2]}}
        - {name: X-Q, in: header, schema: {type: string, format: password}}
        - {name: access_token, in: query, schema: {type: string}}
      responses: {'200': {description: ok}}
EOF

# hides NAME TEXT ARGUMENT...: the program says TEXT, and tells the secret on neither stream.
hides()
{
    hides_name=$1 hides_text=$2
    shift 2
    timeout -k 2 30 "$PROGRAM" "$@" > "$work/told" 2>&1
    verdict "$hides_name-is-told" "$(head -n 3 "$work/told")" grep -qF -e "$hides_text" "$work/told"
    lacks "$hides_name-is-hidden" "$secret" "$work/told"
}

for url in "$here/?access_token=$secret" "$here/#access_token=$secret" "127.0.0.1:9?access_token=$secret" \
    "ftp://me:$secret@127.0.0.1/" "ftp://$secret@127.0.0.1/" "me:$secret@127.0.0.1:9/" "$secret@127.0.0.1:9" "https:/me:$secret@127.0.0.1"; do
    number=$((${number:-0} + 1))
    hides "refused-url-$number" 'oasdrift: --url' run "$work/d.yaml" --url "$url"
done
for userinfo in "$secret" "$secret:" "me:$secret" "me:a%40$secret"; do
    number=$((number + 1))
    hides "userinfo-$number" 'connection refused' run "$work/d.yaml" --url "http://$userinfo@127.0.0.1:9"
    hides "userinfo-$number-json" '"errors"' run "$work/d.yaml" --url "http://$userinfo@127.0.0.1:9" --report json
    hides "userinfo-$number-dry" 'curl -sS' run "$work/d.yaml" --url "http://$userinfo@127.0.0.1:9" --dry-run
done
for header in "Authorization Bearer $secret" "X-Api-Key $secret" "Cookie=$secret" "$secret" ": $secret"; do
    number=$((number + 1))
    hides "refused-header-$number" 'expected NAME: VALUE' run "$work/d.yaml" --url "$here" -H "$header"
done
hides header-in-two-words 'oasdrift: ' run "$work/d.yaml" --url "$here" -H Authorization: "$secret"
hides header-in-three-words 'oasdrift: ' run "$work/d.yaml" --url "$here" -H Authorization: Bearer "$secret"
hides header-with-a-control-character 'a line break stands in it' run "$work/d.yaml" --url "$here" -H "X-Api-Key: a
$secret"
for parameter in "access_token:$secret" "token $secret" "$secret"; do
    number=$((number + 1))
    hides "refused-parameter-$number" 'expected NAME=VALUE' run "$work/d.yaml" --url "$here" --parameter "$parameter"
done
for parameter in access_token q pin X-Q; do
    hides "parameter-$parameter" 'connection refused' run "$work/d.yaml" --url "$here" --parameter "$parameter=$secret"
    hides "parameter-$parameter-dry" 'curl -sS' run "$work/d.yaml" --url "$here" --parameter "$parameter=$secret" --dry-run
done
for proxy in "http://me:$secret@127.0.0.1:9" "ftp://me:$secret@127.0.0.1:9" "$secret@127.0.0.1:9" "http://$secret@127.0.0.1:9"; do
    number=$((number + 1))
    hides "proxy-$number" '/pets/' run "$work/d.yaml" --url "$here" --proxy "$proxy"
done
hides user '/pets/' run "$work/d.yaml" --url "$here" --user "me:$secret"
hides user-alone '/pets/' run "$work/d.yaml" --url "$here" --user "$secret"
for file in "https://x.invalid/d?access_token=$secret" "https://me:$secret@x.invalid/d" "https://$secret@x.invalid/d"; do
    number=$((number + 1))
    hides "description-$number" 'x.invalid' lint "$file"
    hides "recording-$number" 'x.invalid' check "$work/d.yaml" "$file"
    hides "recording-$number-json" 'x.invalid' check "$work/d.yaml" "$file" --report json
    hides "report-$number" 'x.invalid' check "$work/d.yaml" /dev/null --report "json=$file"
    hides "schema-$number" 'x.invalid' validate "$file" /dev/null
    hides "merged-$number" 'x.invalid' merge "$file"
    hides "baseline-$number" 'x.invalid' check "$work/d.yaml" /dev/null --baseline "$file"
    hides "rules-$number" 'x.invalid' check "$work/d.yaml" /dev/null --rules "$file"
    hides "certificate-$number" '' run "$work/d.yaml" --url "$here" --cert "$file" --cacert "$file"
    hides "command-$number" 'unknown command' "$file"
    hides "rule-$number" 'no rule' explain "$file"
    hides "route-$number" 'x.invalid' explain routes "$work/d.yaml" GET "$file"
    hides "route-$number-as-its-method" 'no server' explain routes "$work/d.yaml" "$file" GET
    hides "operation-$number" 'fits no operation' check "$work/d.yaml" "$CLEAN" --operation "GET $file"
    hides "server-$number" '--server' check "$work/d.yaml" /dev/null --server "${file#https://}"
    hides "host-$number" 'allow-ref' check "$work/d.yaml" /dev/null --allow-ref "${file#https://}"
done
