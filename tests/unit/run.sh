#!/bin/sh
# run.sh PROGRAM...: runs libcheck suites without forking (quick, and kind to sanitizers); adds up
# their checks. Writes "passed failed skipped" to $RESULT when set.
set -u
passed=0 failed=0
for program in "$@"; do
    output=$(CK_FORK=${CK_FORK:-no} "$program" 2>&1)
    status=$?
    line=$(printf '%s\n' "$output" | grep -E '^[0-9]+%: Checks: ' | tail -n 1)
    checks=$(printf '%s' "$line" | sed 's/.*Checks: \([0-9]*\).*/\1/')
    wrong=$(printf '%s' "$line" | sed 's/.*Failures: \([0-9]*\), Errors: \([0-9]*\).*/\1 \2/' | awk '{print $1 + $2}')
    if [ -z "$line" ]; then # it died: with forks, libcheck tells where
        CK_FORK=yes "$program" 2>&1 | tail -n 20
        printf '%s\n' "$output" | tail -n 40
        checks=1 wrong=1
    elif [ "$status" -ne 0 ]; then
        printf '%s\n' "$output"
        [ "$wrong" -gt 0 ] || wrong=1
    fi
    failed=$((failed + wrong))
    passed=$((passed + checks - wrong))
done
[ -z "${RESULT:-}" ] || echo "$passed $failed 0" > "$RESULT"
echo "units: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
