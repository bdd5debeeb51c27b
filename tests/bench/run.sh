#!/bin/sh
# run.sh: what `make bench` runs. Figures are medians; read the ratios. RESULTS.md keeps them.
set -u
BUILD=${BUILD:-build}
echo "machine: $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(uname -r)"
echo
"$BUILD/bench/bench_start" 101 \
    "/bin/true" /bin/true -- \
    "oasdrift --version" "$BUILD/oasdrift" --version -- \
    "oasdrift check, one small HAR" "$BUILD/oasdrift" check \
    specs/applivery/windows-command.openapi.yaml specs/applivery/clean.har -- \
    "a program linked to libcurl" curl --version -- \
    "node -e 0" node -e 0
echo
"$BUILD/bench/bench_json" ${BENCH_JSON_FILES:-}
echo
"$BUILD/bench/bench_pattern" "${BENCH_PATTERNS:-../shared/corpora/regex/patterns_ecma_verdicts.json}"
