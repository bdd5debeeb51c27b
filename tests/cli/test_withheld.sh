# What hangs on a recording as a whole (does it have credentials?) is told the same by shards that
# are merged, and by any number of threads.
. tests/cli/verdict.sh
spec=tests/cases/recordings/secured.openapi.yaml

# entry PATH HEADERS: one line of a recording.
entry()
{
    printf '{"request":{"method":"GET","url":"https://api.example.com%s","headers":[{"name":"Accept","value":"*/*"}%s]},' "$1" "$2"
    printf '"response":{"status":204,"headers":[{"name":"Server","value":"x"}],"content":{}}}\n'
}
plain=$(entry /things ''; entry /others '')
token=$(entry /things ',{"name":"Authorization","value":"Bearer abc"}')
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do echo "$plain"; done > "$work/none.jsonl"
{ cat "$work/none.jsonl"; echo "$token"; } > "$work/last.jsonl"
{ echo "$token"; cat "$work/none.jsonl"; } > "$work/first.jsonl"

judge() { "$PROGRAM" check "$spec" "$@" --from har-lines --exit-zero --reproducible 2> "$work/stderr"; }

for recording in none first last; do
    file=$work/$recording.jsonl
    judge "$file" --report json > "$work/whole"
    for by in records ranges; do
        for shard in 1 2 3; do
            judge "$file" --shard $shard/3 --shard-by $by --run-id r --report ndjson > "$work/$shard"
        done
        "$PROGRAM" merge "$work/1" "$work/2" "$work/3" --exit-zero --reproducible --report json > "$work/merged" 2> "$work/stderr"
        verdict "$recording-merged-by-$by" "$(diff "$work/whole" "$work/merged" | head -n 20)" \
            cmp -s "$work/whole" "$work/merged"
    done
    judge "$file" --report ndjson --each-exchange --threads 1 > "$work/one"
    judge "$file" --report ndjson --each-exchange --threads 4 > "$work/four"
    verdict "$recording-on-threads" "" cmp -s "$work/one" "$work/four"
done
verdict none-is-said-once "$(cat "$work/whole")" \
    test "$(judge "$work/none.jsonl" --report json | jq '[.not_checked[].count] == [40] and .summary.findings.error == 0')" = true
verdict one-is-enough "" \
    test "$(judge "$work/last.jsonl" --report json | jq '.not_checked == [] and .summary.findings.error == 2')" = true
verdict all-of-a-recording "" \
    test "$(judge "$work/none.jsonl" "$work/last.jsonl" --report json | jq '[.not_checked[].count] == [40] and ([.findings[] | select(.severity == "error").count] | add) == 40')" = true
verdict verdicts-wait "" \
    test "$(judge "$work/last.jsonl" --report ndjson --each-exchange | jq -s '[.[] | select(.event == "exchange").verdict == "fail"] | (map(select(.)) | length) == 40')" = true

# What waits for the end of a long recording is bounded.
if sanitized; then
    skip memory-of-what-waits "a build without sanitizers, which reserve address space"
else
    awk '{ for (i = 0; i < 5000; i++) print }' "$work/last.jsonl" | grep -v Bearer > "$work/long.jsonl"
    (
        ulimit -v 60000
        judge "$work/long.jsonl" --report ndjson --each-exchange --threads 1 > "$work/long.ndjson"
    )
    verdict memory-of-what-waits "$(tail -n 1 "$work/long.ndjson" | head -c 300)" \
        test "$(grep -c '"event":"exchange"' "$work/long.ndjson")" = 200000
fi
