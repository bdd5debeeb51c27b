#!/bin/sh
# run.sh SECONDS PROGRAM...: runs each libFuzzer program for so long, as many at a time as there are
# processors, and prints a line about it.
# What it learns stays in build/fuzz/corpus/TARGET, what breaks it in build/fuzz/crashes/. A crash, a
# leak, a time-out and too much memory are failures; where it broke and the input are printed, for each
# run tries other inputs and the log may be out of reach. Writes "passed failed skipped" to $RESULT when
# set.
set -u
# run_one SECONDS PROGRAM: leaves 0 in build/fuzz/NAME.status when nothing broke.
run_one()
{
    name=$(basename "$2")
    corpus=build/fuzz/corpus/${name#fuzz_}
    crashes=$(pwd)/build/fuzz/crashes # a target may be in a folder of its own
    log=build/fuzz/$name.log
    mkdir -p "$corpus" "$crashes"
    seeds=tests/fuzz/seeds/${name#fuzz_}
    [ -d "$seeds" ] || seeds=
    [ ! -d "tests/fuzz/corpus/${name#fuzz_}" ] || seeds="$seeds tests/fuzz/corpus/${name#fuzz_}"
    dictionary=tests/fuzz/${name#fuzz_}.dict
    [ -f "$dictionary" ] && dictionary=-dict=$dictionary || dictionary=
    entropic=
    [ "$1" -ge 10 ] || entropic=-entropic=0 # its weights cost more than reading the corpus
    ulimit -s 65536 2> /dev/null # frames are several times as large without optimisation
    # shellcheck disable=SC2086 # empty ones vanish
    "$2" -max_total_time="$1" -max_len=16384 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$crashes/$name-" $entropic $dictionary "$corpus" $seeds > "$log" 2>&1
    echo $? > "build/fuzz/$name.status"
}

if [ "$1" = --one ]; then # one program, started by xargs below
    run_one "$2" "$3"
    exit 0
fi

seconds=$1
shift
passed=0 failed=0
mkdir -p build/fuzz
printf '%s\n' "$@" | xargs -P "$(nproc)" -n 1 sh "$0" --one "$seconds"
for program in "$@"; do
    name=$(basename "$program")
    log=build/fuzz/$name.log
    status=
    read -r status < "build/fuzz/$name.status"
    if [ "$status" = 0 ]; then
        passed=$((passed + 1))
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        echo "fuzz: $name: $runs inputs, nothing broke"
    else
        failed=$((failed + 1))
        echo "fuzz: $name: BROKEN, see $log"
        grep -E 'ERROR|does not hold|^ +#[0-9] |SUMMARY|Test unit written' "$log" | head -n 16
        input=$(sed -n 's/.*Test unit written to //p' "$log" | head -n 1)
        [ ! -f "$input" ] || { echo "base64 -d <<. | gunzip"; gzip -9nc "$input" | base64; echo .; }
    fi
done
[ -z "${RESULT:-}" ] || echo "$passed $failed 0" > "$RESULT"
[ "$failed" -eq 0 ]
