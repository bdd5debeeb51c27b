#!/bin/sh
# make_reports.sh PROGRAM FOLDER: reports of every format, as FOLDER/FORMAT/SCENARIO.EXTENSION, of runs that
# differ in what they have to tell. Whoever adds a format adds nothing here.
set -u
program=$(realpath "$1") folder=$2
shop=tests/cases/rules/shop.openapi.yaml
rules=tests/cases/rules
formats=$("$program" help check | sed -n '/^report formats:$/,/^$/s/^  \([a-z][a-z0-9-]*\).*/\1/p')
rm -rf "$folder"

extension()
{
    case $1 in
    text) echo txt ;;
    junit*) echo xml ;;
    markdown) echo md ;;
    prometheus) echo prom ;;
    ctrf | gitlab) echo json ;;
    *) echo "$1" ;;
    esac
}

# scenario NAME COMMAND ARGUMENT...: a run of the program with all reports.
scenario()
{
    name=$1
    shift
    for format in $formats; do
        mkdir -p "$folder/$format"
        set -- "$@" --report "$format=$folder/$format/$name.$(extension "$format")"
    done
    "$program" "$@" > "$folder/$name.log" 2>&1
    [ $? -le 3 ] || { echo "$name:"; cat "$folder/$name.log"; exit 1; }
}

scenario drifting check specs/applivery/windows-command.openapi.yaml specs/applivery/drifting.har --rules applivery --each-exchange
scenario clean check "$shop" $rules/route-under-the-server/exchange.har
scenario not-checked check "$shop" $rules/body-unknown/exchange.har $rules/route-under-the-server/exchange.har --require-complete
scenario warnings check "$shop" $rules/response-property-undocumented/exchange.har $rules/response-body-in-an-array/exchange.har --fail-on never
scenario undescribed check tests/cases/rule-sets/notes.openapi.yaml $rules/route-under-the-server/exchange.har $rules/query-parameter-below-minimum/exchange.har
"$program" baseline "$shop" $rules/query-parameter-below-minimum/exchange.har -o "$folder/known.json" -q
scenario baseline check "$shop" $rules/query-parameter-below-minimum/exchange.har $rules/response-body-in-an-array/exchange.har \
    --baseline "$folder/known.json"
scenario ignored check "$shop" $rules/response-body-in-an-array/exchange.har --rules tests/cases/rule-sets/ignore-by-pointer/rules.yaml
scenario broken check "$shop" tests/cases/usage/recording-with-a-broken-entry/exchange.har "$folder/nowhere.har"
scenario empty check "$shop" "$folder/nowhere.har"
printf 'severity: {"response.*": off, http.json-duplicate-key: off}\noverrides: [{where: {status: 4XX}, severity: {"*": off}}]\n' > "$folder/off.yaml"
scenario switched-off check "$shop" $rules/route-under-the-server/exchange.har $rules/query-parameter-below-minimum/exchange.har --rules "$folder/off.yaml"
echo 'nothing: of it' > "$folder/unusable.yaml"
scenario unusable lint "$folder/unusable.yaml" "$shop"
scenario shard check "$shop" $rules/query-parameter-below-minimum/exchange.har $rules/response-body-in-an-array/exchange.har --shard 1/2 --run-id r
scenario lint lint specs/applivery/windows-command.openapi.yaml
scenario counted check tests/cases/drift/pets.openapi.yaml tests/cases/drift/thirty-observations/exchanges.jsonl

# Hostile texts everywhere.
PROGRAM=$program
. tests/cli/hostile.sh
hostile_files "$folder/.hostile" || exit 1
here=$PWD folder=$(realpath "$folder")
cd "$folder/.hostile" || exit 1
scenario hostile check "$(name description)" "$(name recording)" --from har-lines --rules "./$(name rules)" --baseline "$(name baseline)" \
    --run-id "$hostile" --each-exchange -v --drift-after 2
scenario hostile-lint lint "$(name description)"

# Several APIs that have the same operations.
cd "$here" || exit 1
for api in users billing; do
    mkdir -p "$folder/.several/.git" "$folder/.several/$api"
    cp "$shop" "$folder/.several/$api/openapi.yaml"
    cp $rules/query-parameter-below-minimum/exchange.har "$folder/.several/$api/session.har"
    printf '%s: {description: %s/openapi.yaml, recordings: %s/session.har}\n' $api $api $api
done | sed '1i apis:
s/^/  /' > "$folder/.several.yaml"
mv "$folder/.several.yaml" "$folder/.several/.oasdrift.yaml"
cd "$folder/.several" || exit 1
scenario several check
cd "$here" || exit 1

# Instances, in the formats that tell of them.
for format in $("$program" help validate | sed -n '/^report formats:$/,/^$/s/^  \([a-z][a-z0-9-]*\).*/\1/p'); do
    case $format in json) continue ;; esac # a schema of its own
    "$program" validate tests/cases/validate/json-invalid/schema.yaml tests/cases/validate/json-valid/instance.json \
        tests/cases/validate/json-invalid/instance.json tests/cases/validate/ndjson-second-line-invalid/instances.ndjson \
        tests/cases/validate/instance-malformed/instance.json \
        --report "$format=$folder/$format/instances.$(extension "$format")" > "$folder/instances.log" 2>&1
    [ -s "$folder/$format/instances.$(extension "$format")" ] || { cat "$folder/instances.log"; exit 1; }
done

# What people write, as JSON: editors hold it against the schemas of ours.
mkdir -p "$folder/baseline" "$folder/config" "$folder/rule-set"
cp "$folder/known.json" "$folder/baseline/written.json"
cp tests/cli/earlier/baseline.json "$folder/baseline/earlier.json"
cat > "$folder/config/one.json" << 'END'
{"description": "openapi.yaml", "recordings": "recordings/*.har", "rules": ["strict", "./api-rules.yaml"],
 "baseline": "drift.json", "check": {"report": {"text": "-", "junit": "build/drift.xml"}, "threads": 4},
 "environments": {"staging": {"url": "https://staging.example.com/api/v1", "parameters": {"organizationId": "acme"},
                              "headers": {"X-Tenant": "${OASDRIFT_TENANT}"}}}}
END
cat > "$folder/config/several.json" << 'END'
{"apis": {"users": {"description": "users/openapi.yaml", "recordings": ["users/recordings"]},
          "billing": {"description": "billing/openapi.yaml", "recordings": "billing/*.har",
                      "environments": {"staging": {"url": "https://billing.staging.example.com"}}}},
 "fail-on": "warning", "max-time": "2s", "baseline": {"prune": true}}
END
cat > "$folder/rule-set/all.json" << 'END'
{"extends": ["strict"], "severity": {"response.*": "warning", "response.body-schema.pattern": "info"},
 "overrides": [{"where": {"path": "/internal/**", "status": "5XX"}, "severity": {"response.*": "info"}}],
 "ignore": [{"rule": "response.body-schema.format", "pointer": "/items/*/createdAt", "reason": "known", "expires": "2026-12-31"}],
 "thresholds": {"coverage": {"operations": 100}, "response-time": "2s", "not-checked": 10},
 "assertions": [{"name": "ids-agree", "operation": "GET /things/{thingId}", "status": "2XX",
                 "that": {"equal": ["$response.body#/data/id", "$request.path.thingId"]}}]}
END
