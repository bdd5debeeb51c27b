# Fingerprints stay from run to run: whatever moves in the description's lines or in the traffic.
. tests/cli/verdict.sh
cp "$SHOP" "$work/openapi.yaml"
cp tests/cases/rules/response-body-in-an-array/exchange.har "$work/array.har"
cp "$DRIFTING" "$work/limit.har"
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
