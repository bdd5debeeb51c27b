#!/bin/sh
# run.sh PROGRAM...: runs the libcheck programs of the layers, several at a time and each without
# forking (quick, and kind to sanitizers), and adds up their checks. Writes "passed failed skipped",
# then a line "COUNT WHAT IS NEEDED" for what was skipped, to $RESULT when set.
set -u
[ $# -ge 1 ] || { echo "usage: run.sh PROGRAM..." >&2; exit 2; }
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
printf '%s\n' "$@" |
    CK_FORK=${CK_FORK:-no} sh tests/jobs.sh "$(dirname "$(dirname "$1")")/took" "$work" 'exec "$1"'

passed=0 failed=0 number=0
for program in "$@"; do
    number=$((number + 1))
    output=$work/$number.output
    read -r status < "$work/$number.status"
    # "98%: Checks: 50, Failures: 1, Errors: 0"
    counts=$(sed -nE 's/^[0-9]+%: Checks: ([0-9]+), Failures: ([0-9]+), Errors: ([0-9]+)$/\1 \2 \3/p' \
        "$output" | tail -n 1)
    if [ -z "$counts" ]; then # it died: with forks, libcheck tells where
        echo "FAILED $program: ended with $status"
        CK_FORK=yes "$program" 2>&1 | tail -n 20
        tail -n 40 "$output"
        counts="1 1 0"
    elif [ "$status" -ne 0 ]; then
        cat "$output"
        case $counts in *" 0 0") counts="${counts%% *} 1 0" ;; esac # it passed, and fell at its end
    fi
    wrong=${counts#* }
    wrong=$((${wrong% *} + ${wrong#* }))
    passed=$((passed + ${counts%% *} - wrong))
    failed=$((failed + wrong))
done
cat "$work"/*.output | sed -n 's/^skip: needs //p' | sort | uniq -c > "$work/skipped"
skipped=$(awk '{ n += $1 } END { print n + 0 }' "$work/skipped")
passed=$((passed - skipped))
[ -z "${RESULT:-}" ] || { echo "$passed $failed $skipped"; cat "$work/skipped"; } > "$RESULT"
echo "units: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
