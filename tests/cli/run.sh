#!/bin/sh
# run.sh PROGRAM [SCRIPT...]: runs tests/cli/test_*.sh, what needs a shell to be tried, several at a
# time. Each prints lines "ok NAME", "not ok NAME: why" or "skip NAME: needs WHAT". Writes "passed
# failed skipped", then a line "COUNT WHAT IS NEEDED" for what was skipped, to $RESULT when set.
set -u
[ $# -ge 1 ] || { echo "usage: run.sh PROGRAM [SCRIPT...]" >&2; exit 2; }
PROGRAM=$(realpath "$1") || exit 2
BUILD=$(dirname "$PROGRAM")
shift
cd "$(dirname "$0")/../.." || exit 2
LC_ALL=C
export PROGRAM BUILD LC_ALL
# Under sanitizers a script with the line "# plain build only" is left out, unless it is named: what it
# has the program do, others do as well, and it takes long there.
# shellcheck disable=SC2046 # a word a script
[ $# -gt 0 ] || if grep -q __asan_init "$PROGRAM"; then
    set -- $(grep -Lx '# plain build only' tests/cli/test_*.sh)
else
    set -- tests/cli/test_*.sh
fi

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
# Another build's order is a good one until it has its own.
[ -e "$BUILD/took-cli" ] || cp "$BUILD/../took-cli" "$BUILD" 2> /dev/null
printf '%s\n' "$@" | sh tests/jobs.sh "$BUILD/took-cli" "$work" 'exec timeout -k 5 120 sh "$1"'

number=0
for script in "$@"; do
    number=$((number + 1))
    output=$work/$number.output
    read -r status < "$work/$number.status"
    [ "$status" -eq 0 ] && grep -qE '^(ok|not ok|skip) ' "$output" ||
        echo "not ok $script: ended with $status" >> "$output"
    # What a script prints beside its verdicts matters only when one of them is bad.
    ! grep -q '^not ok ' "$output" ||
        grep -vE '^(ok|skip) ' "$output" | sed "s|^not ok|FAILED ${script##*/}|"
    grep '^skip ' "$output"
done
cat "$work"/*.output > "$work/lines"
passed=$(grep -c '^ok ' "$work/lines")
failed=$(grep -c '^not ok ' "$work/lines")
skipped=$(grep -c '^skip ' "$work/lines")
[ -z "${RESULT:-}" ] || {
    echo "$passed $failed $skipped"
    sed -n 's/^skip [^:]*: needs //p' "$work/lines" | sort | uniq -c
} > "$RESULT"
echo "cli: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
