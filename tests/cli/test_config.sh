# Configuration: flags, then the environment, then the project's file, then the user's. The project's
# file is the nearest up to the repository's root; its paths are seen from where it lies.
. tests/cli/verdict.sh
cp "$SHOP" "$work/openapi.yaml"
cp "$DRIFTING" "$work/limit.har"
mkdir -p "$work/repository/.git" "$work/repository/deep/er" "$work/outside/in" "$work/oasdrift"
HERE=$PWD
cd "$work/repository/deep/er" || exit 2
in=$work/limit.har spec=$work/openapi.yaml

expect_exit without-any 1 "$PROGRAM" check "$spec" "$in"
echo 'fail-on: never' > "$work/repository/.oasdrift.yaml"
expect_exit up-to-the-repository 0 "$PROGRAM" check "$spec" "$in"
echo 'fail-on: error' > ../.oasdrift.yaml
expect_exit the-nearest-one 1 "$PROGRAM" check "$spec" "$in"
rm ../.oasdrift.yaml
expect_exit environment-goes-before 1 env OASDRIFT_FAIL_ON=error "$PROGRAM" check "$spec" "$in"
expect_exit flag-goes-before 1 env OASDRIFT_FAIL_ON=never "$PROGRAM" check "$spec" "$in" --fail-on error
printf 'fail-on: error\nexit-zero: false\n' > "$work/oasdrift/config.yaml"
expect_exit project-goes-before-user 0 "$PROGRAM" check "$spec" "$in"
rm "$work/repository/.oasdrift.yaml"
echo 'fail-on: never' > "$work/oasdrift/config.yaml"
expect_exit the-users-file 0 "$PROGRAM" check "$spec" "$in"
expect_exit by-home-alone 0 sh -c "unset XDG_CONFIG_HOME; mkdir -p \"$work/.config\"; cp -r \"$work/oasdrift\" \"$work/.config/\"; \"$PROGRAM\" check \"$spec\" \"$in\""
expect_exit an-empty-name-reads-none 1 "$PROGRAM" check "$spec" "$in" --config ''
rm "$work/oasdrift/config.yaml"
echo 'fail-on: never' > "$work/.oasdrift.yaml"
expect_exit not-above-the-repository 1 "$PROGRAM" check "$spec" "$in"
cd "$work/outside/in" || exit 2
expect_exit outside-a-repository-only-here 1 "$PROGRAM" check "$spec" "$in"
echo 'fail-on: never' > .oasdrift.yaml
expect_exit outside-a-repository-here 0 "$PROGRAM" check "$spec" "$in"
rm .oasdrift.yaml "$work/.oasdrift.yaml"
echo 'fail-on: never' > .oasdrift.yml
expect_exit misnamed-is-not-read 1 "$PROGRAM" check "$spec" "$in"
says misnamed-is-told ".oasdrift.yml is not read: a project's file is called .oasdrift.yaml"
expect_exit named-is-whatever-its-name 0 "$PROGRAM" check "$spec" "$in" --config .oasdrift.yml
verdict named-is-not-told "$(cat "$work/stderr")" test ! -s "$work/stderr"
mv .oasdrift.yml "$work/repository/oasdrift.yaml"
cd "$work/repository/deep" || exit 2
expect_exit misnamed-above-is-not-read 1 "$PROGRAM" check "$spec" "$in"
says misnamed-above-is-told "oasdrift.yaml is not read: a project's file is called .oasdrift.yaml"
rm "$work/repository/oasdrift.yaml"

# ---- sections, lists, switches, paths ----

cat > "$work/repository/.oasdrift.yaml" << 'END'
# of all commands
rules: [strict, ./rules/team.yaml]
baseline: known/drift.json
report:
  - json=out/report.json
check:
  exit-zero: true
  report: [text, json=out/check.json]
mock:
  port: 8080
END
cd "$work/repository" || exit 2
mkdir -p rules known out
echo 'severity: {request.parameter-schema: info}' > rules/team.yaml
"$PROGRAM" baseline "$spec" "$in" -o known/drift.json -q --config ''
cd deep/er || exit 2
expect_exit paths-are-seen-from-the-file 0 "$PROGRAM" check "$spec" "$in"
verdict the-commands-own-section-goes-before "$(ls "$work/repository/out")" test -s "$work/repository/out/check.json" -a ! -e "$work/repository/out/report.json"
holds all-of-it-is-in-force '.findings[0].severity == "info" and .findings[0].baseline.state == "known"' "$work/repository/out/check.json"
expect_exit another-command 0 "$PROGRAM" lint "$spec"
verdict has-what-is-of-all "" test -s "$work/repository/out/report.json"
expect_exit a-list-on-the-command-line-replaces 0 "$PROGRAM" check "$spec" "$in" --report json
holds one-report-only '.findings | length == 1' "$work/stdout"

# Whatever an option calls it, a path is a path.
cp "$in" "$work/repository/known/old.har"
cp "$spec" "$work/repository/known/old.yaml"
printf 'check: {against: known/old.har}\n' > "$work/repository/.oasdrift.yaml"
expect_exit an-older-recording-is-read 1 "$PROGRAM" check "$spec" "$in" --report json
holds a-recording-is-seen-from-the-file '.errors == []' "$work/stdout"
printf 'check: {changed-since: known/old.yaml}\n' > "$work/repository/.oasdrift.yaml"
expect_exit an-older-description-is-seen-from-the-file 1 "$PROGRAM" check "$spec" "$in"
# What is no path stays as it is: the name of a rule set, a host, a base of the API.
printf 'rules: strict\nallow-ref: refs.example.com\nserver: /shop\n' > "$work/repository/.oasdrift.yaml"
expect_exit what-is-no-path-stays 1 "$PROGRAM" check "$spec" "$in"

# ---- what a file that was merely found leads to stays in its repository ----

mkdir -p "$work/repository/out" "$work/elsewhere"
ln -s "$work/elsewhere" "$work/repository/folder"
ln -s ../elsewhere/linked.csv "$work/repository/link.csv"
cd "$work/repository/deep/er" || exit 2
# stays NAME SETTING
stays()
{
    printf '%s\n' "$2" > "$work/repository/.oasdrift.yaml"
    expect_exit "found-$1" 2 "$PROGRAM" check "$spec" "$in"
    says "found-says-why-$1" 'lies beyond the repository, or in its .git: a project'
    verdict "found-writes-nothing-$1" "$(ls -A "$work/elsewhere" "$work/repository/.git")" test -z "$(ls "$work/elsewhere" "$work/repository/.git" | grep -v :)"
}
stays an-absolute-path "report: csv=$work/elsewhere/a.csv"
stays above-the-root 'report: csv=../elsewhere/a.csv'
stays in-git 'report: json=.git/config'
stays a-link 'report: csv=link.csv'
stays a-folder-that-is-a-link 'report: csv=folder/a.csv'
stays by-what-is-not-there 'report: allure=nowhere/../../elsewhere/a'
stays a-folder-of-results 'report: allure=../elsewhere'
stays a-baseline "write-baseline: $work/elsewhere/a.json"
stays a-folder-of-references 'allow-ref: /'
stays a-map-of-uris 'map-uri: http://example.com/=../elsewhere/'
printf 'run: {unix-socket: /var/run/docker.sock, url: "http://localhost", methods: all}\n' > "$work/repository/.oasdrift.yaml"
expect_exit found-connects-through-no-socket-elsewhere 2 "$PROGRAM" run "$spec" --dry-run
says found-says-so-of-the-socket '.oasdrift.yaml:1:7: unix-socket: /var/run/docker.sock lies beyond the repository'
printf 'report: [csv=out/../out/a.csv, json=/dev/null]\nallow-ref: [./out, refs.example.com]\n' > "$work/repository/.oasdrift.yaml"
expect_exit found-writes-in-its-repository 1 "$PROGRAM" check "$spec" "$in"
verdict found-wrote-in-its-repository "" test -s "$work/repository/out/a.csv"
# Nor does it send credentials where only a description is to be fetched.
export OASDRIFT_AUTH_KEY=sesame
echo 'description: "http://127.0.0.1:1/${OASDRIFT_AUTH_KEY}"' > "$work/repository/.oasdrift.yaml"
expect_exit found-credentials-in-a-url 2 "$PROGRAM" lint
says found-says-so-of-credentials 'description: a project'"'"'s file puts OASDRIFT_AUTH_* into headers'
expect_exit named-credentials-in-a-url 2 "$PROGRAM" lint --config "$work/repository/.oasdrift.yaml"
says named-would-fetch 'connection refused'
printf 'run: {headers: {X-Key: "${OASDRIFT_AUTH_KEY}"}}\n' > "$work/repository/.oasdrift.yaml"
expect_exit found-credentials-in-a-header 0 "$PROGRAM" lint "$spec"
unset OASDRIFT_AUTH_KEY
echo "report: csv=$work/elsewhere/a.csv" > "$work/repository/.oasdrift.yaml"
expect_exit named-it-writes-anywhere 1 "$PROGRAM" check "$spec" "$in" --config "$work/repository/.oasdrift.yaml"
verdict named-it-wrote "" test -s "$work/elsewhere/a.csv"
rm "$work/repository/.oasdrift.yaml" "$work/repository/folder"

# ---- mistakes ----

# refuses NAME MESSAGE TEXT
refuses()
{
    printf '%s\n' "$3" > "$work/broken.yaml"
    expect_exit "refuses-$1" 2 "$PROGRAM" check "$spec" "$in" --config "$work/broken.yaml"
    says "says-why-$1" "$2"
}
refuses an-unknown-option 'broken.yaml:1:1: no command has the option "fail-no"; did you mean "fail-on"?' 'fail-no: never'
refuses an-unknown-command 'broken.yaml:1:1: there is no command "chek"; did you mean "check"?' 'chek:
  exit-zero: true'
refuses an-option-with-fields 'broken.yaml:1:11: fail-on is an option: its value is a text' 'fail-on: {id: 7}'
refuses a-section-without-a-name 'there is no command "chekc"; did you mean "check"?' 'chekc: {exit-zero: true}'
refuses an-option-of-another-command 'the command has no option "port"' 'check: {port: 80}'
refuses a-bad-value 'broken.yaml:1:1: --fail-on sometimes: expected one of' 'fail-on: sometimes'
refuses a-switch-that-is-none 'exit-zero is true or false' 'exit-zero: maybe'
refuses deeper-objects 'report has names and values, and no objects in them' 'check: {report: {json: {x: 1}}}'
refuses objects-in-lists 'a text, a number, true or false' 'check: {report: [{json: x}]}'
refuses objects-without-end 'more than 8 objects stand in each other' 'apis: {a: {b: {c: {d: {e: {f: {g: {h: {i: 1}}}}}}}}}'
refuses null 'a text, a number, true or false' 'fail-on:'
refuses nul-in-a-value 'broken.yaml:1:10: a setting cannot have a NUL' 'fail-on: "never\0x"'
refuses nul-in-a-name 'broken.yaml:1:1: a setting cannot have a NUL' '"fail-on\0x": never'
refuses a-list 'an object of option names' '- fail-on'
refuses a-key-twice 'stands twice' 'fail-on: never
fail-on: error'
refuses broken-yaml 'broken.yaml:' 'fail-on: [never'
refuses help 'no setting of a file: "help"' 'help: true'
refuses api 'no setting of a file: "api"; did you mean "apis"?' 'api: users'
refuses a-command-without-settings 'broken.yaml:1:1: config has no settings' 'config: {json: true}'
refuses a-value-of-a-command 'broken.yaml:1:1: lint is a command: its options stand under it' 'lint: strict'
refuses a-slip-in-a-command 'no command has the option "Check"; did you mean "check"?' 'Check: strict'
refuses an-option-as-a-section 'broken.yaml:1:1: there is no command "fail_on"; did you mean "fail-on"?' 'fail_on:
  severity: error'
refuses a-list-of-one-value 'broken.yaml:1:11: fail-on takes one value, and no list' 'fail-on: [never]'
refuses a-list-of-nothing 'broken.yaml:1:1: fail-on takes one value, and no list' 'fail-on: []'
refuses a-list-of-commands 'check is a command: its options stand under it' 'check: [exit-zero]'
refuses lists-in-lists 'a text, a number, true or false' 'rules: [[strict]]'
refuses an-object-of-nothing 'fail-on is an option: its value is a text' 'fail-on: {}'
refuses an-empty-path 'broken.yaml:1:1: baseline: the text is empty' 'baseline: ""'
refuses a-home-folder 'broken.yaml:1:18: report: only a shell makes a home folder of ~' 'check: {report: {json: ~/a.json}}'
refuses an-option-of-config-itself 'no command has the option "json"' 'json: true'
refuses an-unknown-format 'broken.yaml:1:10: report: there is no "junitt"; did you mean "junit"?' 'report: {junitt: a.xml}'
refuses an-unknown-rule-set 'broken.yaml:2:5: rules: there is no "strickt"; did you mean "strict"?' 'rules:
  - strickt'
refuses an-unknown-format-of-recordings 'broken.yaml:1:9: from: there is no "harr"; did you mean "har"?' 'check: {from: harr}'
refuses a-header-without-a-name 'broken.yaml:1:17: --header: expected NAME: VALUE' 'run: {headers: ["X-Key"]}'
refuses a-name-with-a-separator 'broken.yaml:1:17: a name of header has no ":" in it' 'run: {headers: {"A:B": c}}'
refuses a-header-without-a-value 'header has names and values, and no objects in them' 'run: {headers: {A: }}'
# Also where another command, or an environment, is meant.
refuses a-bad-value-of-another-command 'broken.yaml:1:7: --methods some: expected one of safe|all' 'run: {methods: some}'
refuses a-bad-value-of-an-environment 'broken.yaml:1:20: --concurrency 1000: expected a whole number up to 256' 'environments: {x: {concurrency: 1000}}'
refuses a-switch-of-another-command 'insecure is true or false' 'insecure: maybe'
# What stands wrong is told alone: which variables the rest reads is not known.
printf 'fail-on: sometimes\nserver: ${OASDRIFT_BASE}\n' > "$work/broken.yaml"
expect_exit one-mistake 2 env OASDRIFT_BASE=/x "$PROGRAM" check "$spec" "$in" --config "$work/broken.yaml"
lacks is-told-alone 'OASDRIFT_BASE is set' "$work/stderr"
# takes NAME TEXT: is no mistake.
takes()
{
    printf "$2" > "$work/broken.yaml"
    expect_exit "takes-$1" 1 "$PROGRAM" check "$spec" "$in" --config "$work/broken.yaml"
}
takes a-mark-and-nothing '\357\273\277'
takes a-mark-and-a-comment '\357\273\277# nothing\n'
takes sections-of-comments 'check:\n  # exit-zero: true\nenvironments:\nrun:\n  headers:\n'
takes a-name-that-only-looks-like-several 'methods: all\n'
printf 'exit-zero: ${OASDRIFT_LENIENT}\nreport: ["${OASDRIFT_FORMAT}=-"]\n' > "$work/broken.yaml"
expect_exit a-switch-by-a-variable 0 env OASDRIFT_LENIENT=true OASDRIFT_FORMAT=csv "$PROGRAM" check "$spec" "$in" --config "$work/broken.yaml"
expect_exit a-variable-that-holds-none 2 env OASDRIFT_LENIENT=perhaps OASDRIFT_FORMAT=csv "$PROGRAM" check "$spec" "$in" --config "$work/broken.yaml"
says says-where-it-is-used 'broken.yaml:1:1: exit-zero is true or false'
expect_exit a-format-that-is-none 2 env OASDRIFT_LENIENT=true OASDRIFT_FORMAT=cvs "$PROGRAM" check "$spec" "$in" --config "$work/broken.yaml"
says says-that-there-is-none 'broken.yaml:2:10: report: there is no "cvs"; did you mean "csv"?'
printf 'run: {headers: {"${OASDRIFT_NAME}": b}}\n' > "$work/broken.yaml"
expect_exit a-variable-in-the-name-of-a-pair 0 env OASDRIFT_NAME=X-Of "$PROGRAM" run "$spec" --url http://x.test --dry-run --config "$work/broken.yaml"
verdict is-read "$(cat "$work/stdout")" grep -qF "X-Of: b" "$work/stdout"
# A list without items goes before one that is said elsewhere.
echo 'report: json' > "$work/oasdrift/config.yaml"
printf 'report: []\n' > "$work/broken.yaml"
expect_exit no-reports-of-the-users-file 1 "$PROGRAM" check "$spec" "$in" --config "$work/broken.yaml"
verdict are-made "$(head -n 1 "$work/stdout")" test "$(head -c 1 "$work/stdout")" != '{'
rm "$work/oasdrift/config.yaml"
# A value is told where it grows without end.
printf 'server: "' > "$work/broken.yaml"
yes '${OASDRIFT_LONG}' | head -n 1000 | tr -d '\n' >> "$work/broken.yaml"
echo '"' >> "$work/broken.yaml"
expect_exit a-value-that-grows 2 env OASDRIFT_LONG="$(head -c 2000 /dev/zero | tr '\0' x)" "$PROGRAM" check "$spec" "$in" --config "$work/broken.yaml"
says says-how-far 'with its variables the value has more than 1048576 bytes'
printf '# nothing\n' > "$work/broken.yaml"
expect_exit a-file-of-comments 1 "$PROGRAM" check "$spec" "$in" --config "$work/broken.yaml"
expect_exit a-file-that-is-not-there 2 "$PROGRAM" check "$spec" "$in" --config "$work/nowhere.yaml"
says says-which "--config $work/nowhere.yaml"
expect_exit a-file-of-the-environment-that-is-not-there 2 env OASDRIFT_CONFIG=nowhere.yaml "$PROGRAM" check "$spec" "$in"
says says-by-what "OASDRIFT_CONFIG=nowhere.yaml: No such file"
cd "$HERE" || exit 2
