# Event files and baselines as earlier versions wrote them (tests/cli/earlier: of one recording, by the
# description beside it) are read with the result of today; those of later versions are refused in words.
. tests/cli/verdict.sh
EARLIER=tests/cli/earlier
DESCRIBED=$EARLIER/things.openapi.yaml
RECORDED=$EARLIER/things.ndjson

now() { timeout 30 "$PROGRAM" check "$DESCRIBED" "$RECORDED" --drift-after 3 --reproducible "$@"; }
now --report json="$work/now.json" --report junit="$work/now.xml" --report ndjson="$work/now.ndjson"
now --report ndjson="$work/now.2.ndjson" --shard 2/2 --run-id earlier
grep -o ' name="[^"]*"' "$work/now.xml" > "$work/now.names"

# What a finding is; the rest of it is words and places, which today's program writes otherwise.
is='{rule, keyword, severity, class, operation, status, status_key, media_type, fingerprint, cause, count, kinds, name}'
# same NAME FILE: a report with today's findings, each field that it has being today's, and no other.
same()
{
    jq -s "(.[0].findings | map({key: .fingerprint, value: .}) | from_entries) as \$now | (.[1].findings | map({key: .fingerprint, value: .}) | from_entries) as \$past |
        (\$now | keys) == (\$past | keys) and
        ([\$now | keys[] | . as \$k | ((\$past[\$k] | keys) - (\$now[\$k] | keys)) == [] and (\$past[\$k] | $is) == (\$now[\$k] | $is)] | all) and
        (.[0].summary == .[1].summary) and (.[0].not_checked == .[1].not_checked) and (.[0].coverage == .[1].coverage)" \
        "$work/now.json" "$2" > "$work/same"
    verdict "$1" "findings, counts or coverage differ from today's" grep -qx true "$work/same"
}
verdict earlier-now-has-findings "none" test "$(jq '.findings | length' "$work/now.json")" -ge 12
# merged NAME FILE...
merged()
{
    merged_name=$1
    shift
    expect_exit "$merged_name" 1 "$PROGRAM" merge "$@" --drift-after 3 --reproducible --report json="$work/then.json" \
        --report junit="$work/then.xml" --report ndjson="$work/then.ndjson"
    same "$merged_name-has-todays-findings" "$work/then.json"
    grep -o ' name="[^"]*"' "$work/then.xml" > "$work/then.names"
    verdict "$merged_name-has-todays-names" "$(diff "$work/now.names" "$work/then.names" | head -n 2)" \
        cmp -s "$work/now.names" "$work/then.names"
    holds "$merged_name-invents-nothing" '[.findings[] | has("expected") or has("found") or has("exchange_count")] | any | not' "$work/then.json"
    expect_exit "$merged_name-can-be-merged-again" 1 "$PROGRAM" merge "$work/then.ndjson" --drift-after 3 --reproducible --report json="$work/again.json"
    same "$merged_name-again-has-todays-findings" "$work/again.json"
}
merged earlier-without-shares "$EARLIER"/without-shares.?.ndjson
merged earlier-without-causes "$EARLIER"/without-causes.?.ndjson
expect_exit earlier-beside-todays 1 "$PROGRAM" merge "$EARLIER/without-shares.1.ndjson" "$work/now.2.ndjson" --drift-after 3 \
    --reproducible --report json="$work/mixed.json"
same earlier-beside-todays-has-todays-findings "$work/mixed.json"
expect_exit earlier-shard-is-missing 3 "$PROGRAM" merge "$EARLIER/without-shares.1.ndjson" --expect 2 -q

# ---- baselines ----

expect_exit earlier-baseline 0 "$PROGRAM" check "$DESCRIBED" "$RECORDED" --baseline "$EARLIER/baseline.json" --report json="$work/known.json"
holds earlier-baseline-knows-all '.summary.baseline.known == 12 and .summary.baseline.stale == 0' "$work/known.json"
cp "$EARLIER/baseline.json" "$work/updated.json"
expect_exit earlier-baseline-is-updated 0 "$PROGRAM" baseline "$DESCRIBED" "$RECORDED" -o "$work/updated.json"
says earlier-baseline-is-kept "0 added, 12 kept, 0 dropped"
holds earlier-baseline-keeps-its-entries '[.findings[].first_seen] | unique == ["1970-01-01"]' "$work/updated.json"
expect_exit earlier-baseline-for-merge 0 "$PROGRAM" merge "$EARLIER"/without-shares.?.ndjson --baseline "$EARLIER/baseline.json" -q

# ---- later versions ----

sed 's/^{"event":"start","version":1,/{"event":"start","version":2,/' "$work/now.ndjson" > "$work/later.ndjson"
expect_exit later-events 2 "$PROGRAM" merge "$work/later.ndjson"
says later-events-are-told "later.ndjson:1:1: events of version 1 are read, and these are of version 2: a later oasdrift may have written them"
jq '.version = 2' "$EARLIER/baseline.json" > "$work/later.json"
expect_exit later-baseline 2 "$PROGRAM" check "$DESCRIBED" "$RECORDED" --baseline "$work/later.json"
says later-baseline-is-told "a baseline of version 1 is needed; this one may be written by a later oasdrift"
jq '.findings[0].hue = "blue"' "$EARLIER/baseline.json" > "$work/later.json"
expect_exit later-baseline-field 2 "$PROGRAM" check "$DESCRIBED" "$RECORDED" --baseline "$work/later.json"
says later-baseline-field-is-told "unknown field \"hue\" of an entry (your own begin with x-; a later oasdrift may have others)"
# Fields are added within a version: events with one that is not known are read.
sed 's/"event":"finding",/"event":"finding","hue":"blue",/' "$work/now.ndjson" > "$work/body"
{ sed '$d' "$work/body"; sed -n '$p' "$work/body" | sed "s/\"digest\":\"[0-9a-f]*\"/\"digest\":\"$(sed '$d' "$work/body" | sha256sum | cut -d ' ' -f 1)\"/"; } > "$work/added.ndjson"
expect_exit later-field-is-read-over 1 "$PROGRAM" merge "$work/added.ndjson" --drift-after 3 --reproducible --report json="$work/added.json"
same later-field-changes-nothing "$work/added.json"
