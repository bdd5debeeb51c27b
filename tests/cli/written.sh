# Read by the scripts about what is written: files to work with, and what looks at them. Reads verdict.sh.
. tests/cli/verdict.sh
root=$PWD
kept=$work/kept
mkdir "$kept" "$kept/recordings" "$kept/stubs" "$kept/stubs/mappings" "$kept/stubs/__files"

cat > "$kept/api.yaml" <<'YAML'
openapi: 3.0.3
info: {title: outputs, version: '1'}
paths:
  /pets:
    get:
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: 'parts/pet.yaml'}}}
YAML
mkdir "$kept/parts"
echo '{type: object, properties: {id: {type: integer}}}' > "$kept/parts/pet.yaml"
cat > "$kept/session.har" <<'JSON'
{"log":{"version":"1.2","entries":[{"request":{"method":"GET","url":"https://api.test/pets","headers":[]},
 "response":{"status":200,"headers":[{"name":"Content-Type","value":"application/json"}],
 "content":{"mimeType":"application/json","text":"{\"id\":\"seven\",\"new\":true}"}}}]}}
JSON
cp "$kept/session.har" "$kept/recordings/one.har"
sed 's/"text":"[^}]*}"/"_file":"body.txt"/' "$kept/session.har" > "$kept/beside.har"
echo '{"id":7}' > "$kept/body.txt"
cat > "$kept/stubs/mappings/one.json" <<'JSON'
{"request":{"method":"GET","url":"/pets"},"response":{"status":200,"bodyFileName":"pet.json",
 "headers":{"Content-Type":"application/json"}}}
JSON
echo '{"id":7}' > "$kept/stubs/__files/pet.json"
printf 'severity: {response.property-undocumented: warning}\n' > "$kept/rules.yaml"
printf 'extends: ./rules.yaml\n' > "$kept/outer.yaml"
printf 'overlay: 1.0.0\ninfo: {title: o, version: "1"}\nactions: [{target: "$.info", update: {title: changed}}]\n' > "$kept/change.overlay.yaml"
printf 'fail-on: never\n' > "$kept/config.yaml"
printf '{"type":"object"}\n' > "$kept/schema.json"
printf '{"a":1}\n' > "$kept/instance.json"
cp "$kept/api.yaml" "$kept/old.yaml"
sed "s|{\$ref: 'parts/pet.yaml'}|{type: object, properties: {id: {type: integer}}}|" "$kept/api.yaml" > "$kept/inline.yaml"
sed "s|parts/pet.yaml|https://x.test/pet.yaml|" "$kept/api.yaml" > "$kept/mapped.yaml"
cd "$kept" || exit 2
"$PROGRAM" check api.yaml session.har --exit-zero --report ndjson=events.ndjson 2> /dev/null
"$PROGRAM" baseline api.yaml session.har -o accepted.json 2> /dev/null
"$PROGRAM" check api.yaml session.har --exit-zero --shard 1/1 --report ndjson=shard.ndjson 2> /dev/null
cd "$root" || exit 2

state() { (cd "$1" && find . -printf '%p %y %m %l\n' | sort && find . -type f -exec sha256sum {} + | sort); }

# in_copy NAME [SETUP]: a fresh copy of the files to work in, and what it looks like.
in_copy()
{
    cd "$root" || exit 2
    rm -rf "$work/here"
    cp -a "$kept" "$work/here"
    cd "$work/here" || exit 2
    [ $# -lt 2 ] || eval "$2"
    state . > "$work/before"
}

# refused NAME SETUP TEXT ARGUMENTS...: exit 2, TEXT on standard error, and nothing has changed.
refused()
{
    refused_name=$1 refused_text=$3
    in_copy "$1" "$2"
    shift 3
    timeout -k 2 20 "$PROGRAM" "$@" > "$work/stdout" 2> "$work/stderr" < /dev/null
    refused_code=$?
    state . > "$work/after"
    if [ $refused_code -ne 2 ]; then
        not_ok "$refused_name" "exit $refused_code: $(head -c 200 "$work/stderr")"
    elif ! cmp -s "$work/before" "$work/after"; then
        not_ok "$refused_name" "files changed: $(diff "$work/before" "$work/after" | head -n 4)"
    elif ! grep -qF -e "$refused_text" "$work/stderr"; then
        not_ok "$refused_name" "standard error lacks \"$refused_text\": $(head -c 300 "$work/stderr")"
    else
        ok "$refused_name"
    fi
    cd "$root" || exit 2
}
