#!/bin/sh
# descriptions.sh PROGRAM: every real description loads, by itself and for an exchange to be judged by
# it, and is linted. A table of them: version, operations, time of the processor and memory of a
# whole process that loads it ("check" with one exchange) and of "lint", findings. Then what was
# found by rule, and whether the descriptions that exist as JSON and as YAML (twins) give the same.
# With TABLE=short: the table of those of 1 MB and more only.
set -u
PROGRAM=${1:-build/oasdrift}
CORPORA=${CORPORA:-../shared/corpora}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
failed=0

if [ ! -d "$CORPORA/specs" ]; then
    echo "descriptions: skipped, all: no $CORPORA/specs"
    exit 0
fi

# Documents that are descriptions, entries only.
list()
{
    find "$CORPORA/specs" "$CORPORA/oai/examples" -type f \
        \( -name '*.json' -o -name '*.yaml' -o -name '*.yml' \) \
        -exec grep -lE '^[ {]*"?(openapi|swagger)"? *:' {} + 2> /dev/null
    for one in datadog-v1/v1.yaml github/api.github.com.json stripe/spec3-2022-04-12.json \
        digitalocean/description/specification/DigitalOcean-public.v2.yaml; do
        [ -f "$CORPORA/traffic/$one" ] && echo "$CORPORA/traffic/$one"
    done
}

# measured FILE COMMAND...: runs it; "CPU-ms MB" in FILE, its exit code in $status.
measured()
{
    measures=$1
    shift
    if [ -x /usr/bin/time ]; then
        timeout 120 /usr/bin/time -q -o "$measures" -f '%U %S %M' "$@"
        status=$?
        awk 'END { printf "%.0f %.0f\n", ($1 + $2) * 1000, $3 / 1024 }' "$measures" > "$measures.2"
        mv "$measures.2" "$measures"
    else
        timeout 120 "$@"
        status=$?
        echo "- -" > "$measures"
    fi
}

# refuse WHAT: the description is not read as it must be.
refuse()
{
    failed=$((failed + 1))
    echo "FAILED $name: $1"
    sed 's/^/    /' "$scratch/stderr" | head -n 3
}

echo '{"request":{"method":"GET","url":"https://a/"},"response":{"status":200,"headers":[],"content":{}}}' \
    > "$scratch/one.ndjson"
list | sort > "$scratch/list"
printf '%-52s %7s %6s %8s %8s %5s %5s %6s %6s\n' description version ops 'load ms' 'lint ms' MB \
    'lint' errors others

count=0
while read -r path; do
    name=${path#"$CORPORA"/}
    count=$((count + 1))
    measured "$scratch/load" "$PROGRAM" check "$path" "$scratch/one.ndjson" --exit-zero \
        > "$scratch/check" 2> "$scratch/stderr"
    [ "$status" -eq 0 ] || refuse "check ends with $status"
    measured "$scratch/lint" "$PROGRAM" lint "$path" --report json --exit-zero \
        > "$scratch/json" 2> "$scratch/stderr"
    [ "$status" -eq 0 ] || refuse "lint ends with $status"
    ! grep -q 'more than\|deeper than\|larger than' "$scratch/stderr" || refuse "a limit is met"
    jq -r --arg name "$name" '
        .descriptions[0].openapi, .summary.operations.total, .summary.findings.error,
        .summary.findings.warning + .summary.findings.info' "$scratch/json" 2> /dev/null |
        tr '\n' ' ' > "$scratch/numbers"
    jq -r '.findings[] | "\(.rule)"' "$scratch/json" >> "$scratch/rules" 2> /dev/null
    read -r version operations errors others < "$scratch/numbers"
    read -r load_ms load_mb < "$scratch/load"
    read -r lint_ms lint_mb < "$scratch/lint"
    echo "$version" >> "$scratch/versions"
    [ "${TABLE:-}" = short ] && [ "$(wc -c < "$path")" -lt 1000000 ] && continue
    printf '%-52s %7s %6s %8s %8s %5s %5s %6s %6s\n' "$name" "$version" "$operations" "$load_ms" \
        "$lint_ms" "$load_mb" "$lint_mb" "$errors" "$others"
done < "$scratch/list"

echo
echo "findings by rule:"
sort "$scratch/rules" | uniq -c | sort -rn | awk '{ printf "  %6d  %s\n", $1, $2 }'

# What a twin gives, without what differs between texts: places and the file.
judged()
{
    "$PROGRAM" lint "$1" --report json --exit-zero --rules "$scratch/no-yaml.yaml" 2> /dev/null |
        jq -S '[.findings[] | {rule, keyword, severity, operation, pointer: .description.pointer,
                               message: (.message | sub("; also in line.*"; ""))}] | sort'
    "$PROGRAM" explain routes "$1" --report json 2> /dev/null |
        jq -S 'del(.description) | del(.. | objects | .file?, .line?, .column?)'
}

# Traps of YAML are no matter of JSON.
printf 'severity: {description.yaml-trap: off}\n' > "$scratch/no-yaml.yaml"
# One path of this pair is described for GET in one text and for POST in the other.
differing=3.1/json/parameters-style.json
twins=0 alike=0
for json in $(find "$CORPORA/specs" -path '*/json/*.json' | sort); do
    yaml=$(echo "$json" | sed 's|/json/\(.*\)\.json$|/yaml/\1.yaml|')
    [ -f "$yaml" ] || continue
    case $json in */$differing) continue ;; esac
    twins=$((twins + 1))
    judged "$json" > "$scratch/a"
    judged "$yaml" > "$scratch/b"
    if cmp -s "$scratch/a" "$scratch/b"; then
        alike=$((alike + 1))
    else
        failed=$((failed + 1))
        echo "FAILED twins differ: ${json#"$CORPORA"/}"
        diff "$scratch/a" "$scratch/b" | head -n 6 | sed 's/^/    /'
    fi
done
echo
echo "$count descriptions ($(sort "$scratch/versions" | cut -c1-3 | uniq -c |
    awk '{ printf "%s%d of %s", (NR > 1 ? ", " : ""), $1, $2 }')); $alike of $twins twins alike;" \
    "$failed failed"
[ "$failed" -eq 0 ]
