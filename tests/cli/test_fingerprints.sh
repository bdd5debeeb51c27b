# Fingerprints stay from run to run: whatever moves in the description's lines or in the traffic.
. tests/cli/verdict.sh
cp "$SHOP" "$work/openapi.yaml"
cp tests/cases/rules/response-body-in-an-array/exchange.har "$work/array.har"
cp "$DRIFTING" "$work/limit.har"
cp tests/cli/counter.openapi.yaml "$work/live.yaml"
cp tests/cli/counter.har "$work/live.har"
cd "$work" || exit 2

judge() { "$PROGRAM" check openapi.yaml "$@" --report json 2> stderr; }
# same NAME: the report `now` has the findings of the report `before`.
same()
{
    findings before > before.findings
    findings now > now.findings
    verdict "$1" "$(diff before.findings now.findings | head -n 4)" cmp -s before.findings now.findings
}
judge limit.har array.har > before
verdict two-findings "$(cat stderr)" test "$(findings before | wc -l)" -eq 2
judge limit.har array.har > now
same two-runs
judge array.har limit.har > now
same other-order-of-recordings
judge limit.har array.har limit.har array.har > now
same each-recording-twice
{ printf '# moved\n\n# by three lines\n'; cat openapi.yaml; } > moved && mv moved openapi.yaml
judge limit.har array.har > now
same lines-of-the-description-moved
sed 's/A book shop/Another title/; s/Some books/All books/' openapi.yaml > moved && mv moved openapi.yaml
judge limit.har array.har > now
same texts-of-the-description-changed
jq '.log.entries[0].response.content.text |= (fromjson | [.[0], .[0]] + . | tojson)' array.har > longer.har
judge limit.har longer.har > now
same other-index-in-the-array
sed 's|https://shop.example.com/api|https://other.example.net/api|' limit.har > host.har
judge host.har array.har > now
same other-host
printf 'severity:\n  request.parameter-schema: warning\n' > rules.yaml
judge limit.har array.har --rules ./rules.yaml > now
same other-severity
sed 's/limit=0/limit=1000/' limit.har > maximum.har
judge maximum.har array.har > now
findings now > now.findings
verdict another-keyword-is-another-fingerprint "" sh -c '! cmp -s before.findings now.findings'

# ---- machines: the working directory and the folders' names take no part ----

mkdir -p elsewhere/deep && cp openapi.yaml elsewhere/
judge limit.har array.har > before
for place in ". ./openapi.yaml" ". $PWD/openapi.yaml" "elsewhere openapi.yaml" "elsewhere/deep ../openapi.yaml" \
    "elsewhere ../elsewhere/./openapi.yaml" "/ $PWD/elsewhere/openapi.yaml"; do
    (cd "${place% *}" && "$PROGRAM" check "${place#* }" "$work/limit.har" "$work/array.har" --report json) > now 2> stderr
    same "from-${place% *}-as-$(basename "$(dirname "${place#* }")")"
done
mkdir -p elsewhere/common
sed -n '/^components:/,$p' openapi.yaml > elsewhere/common/parts.yaml
sed 's|#/components/|common/parts.yaml#/components/|; /^components:/,$d' openapi.yaml > elsewhere/openapi.yaml
"$PROGRAM" check elsewhere/openapi.yaml limit.har array.har --report json > before 2> stderr
verdict a-finding-in-a-second-file "$(cat stderr)" grep -q 'common/parts.yaml"' before
(cd elsewhere && "$PROGRAM" check openapi.yaml ../limit.har ../array.har --report json) > now 2> stderr
same second-file-from-its-folder
"$PROGRAM" check "$PWD/elsewhere/openapi.yaml" limit.har array.har --report json > now 2> stderr
same second-file-by-an-absolute-name

# ---- rule sets, wherever they lie ----

cat > assertion.yaml << 'END'
assertions:
  - name: never
    that: {equal: [$method, "NEVER"]}
END
mkdir sets && cp assertion.yaml sets/
judge limit.har --rules ./assertion.yaml > before
judge limit.har --rules ./sets/assertion.yaml > now
verdict the-assertion-fails "$(cat stderr)" grep -q '"rule.assertion"' now
same assertion-of-another-folder

# ---- descriptions of one name, judged together ----

mkdir -p one two
sed 's/minimum: 1/minimum: one/' openapi.yaml > one/openapi.yaml
cp one/openapi.yaml two/
"$PROGRAM" lint one/openapi.yaml two/openapi.yaml --report json > now 2> stderr
holds two-descriptions-of-one-name-keep-their-findings \
    '([.findings[] | select(.description.file == "one/openapi.yaml")] | length) as $n |
     $n > 0 and (.findings | length) == 2 * $n and ([.findings[].fingerprint] | unique | length) == 2 * $n' now

# ---- live and recorded ----

sed 's/count: 3/count: many/; s/type: integer/type: string/' live.yaml > served.yaml
start_mock served served.yaml
"$PROGRAM" run live.yaml --url "$url" --report json > before 2> stderr
"$PROGRAM" check live.yaml live.har --server / --report json > now 2> stderr
verdict live-finds-the-drift "$(cat served.err stderr)" grep -q '"response.body-schema"' before
same live-and-recorded
