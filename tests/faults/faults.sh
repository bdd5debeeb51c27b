#!/bin/sh
# faults.sh MOST [NAME...]: what becomes of the program when one call of it fails: each allocation, open,
# read, write, rename, fsync and connect in turn, at most MOST of each kind of call and command (0: every
# one). The commands together use every kind of input and output. Prints a line a command and call, and
# sums; exit code 1 when anything was wrong. Environment: BUILD.
set -u
most=$1
shift
cd "$(dirname "$0")/../.." || exit 2
root=$(pwd)
BUILD=$(realpath "${BUILD:-build}") || exit 2
PROGRAM=$BUILD/oasdrift FAULTS=$BUILD/faults/faults SHIM=$BUILD/faults/fault_shim.so
[ -x "$FAULTS" ] && [ -e "$SHIM" ] || { echo "faults.sh: needs make test-programs" >&2; exit 2; }
work=$(mktemp -d) || exit 2
mock=
trap '[ -z "$mock" ] || kill "$mock" 2> /dev/null; [ -n "${KEEP:-}" ] || rm -rf "$work"' EXIT
HOME=$work XDG_CONFIG_HOME=$work LC_ALL=C
export HOME XDG_CONFIG_HOME LC_ALL
ulimit -c 0

# ---- inputs ----

inputs=$work/inputs
mkdir "$inputs"
cat > "$inputs/openapi.yaml" <<'END'
openapi: 3.1.0
info: {title: Faults, version: '1'}
paths:
  /a/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}, example: 1}]
    get:
      operationId: getA
      responses:
        '200':
          description: ok
          content:
            application/json: {schema: {$ref: 'common.json#/A'}, example: {n: 1}}
            application/xml: {schema: {$ref: 'common.json#/A'}}
END
printf '{"A":{"type":"object","properties":{"n":{"type":"integer"},"again":{"pattern":"^(a+)b\\\\1$"},"host":{"format":"idn-hostname"}}}}' > "$inputs/common.json"
# entry STATUS TYPE TEXT
entry()
{
    printf '{"startedDateTime":"2026-01-01T00:00:00Z","time":1,"request":{"method":"GET","url":"http://h/a/1","headers":[]},"response":{"status":%s,"headers":[{"name":"content-type","value":"%s"}],"content":{"mimeType":"%s","text":"%s"}}}' "$1" "$2" "$2" "$3"
}
{
    entry 200 application/json '{\"n\":\"x\",\"again\":\"aabaa\",\"host\":\"bücher.example\",\"more\":[1]}'
    echo
    entry 200 application/xml '<A><n>1</n></A>'
    echo
    entry 418 text/plain teapot
    echo
} > "$inputs/lines.ndjson"
{
    printf '{"log":{"version":"1.2","creator":{"name":"t","version":"1"},"entries":['
    paste -s -d , "$inputs/lines.ndjson"
    printf ']}}'
} > "$inputs/in.har"
gzip -nc "$inputs/in.har" > "$inputs/in.har.gz"
cp "$root/tests/cases/recordings/playwright-zip/books.zip" "$inputs/"
cp "$root/tests/cases/rules/shop.openapi.yaml" "$inputs/books.yaml"
cat > "$inputs/cassette.yaml" <<'END'
http_interactions:
- request: {method: get, uri: 'http://h/a/1', body: {encoding: UTF-8, string: ''}, headers: {}}
  response:
    status: {code: 200, message: OK}
    headers: {Content-Type: [application/json]}
    body: {encoding: UTF-8, string: '{"n":"x"}'}
  recorded_at: Mon, 01 Jan 2024 00:00:00 GMT
recorded_with: VCR 6.0.0
END
printf 'overrides: [{where: {operation: getA}, severity: {response.status-undocumented: info}}]\n' > "$inputs/rules.yaml"
printf 'overlay: 1.0.0\ninfo: {title: o, version: "1"}\nactions: [{target: $.info, update: {title: Changed}}]\n' > "$inputs/overlay.yaml"
printf '{"properties":{"n":{"multipleOf":0.00000000000000000000000000000000000000001}}}' > "$inputs/schema.json"
printf '{"n":1234567890123456789012345678901234567890.5}\n{"n":"x"}\n{"n":' > "$inputs/values.ndjson"
for shard in 1 2; do
    "$PROGRAM" check "$inputs/openapi.yaml" "$inputs/lines.ndjson" --shard $shard/2 --report ndjson="$inputs/$shard.ndjson" --reproducible --exit-zero > /dev/null 2>&1
done
"$PROGRAM" baseline "$inputs/openapi.yaml" "$inputs/cassette.yaml" -o "$inputs/baseline.json" > /dev/null 2>&1

: > "$work/mock"
"$PROGRAM" mock "$inputs/openapi.yaml" > "$work/mock" 2>&1 &
mock=$!
url= tries=0
while [ -z "$url" ] && [ $tries -lt 100 ]; do
    url=$(sed -n 's/^listening on //p' "$work/mock")
    tries=$((tries + 1))
    [ -n "$url" ] || sleep 0.1
done

# ---- commands ----

chosen=$*
# faults NAME ARGUMENT...: the command with each fault; $input is its standard input, if it has one.
input=
faults()
{
    case " ${chosen:-$1} " in *" $1 "*) ;; *) return ;; esac
    command=$1 folder=$work/faults
    shift
    rm -rf "$folder"
    mkdir "$folder"
    cp -r "$inputs" "$folder/before"
    [ -z "$input" ] || cp "$inputs/$input" "$folder/stdin"
    "$FAULTS" "$SHIM" "$folder" "$command" "$most" "$PROGRAM" "$@" | tee -a "$work/lines"
}
reports='--report text --report json=new.json --report ndjson=new.ndjson --report junit=new.xml --report junit-strict=strict.xml --reproducible'
one='--threads 1'
# shellcheck disable=SC2086 # several arguments
{
    faults check-reports check openapi.yaml in.har --rules rules.yaml --overlay overlay.yaml $reports $one
    faults check-exit-zero check openapi.yaml in.har cassette.yaml --exit-zero $reports $one
    faults check-threads check openapi.yaml lines.ndjson --report json=new.json --reproducible --threads 3
    faults check-gzip check openapi.yaml in.har.gz --exit-zero --report json --reproducible $one
    faults check-zip check books.yaml books.zip --exit-zero --report json --reproducible $one
    input=lines.ndjson
    faults check-input check openapi.yaml - --exit-zero --report json=in.har.json --reproducible $one
    input=
    faults check-against check openapi.yaml in.har --against in.har.gz --exit-zero --report json --reproducible $one
    faults write-baseline check openapi.yaml in.har --write-baseline baseline.json --report json=new.json --reproducible $one
    faults use-baseline check openapi.yaml cassette.yaml --baseline baseline.json --report junit --reproducible $one
    faults baseline baseline openapi.yaml in.har -o baseline.json
    faults suggest suggest openapi.yaml in.har -o new.yaml
    faults merge merge 1.ndjson 2.ndjson --exit-zero $reports
    faults lint lint openapi.yaml --report json=new.json --report junit=new.xml --reproducible
    faults validate validate schema.json values.ndjson --report json=new.json --reproducible $one
    faults routes explain routes openapi.yaml
    faults dry-run run openapi.yaml --url http://127.0.0.1:9 --dry-run
    faults run run openapi.yaml --url "$url" $reports
}
kill "$mock" 2> /dev/null
mock=
case " ${chosen:-mock} " in
*" mock "*) . "$root/tests/faults/mock.sh" | tee -a "$work/lines" ;;
esac

awk '$1 == "wrong" || $1 == "untrapped" { next }
     { count[$2] += $3; tried[$2] += $4; wrong[$2] += $5; all += $4; bad += $5 }
     END { print ""
           for (call in count) printf "%-8s %6d calls, %6d made to fail, %d wrong\n", call, count[call], tried[call], wrong[call] | "sort"
           close("sort")
           printf "%d faults, %d wrong\n", all, bad
           exit bad > 0 }' "$work/lines"
