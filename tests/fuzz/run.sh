#!/bin/sh
# run.sh SECONDS PROGRAM...: runs each libFuzzer program for so long and prints a line about it.
# What it learns stays in build/fuzz/corpus/NAME, what breaks it in build/fuzz/crashes/. A crash, a
# leak, a time-out and too much memory are failures. FUZZ_SEED repeats one sequence of inputs, so that a
# gate does not fail on what one run in many finds. Writes "passed failed skipped" to $RESULT when set.
set -u
seconds=$1
shift
passed=0 failed=0
for program in "$@"; do
    name=$(basename "$program")
    corpus=build/fuzz/corpus/$name
    crashes=build/fuzz/crashes
    log=build/fuzz/$name.log
    mkdir -p "$corpus" "$crashes"
    seeds=tests/fuzz/seeds/${name#fuzz_}
    [ -d "$seeds" ] || seeds=
    dictionary=tests/fuzz/${name#fuzz_}.dict
    [ -f "$dictionary" ] && dictionary=-dict=$dictionary || dictionary=
    # shellcheck disable=SC2086 # empty ones vanish
    if "$program" -max_total_time="$seconds" -max_len=16384 -timeout=10 -rss_limit_mb=2048 \
        -seed="${FUZZ_SEED:-0}" \
        -print_final_stats=1 -artifact_prefix="$crashes/$name-" $dictionary \
        "$corpus" $seeds > "$log" 2>&1; then
        passed=$((passed + 1))
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        echo "fuzz: $name: $runs inputs, nothing broke"
    else
        failed=$((failed + 1))
        echo "fuzz: $name: BROKEN, see $log"
        grep -E 'ERROR|does not hold|SUMMARY|Test unit written' "$log" | head -n 5
    fi
done
[ -z "${RESULT:-}" ] || echo "$passed $failed 0" > "$RESULT"
[ "$failed" -eq 0 ]
