# oasdrift check --threads: the same bytes in every report on any number of threads, whatever the
# format of the recording, what is broken in it, and where secrets stand.
# plain build only
. tests/cli/verdict.sh
ORDERS=tests/bench/traffic.openapi.yaml

# Some ten batches; each tenth entry is broken in one way, unknown paths and a token come now and then.
sh tests/bench/make_traffic.sh 7 2400 > "$work/whole.har"
sed -e '200s/Content-Type/Authorization","value":"Bearer tok-12345678901"},{"name":"Content-Type/' \
    -e '1501s/.*/,{"request":{"method":"GET","url":"https:\/\/api.example.com\/v1\/orders?limit=1\&status=tok-12345678901"},"response":{"status":500,"headers":[]}}/' \
    -e '300~10s/"status":20[0-9]/"status":"none"/' -e '305~50s/"url":/"uri":/' -e '307~90s,/v1/orders,/v1/odd,' \
    -e '311~70s/"response":{/"response":{"_error":"aborted",/' -e '313~90s/"time":12.5/"time":12.5.5/' \
    "$work/whole.har" > "$work/broken.har"
head -c 900000 "$work/broken.har" > "$work/cut.har"
sed -e 1d -e '$d' -e 's/^,//' "$work/broken.har" > "$work/lines.ndjson"
mkdir "$work/folder"
cp -r tests/cases/recordings/vcr-ruby tests/cases/recordings/playwright-zip tests/cases/recordings/wiremock-mappings "$work/folder"
gzip -k "$work/lines.ndjson"

formats=$(formats_of check)
for threads in 1 2 8; do
    set --
    for format in $formats; do set -- "$@" --report "$format=$work/$format.$threads"; done
    timeout 100 "$PROGRAM" check "$ORDERS" "$work/broken.har" "$work/folder" "$work/cut.har" "$work/lines.ndjson.gz" --threads $threads \
        --reproducible --each-exchange "$@" > "$work/stdout" 2> "$work/stderr"
    status=$?
    verdict "exit-$threads-threads" "exit $status" test "$status" -eq 1
done
for threads in 2 8; do
    for format in $formats; do
        verdict "$format-is-the-same-on-$threads-threads" "$(cmp "$work/$format.1" "$work/$format.$threads")" \
            cmp -s "$work/$format.1" "$work/$format.$threads"
    done
done
holds all-were-seen '.summary.exchanges > 5000 and (.errors | length) == 1 and (.not_checked | length) > 5' "$work/json.1"
jq -c -s . "$work/ndjson.1" > "$work/events"
holds events-in-order '[.[] | select(.event == "exchange" and (.source | endswith("broken.har"))) | .index] | . == sort and length > 2000' \
    "$work/events"
# A credential of one batch in the URL and value of another.
for format in $formats; do
    verdict "the-token-is-not-in-$format" "" test -z "$(grep -l tok-12345678901 "$work/$format".*)"
done
verdict the-token-is-taken-out "nothing was redacted" grep -q 'status=\[redacted\]' "$work/ndjson.1"
# Discriminators: what they choose is found out by whichever thread comes first.
{
    printf 'openapi: 3.1.0\ninfo: {title: Pets, version: "1"}\npaths:\n'
    for i in $(seq 120); do
        printf '  /pets%d: {get: {responses: {"200": {description: d, content: {application/json: {schema: {$ref: "#/components/schemas/Pet%d"}}}}}}}\n' "$i" "$i"
    done
    printf 'components:\n  schemas:\n'
    for i in $(seq 120); do
        printf '    Pet%d: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {cat: "#/components/schemas/Cat%d"}}}\n' "$i" "$i"
        printf '    Cat%d: {type: object, properties: {kind: {type: string}, lives: {type: integer, maximum: 9}}}\n' "$i"
    done
} > "$work/pets.yaml"
for i in $(seq 4800); do
    printf '{"request":{"method":"GET","url":"/pets%d"},"response":{"status":200,"headers":[{"name":"Content-Type","value":"application/json"}],"content":{"mimeType":"application/json","text":"{\\"kind\\":\\"cat\\",\\"lives\\":%d}"}}}\n' \
        $((i % 120 + 1)) $((i % 13))
done > "$work/pets.ndjson"
for threads in 1 4; do
    timeout 100 "$PROGRAM" check "$work/pets.yaml" "$work/pets.ndjson" --threads $threads --reproducible > "$work/pets.$threads" 2> "$work/stderr"
    status=$?
    verdict "discriminators-exit-$threads-threads" "exit $status: $(head -n 5 "$work/stderr")" test "$status" -eq 0
done
verdict discriminators-are-followed "$(tail -n 3 "$work/pets.1")" grep -q '120 warnings' "$work/pets.1"
verdict discriminators-are-the-same-on-4-threads "$(cmp "$work/pets.1" "$work/pets.4")" cmp -s "$work/pets.1" "$work/pets.4"
expect_exit too-many-threads 2 "$PROGRAM" check "$ORDERS" "$work/whole.har" --threads 65
