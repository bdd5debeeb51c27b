# What a later exchange teaches is taken out of the events of earlier ones (--each-exchange), where they
# go to a file; what goes to a pipe goes at once.
. tests/cli/verdict.sh

cat > "$work/d.yaml" <<'END'
openapi: 3.1.0
info: {title: L, version: "1"}
paths:
  /x:
    get: {responses: {"200": {description: ok}}}
    post:
      requestBody: {content: {application/json: {schema: {properties: {password: {type: string}}}}}}
      responses: {"200": {description: ok}}
END
entry()
{
    printf '{"request":{"method":"%s","url":"http://h%s","headers":[{"name":"content-type","value":"application/json"}]%s},"response":{"status":200,"headers":[],"content":{"size":0,"mimeType":""}}}\n' "$1" "$2" "$3"
}
many() { for number in $(seq 300); do entry GET "/x?n=$number" ""; done; }
{
    entry GET /u/Corr3ctHorse ""
    entry GET '/x?v=Corr3ctHorse' ""
    many
    entry POST /x ',"postData":{"mimeType":"application/json","text":"{\"password\":\"Corr3ctHorse\"}"}'
    entry GET /u/Corr3ctHorse ""
} > "$work/late.jsonl"
check() { "$PROGRAM" check "$work/d.yaml" "$work/late.jsonl" --from har-lines --each-exchange --exit-zero --reproducible "$@" 2> "$work/stderr"; }
for threads in 1 4; do
    check --threads $threads --report ndjson="$work/$threads.ndjson"
    lacks "a-file-of-$threads-threads" Corr3ctHorse "$work/$threads.ndjson"
    verdict "has-all-$threads" "$(wc -l "$work/$threads.ndjson")" test "$(grep -c '"event":"exchange"' "$work/$threads.ndjson")" -eq 304
done
verdict the-same-on-any-number "$(cat "$work/stderr")" cmp -s "$work/1.ndjson" "$work/4.ndjson"
check --report ndjson="$work/a.ndjson" --report junit="$work/a.xml" --report text="$work/a.txt" --report json="$work/a.json"
verdict beside-others "$(cat "$work/stderr")" cmp -s "$work/1.ndjson" "$work/a.ndjson"
sed -n '/"event":"exchange"/p' "$work/1.ndjson" | jq -r .index > "$work/order"
verdict in-their-order "$(head -n 5 "$work/order")" sort -nc "$work/order"
cp "$work/late.jsonl" "$work/second.jsonl"
sed '$d' "$work/late.jsonl" | sed '$d' > "$work/first.jsonl"
(cd "$work" && "$PROGRAM" check d.yaml first.jsonl second.jsonl --from har-lines --each-exchange --exit-zero --report ndjson=two.ndjson 2> /dev/null)
lacks of-another-recording Corr3ctHorse "$work/two.ndjson"
expect_exit is-an-event-file 0 "$PROGRAM" merge "$work/1.ndjson" --exit-zero --report ndjson="$work/merged.ndjson"
lacks merged Corr3ctHorse "$work/merged.ndjson"
for shard in 1 2; do check --shard $shard/2 --report ndjson="$work/s$shard.ndjson"; done
lacks the-shard-that-learns Corr3ctHorse "$work/s2.ndjson"

# At once: the first event is there while the recording goes on.
mkfifo "$work/in" "$work/out"
timeout 20 "$PROGRAM" check "$work/d.yaml" - --from har-lines --each-exchange --exit-zero --report ndjson < "$work/in" > "$work/out" 2> /dev/null &
exec 7> "$work/in" 8< "$work/out"
many >&7; many >&7; many >&7
read -r start <&8
read -r first <&8
verdict a-pipe-is-told-at-once "$start" eval 'printf "%s" "$first" | grep -q "\"event\":\"exchange\""'
exec 7>&-
cat <&8 > /dev/null
exec 8<&-
wait

# What cannot be kept until then is said.
(TMPDIR=$work/nowhere; export TMPDIR; check --report ndjson="$work/big.ndjson" > /dev/null)
verdict a-folder-for-it-that-is-not-there "exit $?" [ $? -eq 4 ]
says is-told 'the temporary file of exchanges: No such file or directory'
verdict and-no-report-stands "$(ls "$work")" [ ! -e "$work/big.ndjson" ]
mkdir "$work/folder"
(TMPDIR=$work/folder; export TMPDIR; check --report ndjson="$work/kept.ndjson" > /dev/null)
verdict nothing-is-left-of-it "$(ls -A "$work/folder")" [ -z "$(ls -A "$work/folder")" ]
