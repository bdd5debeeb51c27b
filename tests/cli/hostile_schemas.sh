# Read by scripts that run the program, PROGRAM, on schemas that ask for much (hostile_schemas.jq). Each
# ends in a value, a proof, or in "undecided" with a reason, within seconds of a processor and the
# memory that an engine is allowed (WITNESS_MAX_MEMORY), beside what the program and the schema take.

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

# hostile_schemas KIND KIND KIND: those whose names begin so.
hostile_schemas()
{
    jq -nr -f tests/cli/hostile_schemas.jq > "$work/schemas" || not_ok schemas "jq fails"
    verdict there-are-schemas "$(wc -l < "$work/schemas")" test "$(grep -c . "$work/schemas")" -gt 100
    mkdir "$work/schemas.d"
    awk -F '\t' -v folder="$work/schemas.d" '{ file = folder "/" $1 ".json"; print $2 > file; close(file) }' "$work/schemas"
    for schema in "$work"/schemas.d/*.json; do
        name=$(basename "$schema" .json)
        case ${name%%-*} in $1 | $2 | $3) ;; *) continue ;; esac
        answers "$name" generate "$schema"
        case $name in
        text-length-1e6 | text-behind-30-thrice | array-items-1e5-differ | object-members-1e4 | number-multiple-mixed)
            answers "$name-more" generate "$schema" --count 5
            answers "$name-at-bounds" generate "$schema" --boundary
            answers "$name-broken" generate "$schema" --invalid all
            answers "$name-included" validate --includes "$schema" "$schema"
            printf '{"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": {}, "components": {"schemas": {"A": %s}}}' "$(cat "$schema")" > "$work/openapi.json"
            answers "$name-in-lint" lint "$work/openapi.json"
            ;;
        esac
    done
}
