# Every report format is what it says it is; several at once; nothing secret and no control
# characters in them; JUnit identities come from the description, not from the traffic.
# plain build only
. tests/cli/verdict.sh
XSD=../shared/junit-xsd

"$PROGRAM" check "$SHOP" "$CLEAN" "$DRIFTING" --report "json=$work/a.json" --report "ndjson=$work/a.ndjson" \
    --report "junit=$work/a.xml" --report "junit-strict=$work/strict.xml" --report "junit-surefire=$work/surefire.xml" --report text > "$work/a.txt" 2> "$work/stderr"
status=$?
verdict several-reports-exit-1 "exit $status" test "$status" -eq 1

holds json-is-one-object 'type == "object"' "$work/a.json"
verdict ndjson-first-and-last-event "$(head -c 200 "$work/a.ndjson")" \
    jq -e -s '.[0].event == "start" and .[-1].event == "end" and ([.[].event] | index("finding") != null and index("coverage") != null)' \
    "$work/a.ndjson" > "$work/jq"
jq -r .fingerprint "$work/a.ndjson" | grep -E '^[0-9a-f]{16}$' | sort > "$work/prints"
jq -r '.findings[].fingerprint' "$work/a.json" | sort > "$work/prints.json"
verdict ndjson-and-json-tell-the-same "$(cat "$work/prints")" cmp -s "$work/prints" "$work/prints.json"
verdict text-names-rule-and-place "$(cat "$work/a.txt")" \
    grep -qE 'shop\.openapi\.yaml:10:[0-9]+: error: .*\[request\.parameter-schema\.minimum\]' "$work/a.txt"
verdict text-shows-the-line "$(cat "$work/a.txt")" grep -qE '^ *10 \|' "$work/a.txt"
lacks text-without-colour-in-a-file "$(printf '\033')" "$work/a.txt"
verdict junit-is-well-formed "" xmllint --noout "$work/a.xml"
verdict junit-strict-is-well-formed "" xmllint --noout "$work/strict.xml"
verdict junit-surefire-is-well-formed "" xmllint --noout "$work/surefire.xml"

# follows FORMAT SCHEMA FILE: it is valid by the schema, where that is at hand.
follows()
{
    if [ ! -f "$XSD/$2.xsd" ]; then
        skip "$1-follows-$2" "the JUnit schemas: $XSD"
    else
        xmllint --noout --schema "$XSD/$2.xsd" "$3" 2> "$work/xmllint"
        verdict "$1-follows-$2" "$(cat "$work/xmllint")" test $? -eq 0
    fi
}
follows junit-strict junit-10 "$work/strict.xml"
follows junit-strict windyroad "$work/strict.xml"
follows junit-surefire junit-10 "$work/surefire.xml"
follows junit-surefire surefire "$work/surefire.xml"
verdict junit-surefire-has-the-cases-of-junit "" \
    test "$(xmllint --xpath 'count(/testsuite/testcase)' "$work/surefire.xml")" = "$(xmllint --xpath 'count(//testcase)' "$work/a.xml")"

# coloured NAME YES-OR-NO COMMAND...: is there an escape sequence in what it prints?
coloured()
{
    coloured_name=$1 coloured_wanted=$2
    shift 2
    "$@" > "$work/stdout" 2>&1
    if grep -q "$(printf '\033\\[')" "$work/stdout"; then coloured_got=yes; else coloured_got=no; fi
    verdict "$coloured_name" "colour: $coloured_got" test "$coloured_got" = "$coloured_wanted"
}
coloured color-auto-into-a-file no "$PROGRAM" check "$SHOP" "$DRIFTING"
coloured color-always yes "$PROGRAM" check "$SHOP" "$DRIFTING" --color always
coloured color-always-goes-before-no-color yes env NO_COLOR=1 "$PROGRAM" check "$SHOP" "$DRIFTING" --color always
coloured clicolor-force yes env CLICOLOR_FORCE=1 "$PROGRAM" check "$SHOP" "$DRIFTING"
coloured no-color-goes-before-clicolor-force no env NO_COLOR=1 CLICOLOR_FORCE=1 "$PROGRAM" check "$SHOP" "$DRIFTING"

# Who reads has seen enough: no error, and the other reports are whole. (The reader is gone before the first write.)
{
    sleep 0.3
    "$PROGRAM" check "$SHOP" "$DRIFTING" --report text --report "json=$work/piped.json" 2> "$work/stderr"
    echo $? > "$work/code"
} | true
verdict broken-pipe-is-silent "$(cat "$work/stderr")" test ! -s "$work/stderr"
verdict broken-pipe-keeps-the-exit-code "$(cat "$work/code")" test "$(cat "$work/code")" -eq 1
holds broken-pipe-keeps-other-reports '.findings | length > 0' "$work/piped.json"

# names FILE: "suite / class / case" of a JUnit file.
names()
{
    xmllint --xpath '//testcase/@name | //testcase/@classname | //testsuite/@name' "$1" | sort
}
names "$work/a.xml" > "$work/a.names"
names "$work/surefire.xml" > "$work/s.names"
verdict junit-has-cases "" test -s "$work/a.names"

# Whatever was recorded, the suites and cases are the same: also where it hits nothing that is described, breaks
# off, is empty, or tells of nothing but drift over many exchanges.
other_recordings='tests/cases/rules/query-parameter-undocumented/exchange.har
tests/cases/rules/status-undocumented/exchange.har'
printf '{"log":{"entries":[]}}' > "$work/empty.har"
jq '.log.entries[0].request.url = "https://elsewhere.example/anybody/jane@doe.example/7"' "$DRIFTING" > "$work/undocumented.har"
jq '.log.entries[0].request.method = "BREW"' "$DRIFTING" > "$work/method.har"
jq -c '.log.entries[]' "$CLEAN" "$DRIFTING" | head -c -20 > "$work/broken.harl"
jq '.log.entries |= [range(60) as $i | .[0]]' "$CLEAN" > "$work/many.har"
for recording in "$CLEAN" $other_recordings "$work/empty.har" "$work/broken.harl" "$work/undocumented.har" "$work/method.har" "$work/many.har"; do
    rm -f "$work/b.xml" "$work/c.xml"
    name=$(basename "$(dirname "$recording")")-$(basename "$recording")
    "$PROGRAM" check "$SHOP" "$recording" --drift-after 20 --report "junit=$work/b.xml" --report "junit-surefire=$work/c.xml" > "$work/stdout" 2>&1
    names "$work/b.xml" > "$work/b.names"
    names "$work/c.xml" > "$work/c.names"
    verdict "junit-names-come-from-the-description-$name" "$(diff "$work/a.names" "$work/b.names" | head -n 5)" \
        cmp -s "$work/a.names" "$work/b.names"
    verdict "junit-surefire-names-come-from-the-description-$name" "$(diff "$work/s.names" "$work/c.names" | head -n 5)" \
        cmp -s "$work/s.names" "$work/c.names"
done
"$PROGRAM" check "$SHOP" "$CLEAN" --report "junit=$work/b.xml" > "$work/stdout" 2>&1
verdict junit-names-are-unique "" test -z "$(xmllint --xpath '//testcase' "$work/a.xml" |
    grep -oE '<testcase [^>]*>' | sed -E 's/ (time|file|line|assertions)="[^"]*"//g' | sort | uniq -d)"
verdict junit-counts-one-failure "" test "$(xmllint --xpath 'count(//failure)' "$work/a.xml")" = 1
verdict junit-of-a-clean-run-has-no-failure "" test "$(xmllint --xpath 'count(//failure)' "$work/b.xml")" = 0
verdict junit-skips-what-was-not-exercised "" test "$(xmllint --xpath 'count(//skipped)' "$work/b.xml")" -gt 0

# More than CI servers read is said, of the report that it is true of.
jq -nc '{openapi: "3.1.0", info: {title: "many", version: "1"}, paths: ([range(640) | {key: "/p\(.)", value: {get: {
    parameters: [range(60) | {name: "q\(.)", in: "query", schema: {}}], responses: {"200": {description: "a"}}}}}] | from_entries)}' > "$work/many.json"
"$PROGRAM" check "$work/many.json" "$CLEAN" --report "junit=$work/many.xml" --report "junit-surefire=$work/many2.xml" > "$work/stdout" 2> "$work/stderr"
verdict junit-says-that-it-is-too-much "$(cat "$work/stderr")" grep -qE '^oasdrift: report junit: [0-9]+ cases in 3[0-9] MB: GitLab reads no file of more than 500000 cases or 30 MB' "$work/stderr"
verdict junit-surefire-says-nothing "$(cat "$work/stderr")" test "$(grep -c surefire "$work/stderr")" = 0
rm "$work/many.xml" "$work/many2.xml"

# A warning is no failure, and still stands in the file.
"$PROGRAM" check "$SHOP" tests/cases/rules/response-property-undocumented/exchange.har --report junit > "$work/w.xml" 2>&1
verdict junit-warning-is-no-failure "" test "$(xmllint --xpath 'count(//failure)' "$work/w.xml")" = 0
verdict junit-warning-is-told "" grep -q isbn "$work/w.xml"
"$PROGRAM" check "$SHOP" tests/cases/rules/body-unknown/exchange.har --report junit > "$work/u.xml" 2>&1
verdict junit-not-checked-is-skipped "" \
    test "$(xmllint --xpath "count(//error) = 0 and count(//skipped[starts-with(@message, 'not checked: ')]) > 0" "$work/u.xml")" = true
"$PROGRAM" check "$SHOP" tests/cases/rules/body-unknown/exchange.har --require-complete --report junit > "$work/u.xml" 2>&1
verdict junit-not-checked-is-an-error-where-it-counts "" test "$(xmllint --xpath 'count(//error)' "$work/u.xml")" -gt 0

# The command of a finding, pasted into a shell, sends the very bytes of the recording.
printf '%s' '{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"a"}}}}}}' > "$work/none.json"
printf '%s\n' '{"request":{"method":"POST","url":"http://h/up","headers":[{"name":"Content-Type","value":"multipart/form-data; boundary=x"},{"name":"User-Agent","value":"browser"}],"postData":{"mimeType":"multipart/form-data; boundary=x","text":"--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nit'\''s !\\ \u202e$HOME ##vso[a]\r\n--x--\r\n"}},"response":{"status":200,"headers":[],"content":{"size":0}}}' |
    "$PROGRAM" check "$work/none.json" - > "$work/pasted" 2>&1
{
    printf 'curl() { for last; do :; done; printf "%%s" "$last"; }\n'
    sed -n 's/^  reproduce: //p' "$work/pasted" | head -n 1
} > "$work/paste.bash"
printf -- '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nit'\''s !\\ \342\200\256$HOME ##vso[a]\r\n--x--\r\n' > "$work/body"
bash "$work/paste.bash" > "$work/sent"
verdict reproduce-sends-the-very-bytes "$(cat "$work/paste.bash")" cmp -s "$work/sent" "$work/body"
verdict reproduce-leaves-the-client-out "" test "$(grep -ci user-agent "$work/pasted")" = 0
verdict reproduce-stands-once-an-exchange "$(cat "$work/pasted")" \
    test "$(grep -c '^  reproduce: ' "$work/pasted")" = 1

# What servers send does not reach a terminal or break a file.
jq '.log.entries[0].response.content.text = "{\"title\":\"Emma\",\"\\u001b]0;owned\\u0007\\u0000]]><b a=\\\"\":1,\"\\u202egnp\":2}"' \
    "$CLEAN" > "$work/hostile.har"
for format in $(formats_of check); do
    "$PROGRAM" check "$SHOP" "$work/hostile.har" --report $format --color always --fail-on warning > "$work/escape.$format" 2> "$work/stderr"
    status=$?
    verdict "control-characters-in-$format-exit" "exit $status" test "$status" -eq 1
    lacks "control-characters-in-$format" "$(printf '\033]|\007|\342\200\256')" "$work/escape.$format"
done
verdict control-characters-junit-well-formed "" xmllint --noout "$work/escape.junit" "$work/escape.junit-strict" "$work/escape.junit-surefire"
holds control-characters-json-well-formed . "$work/escape.json"

# Secrets: in no format.
for format in $(formats_of check); do
    "$PROGRAM" check "$SHOP" tests/cases/usage/secrets-are-redacted/exchange.har --report $format > "$work/secret" 2>&1
    lacks "secrets-in-$format" s3cr3t "$work/secret"
done

# The same run twice under --reproducible gives the same bytes.
for format in $(formats_of check); do
    "$PROGRAM" check "$SHOP" "$DRIFTING" --reproducible --report $format > "$work/first" 2>&1
    "$PROGRAM" check "$SHOP" "$DRIFTING" --reproducible --report $format > "$work/second" 2>&1
    verdict "reproducible-$format" "$(diff "$work/first" "$work/second" | head -n 4)" cmp -s "$work/first" "$work/second"
done

SOURCE_DATE_EPOCH=0 "$PROGRAM" check "$SHOP" "$CLEAN" --report json > "$work/stdout" 2> "$work/stderr"
holds source-date-epoch '.time == "1970-01-01T00:00:00Z"' "$work/stdout"

# Output that cannot be written is no success.
for format in $(formats_of check); do
    "$PROGRAM" check "$SHOP" "$CLEAN" --report $format > /dev/full 2> "$work/stderr"
    status=$?
    verdict "full-disk-$format" "exit $status" test "$status" -ne 0
done
# A device is written into, not renamed over. (A link to it: renaming would only replace the link.)
ln -s /dev/full "$work/device.json"
"$PROGRAM" check "$SHOP" "$CLEAN" --report "json=$work/device.json" > "$work/stdout" 2> "$work/stderr"
status=$?
verdict full-disk-in-a-file "exit $status" test "$status" -ne 0
verdict device-stays-a-device "$(ls -l "$work/device.json")" test -c "$work/device.json"

# The formats come from one table: a command lists those that can tell what it tells, and names them
# where another is asked for.
verdict formats-of-a-run "$(formats_of check)" test "$(formats_of check | wc -l)" -ge 5
for command in run lint baseline suggest; do
    verdict "formats-of-$command" "$(formats_of $command)" test "$(formats_of $command)" = "$(formats_of check)"
done
for command in validate explain; do
    for format in $(formats_of $command); do
        verdict "$format-of-$command-is-a-format" "" test "$(formats_of check | grep -cx -e "$format")" = 1
    done
done
# refuses NAME COMMAND FORMAT ARGUMENT...: the command has no such format, and names all that it has.
refuses()
{
    refuses_name=$1 refuses_command=$2 refuses_format=$3
    shift 3
    expect_exit "$refuses_name" 2 "$PROGRAM" $refuses_command "$@" --report "$refuses_format"
    for format in $(formats_of "${refuses_command%% *}"); do
        verdict "$refuses_name-and-names-$format" "$(cat "$work/stderr")" \
            grep -qE "^oasdrift: --report $refuses_format: .* told as .*$format(,| or |\$)" "$work/stderr"
    done
}
refuses no-such-format check juint "$SHOP" "$CLEAN"
refuses no-such-format-of-instances validate juint reports/report.schema.json reports/drifting.json
refuses instances-as-events validate ndjson reports/report.schema.json reports/drifting.json
refuses routes-as-junit 'explain routes' junit "$SHOP"

# Each goes to a file, too, and two of them side by side.
for format in $(formats_of validate); do
    "$PROGRAM" validate reports/report.schema.json reports/drifting.json --reproducible --report "$format" > "$work/first"
    "$PROGRAM" validate reports/report.schema.json reports/drifting.json --reproducible --report "$format=$work/second"
    verdict "instances-into-a-file-as-$format" "" cmp -s "$work/first" "$work/second"
done
for format in $(formats_of explain); do
    "$PROGRAM" explain routes "$SHOP" --report "$format" > "$work/first"
    expect_exit "routes-into-a-file-as-$format" 0 "$PROGRAM" explain routes "$SHOP" --report text --report "$format=$work/second"
    verdict "routes-are-the-same-in-a-file-as-$format" "" cmp -s "$work/first" "$work/second"
done
expect_exit routes-twice-to-one-place 2 "$PROGRAM" explain routes "$SHOP" --report text --report json
says routes-twice-is-told "another report already goes to standard output"
expect_exit full-disk-of-routes 4 sh -c '"$0" explain routes "$1" > /dev/full' "$PROGRAM" "$SHOP"
says full-disk-of-routes-is-told "No space left on device"
