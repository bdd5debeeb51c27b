#!/bin/sh
# cases.sh OUT: the cases of tests/cases as inputs of the fuzz targets, in OUT/TARGET. What is longer than a
# target reads is left out, and so is what a case has beside one description and one recording.
set -u
out=$1
longest=16384
# What leads to each call of the target "calls" (fuzz_calls.c): a letter.
check=i shards=j suggest=k lint=l requests=m

# input TARGET NAME: standard input, unless it is too long.
input()
{
    mkdir -p "$out/$1"
    cat > "$out/$1/$2"
    [ "$(wc -c < "$out/$1/$2")" -le "$longest" ] || rm "$out/$1/$2"
}

joined() { cat "$1"; printf '\n=== b\n'; cat "$2"; }
called() { joined "$1" "$2"; printf '\n=== c\n%s\n' "$3"; }

# take NAME WORD...: of one case, by its arguments.
take()
{
    name=$1 command=$2 first=${3-} second=${4-}
    shift 2
    case $command in
    check | baseline | suggest)
        if [ -f "$first" ] && [ -f "$second" ]; then
            joined "$first" "$second" | input exchange "$name"
            called "$first" "$second" "$check" | input calls "$name-check"
            called "$first" "$second" "$shards" | input calls "$name-shards"
            called "$first" "$second" "$suggest" | input calls "$name-suggest"
            input recording "$name" < "$second"
        fi ;;
    lint)
        if [ -f "$first" ]; then
            input description "$name" < "$first"
            called "$first" /dev/null "$lint" | input calls "$name-lint"
            called "$first" /dev/null "$requests" | input calls "$name-requests"
        fi ;;
    validate)
        if [ -f "$first" ] && [ -f "$second" ]; then
            case $second in *.jsonl | *.ndjson) format=1 ;; *.yaml) format=2 ;; *) format=0 ;; esac
            { printf "\\00$format"; joined "$first" "$second"; } | input validate "$name"
        fi ;;
    esac
    while [ $# -gt 1 ]; do
        if [ -f "$2" ]; then
            case $1 in
            --rules) input rules "$name" < "$2" ;;
            --baseline) { printf '\0'; cat "$2"; } | input baseline "$name" ;;
            --overlay) [ ! -f "$first" ] || joined "$first" "$2" | input overlay "$name" ;;
            esac
        fi
        shift
    done
}

for arguments in tests/cases/*/*/args; do
    case=${arguments%/args}
    IFS='
'
    # shellcheck disable=SC2046 # a word a line
    set -- $(sed "s|@CASE|$case|g; s|@ROOT|.|g" "$arguments")
    unset IFS
    [ $# -eq 0 ] || take "$(echo "${case#tests/cases/}" | tr / -)" "$@"
done
