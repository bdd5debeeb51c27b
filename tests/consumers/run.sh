#!/bin/sh
# run.sh [--at-hand] PROGRAM: holds each format of reports against readers that nobody of this project wrote
# (rows). What could not be installed is skipped and counted; with --at-hand nothing is installed, and the
# rows are those for which nothing has to be. Writes "passed failed skipped", then a line "COUNT
# WHAT IS NEEDED" for what was skipped, to $RESULT when set.
set -u

if [ "${1:-}" = --one ]; then # a row of the table, by the number of its line; started by jobs.sh below
    line=$(sed -n "$2p" tests/consumers/rows)
    format=$(echo "$line" | cut -d '|' -f 1 | tr -d ' ')
    command=$(echo "$line" | cut -d '|' -f 4- | sed 's/^ *//')
    TMP=$(mktemp -d) || exit 2
    trap 'rm -rf "$TMP"' EXIT
    export TMP
    set -- "$REPORTS/$format"/*
    [ -e "$1" ] || { echo "there is no report of the format $format"; exit 1; }
    try()
    {
        rm -rf "$TMP"/*
        case $command in
        each\ *)
            for file in "$@"; do
                sh -c "${command#each } \"\$1\"" sh "$file" || { echo "$file"; return 1; }
            done
            ;;
        *) sh -c "$command" sh "$@" ;;
        esac
    }
    try "$@" || exit 1
    cut=$REPORTS/.cut/$format/${1##*/}
    [ -d "$1" ] || ! try "$cut" > "$TMP.cut" 2>&1 || { rm -f "$TMP.cut"; echo "a report that is cut off is accepted as well"; exit 1; }
    rm -f "$TMP.cut"
    exit 0
fi

at_hand=
[ "$1" != --at-hand ] || { at_hand=1; shift; }
PROGRAM=$(realpath "$1") || exit 2
BUILD=$(dirname "$PROGRAM")
cd "$(dirname "$0")/../.." || exit 2
HERE=$PWD/tests/consumers
installed=${CONSUMERS:-$PWD/build/consumers}
MODULES=$installed/node_modules VENV=$installed/venv REPORTS=$BUILD/consumer-reports
LC_ALL=C.UTF-8
export PROGRAM BUILD HERE MODULES VENV REPORTS LC_ALL
if [ -n "$at_hand" ]; then MODULES=/nonexistent VENV=/nonexistent; else sh "$HERE/install.sh" "$installed"; fi
sh "$HERE/make_reports.sh" "$PROGRAM" "$REPORTS" || exit 1
# The same reports, each without its second half.
for file in "$REPORTS"/*/*; do
    [ -f "$file" ] || continue
    folder=$(dirname "$file")
    mkdir -p "$REPORTS/.cut/${folder##*/}"
    head -c $(($(wc -c < "$file") / 2)) "$file" > "$REPORTS/.cut/${folder##*/}/${file##*/}"
done

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
# lacks NEEDS: the first of them that is not there.
lacks()
{
    for need in $1; do
        case $need in
        npm:*) [ -d "$MODULES/${need#npm:}" ] || { echo "the npm package ${need#npm:}"; return; } ;;
        pip:*) [ -x "$VENV/bin/${need#pip:}" ] || { echo "the program ${need#pip:} from pip"; return; } ;;
        */*) ls -d $need > /dev/null 2>&1 || { echo "$need"; return; } ;;
        *) command -v "$need" > /dev/null 2>&1 || { echo "$need: make deps-consumers"; return; } ;;
        esac
    done
}
rows() { grep -nE '^[a-z]' "$HERE/rows"; }
rows | while IFS='|' read -r format consumer needs _; do
    number=${format%%:*}
    lacking=$(lacks "$(echo "$needs" | sed 's/  */ /g')")
    if [ -n "$lacking" ]; then echo "$lacking" > "$work/$number.lacks"; else echo "$number"; fi
done > "$work/numbers"
mkdir "$work/out"
sh tests/jobs.sh "$BUILD/took-consumers" "$work/out" 'exec timeout -k 5 300 sh tests/consumers/run.sh --one "$1"' < "$work/numbers"

passed=0 failed=0 skipped=0 place=0
while IFS='|' read -r format consumer _; do
    number=${format%%:*}
    title=$(echo "${format#*:} $consumer" | awk '{ f = $1; $1 = ""; printf "%-14s %-22s", f, substr($0, 2) }')
    if [ -f "$work/$number.lacks" ]; then
        [ -z "$at_hand" ] || { rm "$work/$number.lacks"; continue; }
        echo "$title skipped: needs $(cat "$work/$number.lacks")"
        skipped=$((skipped + 1))
        continue
    fi
    place=$((place + 1))
    if [ "$(cat "$work/out/$place.status")" = 0 ]; then
        echo "$title accepts"
        passed=$((passed + 1))
    else
        echo "$title REJECTS"
        sed 's/^/    /' "$work/out/$place.output" | head -n 20
        failed=$((failed + 1))
    fi
done << END
$(rows)
END
[ -z "${RESULT:-}" ] || {
    echo "$passed $failed $skipped"
    cat "$work"/*.lacks 2> /dev/null | sort | uniq -c
} > "$RESULT"
echo "consumers: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && { [ -n "$at_hand" ] || [ $((passed + skipped)) -gt 0 ]; }
