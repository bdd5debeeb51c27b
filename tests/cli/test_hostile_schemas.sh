# Schemas that ask for much (hostile_schemas.jq): each ends in a value, a proof, or in "undecided" with
# a reason, within seconds of a processor and the memory that an engine is allowed
# (WITNESS_MAX_MEMORY), beside what the program itself and the schema take.
# plain build only
. tests/cli/verdict.sh

REASONS=$(sed -n 's/^REASON([A-Z]*, "\([a-z]*\)".*/\1/p' src/witness/reasons.def | tr '\n' ' ')
SECONDS_AT_MOST=10 # of a processor; where nothing else is done it is a fifth of that
KIB_AT_MOST=440000

# within ARGUMENT...: the program under the limits.
within()
{
    (
        ulimit -t "$SECONDS_AT_MOST"
        ulimit -v "$KIB_AT_MOST"
        exec "$PROGRAM" "$@" > "$work/stdout" 2> "$work/stderr"
    )
}
# has_reason: what was run last was undecided for one of the reasons of the list.
has_reason()
{
    reason=$(sed -n 's/.*\[\([a-z]*\)\]$/\1/p' "$work/stderr" | tail -n 1)
    [ -n "$reason" ] && case " $REASONS" in *" $reason "*) true ;; *) false ;; esac
}
# answers NAME ARGUMENT...: it ends in an answer.
answers()
{
    answers_name=$1
    shift
    within "$@"
    code=$?
    case $code in
    0 | 1) ok "$answers_name" ;;
    3) verdict "$answers_name" "no reason of the list: $(head -c 300 "$work/stderr")" has_reason ;;
    *) not_ok "$answers_name" "exit $code: $(tail -c 300 "$work/stderr")" ;;
    esac
}

jq -nr -f tests/cli/hostile_schemas.jq > "$work/schemas" || not_ok schemas "jq fails"
verdict there-are-schemas "$(wc -l < "$work/schemas")" test "$(grep -c . "$work/schemas")" -gt 100
tab=$(printf '\t')
while IFS=$tab read -r name schema; do
    printf '%s\n' "$schema" > "$work/schema.json"
    answers "$name" generate "$work/schema.json"
    case $name in
    text-length-1e6 | text-behind-30-thrice | array-items-1e5-differ | array-prefix-1e5 | object-members-1e4 | object-required-1000-products | any-one-of-1e4-objects | number-multiple-mixed)
        answers "$name-more" generate "$work/schema.json" --count 5
        answers "$name-at-bounds" generate "$work/schema.json" --boundary
        answers "$name-broken" generate "$work/schema.json" --invalid all
        answers "$name-included" validate --includes "$work/schema.json" "$work/schema.json"
        printf '{"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": {}, "components": {"schemas": {"A": %s}}}' "$schema" > "$work/openapi.json"
        answers "$name-in-lint" lint "$work/openapi.json"
        ;;
    esac
done < "$work/schemas"
