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
printf 'description: openapi.yaml\n' > .oasdrift.yaml
expect_exit without-recordings 2 "$PROGRAM" check
says says-what-has-none '.oasdrift.yaml: the API has no recordings'
printf 'recordings: recordings/\n' > .oasdrift.yaml
expect_exit without-description 2 "$PROGRAM" lint
says says-what-has-no-description '.oasdrift.yaml: the API has no description'

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

# refuses NAME MESSAGE TEXT
refuses()
{
    printf '%s\n' "$3" > .oasdrift.yaml
    expect_exit "refuses-$1" 2 "$PROGRAM" check
    says "says-why-$1" "$2"
}
refuses a-slip-at-the-top '.oasdrift.yaml:1:1: no command has the option "descripton"; did you mean "description"?' 'descripton: x'
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

# A switch that is off where it is said first stays off.
printf 'description: openapi.yaml\nrecordings: recordings/\nexit-zero: true\n' > .oasdrift.yaml
expect_exit a-switch-that-is-on 0 "$PROGRAM" check
expect_exit off-in-the-environment 1 env OASDRIFT_EXIT_ZERO=0 "$PROGRAM" check
printf 'check: {exit-zero: false}\n' >> .oasdrift.yaml
expect_exit off-in-the-commands-section 1 "$PROGRAM" check
cd "$HERE" || exit 2
