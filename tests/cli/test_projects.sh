# What a configuration names: descriptions, recordings, environments. Commands without arguments are
# about them.
. tests/cli/verdict.sh
mkdir -p "$work/project/.git" "$work/project/recordings" "$work/project/deep"
cp "$SHOP" "$work/project/openapi.yaml"
cp "$DRIFTING" "$work/project/recordings/drifting.har"
cp "$CLEAN" "$work/project/recordings/clean.har"
HERE=$PWD
cd "$work/project" || exit 2

# ---- one API ----

expect_exit without-a-file 2 "$PROGRAM" check
says says-what-is-lacking 'or an .oasdrift.yaml that names them'
cat > .oasdrift.yaml << 'END'
description: openapi.yaml
recordings: recordings/*.har
check:
  report: {json: "-"}
END
expect_exit check-alone 1 "$PROGRAM" check
holds all-that-the-pattern-fits '[.descriptions[].file] == ["openapi.yaml"] and .summary.exchanges == 2' "$work/stdout"
expect_exit lint-alone 0 "$PROGRAM" lint
expect_exit baseline-alone 0 "$PROGRAM" baseline -o drift.json
expect_exit what-it-accepts-is-known 0 "$PROGRAM" check --baseline drift.json
expect_exit suggest-alone 0 "$PROGRAM" suggest
expect_exit operands-replace-what-is-named 0 "$PROGRAM" check openapi.yaml recordings/clean.har
printf 'description: openapi.yaml\nrecordings: recordings\nbaseline: drift.json\n' > strict.yaml
expect_exit a-baseline-of-the-file 0 "$PROGRAM" check --config strict.yaml
expect_exit is-not-in-force-where-a-flag-says-so 1 "$PROGRAM" check --config strict.yaml --no-baseline
cd deep || exit 2
expect_exit from-below 1 "$PROGRAM" check
holds paths-are-seen-from-here '[.descriptions[].file] == ["../openapi.yaml"] and [.findings[].exchanges[].source] == ["../recordings/drifting.har"]' "$work/stdout"
cd ..
printf 'description: openapi.yaml\nrecordings: [recordings/clean.har]\n' > .oasdrift.yaml
expect_exit a-list-of-recordings 0 "$PROGRAM" check
printf 'description: openapi.yaml\nrecordings: recordings/\n' > .oasdrift.yaml
expect_exit a-folder-of-recordings 1 "$PROGRAM" check
printf 'description: openapi.yaml\nrecordings: "recordings/*.none"\n' > .oasdrift.yaml
expect_exit a-pattern-that-fits-nothing 3 "$PROGRAM" check
# A shell's patterns; and two stars for any number of folders, as --path has them.
mkdir -p recordings/deep/er
cp recordings/clean.har recordings/deep/er/
printf 'description: openapi.yaml\nrecordings: "**/[!d]*.har"\ncheck: {report: {json: "-"}}\n' > .oasdrift.yaml
expect_exit a-pattern-of-any-folders 0 "$PROGRAM" check
holds finds-all-below '.summary.exchanges == 2' "$work/stdout"
rm -r recordings/deep
# What walks without end meets a limit.
printf 'description: openapi.yaml\nrecordings:\n  - recordings\n  - "loop/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*"\n' > .oasdrift.yaml
mkdir loop
for i in a b c d e f g h; do ln -s . loop/$i; done
expect_exit a-pattern-without-end 2 "$PROGRAM" check
says says-which-pattern-has-no-end '.oasdrift.yaml:4:5: recordings: more than 100000 files and folders are to be looked at for it'
expect_exit is-not-walked-where-nothing-is-recorded 0 "$PROGRAM" lint
rm -r loop
printf 'description: openapi.yaml\n' > .oasdrift.yaml
expect_exit without-recordings 2 "$PROGRAM" check
says says-what-has-none '.oasdrift.yaml:1:1: the API has no recordings'
printf 'recordings: recordings/\n' > .oasdrift.yaml
expect_exit without-description 2 "$PROGRAM" lint
says says-what-has-no-description '.oasdrift.yaml:1:1: the API has no description'

# ---- environments ----

cat > .oasdrift.yaml << 'END'
description: openapi.yaml
recordings: recordings/clean.har
parameter: {id: top, limit: 3}
environments:
  staging:
    url: ${OASDRIFT_BASE}/api/v1
    parameters: {id: "7", limit: 2}
    headers:
      X-Trace: a: b
      X-Price: $${OASDRIFT_BASE}
  prod: {url: "http://prod.test/api/v1", insecure: true}
END
sed -i 's/X-Trace: a: b/X-Trace: "a: b"/' .oasdrift.yaml
# dry NAME ARGUMENTS...: the requests that a run would send.
dry()
{
    dry_name=$1
    shift
    expect_exit "$dry_name" 0 env OASDRIFT_BASE=http://staging.test "$PROGRAM" run --dry-run --operation getBook "$@"
}
sed -i 's/^/# /' .oasdrift.yaml && expect_exit a-file-of-comments 2 "$PROGRAM" run --env staging
says no-file-has-any 'no configuration file has environments'
sed -i 's/^# //' .oasdrift.yaml
expect_exit a-slip-in-the-name 2 "$PROGRAM" run --env stagin
says says-what-was-meant 'there is no environment "stagin"; did you mean "staging"?'
expect_exit a-name-like-no-other 2 "$PROGRAM" run --env local
says says-which-there-are 'there is no environment "local"; there is "'
expect_exit no-url-without-one 2 "$PROGRAM" run --dry-run
expect_exit a-variable-that-is-not-set 2 "$PROGRAM" run --env staging --dry-run
says says-where '.oasdrift.yaml:6:5: ${OASDRIFT_BASE} is not set'
dry an-environment --env staging
verdict has-its-url "$(cat "$work/stdout")" grep -qF 'http://staging.test/api/v1/books' "$work/stdout"
verdict has-its-headers "$(cat "$work/stdout")" grep -qF "X-Trace: a: b' -H 'X-Price: \${OASDRIFT_BASE}'" "$work/stdout"
lacks a-variable-that-a-file-reads-is-known 'no option has that name' "$work/stderr"
dry flags-go-before-it --env staging --url http://flag.test/api/v1 -H 'X-Trace: flag'
verdict the-flags-are-sent "$(cat "$work/stdout")" grep -qF "http://flag.test/api/v1/books" "$work/stdout"
lacks and-only-they 'staging|a: b' "$work/stdout"
expect_exit by-the-environment 0 env OASDRIFT_ENV=prod "$PROGRAM" run --dry-run
verdict has-the-other-url "$(cat "$work/stdout")" grep -qF 'http://prod.test/api/v1/books' "$work/stdout"
expect_exit its-url-is-one-more-server 0 env OASDRIFT_BASE=http://x.test "$PROGRAM" check --env staging

# ---- mistakes ----

# refuses NAME MESSAGE TEXT [COMMAND...]
refuses()
{
    printf '%s\n' "$3" > .oasdrift.yaml
    refused=$1 refused_why=$2
    shift 3
    [ $# -gt 0 ] || set -- check
    expect_exit "refuses-$refused" 2 "$PROGRAM" "$@"
    says "says-why-$refused" "$refused_why"
}
refuses a-slip-at-the-top '.oasdrift.yaml:1:1: no command has the option "descripton"; did you mean "description"?' 'descripton: x'
refuses a-line-break-in-a-header 'header 1: a line break stands in it' 'description: openapi.yaml
recordings: recordings/clean.har
headers: {A: "b\r\nC: d"}' run --url http://x.test --dry-run
refuses a-slip-in-an-environment '.oasdrift.yaml:1:26: no command has the option "ulr"; did you mean "url"?' 'environments: {staging: {ulr: x}}'
refuses an-environment-without-settings 'environments have names' 'environments: {staging: x}'
refuses a-variable-of-another '.oasdrift.yaml:2:14: ${HOME}: a project' 'description: openapi.yaml
recordings: ["${HOME}/x.har"]'
refuses a-variable-in-another-environment '${AWS_SECRET_KEY}: a project' 'environments: {prod: {url: "http://x/${AWS_SECRET_KEY}"}}'
refuses a-variable-without-end '${ has no } behind it' 'description: ${OASDRIFT_X'
refuses a-variable-without-name '${NAME} has the name of a variable' 'description: "${}"'
refuses the-environment-itself 'no setting of a file: "env"' 'env: staging'
cat > named.yaml << 'END'
description: ${SOME_FOLDER}/openapi.yaml
recordings: recordings/clean.har
END
expect_exit a-file-that-is-named-reads-all 0 env SOME_FOLDER=. "$PROGRAM" check --config named.yaml

printf 'description: openapi.yaml\nrecordings: recordings/clean.har\nenvironments: {empty: {}}\n' > .oasdrift.yaml
expect_exit an-environment-with-nothing-in-it 0 "$PROGRAM" check --env empty

# A switch that is off where it is said first stays off.
printf 'description: openapi.yaml\nrecordings: recordings/\nexit-zero: true\n' > .oasdrift.yaml
expect_exit a-switch-that-is-on 0 "$PROGRAM" check
expect_exit off-in-the-environment 1 env OASDRIFT_EXIT_ZERO=0 "$PROGRAM" check
printf 'check: {exit-zero: false}\n' >> .oasdrift.yaml
expect_exit off-in-the-commands-section 1 "$PROGRAM" check

# ---- several APIs ----

mkdir -p "$work/several/.git" "$work/several/users/recordings" "$work/several/billing/recordings"
cd "$work/several" || exit 2
cp "$work/project/openapi.yaml" users/openapi.yaml
sed 's/minimum: 1,/minimum: 5,/' users/openapi.yaml > billing/openapi.yaml
cp "$work/project/recordings/drifting.har" users/recordings/
cp "$work/project/recordings/drifting.har" billing/recordings/
cat > .oasdrift.yaml << 'END'
apis:
  users:
    description: users/openapi.yaml
    recordings: users/recordings
    url: http://users.test/api/v1
    headers: {X-Of: users, X-All: users}
    environments:
      staging: {url: "http://staging.test/api/v1"}
  billing:
    description: billing/openapi.yaml
    recordings: billing/recordings/*.har
    environments:
      staging: {url: "http://billing.staging.test/api/v1"}
headers: {X-All: everybody}
END
expect_exit all-of-them 1 "$PROGRAM" check --report json=all.json --report junit=all.xml --report ndjson=all.ndjson
holds each-is-judged-by-its-own '[.findings[] | [.operation.api, .description.file, (.exchanges | map(.source))]] == [["billing", "billing/openapi.yaml", ["billing/recordings/drifting.har"]], ["users", "users/openapi.yaml", ["users/recordings/drifting.har"]]]' all.json
holds sums-are-over-all '.coverage.operations == {"seen": 2, "total": 14, "percent": 14} and .summary.exchanges == 2' all.json
holds names-of-all '[.descriptions[].api] == ["users", "billing"]' all.json
verdict suites-are-told-apart "$(grep -c 'name="listBooks"' all.xml)" test "$(grep -cE '<testsuite name="listBooks" package="(users|billing)"' all.xml)" -eq 2
expect_exit one-by-its-name 1 "$PROGRAM" check users --report json=one.json --report junit=one.xml
holds it-alone '[.findings[].operation.api] == ["users"]' one.json
findings all.json > all.findings
verdict a-fingerprint-is-the-same "$(findings one.json)" grep -qxF "$(findings one.json)" all.findings
expect_exit by-the-option 1 "$PROGRAM" check --api users --api billing -q
expect_exit by-the-environment 1 env OASDRIFT_API=users "$PROGRAM" check --report json=env.json
holds one-in-the-environment '[.descriptions[].api] == ["users"]' env.json
expect_exit a-slip-in-its-name 2 "$PROGRAM" check user
says says-which-api-was-meant 'names no API "user"; did you mean "users"?'
expect_exit a-name-like-none 2 "$PROGRAM" check inventory
says says-which-apis-there-are 'names no API "inventory"; there is "users", "billing"'
expect_exit a-name-beside-a-file 2 "$PROGRAM" check users billing/recordings/drifting.har
says says-what-stands-beside-it 'users is an API of the configuration'
expect_exit no-option-beside-operands 2 "$PROGRAM" check users --api billing
says says-that-it-is-one-or-the-other '--api names APIs of the configuration'
expect_exit lint-of-all 0 "$PROGRAM" lint --report json=lint.json
holds lints-both '[.descriptions[].api] == ["users", "billing"]' lint.json
expect_exit merged-as-it-was 1 "$PROGRAM" merge all.ndjson --report json=merged.json
verdict merge-is-the-same "$(jq -S '.findings, .coverage' merged.json | head -c 200)" test "$(jq -S '.findings, .coverage' merged.json)" = "$(jq -S '.findings, .coverage' all.json)"
for shard in 1 2; do
    "$PROGRAM" check --shard "$shard/2" --report ndjson="$shard.ndjson" --exit-zero -q
done
expect_exit shards-of-all 1 "$PROGRAM" merge 1.ndjson 2.ndjson --expect 2 --report json=merged.json
verdict shards-come-to-the-same "" test "$(findings merged.json)" = "$(findings all.json)"

# What is accepted for all is known to one, and one makes nothing of the others stale.
expect_exit a-baseline-of-all 0 "$PROGRAM" baseline -o drift.json
expect_exit is-known-to-all 0 "$PROGRAM" check --baseline drift.json
expect_exit and-to-one 0 "$PROGRAM" check billing --baseline drift.json --report json=known.json
holds without-stale-entries '.summary.baseline == {"known": 1, "stale": 0} or (.summary.baseline | .known == 1 and (.stale // 0) == 0)' known.json
holds no-gate '[.findings[] | select(.class == "gate")] == []' known.json
expect_exit updating-one-keeps-the-rest 0 "$PROGRAM" baseline users -o drift.json --prune
holds both-are-there '.findings | length == 2' drift.json

expect_exit requests-of-all 0 "$PROGRAM" run --env staging --dry-run --operation getBook --operation listBooks
verdict users-at-its-url "$(cat "$work/stdout")" grep -qF "'http://staging.test/api/v1/books' -H 'Accept: application/json, application/problem+json' -H 'X-Of: users' -H 'X-All: users'" "$work/stdout"
verdict billing-at-its-own "$(cat "$work/stdout")" grep -qF "'http://billing.staging.test/api/v1/books' -H 'Accept: application/json, application/problem+json' -H 'X-All: everybody'" "$work/stdout"
lacks nothing-of-users-goes-there 'billing.*X-Of' "$work/stdout"
expect_exit each-needs-its-url 2 "$PROGRAM" run --dry-run
says says-whose-url-is-lacking 'billing: run needs its url'
expect_exit a-url-is-of-one 2 "$PROGRAM" run --url http://x.test
says says-that-it-is-of-one '--url is the base of one API, and 2 are meant'
expect_exit of-one-it-may-be-given 0 "$PROGRAM" run billing --url http://x.test/api/v1 --dry-run
expect_exit a-command-for-one 2 "$PROGRAM" suggest
says says-that-it-takes-one 'suggest takes one API, and the configuration names 2'
expect_exit of-that-one 0 "$PROGRAM" suggest users
expect_exit comparing-is-for-one 2 "$PROGRAM" check --against users/recordings
# ---- what is in force, and where it comes from ----

cat >> .oasdrift.yaml << 'END'
fail-on: warning
report: [text, junit=all.xml]
exit-zero: true
check: {exit-zero: false}
environments:
  staging: {parameters: {api_key: Kq7_secret_of_the_file, limit: 7}, server: "/of/${OASDRIFT_TENANT_KEY}"}
run: {user: "me:secret_of_the_file", headers: {X-Key: "${OASDRIFT_TENANT_KEY}", Cookie: "a=secret_of_the_file"}}
END
sed -i '/^headers:/d' .oasdrift.yaml
expect_exit config 0 "$PROGRAM" config --json
# told NAME FILTER: there is a setting for which the filter holds.
told() { holds "$1" "[.settings[] | select($2)] | length == 1" "$work/stdout"; }
told of-a-file '. == {"name": "fail-on", "value": "warning", "origin": ".oasdrift.yaml:14:1"}'
told of-an-item '. == {"name": "report", "value": "junit=all.xml", "origin": ".oasdrift.yaml:15:16"}'
told of-a-section-before-the-top '. == {"name": "exit-zero", "value": "false", "origin": ".oasdrift.yaml:17:9"}'
told by-default '. == {"name": "drift-after", "value": "30", "origin": "default"}'
holds of-apis '[.apis[] | .name, (.settings[] | select(.name == "recordings") | .origin)] == ["users", ".oasdrift.yaml:4:5", "billing", ".oasdrift.yaml:11:5"]' "$work/stdout"
expect_exit config-of-run 0 env OASDRIFT_TENANT_KEY=secret_of_the_variable OASDRIFT_DRIFT_AFTER=7 "$PROGRAM" config run billing --env staging -H 'Authorization: Bearer secret_of_a_flag' --url 'http://me:secret_of_a_flag@x.test/?token=secret_of_a_flag' --json
lacks secrets-are-not-shown 'secret_of' "$work/stdout"
told of-a-flag '.name == "header" and .origin == "flag"'
told of-the-environment '. == {"name": "drift-after", "value": "7", "origin": "OASDRIFT_DRIFT_AFTER"}'
told what-a-variable-holds-is-not-shown '. == {"name": "server", "value": "/of/${OASDRIFT_TENANT_KEY}", "origin": ".oasdrift.yaml:19:70"}'
told of-env '. == {"name": "parameter", "value": "limit=7", "origin": ".oasdrift.yaml:19:59"}'
told the-environment-itself '. == {"name": "env", "value": "staging", "origin": "flag"}'
holds what-a-flag-replaces-is-not-in-force '[.apis[].settings[] | select(.name == "url")] == []' "$work/stdout"
expect_exit config-of-arguments 0 "$PROGRAM" config lint other.yaml
verdict arguments-are-told "$(cat "$work/stdout")" grep -qE '^description +other.yaml +argument$' "$work/stdout"
lacks no-line-ends-in-blanks ' $' "$work/stdout"
for command in check run lint validate mock merge baseline suggest explain; do
    "$PROGRAM" config "$command" --config '' | awk '$NF == "default" && NF > 2 {print "--" $1}' > defaults
    "$PROGRAM" help "$command" > help.text
    while read -r option; do grep -qF -e "$option" help.text || echo "$option"; done < defaults > unknown
    verdict "defaults-of-$command-are-of-options" "$(cat unknown)" test ! -s unknown
done
expect_exit config-where-nothing-is 0 "$PROGRAM" config --config ''
expect_exit config-of-what-has-none 2 "$PROGRAM" config completion
expect_exit config-of-a-mistake 2 "$PROGRAM" config --fail-on sometimes
expect_exit config-has-help 0 "$PROGRAM" config check --help
verdict of-its-own "$(head -n 1 "$work/stdout")" grep -q '^oasdrift config' "$work/stdout"
sed -i '/^check:/,$d' .oasdrift.yaml

grep -v '^[a-z]' .oasdrift.yaml | sed '1i apis:' > only.yaml
rm billing/recordings/*
echo '{"log": {"entries": []}}' > billing/recordings/empty.har
cp "$work/project/recordings/clean.har" users/recordings/drifting.har
expect_exit nothing-of-one-is-incomplete 3 "$PROGRAM" check --config only.yaml
verdict says-of-which "$(cat "$work/stdout")" grep -qF 'billing: nothing was judged [run.empty]' "$work/stdout"

rm users/recordings/*
sed '/recordings: users/d' only.yaml > lacking.yaml
cp "$work/project/recordings/clean.har" billing/recordings/empty.har
expect_exit one-without-recordings-is-left-out 0 "$PROGRAM" check --config lacking.yaml
says says-that-it-is 'users has no recordings: it is left out'
expect_exit but-not-where-it-is-named 2 "$PROGRAM" check users --config lacking.yaml
says says-what-it-lacks 'users has no recordings'

refuses an-api-without-description '.oasdrift.yaml:1:8: users has no description' 'apis: {users: {}}'
refuses an-api-that-is-none 'APIs have names, and a description under each' 'apis: {users: x}'
refuses a-slip-in-an-api 'an API has no setting "recording"; did you mean "recordings"?' 'apis: {users: {recording: x}}'
refuses a-name-that-is-none 'the name of an API is made of letters' 'apis: {"a b": {description: x}}'
refuses no-name 'the name of an API is made of letters' 'apis: {"": {description: x}}'
refuses both-kinds 'description stands at the top, and there are APIs with names' 'description: x
apis: {users: {description: y}}'
refuses a-pattern-of-descriptions '.oasdrift.yaml:1:8: the description of a is a pattern: */openapi.yaml' 'apis: {a: {description: "*/openapi.yaml", recordings: users/recordings}}'
refuses an-api-of-nothing '.oasdrift.yaml:2:3: users has no description' 'apis:
  users:
  # description: users/openapi.yaml'
refuses an-environment-in-an-environment '.oasdrift.yaml:1:23: "environments" stands at the top of a file, not within "environments"' 'environments: {prod: {environments: {x: {url: y}}}}'
refuses a-description-of-an-environment '"description" stands at the top of a file' 'environments: {prod: {description: x}}'
refuses recordings-of-a-command '.oasdrift.yaml:1:9: "recordings" stands at the top of a file, not within "check"' 'check: {recordings: x}'
refuses environments-of-an-environment-of-an-api 'an API has no setting "environments"' 'apis: {users: {description: x, environments: {e: {environments: {}}}}}'
refuses a-variable-in-a-name-of-an-environment 'the name of an environment has no variable in it' 'environments: {"${OASDRIFT_X}": {url: x}}'
refuses one-description-twice 'two APIs have this description' 'apis:
  a: {description: users/openapi.yaml, recordings: users/recordings}
  b: {description: ./users/openapi.yaml, recordings: users/recordings}'

# What lint cannot use is not told as if all were well.
printf 'apis:\n  a: {description: users/openapi.yaml}\n  b: {description: nowhere.yaml}\n' > .oasdrift.yaml
expect_exit not-all-can-be-linted 2 "$PROGRAM" lint --report json
holds the-report-says-so '.summary.exit == 2' "$work/stdout"

# The user's file adds to APIs that the project has, and makes none beside them.
mkdir -p "$work/oasdrift"
printf 'apis:\n  a: {url: "http://user.test"}\n  mine: {description: mine.yaml}\n' > "$work/oasdrift/config.yaml"
printf 'apis: {a: {description: users/openapi.yaml}}\n' > .oasdrift.yaml
expect_exit apis-of-the-user 0 "$PROGRAM" config run --json
holds are-those-of-the-project '[.apis[] | .name, (.settings[] | .name)] == ["a", "description", "url"]' "$work/stdout"
printf 'description: users/openapi.yaml\n' > .oasdrift.yaml
expect_exit beside-one-without-a-name 0 "$PROGRAM" lint
printf 'description: mine.yaml\n' > "$work/oasdrift/config.yaml"
printf 'apis: {a: {description: users/openapi.yaml}}\n' > .oasdrift.yaml
expect_exit one-without-a-name-beside-apis 0 "$PROGRAM" lint
rm "$work/oasdrift/config.yaml"
printf 'description: "http://127.0.0.1:1/openapi.json?a=*"\n' > .oasdrift.yaml
expect_exit a-url-is-no-pattern 2 "$PROGRAM" lint
says is-fetched 'connection refused'

# ---- several APIs, live, that share a file ----

mkdir -p "$work/live/.git" "$work/live/a" "$work/live/b"
cd "$work/live" || exit 2
echo 'Money: {type: object, required: [amount], properties: {amount: {type: string}, note: {type: string}}}' > money.yaml
for api in a b; do
    cat > $api/openapi.yaml << END
openapi: 3.1.0
info: {title: API $api, version: "1"}
servers: [{url: /v1}]
paths:
  /same:
    get:
      responses:
        "200": {description: ok, content: {application/json: {schema: {\$ref: "../money.yaml#/Money"}, example: {amount: "1"}}}}
END
done
cd "$HERE" || exit 2
start_mock a "$work/live/a/openapi.yaml"
url_of_a=$url
start_mock b "$work/live/b/openapi.yaml"
cd "$work/live" || exit 2
cat > .oasdrift.yaml << END
apis:
  a: {description: a/openapi.yaml, url: "$url_of_a/v1"}
  b: {description: b/openapi.yaml, url: "$url/v1", environments: {nowhere: {url: "$url/v2"}}}
END
expect_exit live-run-of-all 0 "$PROGRAM" run --report json
holds each-at-its-own-url "[.descriptions[].target] == [\"$url_of_a/v1\", \"$url/v1\"]" "$work/stdout"
holds what-they-share-counts-once '.coverage.operations.total == 2 and .coverage.properties == {"seen": 1, "total": 2, "percent": 50} and .coverage.keywords.total == 4' "$work/stdout"
expect_exit one-that-fails-is-told 1 "$PROGRAM" run --env nowhere --report json
holds of-which '[.errors[].message | startswith("b: ")] == [true]' "$work/stdout"
expect_exit requests-of-all-are-counted 0 "$PROGRAM" run --max-cases 1 --report json --allow-empty
holds one-request-in-all '.summary.exchanges == 1' "$work/stdout"
expect_exit nothing-names-an-api-twice 0 "$PROGRAM" run b a --report json
cd "$HERE" || exit 2

# ---- a first file ----

mkdir -p "$work/new/rec" "$work/new/node_modules/x" "$work/new/.hidden" "$work/new/bundle"
cd "$work/new" || exit 2
expect_exit nothing-is-found 3 "$PROGRAM" init
verdict says-what-to-do-then "$(cat "$work/stdout")" grep -qF 'nothing is written; a description elsewhere is named' "$work/stdout"
mkdir recorded-alone && cp "$work/project/recordings/drifting.har" recorded-alone/
expect_exit a-recording-alone 3 "$PROGRAM" init recorded-alone
verdict tells-what-it-is "$(cat "$work/stdout")" grep -qE 'drifting.har: har$' "$work/stdout"
rm -r recorded-alone
verdict and-nothing-written "" test ! -e .oasdrift.yaml
cp "$work/project/openapi.yaml" openapi.yaml
cp openapi.yaml node_modules/x/openapi.yaml
cp openapi.yaml .hidden/openapi.yaml
cp openapi.yaml bundle/api.yaml
for i in 1 2 3; do cp "$work/project/recordings/drifting.har" "rec/$i.har"; done
sed 's|/api/v1/books|/other/books|' rec/1.har > stray.har
echo 'openapi: [3.1.0' > broken.yaml
echo '[]' > list.json
ln -s rec linked
expect_exit init 0 "$PROGRAM" init
# printed NAME TEXT: the line that init printed.
printed() { verdict "$1" "$(cat "$work/stdout")" grep -qF -e "$2" "$work/stdout"; }
printed tells-the-description 'openapi.yaml: A book shop 1.0, OpenAPI 3.1.0, 7 operations'
printed tells-recordings 'rec/*.har: har; 3 of 3 requests hit openapi.yaml'
printed tells-strays 'stray.har: har; none of 1 request hits an operation: left out'
printed tells-twins 'bundle/api.yaml: the same API as openapi.yaml: left out'
printed tells-what-cannot-be-read 'broken.yaml: begins like a description, and cannot be read: broken.yaml:2:1: '
printed tells-what-is-next '.oasdrift.yaml is written; next: oasdrift check'
lacks leaves-out 'node_modules|hidden|list.json|linked' "$work/stdout"
verdict a-pattern-for-a-folder "$(cat .oasdrift.yaml)" grep -qxF '  - "rec/*.har"' .oasdrift.yaml
verdict strays-are-comments "$(cat .oasdrift.yaml)" grep -qxF '#   stray.har' .oasdrift.yaml
expect_exit what-it-writes-can-be-used 1 "$PROGRAM" check
{ echo 'components: {schemas: {A: {type: string, description: "'; head -c 70000 /dev/zero | tr '\0' x; echo '"}}}'; sed '1,8s/title: [^,}]*/title: Sorted/' openapi.yaml | sed '/^components:/,$d'; } > sorted.yaml
mkdir elsewhere && mv sorted.yaml elsewhere/
expect_exit a-version-that-stands-late 0 "$PROGRAM" init elsewhere
printed is-found-all-the-same 'sorted.yaml: Sorted 1.0, OpenAPI 3.1.0'
expect_exit no-folder 2 "$PROGRAM" init nowhere
says says-which-folder 'nowhere: No such file or directory'
cp .oasdrift.yaml before
expect_exit init-again 2 "$PROGRAM" init
says says-that-it-is-there '.oasdrift.yaml is there already, and stays as it is'
verdict writes-over-nothing "" cmp -s before .oasdrift.yaml
rm -r ./* .oasdrift.yaml
ln -s ../elsewhere .oasdrift.yaml
cp "$work/project/openapi.yaml" .
expect_exit nor-through-a-link 4 "$PROGRAM" init
verdict writes-nothing-there "" test ! -e ../elsewhere
rm .oasdrift.yaml openapi.yaml

mkdir -p 'users api' 'b $${x}' "quote'\"s"
sed '1,8s/title: [^,}]*/title: One/' "$work/project/openapi.yaml" > 'users api/openapi.yaml'
sed '1,8s/title: [^,}]*/title: Two/' "$work/project/openapi.yaml" > 'b $${x}/swagger.yml'
sed '1,8s/title: [^,}]*/title: Three/' "$work/project/openapi.yaml" > "quote'\"s/api.yaml"
cp "$work/project/recordings/drifting.har" 'users api/one.har'
cp "$work/project/recordings/drifting.har" 'b $${x}/two.har'
cp "$work/project/recordings/drifting.har" "quote'\"s/*[x].har"
expect_exit init-of-several 0 "$PROGRAM" init
expect_exit names-in-them-are-quoted 1 "$PROGRAM" check --report json
holds each-has-the-nearest '[.findings[] | [.operation.api, .exchanges[].source]] | sort == [["b----x-", "b $${x}/two.har"], ["quote--s", "quote'"'"'\"s/*[x].har"], ["users-api", "users api/one.har"]]' "$work/stdout"

# Nothing hides what stands beside it: a folder of many files, one too deep, a name that no YAML can hold, one like an option.
mkdir -p "$work/odd/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r"
cd "$work/odd" || exit 2
cp "$work/project/openapi.yaml" ./--drift.yaml
sed '1,8s/title: [^,}]*/title: Two/' "$work/project/openapi.yaml" > "$(printf 'bad\377.yaml')"
sed '1,8s/title: [^,}]*/title: Three/' "$work/project/openapi.yaml" > z.yaml
mkdir a/many
(cd a/many && seq -f '%g.json' 2500 | xargs touch)
expect_exit init-beside-what-is-too-deep 0 "$PROGRAM" init
printed says-it-is-too-deep '16 folders deep'
printed and-that-a-folder-has-too-many '5000 that may be of use (2000)'
printed says-its-name-cannot-be-written 'its name is no UTF-8: left out'
expect_exit written-as-utf-8 0 iconv -f utf-8 -t utf-8 -o /dev/null .oasdrift.yaml
expect_exit no-name-is-an-option 0 "$PROGRAM" lint drift z -q
cd "$HERE" || exit 2
