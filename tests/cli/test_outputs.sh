# What is written: never over an input or another output; into the file that a link names, with the mode
# that it had.
# plain build only
. tests/cli/written.sh

# ---- no output is an input ----

over() { echo "that would overwrite $1, which is read"; }
refused report-over-description '' "$(over api.yaml)" check api.yaml session.har --report json=api.yaml
refused report-over-recording '' "$(over session.har)" check api.yaml session.har --report json=./session.har
refused report-over-second-recording '' "$(over beside.har)" check api.yaml session.har beside.har --report json=beside.har
refused report-by-link 'ln -s session.har link' "$(over session.har)" check api.yaml session.har --report json=link
refused report-by-hard-link 'ln session.har hard' "$(over session.har)" check api.yaml session.har --report json=hard
refused recording-by-link 'ln -s session.har link' "$(over link)" check api.yaml link --report json=session.har
refused report-by-linked-folder 'ln -s . again' "$(over session.har)" check api.yaml session.har --report json=again/session.har
refused report-by-absolute-path '' "$(over session.har)" check api.yaml session.har --report "json=$work/here/session.har"
refused report-over-reference '' "$(over parts/pet.yaml)" check api.yaml session.har --report json=parts/pet.yaml
# One that no operation needs is not read.
spare='echo "components: {schemas: {Spare: {\$ref: '"'parts/spare%20part.yaml'"'}}}" >> api.yaml; echo "{}" > "parts/spare part.yaml"'
refused report-over-unneeded-reference "$spare" "$(over 'parts/spare part.yaml')" check api.yaml session.har --report 'json=parts/spare part.yaml'
refused suggest-over-unneeded-reference "$spare" "$(over 'parts/spare part.yaml')" suggest api.yaml session.har -o 'parts/spare part.yaml'
refused lint-over-description '' "$(over api.yaml)" lint api.yaml --report sarif=api.yaml
refused lint-over-second-description '' "$(over old.yaml)" lint api.yaml old.yaml --report json=old.yaml
refused lint-over-reference '' "$(over parts/pet.yaml)" lint ./api.yaml --report json=parts/pet.yaml
refused report-over-rule-set '' "$(over rules.yaml)" check api.yaml session.har --rules rules.yaml --report json=rules.yaml
refused report-over-extended-rule-set '' "$(over rules.yaml)" check api.yaml session.har --rules outer.yaml --report json=rules.yaml
refused report-over-overlay '' "$(over change.overlay.yaml)" check api.yaml session.har --overlay change.overlay.yaml --report json=change.overlay.yaml
refused report-over-baseline '' "$(over accepted.json)" check api.yaml session.har --baseline accepted.json --report json=accepted.json
refused report-over-configuration '' "$(over config.yaml)" check api.yaml session.har --config config.yaml --report json=config.yaml
refused report-over-found-configuration 'mv config.yaml .oasdrift.yaml; mkdir .git' "$(over .oasdrift.yaml)" check api.yaml session.har --report json=.oasdrift.yaml
refused report-over-older-description '' "$(over old.yaml)" check api.yaml session.har --changed-since old.yaml --report json=old.yaml
refused report-over-compared-recording '' "$(over beside.har)" check api.yaml session.har --against beside.har --report json=beside.har
refused report-over-file-of-folder '' "$(over recordings/one.har)" check api.yaml recordings --report json=recordings/one.har
refused report-over-compared-folder '' "$(over recordings/one.har)" check api.yaml session.har --against recordings --report json=recordings/one.har
refused report-over-sidecar '' "$(over body.txt)" check api.yaml beside.har --report json=body.txt
refused report-over-sidecar-of-stub '' "$(over stubs/__files/pet.json)" check api.yaml stubs/mappings --report json=stubs/__files/pet.json
refused report-over-another-shards-file 'cp session.har recordings/two.har' "$(over recordings/two.har)" check api.yaml recordings --shard 1/2 --shard-by files --report ndjson=recordings/two.har
refused write-baseline-over-recording '' "$(over session.har)" check api.yaml session.har --write-baseline session.har
refused baseline-over-description '' "$(over api.yaml)" baseline api.yaml session.har -o api.yaml
refused baseline-over-rule-set '' "$(over rules.yaml)" baseline api.yaml session.har --rules rules.yaml -o rules.yaml
refused suggest-over-recording '' "$(over session.har)" suggest api.yaml session.har -o session.har
refused suggest-over-description '' "$(over api.yaml)" suggest api.yaml session.har -o ./api.yaml
refused suggest-applied-over-description '' "$(over api.yaml)" suggest api.yaml session.har --apply -o api.yaml
refused suggest-report-over-recording '' "$(over session.har)" suggest api.yaml session.har -o new.yaml --report json=session.har
refused merge-over-events '' "$(over events.ndjson)" merge events.ndjson --report ndjson=events.ndjson
refused merge-over-second-events 'cp events.ndjson twin' "$(over twin)" merge events.ndjson twin --report json=twin
refused merge-over-rule-set '' "$(over rules.yaml)" merge events.ndjson --rules rules.yaml --report json=rules.yaml
refused merge-baseline-over-events '' "$(over events.ndjson)" merge events.ndjson --write-baseline events.ndjson
refused validate-over-schema '' "$(over schema.json)" validate schema.json instance.json --report json=schema.json
refused validate-over-instance '' "$(over instance.json)" validate schema.json instance.json --report json=instance.json
refused routes-over-description '' "$(over api.yaml)" explain routes api.yaml --report json=api.yaml
refused run-over-description '' "$(over api.yaml)" run api.yaml --url http://127.0.0.1:1 --report json=api.yaml
refused run-over-certificate 'echo > ca.pem' "$(over ca.pem)" run api.yaml --url http://127.0.0.1:1 --cacert ca.pem --report json=ca.pem
refused report-over-archive 'printf "PK\005\006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" > a.zip' "$(over a.zip)" check api.yaml a.zip --report json=a.zip

refused report-over-mapped-document '' "$(over parts/pet.yaml)" lint mapped.yaml --map-uri https://x.test/=parts --report json=parts/pet.yaml
refused report-over-reference-by-hard-link 'ln parts/pet.yaml hard' "$(over parts/pet.yaml)" lint api.yaml --report json=hard
refused report-over-reference-of-older-description 'mkdir o; mv parts/pet.yaml o/pet.yaml; sed "s|parts/|o/|" api.yaml > o.yaml' "$(over o/pet.yaml)" check inline.yaml session.har --changed-since o.yaml --report json=o/pet.yaml
refused report-over-linked-file-of-folder 'rm recordings/one.har; ln -s ../session.har recordings/one.har' "$(over recordings/one.har)" check api.yaml recordings --report json=session.har
refused report-over-compressed-recording 'gzip -k session.har' "$(over session.har.gz)" check api.yaml session.har.gz --report json=session.har.gz
refused report-over-users-configuration 'mkdir "$work/oasdrift"; echo "fail-on: never" > "$work/oasdrift/config.yaml"; ln -s "$work/oasdrift" u' "$(over "$work/oasdrift/config.yaml")" check api.yaml session.har --report json=u/config.yaml
rm -rf "$work/oasdrift"
refused report-asked-for-by-configuration 'echo "report: json=session.har" > config.yaml' "$(over session.har)" check api.yaml session.har --config config.yaml
refused baseline-asked-for-by-configuration 'echo "write-baseline: session.har" > config.yaml' "$(over session.har)" check api.yaml session.har --config config.yaml
OASDRIFT_REPORT=json=session.har refused report-asked-for-by-environment '' "$(over session.har)" check api.yaml session.har
refused report-over-baseline-by-chain 'ln -s accepted.json l; ln l h 2> /dev/null || cp -P l h' "$(over accepted.json)" check api.yaml session.har --baseline accepted.json --report json=h
refused run-over-rule-set '' "$(over rules.yaml)" run api.yaml --url http://127.0.0.1:1 --rules rules.yaml --report json=rules.yaml
refused run-over-key 'echo > k' "$(over k)" run api.yaml --url http://127.0.0.1:1 --key k --report json=k
refused dry-run-over-description '' "$(over api.yaml)" run api.yaml --url http://127.0.0.1:1 --dry-run --report json=api.yaml
refused pipe-that-is-read-and-written 'mkfifo p' "$(over p)" check api.yaml p --report json=p

# over_input NAME ARGUMENTS...: the same, and what is read is standard input.
over_input()
{
    over_name=$1 over_file=$2
    in_copy "$1"
    shift 2
    timeout -k 2 20 "$PROGRAM" "$@" < "$over_file" > "$work/stdout" 2> "$work/stderr"
    over_code=$?
    state . > "$work/after"
    verdict "$over_name" "exit $over_code: $(head -c 200 "$work/stderr")" \
        eval '[ $over_code -eq 2 ] && cmp -s "$work/before" "$work/after" && grep -q "standard input, which is read" "$work/stderr"'
    cd "$root" || exit 2
}
over_input report-over-standard-input session.har check api.yaml - --report json=session.har
over_input report-over-description-of-standard-input api.yaml lint - --report json=api.yaml
over_input report-over-events-of-standard-input events.ndjson merge - --report json=events.ndjson
over_input report-over-instance-of-standard-input instance.json validate schema.json - --report json=instance.json
over_input suggestion-over-standard-input session.har suggest api.yaml - -o session.har

# over_output NAME ARGUMENTS...: standard output is the recording itself, behind what stands there.
over_output()
{
    over_name=$1
    in_copy "$1"
    shift
    timeout -k 2 20 "$PROGRAM" "$@" >> session.har 2> "$work/stderr"
    over_code=$?
    state . > "$work/after"
    verdict "$over_name" "exit $over_code: $(head -c 200 "$work/stderr")" \
        eval '[ $over_code -eq 2 ] && cmp -s "$work/before" "$work/after" && grep -q "which is read" "$work/stderr"'
    cd "$root" || exit 2
}
over_output standard-output-over-recording check api.yaml session.har
over_output suggestion-over-recording suggest api.yaml session.har
over_output served-over-description mock session.har
over_output explained-over-schema explain program session.har
over_output explained-over-rules explain rules --rules ./session.har
over_output linted-over-description lint session.har
over_output dry-run-over-description run session.har --url http://127.0.0.1:1 --dry-run
over_output merged-over-events merge session.har
over_output validated-over-instance validate schema.json session.har
in_copy standard-input-is-standard-output
"$PROGRAM" check api.yaml - < session.har >> session.har 2> "$work/stderr"
verdict standard-input-is-standard-output "$(cat "$work/stderr")" cmp -s session.har "$kept/session.har"
cd "$root" || exit 2

# ---- no output is another output ----

refused two-reports '' "another report already goes to a.json" check api.yaml session.har --report json=a.json --report junit=a.json
refused two-reports-by-dot '' "another report already goes to ./a.json" check api.yaml session.har --report json=./a.json --report junit=a.json
refused two-reports-by-folder 'mkdir d' "another report already goes to" check api.yaml session.har --report json=d/../a.json --report junit=a.json
refused two-reports-by-link 'ln -s a.json b.json' "another report already goes to" check api.yaml session.har --report json=a.json --report junit=b.json
refused two-reports-by-chain 'ln -s b c; ln -s "$PWD/a" b' "another report already goes to" check api.yaml session.har --report json=c --report junit=a
refused two-reports-by-linked-folder 'mkdir d; ln -s d e' "another report already goes to" check api.yaml session.har --report json=e/a --report junit=d/a
refused two-reports-by-hard-link 'echo > a; ln a b' "another report already goes to a" check api.yaml session.har --report json=a --report junit=b
refused two-reports-to-output '' "another report already goes to standard output" check api.yaml session.har --report json --report text=/dev/stdout
refused report-and-baseline '' "the report already goes to b.json" check api.yaml session.har --report json=b.json --write-baseline ./b.json
refused report-and-known-baseline '' "$(over ./accepted.json)" check api.yaml session.har --report json=accepted.json --baseline ./accepted.json --write-baseline accepted.json
refused report-and-suggestion '' "the report already goes to b" suggest api.yaml session.har -o b --report json=b
refused report-and-suggestion-on-output '' "the report already goes to standard output" suggest api.yaml session.har --report text
refused baseline-and-report-on-output '' "the report already goes to standard output" check api.yaml session.har --write-baseline -
refused reports-asked-for-by-configuration 'printf "report: [json=a, junit=./a]\n" > config.yaml' "another report already goes to" check api.yaml session.har --config config.yaml
refused report-and-output-file '' "another report already goes to standard output" check api.yaml session.har --report text --report "json=$work/stdout"

# fine NAME CODE SETUP TEST ARGUMENTS...: ends with that code, and the test holds in the folder after it.
fine()
{
    fine_name=$1 fine_code=$2 fine_test=$4
    in_copy "$1" "$3"
    shift 4
    timeout -k 2 20 "$PROGRAM" "$@" > "$work/stdout" 2> "$work/stderr" < /dev/null
    fine_got=$?
    verdict "$fine_name" "exit $fine_got: $(head -c 200 "$work/stderr") $(ls -A | tr "\n" " ")" \
        eval '[ $fine_got -eq $fine_code ] && { '"$fine_test"'; } > /dev/null && ! ls -A . recordings | grep -q "^\.oasdrift-"'
    cd "$root" || exit 2
}

fine baseline-over-itself 0 '' 'grep -q "\"version\": 1" accepted.json' check api.yaml session.har --baseline ./accepted.json --write-baseline accepted.json --fail-on info
fine baseline-over-itself-by-link 0 'ln -s accepted.json link' '[ -L link ]' baseline api.yaml session.har -o link --baseline accepted.json
fine two-reports-to-null 1 '' true check api.yaml session.har --report json=/dev/null --report junit=///dev/null
fine nothing-is-there-to-lose 1 '' '[ -s x.json ] && [ -s y.json ]' check api.yaml session.har --report json=x.json --report junit=y.json --write-baseline z.json
fine hidden-folder-of-the-recordings 1 'mkdir recordings/.out' '[ -s recordings/.out/a ]' check api.yaml recordings --report json=recordings/.out/a
fine report-beside-the-recordings 1 '' '[ -s recordings/report.json ]' check api.yaml recordings --report json=recordings/report.json
fine report-of-yesterday-beside-them 1 'echo {} > recordings/report.json' '[ -s recordings/report.json ]' check api.yaml recordings --report json=recordings/report.json

# ---- links, modes, folders ----

mode() { [ "$(stat -c %a "$2")" = "$1" ]; }
report='check api.yaml session.har --report'
# shellcheck disable=SC2086 # words
{
fine link-is-followed 1 'mkdir d; echo old > d/a; ln -s d/a a' '[ -L a ] && [ ! -L d/a ] && jq -e .version d/a' $report json=a
fine chain-is-followed 1 'mkdir d; echo old > d/a; ln -s ../c d/b; ln -s d/a c; ln -s d/b x' '[ -L x ] && [ -L c ] && jq -e .version d/a' $report json=x
fine link-to-nothing-is-followed 1 'mkdir d; ln -s d/a a' '[ -L a ] && [ -f d/a ] && jq -e .version d/a' $report json=a
fine baseline-link-is-followed 0 'mkdir d; mv accepted.json d/a; ln -s d/a accepted.json' '[ -L accepted.json ] && jq -e .version d/a' baseline api.yaml session.har -o accepted.json
fine suggestion-link-is-followed 0 'mkdir d; echo old > d/a; ln -s d/a a' '[ -L a ] && grep -q overlay d/a' suggest inline.yaml session.har -o a
for mode in 600 640 664 444 755; do
    fine mode-$mode-is-kept 1 "echo old > a; chmod $mode a" "mode $mode a && jq -e .version a" $report json=a
done
fine baseline-mode-is-kept 0 'chmod 600 accepted.json' 'mode 600 accepted.json' baseline api.yaml session.har -o accepted.json
fine suggestion-mode-is-kept 0 'echo old > a; chmod 600 a' 'mode 600 a && grep -q overlay a' suggest inline.yaml session.har -o a
umask 027
fine umask-is-followed 1 '' 'mode 640 a' $report json=a
fine umask-of-a-baseline 0 '' 'mode 640 b' baseline api.yaml session.har -o b
umask 022
fine name-as-long-as-can-be 1 '' 'ls | grep -q aaaaaaaaaaaa' $report json=$(printf 'a%.0s' $(seq 255))
fine replaced-name-as-long-as-can-be 1 'echo > $(printf "a%.0s" $(seq 255))' 'ls | grep -q aaaaaaaaaaaa' $report json=$(printf 'a%.0s' $(seq 255))
refused folder-is-not-there '' '--report json=d/a: its folder is not there' $report json=d/a
refused folder-of-a-baseline-is-not-there '' 'd/a: its folder is not there' baseline api.yaml session.har -o d/a
refused folder-of-a-suggestion-is-not-there '' 'd/a: its folder is not there' suggest api.yaml session.har -o d/a
refused folder-behind-a-link-is-not-there 'ln -s d/a a' 'a: its folder is not there' $report json=a
refused folder-is-a-file '' 'api.yaml/a: Not a directory' $report json=api.yaml/a
refused output-is-a-folder 'mkdir d' 'd: Is a directory' $report json=d
refused output-is-to-be-a-folder '' 'd/: Is a directory' $report json=d/
refused baseline-is-a-folder 'mkdir d' 'd: Is a directory' baseline api.yaml session.har -o d
refused suggestion-is-a-folder 'mkdir d' 'd: Is a directory' suggest api.yaml session.har -o d
refused report-to-no-name '' "report json=: no file behind the '='" $report json=
refused circle-of-links 'ln -s a b; ln -s b a' 'a: Too many levels of symbolic links' $report json=a
}
if [ "$(id -u)" -eq 0 ] && command -v setpriv > /dev/null; then
    fine owner-is-kept 1 'echo old > a; chown 1234:1234 a; chmod 640 a' '[ "$(stat -c %u:%g:%a a)" = 1234:1234:640 ]' check api.yaml session.har --report json=a
    chmod 755 "$work"
    in_copy written-by-another 'chmod 777 .; echo old > a; chmod 444 a'
    setpriv --reuid 1234 --regid 1234 --clear-groups "$PROGRAM" check api.yaml session.har --report json=a > /dev/null 2> "$work/stderr"
    verdict file-that-may-not-be-written-stays "$(cat "$work/stderr")" eval '[ $? -eq 2 ] || [ "$(cat a)" = old ]'
    cd "$root" || exit 2
else
    skip owner-is-kept "root and setpriv (util-linux)"
fi
