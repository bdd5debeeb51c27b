#!/bin/sh
# run.sh PROGRAM [--record]: the official JSON Schema test suite, when it is there. Each number of
# the table is a check; with $RESULT, "passed failed skipped" goes there.
set -u
program=$1
shift
suite=${JSON_SCHEMA_TEST_SUITE:-../shared/corpora/json-schema-test-suite}
recorded=tests/conformance/RECORDED
checks=$(grep -vc '^#' "$recorded" 2>/dev/null)

if [ ! -d "$suite/tests" ]; then
    echo "conformance: skipped, $checks numbers: no suite at $suite (see JSON_SCHEMA_TEST_SUITE)"
    [ -z "${RESULT:-}" ] || echo "0 0 $checks" > "$RESULT"
    exit 0
fi
if "$program" "$suite" "$recorded" "$@"; then
    [ -z "${RESULT:-}" ] || echo "$checks 0 0" > "$RESULT"
    exit 0
fi
[ -z "${RESULT:-}" ] || echo "0 1 0" > "$RESULT"
exit 1
