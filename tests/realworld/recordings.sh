#!/bin/sh
# recordings.sh PROGRAM: every HAR of many producers is read whole: as many entries as jq counts,
# judged or said why not. What jq cannot read is refused, with the place.
set -u
PROGRAM=${1:-build/oasdrift}
CORPORA=${CORPORA:-../shared/corpora}
data=$CORPORA/har
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
failed=0
files=0
entries=0
refused=0

if [ ! -d "$data" ]; then
    echo "recordings: skipped, about 40 HAR files: no $data"
    exit 0
fi

# An entry is judged, has no response (which is counted as an exchange too), or is passed over.
count='.summary.exchanges + ([.not_checked[] | select(.operation == null and (.reason | startswith("no response was recorded") | not)
    and .part == "response.status") | .count] | add // 0)'

complain()
{
    echo "$file: $1"
    failed=1
}

# A byte order mark is no fault of the recording.
find "$data" -name '*.har' | LC_ALL=C sort > "$scratch/list"
while read -r file; do
    files=$((files + 1))
    "$PROGRAM" check tests/cases/rules/shop.openapi.yaml "$file" --report json \
        --exit-zero --allow-empty > "$scratch/json" 2> "$scratch/errors"
    code=$?
    if known=$(sed '1s/^\xef\xbb\xbf//' "$file" |
        jq '(if type == "array" then . else (.log.entries // .entries // [.]) end) | length' 2> "$scratch/jq"); then
        seen=$(jq "$count" "$scratch/json")
        entries=$((entries + known))
        [ "$code" -eq 0 ] || complain "exit $code: $(jq -r '.errors[0].message' "$scratch/json")"
        [ "$seen" = "$known" ] || complain "$seen entries, jq counts $known"
    else
        refused=$((refused + 1))
        [ "$code" -eq 3 ] || complain "exit $code; jq: $(cat "$scratch/jq")"
        jq -r '.errors[].message' "$scratch/json" | grep -qF "$file:" || complain "refused without its place"
    fi
done < "$scratch/list"
echo "recordings: $files HAR files, $entries entries read; $refused refused, and so by jq"
exit $failed
