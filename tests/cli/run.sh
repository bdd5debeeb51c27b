#!/bin/sh
# run.sh PROGRAM [SCRIPT...]: runs tests/cli/test_*.sh, what needs a shell to be tried. Each prints
# "ok NAME", "not ok NAME: why" or "skip NAME: why" lines. Writes "passed failed skipped" to $RESULT
# when set.
set -u
[ $# -ge 1 ] || { echo "usage: run.sh PROGRAM [SCRIPT...]" >&2; exit 2; }
PROGRAM=$(realpath "$1") || exit 2
BUILD=$(dirname "$PROGRAM")
shift
cd "$(dirname "$0")/../.." || exit 2
LC_ALL=C
export PROGRAM BUILD LC_ALL
[ $# -gt 0 ] || set -- tests/cli/test_*.sh

lines=$(mktemp) || exit 2
trap 'rm -f "$lines"' EXIT
for script in "$@"; do
    timeout -k 5 120 sh "$script" < /dev/null > "$lines.one" 2>&1
    status=$?
    [ "$status" -eq 0 ] && grep -qE '^(ok|not ok|skip) ' "$lines.one" ||
        echo "not ok $script: ended with $status" >> "$lines.one"
    grep -vE '^(ok|skip) ' "$lines.one" | sed "s|^not ok|FAILED ${script##*/}|"
    grep -E '^skip ' "$lines.one"
    cat "$lines.one" >> "$lines"
done
rm -f "$lines.one"

passed=$(grep -c '^ok ' "$lines")
failed=$(grep -c '^not ok ' "$lines")
skipped=$(grep -c '^skip ' "$lines")
echo "cli: $passed passed, $failed failed, $skipped skipped"
[ -z "${RESULT:-}" ] || echo "$passed $failed $skipped" > "$RESULT"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
