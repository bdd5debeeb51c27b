# Baselines: accepted once, known from then on, whoever edits the file; new drift is told; what is
# gone and what has expired is told; a file that is broken is said to be so, and where.
. tests/cli/verdict.sh
cp "$SHOP" "$work/openapi.yaml"
cp "$DRIFTING" "$work/limit.har"
cp tests/cases/rules/response-body-in-an-array/exchange.har "$work/array.har"
cp "$CLEAN" "$work/clean.har"
cp tests/cli/counter.openapi.yaml "$work/live.yaml"
cp tests/cli/counter.har "$work/live.har"
cp tests/cases/baseline/things.openapi.yaml "$work/kinds.yaml"
cd "$work" || exit 2
check() { "$PROGRAM" check openapi.yaml "$@"; }

# ---- the story: first run, baseline, clean run, drift, mended ----

expect_exit first-run-finds 1 "$PROGRAM" check openapi.yaml limit.har
expect_exit accepting-exits-0 0 "$PROGRAM" baseline openapi.yaml limit.har -o drift.json
says accepting-tells-what-it-did "drift.json: 1 added, 0 kept, 0 dropped"
holds the-file-is-readable '.version == 1 and (.findings | length) == 1 and
    (.findings[0] | .operation == "GET /books" and .rule == "request.parameter-schema.minimum" and .name == "limit" and
     (.message | length) > 0 and .reason == "" and .expires == "" and (.first_seen | test("^20..-..-..$")))' drift.json
expect_exit known-findings-do-not-count 0 "$PROGRAM" check openapi.yaml limit.har --baseline drift.json
verdict the-sum-tells-of-them "$(cat stdout)" grep -qx 'baseline: 0 new, 1 known, 0 resolved' stdout
expect_exit an-injected-drift-counts 1 "$PROGRAM" check openapi.yaml limit.har array.har --baseline drift.json
verdict only-it-is-shown "$(cat stdout)" sh -c "grep -q body-schema.minLength stdout && ! grep -q parameter-schema.minimum stdout"
verdict the-sum-tells-of-both "$(cat stdout)" grep -qx 'baseline: 1 new, 1 known, 0 resolved' stdout
expect_exit all-is-listed 1 "$PROGRAM" check openapi.yaml limit.har array.har --baseline drift.json \
    --report json=all.json --report ndjson=all.ndjson --report junit=all.xml --report junit-strict=strict.xml
holds json-tells-which-is-which '(.findings | map({(.rule): .baseline.state}) | add) ==
    {"request.parameter-schema": "known", "response.body-schema": "new"} and
    .summary.findings.error == 1 and .summary.baseline == {new: 1, known: 1, stale: 0, expired: 0, unexercised: 0}' all.json
verdict ndjson-tells-too "$(tail -n 1 all.ndjson)" \
    jq -e -s '.[-1].baseline.known == 1 and ([.[] | select(.event == "finding") | .baseline.state] | sort) == ["known", "new"]' all.ndjson > jq
for report in all strict; do
    verdict "$report-junit-fails-the-new-one-only" "$(grep -c '<failure' $report.xml)" test "$(grep -c '<failure' $report.xml)" -eq 1
    verdict "$report-junit-tells-of-the-known-one" "" grep -q 'parameter-schema.minimum\] (known)' $report.xml
done
expect_exit accepting-it-too 0 "$PROGRAM" baseline openapi.yaml limit.har array.har -o drift.json
says adds-the-one "drift.json: 1 added, 1 kept, 0 dropped"
sed 's/limit=0/limit=5/' limit.har > mended.har
expect_exit a-resolved-finding-is-told 0 "$PROGRAM" check openapi.yaml mended.har array.har --baseline drift.json
verdict at-its-line "$(cat stdout)" grep -qE '^drift.json:[0-9]+:5: warning: not found again: request.parameter-schema.minimum GET /books .*\[gate.baseline-stale\]' stdout
expect_exit and-counts-if-asked-to 1 "$PROGRAM" check openapi.yaml mended.har array.har --baseline drift.json --fail-on warning
expect_exit without-prune-it-stays 0 "$PROGRAM" baseline openapi.yaml mended.har array.har -o drift.json
says told-that-it-stays "(1 not found again: --prune drops them)"
printf 'severity: {request.parameter-schema.minimum: off}\n' > off.yaml
expect_exit prune-leaves-what-is-off 0 "$PROGRAM" baseline openapi.yaml limit.har array.har -o drift.json --rules ./off.yaml --prune
says told-that-it-is-kept "0 added, 2 kept, 0 dropped"
expect_exit prune-drops-it 0 "$PROGRAM" baseline openapi.yaml mended.har array.har -o drift.json --prune
says told-that-it-went "0 added, 1 kept, 1 dropped"
expect_exit prune-leaves-what-was-not-exercised 0 "$PROGRAM" baseline openapi.yaml clean.har -o drift.json --prune
says nothing-went "0 added, 1 kept, 0 dropped"

# ---- what people write stays, and a second writing changes nothing else ----

"$PROGRAM" baseline openapi.yaml limit.har array.har -o edited.json -q
jq '.findings[0] += {reason: "a <reason> — with \"quotes\"", owner: "team-shop", ticket: "SHOP-1", expires: "2999-12-31",
    first_seen: "2020-01-01", message: "as it was", "x-note": {"any": [1, 2.50, null]}}' edited.json > edited && mv edited edited.json
cp edited.json before.json
expect_exit rewriting 0 "$PROGRAM" baseline openapi.yaml limit.har array.har -o edited.json
verdict edits-survive "$(diff before.json edited.json | head -n 6)" cmp -s before.json edited.json
expect_exit write-baseline-does-the-same 1 "$PROGRAM" check openapi.yaml limit.har array.har --write-baseline edited.json
verdict edits-survive-that-too "$(diff before.json edited.json | head -n 6)" cmp -s before.json edited.json
# Whatever JSON can say, digit for digit.
own() { sed -n 's/^ *"x-\([a-z-]*\)": \(.*[^,]\),*$/\1 \2/p' "$1"; }
sed '0,/"reason": /s//"x-past": 9223372036854775808,\
      "x-below": -9223372036854775809,\
      "x-long": 123456789012345678901234567890.000,\
      "x-fine": 0.1000000000000000055511151231257827,\
      "x-wide": 1e400,\
      "x-minus": -0,\
      "x-nul": "a\\u0000b",\
      "x-": {},\
      "reason": /' edited.json > own.json
cp own.json before.json
"$PROGRAM" baseline openapi.yaml limit.har array.har -o own.json -q
verdict own-values-survive "$(own before.json | diff - own.json | head -n 6)" eval '[ "$(own before.json | sort)" = "$(own own.json | sort)" ] && [ "$(own own.json | wc -l)" -eq 9 ]'
"$PROGRAM" baseline openapi.yaml array.har limit.har array.har -o other-order.json -q
jq -S 'del(.findings[].message)' other-order.json > a && "$PROGRAM" baseline openapi.yaml limit.har array.har -o same.json -q
jq -S 'del(.findings[].message)' same.json > b
verdict order-of-recordings-does-not-matter "$(diff a b | head -n 4)" cmp -s a b
expect_exit old-and-new-apart 1 "$PROGRAM" check openapi.yaml limit.har array.har --baseline drift.json --write-baseline next.json
holds the-new-file-has-both '.findings | length == 2' next.json
{ printf '# moved\n\n'; cat openapi.yaml; } > moved && mv moved openapi.yaml
expect_exit lines-that-move-do-not-matter 0 "$PROGRAM" check openapi.yaml limit.har array.har --baseline next.json
mkdir sub
expect_exit nor-does-the-working-folder 0 sh -c "cd sub && \"\$PROGRAM\" check ../openapi.yaml ../limit.har ../array.har --baseline ../next.json"

# ---- a baseline that is named in a configuration before it is made ----

mkdir -p project/.git
cp openapi.yaml limit.har project/
echo 'baseline: drift.json' > project/.oasdrift.yaml
expect_exit what-is-named-and-not-there-is-refused 2 sh -c 'cd project && "$PROGRAM" check openapi.yaml limit.har'
expect_exit but-can-be-made 0 sh -c 'cd project && "$PROGRAM" baseline openapi.yaml limit.har -o drift.json'
says it-is-made "drift.json: 1 added, 0 kept, 0 dropped"
expect_exit and-is-known-then 0 sh -c 'cd project && "$PROGRAM" check openapi.yaml limit.har'
rm project/drift.json
expect_exit a-run-can-make-it 1 "$PROGRAM" check openapi.yaml limit.har --baseline project/drift.json --write-baseline ./project/drift.json
verdict all-is-new-then "$(cat stdout)" grep -qx 'baseline: 1 new, 0 known, 0 resolved' stdout
rm project/drift.json
expect_exit another-file-is-not-it 2 "$PROGRAM" check openapi.yaml limit.har --baseline project/drift.json --write-baseline drift.json

# ---- lint ----

sed 's/minimum: 1,/minimum: one,/' openapi.yaml > unsound.yaml
expect_exit lint-finds 1 "$PROGRAM" lint unsound.yaml --write-baseline lint.json
expect_exit lint-knows 0 "$PROGRAM" lint unsound.yaml --baseline lint.json
cp openapi.yaml unsound.yaml
expect_exit lint-tells-what-is-resolved 1 "$PROGRAM" lint unsound.yaml --baseline lint.json --fail-on warning
verdict lint-names-the-gate "$(cat stdout)" grep -q 'gate.baseline-stale' stdout
expect_exit a-recording-says-nothing-of-them 0 "$PROGRAM" check unsound.yaml clean.har --baseline lint.json
verdict nothing-is-resolved-there "$(cat stdout)" grep -q ', 0 resolved, .* not exercised' stdout

# ---- broken files ----

# refuses NAME PLACE-AND-MESSAGE TEXT
refuses()
{
    printf '%s' "$3" > broken.json
    expect_exit "refuses-$1" 2 "$PROGRAM" check openapi.yaml limit.har --baseline broken.json
    says "says-why-$1" "$2"
}
entry='"fingerprint": "0123456789abcdef", "rule": "response.body-schema"'
refuses no-json 'broken.json:1:1: ' 'version: 1'
refuses a-merge-conflict 'broken.json:2:1: ' '{"version": 1,
<<<<<<< HEAD
"findings": []}'
refuses a-list 'broken.json:1:1: no baseline' '[]'
refuses another-document 'no baseline' '{"openapi": "3.1.0"}'
refuses a-later-version 'broken.json:1:13: a baseline of version 1' '{"version": 2, "findings": []}'
refuses findings-no-list 'broken.json:1:28: a list' '{"version": 1, "findings": {}}'
refuses an-unknown-root-field 'unknown field "finding"' '{"version": 1, "findings": [], "finding": 3}'
refuses an-entry-no-object 'an entry is an object' '{"version": 1, "findings": [3]}'
refuses a-misspelt-field 'did you mean "reason"?' "{\"version\": 1, \"findings\": [{$entry, \"reasn\": \"\"}]}"
refuses a-short-fingerprint 'a fingerprint of 16 digits' '{"version": 1, "findings": [{"fingerprint": "0123", "rule": "x"}]}'
refuses an-upper-case-fingerprint 'a fingerprint of 16 digits' '{"version": 1, "findings": [{"fingerprint": "0123456789ABCDEF", "rule": "x"}]}'
refuses no-rule 'needs a fingerprint and a rule' '{"version": 1, "findings": [{"fingerprint": "0123456789abcdef"}]}'
refuses no-date 'a date such as' "{\"version\": 1, \"findings\": [{$entry, \"expires\": \"tomorrow\"}]}"
refuses the-30th-of-february 'a date such as' "{\"version\": 1, \"findings\": [{$entry, \"expires\": \"2026-02-30\"}]}"
refuses a-number-as-text 'a text is needed' "{\"version\": 1, \"findings\": [{$entry, \"owner\": 7}]}"
refuses a-bad-operation 'an operation such as' "{\"version\": 1, \"findings\": [{$entry, \"operation\": \"/books\"}]}"
refuses an-entry-twice 'broken.json:2:2: the fingerprint 0123456789abcdef stands in line 1 already' "{\"version\": 1, \"findings\": [{$entry},
 {$entry}]}"
refuses a-key-twice 'the key "rule" stands twice' "{\"version\": 1, \"findings\": [{$entry, \"rule\": \"y\"}]}"
refuses a-long-text 'longer than 8193 bytes' "{\"version\": 1, \"findings\": [{$entry, \"reason\": \"$(head -c 9000 /dev/zero | tr '\0' x)\"}]}"
awk 'BEGIN { printf "{\"version\": 1, \"findings\": ["; for (i = 0; i <= 100000; i++)
    printf "%s{\"fingerprint\": \"%016x\", \"rule\": \"x\"}", i ? "," : "", i; print "]}" }' > broken.json
expect_exit refuses-too-many 2 "$PROGRAM" check openapi.yaml limit.har --baseline broken.json
says says-why-too-many 'more than 100000 entries'
expect_exit refuses-a-missing-file 2 "$PROGRAM" check openapi.yaml limit.har --baseline missing.json
says says-which "missing.json"
cp drift.json kept.json
printf '{' > kept.json
expect_exit does-not-write-over-a-broken-one 2 "$PROGRAM" baseline openapi.yaml limit.har -o kept.json
verdict the-broken-one-is-untouched "$(cat kept.json)" test "$(cat kept.json)" = '{'
expect_exit needs-a-file 2 "$PROGRAM" baseline openapi.yaml limit.har
says says-that-it-needs-one "-o FILE"
jq '.findings[0] += {owner: "\u001b[31mred\u202e"}' next.json > esc.json
check limit.har array.har --baseline esc.json -v > stdout
lacks control-characters-are-escaped "$(printf '\033')" stdout

# ---- one file for live and recorded runs ----

sed 's/count: 3/count: many/; s/type: integer/type: string/' live.yaml > served.yaml
start_mock served served.yaml
expect_exit live-finds-and-accepts 1 "$PROGRAM" run live.yaml --url "$url" --write-baseline live.json
expect_exit live-knows 0 "$PROGRAM" run live.yaml --url "$url" --baseline live.json
expect_exit a-recording-without-it-counts 1 "$PROGRAM" check live.yaml live.har --server /
expect_exit the-live-baseline-knows-the-recording 0 "$PROGRAM" check live.yaml live.har --server / --baseline live.json

# An entry accepts values of the kinds that it was made of; --write-baseline adds those of today, --prune
# keeps them, and the parts of a run find what the whole finds.
exchange()
{
    printf '{"request":{"method":"GET","url":"http://h/a","headers":[]},"response":{"status":200,"headers":[{"name":"content-type","value":"application/json"}],"content":{"size":%s,"mimeType":"application/json","text":"%s"}}}\n' "$(($(printf '%s' "$1" | tr -d '\\' | wc -c)))" "$1"
}
KINDS=kinds.yaml
exchange '{\"id\":1}' > "$work/one.harl"
{ exchange '{\"id\":1}'; exchange '{\"id\":null}'; } > "$work/two.harl"
expect_exit kinds-accepted 0 "$PROGRAM" baseline "$KINDS" "$work/one.harl" --from har-lines -o "$work/kinds.json"
holds kinds-are-written '[.findings[].kinds] == [["integer"]]' "$work/kinds.json"
expect_exit another-kind-is-new 1 "$PROGRAM" check "$KINDS" "$work/two.harl" --from har-lines --baseline "$work/kinds.json" --reproducible --report "json=$work/whole.json"
holds it-is-said '.summary.baseline.new == 1 and .findings[0].baseline.state == "new" and .findings[0].kinds == ["integer", "null"]' "$work/whole.json"
for part in 1 2; do
    "$PROGRAM" check "$KINDS" "$work/two.harl" --from har-lines --shard "$part/2" --baseline "$work/kinds.json" --exit-zero --reproducible --report "ndjson=$work/part$part.ndjson" > /dev/null
done
expect_exit the-parts-say-so-too 1 "$PROGRAM" merge "$work/part1.ndjson" "$work/part2.ndjson" --baseline "$work/kinds.json" --reproducible --report "json=$work/merged.json"
verdict merged-is-whole "$(diff "$work/whole.json" "$work/merged.json")" cmp -s "$work/whole.json" "$work/merged.json"
"$PROGRAM" check "$KINDS" "$work/two.harl" --from har-lines --baseline "$work/kinds.json" --write-baseline "$work/next.json" > /dev/null
holds what-one-baseline-says-is-not-in-another 'all(.findings[]; .message | contains("the baseline accepts") | not)' "$work/next.json"
expect_exit further-kinds-are-accepted 0 "$PROGRAM" baseline "$KINDS" "$work/two.harl" --from har-lines -o "$work/kinds.json"
says which-is-told '0 added, 1 kept (1 accepts values of further kinds), 0 dropped'
expect_exit then-they-are-known 0 "$PROGRAM" check "$KINDS" "$work/two.harl" --from har-lines --baseline "$work/kinds.json"
expect_exit pruned 0 "$PROGRAM" baseline "$KINDS" "$work/one.harl" --from har-lines -o "$work/kinds.json" --prune
holds kinds-stay '[.findings[].kinds] == [["integer", "null"]]' "$work/kinds.json"
jq '.findings[].kinds = ["whole"]' "$work/kinds.json" > "$work/wrong.json"
expect_exit an-unknown-kind 2 "$PROGRAM" check "$KINDS" "$work/one.harl" --from har-lines --baseline "$work/wrong.json"
says which-is-refused 'a JSON type such as "integer" is needed here'
