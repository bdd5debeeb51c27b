# The JSON Schemas for editors: of the configuration, rule sets and baselines. What they let through
# the program reads, and what they refuse it refuses.
# plain build only
. tests/cli/verdict.sh

for name in config rule-set baseline; do
    echo '{"$ref": "http://json-schema.org/draft-07/schema"}' > "$work/draft-07.json"
    expect_exit "$name-schema-is-a-schema" 0 "$PROGRAM" validate --dialect draft7 "$work/draft-07.json" "reports/$name.schema.json" ||
        head -n 3 "$work/stdout"
    verdict "$name-schema-names-no-key-twice" "" test "$(jq -cS . "reports/$name.schema.json" | wc -c)" -eq \
        "$(jq -cS --stream . "reports/$name.schema.json" | jq -cSn 'fromstream(inputs)' | wc -c)"
done

# reads_config FILE COMMAND, reads_set FILE, reads_baseline FILE: does the program read it?
reads_config()
{
    set -- --config "$1" "$2"
    case $3 in
    check* | suggest*) set -- "$@" "$SHOP" "$CLEAN" ;;
    baseline*) set -- "$@" "$SHOP" "$CLEAN" -o "$work/made.json" ;;
    run*) set -- "$@" "$SHOP" --url http://127.0.0.1:1 --dry-run ;;
    validate*) set -- "$@" "$work/draft-07.json" "$work/draft-07.json" ;;
    generate*) set -- "$@" "$work/draft-07.json" ;;
    merge*) set -- "$@" "$work/one.ndjson" ;;
    explain*) set -- "$@" rules ;;
    mock*) set -- "$@" too many ;; # so that it does not start
    *) set -- "$@" "$SHOP" ;;
    esac
    config_options="$1 $2" config_command=$3
    shift 3
    # shellcheck disable=SC2086 # words
    timeout 10 "$PROGRAM" $config_command "$@" $config_options > "$work/stdout" 2> "$work/stderr"
    test $? -ne 2 || { test "${config_command%% *}" = mock && grep -q 'mock takes 1 argument, here are' "$work/stderr"; }
}
reads_set() { timeout 10 "$PROGRAM" explain rules --rules "$1" > "$work/stdout" 2> "$work/stderr"; }
reads_baseline()
{
    timeout 10 "$PROGRAM" check "$SHOP" "$CLEAN" --baseline "$1" > "$work/stdout" 2> "$work/stderr"
    test $? -ne 2
}

# agree NAME READS FOLDER: the schema and the program say the same of each file; FILE.command is the
# word that READS gets.
agree()
{
    # shellcheck disable=SC2012 # names of ours
    agree_count=$(ls "$3" | grep -c '\.')
    "$PROGRAM" validate "reports/$1.schema.json" "$3"/*.* --report json > "$work/valid.json" 2> /dev/null
    jq -r '.instances | group_by(.file)[] | "\(map(.valid) | all) \(.[0].file)"' "$work/valid.json" > "$work/judged"
    agree_right=0 agree_wrong=0
    while read -r agree_valid agree_file; do
        agree_word=
        [ ! -f "${agree_file%.*}-command" ] || read -r agree_word < "${agree_file%.*}-command"
        "$2" "$agree_file" "$agree_word" && agree_read=true || agree_read=false
        if [ "$agree_valid" = true ]; then agree_right=$((agree_right + 1)); else agree_wrong=$((agree_wrong + 1)); fi
        [ "$agree_valid" = "$agree_read" ] ||
            echo "valid $agree_valid, read $agree_read: $(head -c 200 "$agree_file" | tr '\n' ' '): $(head -n 1 "$work/stderr")"
    done < "$work/judged" > "$work/disagree"
    verdict "$1-schema-and-program-agree" "$(head -n 5 "$work/disagree")" test -s "$work/judged" -a ! -s "$work/disagree"
    verdict "$1-schema-judged-all" "not $agree_count" test "$(grep -c . "$work/judged")" -eq "$agree_count"
}

# ---- the configuration ----

mkdir -p "$work/config/more"
"$PROGRAM" check "$SHOP" "$CLEAN" --report ndjson="$work/one.ndjson"
"$PROGRAM" baseline "$SHOP" "$DRIFTING" -o "$work/config/more/known.json" -q
echo 'severity: {response.body-schema: info}' > "$work/config/more/team.yaml"
export OASDRIFT_N=1 OASDRIFT_TENANT=acme OASDRIFT_T=true
number=0
# row COMMAND YAML
row()
{
    number=$((number + 1))
    printf '%s\n' "$2" > "$work/config/$number.yaml"
    echo "$1" > "$work/config/$number-command"
}
while IFS='|' read -r command yaml; do row "$command" "$yaml"; done << 'END'
check|fail-on: warning
check|fail-on: fatal
check|fail-on: [error, never]
check|fial-on: error
check|exit-zero: true
check|exit-zero: 1
check|quiet: true
check|quiet: maybe
check|threads: 8
check|threads: 65
check|threads: -1
check|threads: many
check|threads: ${OASDRIFT_N}0
check|report: text
check|report: [text, junit=drift.xml]
check|report: {text: "-", junit: drift.xml}
check|reports: [json=a.json, ndjson]
check|rules: strict
check|rules: [strict, ./more/team.yaml]
check|operation: [getPet, 7, true]
check|operations: [getPet]
check|operation: {id: 7}
check|map-uri: {"https://a.example/": ./schemas}
check|map-uri: https://a.example/=./schemas
check|server: [/v1, https://api.example.com]
check|formats: off
check|formats: strict
check|values: none
check|run-id: 2026
check|config: x.yaml
check|help: true
check|env: staging
check|api: users
check|check: {fail-on: info, report: [json=x.json]}
check|check: {fail-on: nothing}
check|check: {port: 8080}
check|chek: {fail-on: info}
check|check: {exit-zero: yes}
check|baseline: {prune: true}
baseline|baseline: {prune: true, output: x.json}
baseline|baseline: {prune: 3}
check|baseline: more/known.json
run|run: {parameter: {tools: 7}, header: {X-A: b}, url: http://127.0.0.1:1}
run|parameters: {tools: [1, 2]}
run|parameter: [tools=7]
run|parameter: {tools: {a: 1}}
run|headers: {X-Tenant: "${OASDRIFT_TENANT}"}
run|max-time: 2s
run|max-time: 1.5
run|max-time: 0s
run|max-time: soon
run|methods: all
run|methods: some
run|methods: [GET]
run|insecure: "perhaps"
mock|mock: {port: 8080}
mock|mock: {port: 65536}
mock|port: 1.5
lint|lint: {rules: no-examples}
lint|environments: {staging: {url: https://staging.example.com, parameters: {a: b}}}
lint|environments: {staging: {url: https://staging.example.com, colour: red}}
lint|environments: {staging: true}
lint --env staging|environments: {staging: {fail-on: warnings}}
lint --env staging|environments: {staging: {fail-on: warning}}
lint|apis: {users: {description: users.yaml, recordings: [a, b], server: /v1}}
lint|apis: {users: {description: users.yaml, fail-on: error}}
lint|apis: {users: {description: users.yaml, environments: {test: {url: http://a.test}}}}
lint|apis: {users: {description: users.yaml, environments: {test: {rules: strict}}}}
lint|apis: {users: users.yaml}
merge|merge: {expect: 4}
merge|expect: four
validate|validate: {from: ndjson, dialect: draft7}
validate|validate: {from: har}
suggest|suggest: {apply: true, output: x.yaml}
check|completion: {shell: bash}
check|man: true
check|[fail-on, error]
check|methods: some
check|mock: {port: 65536}
check|check: {fail-on: [error]}
check|fail-on: []
check|fail-on: {}
check|check:
check|environments:
check|environments: {staging: }
check|run: {headers: }
check|run: {headers: {A: }}
check|run: {headers: ["A: b"]}
check|run: {headers: [A]}
check|run: {parameters: ["${OASDRIFT_N}"]}
check|report: junitt
check|report: {junitt: x.xml}
check|rules: strickt
check|from: harr
check|exit-zero: ${OASDRIFT_T}
check|environments: {staging: {url: [http://a, http://b]}}
END
# A choice of each option that has choices, and none of them, in the section of each command.
jq -r '.definitions as $all | .properties | to_entries[] | select(.key as $key | $all["command-" + $key]) | .key as $command |
    $all["command-" + $command].properties | to_entries[] | .key as $name |
    (.value | if has("$ref") then $all[."$ref"[14:]] else . end) |
    [.anyOf[0].enum[0]?, "none of them"][] | select(. != null) |
    "\($command)|\($command): {\($name): \"\(.)\"}"' reports/config.schema.json > "$work/choices"
verdict choices-are-tried "" test "$(wc -l < "$work/choices")" -gt 50
while IFS='|' read -r command yaml; do
    case $yaml in *'"none of them"'*) grep -qF "${yaml%%\"*}" "$work/refused" 2> /dev/null || continue ;; *) echo "$yaml" >> "$work/refused" ;; esac
    row "$command" "$yaml"
done < "$work/choices"
agree config reads_config "$work/config"

# ---- rule sets ----

mkdir "$work/rule-set"
for file in rules/sets/*.yaml tests/cases/rule-sets/*/rules.yaml; do
    # Of other sets the schema knows nothing.
    grep -qE '^extends: .*[/.]|^  rule\.assertion\.' "$file" ||
        cp "$file" "$work/rule-set/$(basename "$(dirname "$file")")-$(basename "$file")"
done
number=0
while IFS= read -r yaml; do
    number=$((number + 1))
    printf '%s\n' "$yaml" > "$work/rule-set/own-$number.yaml"
done << 'END'
severity: {response.body-schema: info, response.*: warning, "*": off}
severity: {response.body-schema.pattern: info}
severity: {response.body-schema.patern: info}
severity: {response.body: info}
severity: {body.*: info}
severity: {response.body-schema: fatal}
severity: {run.empty: off}
severity: {gate.baseline-stale: off}
severity: [response.*]
severities: {}
overrides: [{where: {path: /a/**, status: 5XX}, severity: {response.*: info}}]
overrides: [{where: {path: a/**}, severity: {response.*: info}}]
overrides: [{where: {}, severity: {response.*: info}}]
overrides: [{severity: {response.*: info}}]
overrides: [{where: {status: 6XX}, severity: {response.*: info}}]
overrides: [{where: {method: [GET, PUT], tag: a, status: [200, 4XX|5XX]}, severity: {response.*: info}}]
overrides: [{where: {tag: []}, severity: {response.*: info}}]
ignore: [{rule: response.body-schema, reason: known}]
ignore: [{rule: response.body-schema}]
ignore: [{reason: known}]
ignore: [{rule: gate.*, reason: known}]
ignore: [{part: response.body, pointer: /a/*, reason: known, owner: us, ticket: T-1, expires: 2026-12-31}]
ignore: [{part: body, reason: known}]
ignore: [{name: x, reason: known, expires: tomorrow}]
ignore: [{pointer: a, reason: known}]
ignore-headers: [x-a, x-b-*]
ignore-headers: x-a
ignore-properties: [_links, /meta/**]
thresholds: {coverage: {operations: 100, enum_values: 5, enum-values: 5}}
thresholds: {coverage: {operation: 100}}
thresholds: {coverage: {operations: 101}}
thresholds: {response-time: 2s, not-checked: 10}
thresholds: {response-time: 0s}
thresholds: {not-checked: few}
assertions: [{name: a, that: {equal: [$response.body#/a, 1]}}]
assertions: [{name: a, that: {equal: [2, 1]}}]
assertions: [{name: a, that: {equal: [$response.body#/a, $$5]}}]
assertions: [{name: a, that: {equal: [$response.body#/a]}}]
assertions: [{name: A, that: {present: $response.body}}]
assertions: [{name: a}]
assertions: [{name: a, that: {present: a}}]
assertions: [{name: a, that: {present: $response.trailer.x}}]
assertions: [{name: a, that: {all: [{present: $method}, {not: {any: [{present: $url}]}}]}}]
assertions: [{name: a, that: {all: []}}]
assertions: [{name: a, that: {is: 1}}]
assertions: [{name: a, that: {matches: [$request.path.id, '^a$']}}]
assertions: [{name: a, that: {matches: [$request.path.id, $url]}}]
assertions: [{name: a, that: {unique: {items: $response.body#/a, by: [/id]}}}]
assertions: [{name: a, that: {unique: {items: $response.body#/a, by: [id]}}}]
assertions: [{name: a, that: {unique: {by: [/id]}}}]
assertions: [{name: a, operation: GET /a, status: 2XX, severity: info, message: m, when: {present: $statusCode}, that: {present: $response.header.etag}}]
assertions: [{name: a, status: 2xx, that: {present: $url}}]
END
agree rule-set reads_set "$work/rule-set"

# ---- baselines ----

mkdir "$work/baseline"
cp tests/cli/earlier/baseline.json "$work/baseline/earlier.json"
"$PROGRAM" baseline "$SHOP" "$DRIFTING" -o "$work/baseline/written.json" -q
"$PROGRAM" baseline "$SHOP" "$DRIFTING" -o "$work/baseline/none.json" -q --values none
number=0
while IFS= read -r change; do
    number=$((number + 1))
    jq "$change" "$work/baseline/written.json" > "$work/baseline/own-$number.json"
done << 'END'
.findings[0] += {reason: "so", owner: "us", ticket: "T", expires: "2999-01-01", "x-mine": {a: [1]}}
.findings[0].colour = "red"
.findings[0].expires = "soon"
.findings[0].fingerprint = "12"
.findings[0].kinds = []
.findings[0].kinds = ["integer", "null"]
.findings[0].kinds = ["float"]
.findings[0].operation = "GET"
.findings[0].reason = 7
del(.findings[0].rule)
.findings[0].rule = ""
del(.findings)
.version = 2
.findings = {}
.values = "all"
.more = 1
.findings = []
END
agree baseline reads_baseline "$work/baseline"

# ---- what we show and write ourselves ----

fits() # NAME SCHEMA FILE
{
    verdict "$1-is-there" "" test -s "$3"
    expect_exit "$1-fits-$2" 0 "$PROGRAM" validate "reports/$2.schema.json" "$3" || head -n 3 "$work/stdout"
}
"$PROGRAM" help oasdrift.yaml | sed -n '/^examples:$/,/^see also:$/s/^  //p' | grep -v '^oasdrift(' > "$work/manual.yaml"
fits the-example-of-the-manual config "$work/manual.yaml"
sed -n '/^### Configuration/,/^### The description itself/s/^    //p' README.md > "$work/readme.yaml"
fits what-the-readme-shows config "$work/readme.yaml"
sed -n '/^```yaml/,/^```$/p' rules/README.md | grep -v '^```' > "$work/rules.yaml"
fits the-example-of-rules rule-set "$work/rules.yaml"
mkdir -p "$work/new/.git" && cp "$SHOP" "$work/new/openapi.yaml" && cp "$CLEAN" "$work/new/session.har"
(cd "$work/new" && "$PROGRAM" init) > "$work/stdout" 2>&1
fits what-init-writes config "$work/new/.oasdrift.yaml"
