#!/bin/sh
# run.sh PROGRAM: `lint` against the documents of the OpenAPI Initiative, which say what passes and
# what fails. Prints a table and the documents that are judged otherwise. OAI is their folder; where
# it is not there, that is said with what is left out.
set -u
PROGRAM=$1
OAI=${OAI:-../shared/corpora/oai}
[ -d "$OAI" ] || { echo "official documents: skipped, all 150 of them: no folder $OAI (set OAI)"; exit 0; }
lines=$(mktemp) || exit 2
trap 'rm -f "$lines"' EXIT

# forbidden FILE: the one error of a document that passes its schema and breaks the specification's text: path parameters
# MUST be required (3.1.2, 4.8.12.2.1); a mapping names a schema that there is.
forbidden()
{
    case $1 in
    */tests-3.1/pass/style-defaults.yaml) echo 'must say required: true' ;;
    */tests-3.2/pass/mega.yaml) echo 'there is no schema "Bar"' ;;
    esac
}

# lacks_others FILE ERROR: are all errors of that kind, and is there one?
lacks_others()
{
    [ "$2" ] && "$PROGRAM" lint "$1" -q --report json 2> /dev/null |
        jq -e --arg error "$2" '[.findings[] | select(.severity == "error") | .message | contains($error)] | length > 0 and all' \
            > /dev/null
}

# judge GROUP pass|fail FILE...: a passing document gives exit 0, a failing one 1 or 2.
judge()
{
    group=$1 wanted=$2
    shift 2
    for document in "$@"; do
        [ -f "$document" ] || continue
        # Whole descriptions may be in several folders beside each other.
        timeout 30 "$PROGRAM" lint --allow-ref "$(dirname "$document")/.." "$document" \
            > /dev/null 2>&1
        code=$?
        case $wanted$code in
        pass0 | fail1 | fail2) verdict=right ;;
        pass1) if lacks_others "$document" "$(forbidden "$document")"; then verdict=right; else verdict=wrong; fi ;;
        *) verdict=wrong ;;
        esac
        echo "$group $wanted $verdict $code $document" >> "$lines"
    done
}

for version in 3.0 3.1 3.2; do
    for wanted in pass fail; do
        # shellcheck disable=SC2046 # none of the names has a space
        judge "tests-$version" $wanted \
            $(find "$OAI/tests-$version" -path "*/$wanted/*" \( -name '*.yaml' -o -name '*.json' \) | sort)
    done
done
for version in 2.0 3.0 3.1; do
    # Files without a version are parts of others.
    # shellcheck disable=SC2046
    judge "examples-$version" pass \
        $(find "$OAI/examples/v$version" -type f \( -name '*.yaml' -o -name '*.json' \) -exec \
            grep -lE '^ *"?(openapi|swagger)"? *:' {} + | sort)
done

printf '%-14s %-6s %9s %7s\n' documents must right wrong
awk '{ key = $1 " " $2; if (!(key in seen)) { seen[key] = 1; order[++n] = key } count[key " " $3]++ }
     END { for (i = 1; i <= n; i++) { split(order[i], part, " ")
           printf "%-14s %-6s %9d %7d\n", part[1], part[2], count[order[i] " right"], count[order[i] " wrong"] } }' "$lines"
awk '$3 == "wrong" { print "wrong: exit " $4 ": " $5 }' "$lines"
right=$(grep -c ' right ' "$lines")
wrong=$(grep -c ' wrong ' "$lines")
echo "official documents: $right judged as they must be, $wrong not"
[ "$wrong" -eq 0 ] && [ "$right" -gt 0 ]
