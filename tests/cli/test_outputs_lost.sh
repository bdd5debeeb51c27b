# What is written: into pipes and devices as they are, with nothing lost of what another process writes
# at the same time, and never in vain without a word.
. tests/cli/written.sh

# ---- what is written into as it is ----

in_copy pipes 'mkfifo p'
cat p > got & "$PROGRAM" check api.yaml session.har --report json=p > /dev/null 2>&1; wait
verdict named-pipe "$(head -c 100 got)" eval '[ -p p ] && jq -e .version got > /dev/null'
"$PROGRAM" check api.yaml session.har --report json=/dev/stdout 2> /dev/null | jq -e .version > /dev/null
verdict dev-stdout-as-a-pipe "no report" [ $? -eq 0 ]
{ echo before; "$PROGRAM" check api.yaml session.har --report json=/dev/stdout; echo after; } > log 2> /dev/null
verdict dev-stdout-as-a-file "$(head -c 100 log)" eval '[ "$(head -n 1 log)" = before ] && [ "$(tail -n 1 log)" = after ] && sed "1d;\$d" log | jq -e .version > /dev/null'
{ echo before >&5; "$PROGRAM" check api.yaml session.har --report json=/dev/fd/5; echo after >&5; } 5> log > /dev/null 2>&1
verdict descriptor-of-a-file "$(head -c 100 log)" eval '[ "$(head -n 1 log)" = before ] && [ "$(tail -n 1 log)" = after ] && sed "1d;\$d" log | jq -e .version > /dev/null'
"$PROGRAM" baseline api.yaml session.har -o - 2> /dev/null | jq -e .findings > /dev/null
verdict baseline-to-output "no baseline" [ $? -eq 0 ]
timeout -k 2 10 "$PROGRAM" baseline api.yaml session.har -o /dev/stdout 2> /dev/null | jq -e .findings > /dev/null
verdict baseline-to-dev-stdout "no baseline" [ $? -eq 0 ]
# A reader that has seen enough changes no verdict, whatever was asked of the pipe since.
{ printf 'openapi: 3.0.3\ninfo: {title: t, version: "1"}\npaths:\n'
  for n in $(seq 900); do echo "  /a$n: {get: {responses: {\"200\": {description: ok}}}}"; done; } > wide.yaml
for format in text json junit junit-strict junit-surefire html sarif tap; do
    { "$PROGRAM" check wide.yaml session.har --report "$format" -v 2> "$work/stderr"; echo $? > code; } | head -c 10 > /dev/null
    verdict "reader-has-gone-$format" "$(cat code "$work/stderr")" [ "$(cat code)" -eq 1 ]
done
cd "$root" || exit 2

in_copy folders 'mkdir drop; chmod 333 drop'
if [ "$(id -u)" -eq 0 ] && command -v setpriv > /dev/null; then
    chmod 755 "$work"; chmod -R go+r .; chmod 777 .; chown -R 1234:1234 .
    as_user() { setpriv --reuid 1234 --regid 1234 --clear-groups timeout -k 2 20 "$PROGRAM" "$@"; }
    chmod 300 drop
    as_user check api.yaml session.har --report json=drop/a --write-baseline drop/b > /dev/null 2> "$work/stderr"
    verdict folder-that-cannot-be-read "$(cat "$work/stderr")" eval '[ -s drop/a ] && [ -s drop/b ]'
    chmod 500 drop
    as_user check api.yaml session.har --report json=drop/c > /dev/null 2> "$work/stderr"
    verdict folder-that-cannot-be-written "$? $(cat "$work/stderr")" eval '[ ! -e drop/c ] && grep -q "drop/c: Permission denied" "$work/stderr"'
    as_user check api.yaml session.har --write-baseline drop/b > /dev/null 2> "$work/stderr"
    verdict folder-of-a-baseline-that-cannot-be-written "$(cat "$work/stderr")" grep -q "drop/b: Permission denied" "$work/stderr"
else
    skip folder-that-cannot-be-read "root and setpriv (util-linux)"
fi
cd "$root" || exit 2

# ---- two at a time ----

# A recording of one operation each, so that both have findings of their own.
in_copy two-writers '
{ echo "openapi: 3.0.3"; echo "info: {title: t, version: \"1\"}"; echo "paths:"
for n in 1 2 3 4 5 6; do echo "  /p$n: {get: {responses: {\"200\": {description: ok}}}}"; done; } > many.yaml
for n in 1 2 3 4 5 6; do
    echo "{\"request\":{\"method\":\"GET\",\"url\":\"https://a.test/p$n\",\"headers\":[]},\"response\":{\"status\":418,\"headers\":[],\"content\":{\"mimeType\":\"\"}}}" > $n.jsonl
done'
for round in 1 2 3; do
    rm -f both.json
    for n in 1 2 3 4 5 6; do "$PROGRAM" check many.yaml $n.jsonl --from har-lines --write-baseline both.json > /dev/null 2>&1 & done
    wait
    verdict six-writers-lose-nothing-$round "$(jq -c '[.findings[].operation]' both.json)" \
        eval '[ "$(jq ".findings | map(.operation) | unique | length" both.json)" = 6 ]'
done
# A writer that has read already, and a person who edits meanwhile.
mkfifo slow
"$PROGRAM" baseline many.yaml 1.jsonl --from har-lines -o edited.json 2> /dev/null
{ "$PROGRAM" check many.yaml - --from har-lines --write-baseline edited.json < slow > /dev/null 2>&1; } &
exec 7> slow
sleep 0.3
jq '.findings[0].reason = "by hand"' edited.json > edited.new && mv edited.new edited.json
cat 2.jsonl >&7
exec 7>&-
wait
verdict edit-during-the-run-stays "$(cat edited.json)" \
    eval '[ "$(jq -r ".findings | map(.reason) | sort | join(\",\")" edited.json)" = ",by hand" ] || [ "$(jq -r ".findings[] | select(.operation == \"GET /p1\") | .reason" edited.json)" = "by hand" ]'
verdict edit-during-the-run-takes-the-findings-in "$(cat edited.json)" eval 'jq -e "any(.findings[]; .operation == \"GET /p2\")" edited.json > /dev/null'
# What is broken meanwhile is told, and stays.
{ "$PROGRAM" check many.yaml - --from har-lines --write-baseline edited.json --report json=broken.report < slow > /dev/null 2> "$work/stderr"; echo $? > code; } &
exec 7> slow
sleep 0.3
cp edited.json sound.json
echo '{"version": 1, "findings": [' > edited.json
cat 2.jsonl >&7
exec 7>&-
wait
verdict broken-during-the-run-is-told "$(cat code "$work/stderr")" eval '[ "$(cat code)" = 4 ] && grep -q "edited.json:" "$work/stderr" && jq -e .version broken.report > /dev/null'
verdict broken-during-the-run-stays "$(cat edited.json)" eval '[ "$(cat edited.json)" = "{\"version\": 1, \"findings\": [" ]'
mv sound.json edited.json
# Somebody who holds the folder's lock is waited for.
if command -v flock > /dev/null; then
    flock . sleep 1 &
    sleep 0.2
    started=$(date +%s%3N)
    "$PROGRAM" baseline many.yaml 3.jsonl --from har-lines -o edited.json 2> /dev/null
    verdict lock-is-waited-for "did not wait" [ $(($(date +%s%3N) - started)) -ge 500 ]
    wait
fi
cd "$root" || exit 2

# ---- /dev/full ----

# full NAME ARGUMENTS...: told in one line, exit 4.
full()
{
    full_name=$1
    in_copy "$1"
    shift
    timeout -k 2 20 "$PROGRAM" "$@" > /dev/full 2> "$work/stderr" < /dev/null
    full_code=$?
    verdict "$full_name" "exit $full_code: $(cat "$work/stderr")" \
        eval '[ $full_code -eq 4 ] && [ "$(grep -c "No space left on device" "$work/stderr")" = 1 ]'
    cd "$root" || exit 2
}
full full-overview
full full-help help
full full-help-option --help
full full-help-of-a-command help check
full full-help-of-a-command-by-option lint --help
full full-version --version
full full-version-json --version --json
full full-explain explain
full full-explain-rule explain run.empty
full full-explain-rules explain rules
full full-explain-program explain program schema.json
full full-explain-routes explain routes api.yaml
full full-explain-route explain routes api.yaml GET /pets
full full-explain-no-route explain routes api.yaml GET /nothing
for shell in bash zsh fish; do full full-completion-$shell completion $shell; done
full full-check check api.yaml session.har
for format in $(formats_of check); do full "full-check-$format" check api.yaml session.har --report "$format"; done
full full-lint lint api.yaml
full full-dry-run run api.yaml --url http://127.0.0.1:1 --dry-run
full full-run run api.yaml --url http://127.0.0.1:1
full full-suggest suggest inline.yaml session.har
full full-baseline baseline api.yaml session.har -o -
full full-merge merge events.ndjson
full full-validate validate schema.json instance.json
full full-generate generate schema.json
full full-includes validate --includes instance.json schema.json
full full-mock mock api.yaml
full full-report-file check api.yaml session.har -q --report json=/dev/full
full full-baseline-file baseline api.yaml session.har -o /dev/full
full full-suggestion-file suggest inline.yaml session.har -o /dev/full
