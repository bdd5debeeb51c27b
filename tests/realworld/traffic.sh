#!/bin/sh
# traffic.sh PROGRAM: pairs of a real description and real recordings of the same API. For each: what
# was matched, found and not checked, how fast, and whether as many response bodies misfit as a
# second opinion says (another implementation's figures, in $CORPORA/README.md).
set -u
PROGRAM=${1:-build/oasdrift}
CORPORA=${CORPORA:-../shared/corpora}
data=$CORPORA/traffic
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
failed=0

if [ ! -d "$data" ]; then
    echo "traffic: skipped, 4 sets: no $data"
    exit 0
fi

# The answer to one set: counts by verdict, by rule, by reason.
summary='
def sum_by(f): group_by(f) | map({key: (.[0] | f), count: (map(.count) | add)}) | sort_by(-.count);
[inputs] as $events
| ($events | map(select(.event == "exchange"))) as $exchanges
| ($events | map(select(.event == "finding"))) as $findings
| ($events | map(select(.event == "not-checked"))) as $not_checked
| def misfit(ids): $exchanges | map(select(.rules | any(. as $rule | ids | any(. as $id | $rule | startswith($id))))) | length;
  {exchanges: ($exchanges | length),
   unmatched: ($exchanges | map(select(.verdict == "unmatched")) | length),
   misfit: misfit(["response.body-schema", "response.null-outside-enum", "response.item-schema"]),
   beyond_null: misfit(["response.body-schema", "response.item-schema"]),
   alarms: ($findings | map(select(.severity != "info")) | length)}
| "\(.exchanges) \(.unmatched) \(.misfit) \(.beyond_null) \(.alarms)",
  ($findings | map({count, key: "\(.severity) \(.rule)\(if .keyword then "." + .keyword else "" end)"})
   | group_by(.key) | map({key: .[0].key, kinds: length, count: (map(.count) | add)}) | sort_by(-.count)[]
   | "  \(.count) in \(.kinds) places: \(.key)"),
  ($not_checked | map({count, key: "\(.part): \(.reason | gsub("\"[^\"]*\""; "\"...\"") | gsub("(?<kind>field|parameter) [^:]*:"; "\(.kind) ...:"))"})
   | sum_by(.key)[] | "  \(.count) not checked: \(.key)")'

# judge NAME DESCRIPTION RECORDINGS...: events in $scratch/NAME.ndjson, the summary's first line in
# $1..$5 of the caller by `set`.
judge()
{
    name=$1
    shift
    "$PROGRAM" check "$@" --each-exchange --exit-zero --report "ndjson=$scratch/$name.ndjson" \
        --report "json=$scratch/$name.json" 2> "$scratch/errors"
    code=$?
    [ $code -eq 0 ] || [ $code -eq 3 ] || { echo "$name: exit $code"; cat "$scratch/errors"; failed=1; }
    jq -n -r "$summary" "$scratch/$name.ndjson" > "$scratch/$name.txt"
}

# expect WHAT NUMBER KNOWN
expect()
{
    [ "$2" = "$3" ] && return
    echo "$name: $1: $2, known are $3"
    failed=1
}

# tell EXPECTED-MISFITS EXPECTED-BEYOND-NULL EXPECTED-UNMATCHED: the row of the set judged last, and
# what is behind it.
tell()
{
    read -r exchanges unmatched misfit beyond_null alarms < "$scratch/$name.txt"
    duration=$(jq '.summary.duration_ms' "$scratch/$name.json")
    echo "$name: $exchanges exchanges, $((exchanges - unmatched)) matched, $misfit response bodies misfit" \
        "($beyond_null when null outside an enum is tolerated), $((exchanges * 1000 / (duration + 1))) exchanges/s"
    sed 1d "$scratch/$name.txt"
    expect "misfitting bodies" "$misfit" "$1"
    expect "misfitting bodies but for null in enums" "$beyond_null" "$2"
    expect "unmatched" "$unmatched" "$3"
}

judge Datadog "$data/datadog-v1/v1.yaml" "$data/datadog-v1/recordings"
tell 16 5 7
# Each scenario lies there twice, raw and normalised; the second opinion is of the raw ones.
find "$data/github/recordings-nock" -name 'raw-fixture.json' | LC_ALL=C sort > "$scratch/list"
# shellcheck disable=SC2046 # no path there has a space
judge GitHub "$data/github/api.github.com.json" $(cat "$scratch/list")
tell 20 2 13
judge DigitalOcean "$data/digitalocean/description/specification/DigitalOcean-public.v2.yaml" \
    "$data/digitalocean/recordings-vcrpy"
tell 0 0 0
# The schema that "type": "TXT" names asks for flags, which it does not describe; the body fits another one.
expect "warnings and errors" "$alarms" 1
judge Stripe "$data/stripe/spec3-2022-04-12.json" "$data/stripe/recordings-vcr-ruby"
# The second opinion left out 16 requests to /v<VENDOR_ID>/..., which are matched since; one of their bodies has a null that
# its schema does not take.
tell 27 13 1
[ $failed -eq 0 ] && echo "traffic: as known"
exit $failed
