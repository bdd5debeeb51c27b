#!/bin/sh
# run.sh quick|once|all|ci: what `make quick`, `make test-once`, `make test` and .ci/run run. "quick" is
# the build, units, cases, command line and samples of reports; "once" adds the official suite; "all" adds
# the checks of the tree, other people's readers of reports that are here, fuzzing with clang, threads,
# growth and a second pass under sanitizers; "ci" puts formatting and clang-tidy before that. Says which part of how many it is at, and what it took; the last
# lines tell what was skipped and what it needs, then what failed says it again, and the very last one
# counts. Environment: BUILD, SAN, CC, MAKE; TMPDIR, by default memory (/dev/shm) where there is room.
set -u
mode=$1
BUILD=${BUILD:-build}
MAKE=${MAKE:-make}
CC=${CC:-cc}

# Tests make and remove some hundred thousand files, for which a disk takes a third of their time. What
# they put there is 200 MB at most; a program must run from there as well.
is_roomy()
{
    probe=$(mktemp "$1/probe.XXXXXX" 2> /dev/null) || return
    printf '#!/bin/sh\n' > "$probe"
    chmod +x "$probe"
    "$probe" 2> /dev/null && [ "$(df -Pk "$1" | awk 'NR == 2 { print $4 }')" -gt 2000000 ]
    roomy=$?
    rm -f "$probe"
    return $roomy
}
if [ -z "${TMPDIR:-}" ] && is_roomy /dev/shm; then
    results=$(mktemp -d /dev/shm/oasdrift.XXXXXX) || exit 2
else
    results=$(mktemp -d) || exit 2
fi
export TMPDIR="$results/tmp"
mkdir "$TMPDIR" || exit 2
trap 'rm -rf "$results"' EXIT
export BUILD SAN CC
unset MAKEFLAGS MFLAGS MAKELEVEL # each make below is a run of its own

make_it() { "$MAKE" --no-print-directory -j "$(nproc)" CC="$CC" "$@"; }

# quietly COMMAND...: what it prints is shown only when it fails.
quietly()
{
    "$@" > "$results/output" 2>&1 && return
    grep -vE '^(cc|ld) ' "$results/output"
    return 1
}

# skip_part COUNT WHAT: all of a part is skipped, for it needs WHAT.
skip_part()
{
    echo "skipped: needs $2"
    printf '0 0 %s\n%s %s\n' "$1" "$1" "$2" > "$RESULT"
}

has_fuzzer()
{
    echo 'int LLVMFuzzerTestOneInput(const char *d, long n);
          int LLVMFuzzerTestOneInput(const char *d, long n) { return d && n < 0; }' |
        clang -x c -fsanitize=fuzzer,address - -o "$results/probe" 2>/dev/null
}

has_thread_sanitizer()
{
    echo 'int main(void) { return 0; }' |
        $CC -x c -fsanitize=thread - -o "$results/probe" 2>/dev/null && "$results/probe"
}

fuzz()
{
    programs=$(ls tests/fuzz/fuzz_*.c | sed 's|^tests/|build/|; s|\.c$||')
    # shellcheck disable=SC2086 # a word a program
    if has_fuzzer; then
        # a second each: what is compiled slowly would not run long
        quietly make_it FUZZ_OPTIMIZE=-O0 fuzz-programs && sh tests/fuzz/run.sh "${FUZZ_SECONDS:-1}" $programs
    else
        skip_part "$(echo "$programs" | wc -l)" "clang with libFuzzer: make deps-dev"
    fi
}

threads()
{
    if has_thread_sanitizer; then
        quietly make_it TSAN=1 BUILD=build/tsan all &&
            make_it test-threads
    else
        skip_part 1 "a compiler that has -fsanitize=thread"
    fi
}

growth() # with the objects of threads
{
    if has_thread_sanitizer; then
        quietly make_it growth
    else
        skip_part 1 "a compiler that has -fsanitize=thread"
    fi
}

lint()
{
    if command -v clang-tidy > /dev/null; then
        quietly make_it lint
    else
        skip_part 1 "clang-tidy: make deps-dev"
    fi
}

format()
{
    if command -v clang-format > /dev/null; then
        make_it format
    else
        skip_part 1 "clang-format: make deps-dev"
    fi
}

# processor_seconds: what the commands of the part took, which other work on the machine makes little longer.
processor_seconds()
{
    awk -F '[ms ]+' 'FNR == 2 { printf "%.0f", 60 * $1 + $2 + 60 * $3 + $4 }' "$results/times"
}

# part NAME: what it runs counts for itself in $RESULT, or as one check.
part()
{
    case $1 in
    build) quietly make_it all unit-programs test-programs conformance-program ;;
    units) make_it units ;;
    conformance) make_it conformance ;;
    cases) sh tests/cases/run.sh "$BUILD/oasdrift" ;;
    cli) sh tests/cli/run.sh "$BUILD/oasdrift" ;;
    reports) sh tests/reports.sh check ;;
    layers) make_it check-layers ;;
    headers) make_it check-headers ;;
    library) sh tests/library.sh ;;
    demo) quietly sh tests/demo.sh ;;
    consumers) sh tests/consumers/run.sh --at-hand "$BUILD/oasdrift" ;;
    fuzz) fuzz ;;
    threads) threads ;;
    growth) growth ;;
    format) format ;;
    lint) lint ;;
    esac
}

pass='build units cases cli reports'
once='build units conformance cases cli reports'
all="$once layers headers library demo consumers fuzz threads growth"
sanitized=
case $mode in
quick) parts=$pass ;;
once) parts=$once ;;
all) parts=$all sanitized=$pass ;;
ci) parts="format lint $all" sanitized=$pass ;;
esac

number=0
# shellcheck disable=SC2086 # a word a part
set -- $parts $sanitized
count=$#
plain=$(echo $parts | wc -w)
for name in "$@"; do
    number=$((number + 1))
    title=$name
    if [ "$number" -gt "$plain" ]; then
        title="$name, sanitized"
        SAN=1 BUILD=build/san
    fi
    RESULT=$results/$number.result
    export RESULT
    echo "[$number/$count] $title"
    started=$(date +%s)
    { part "$name"; echo $? > "$results/status"; times > "$results/times"; } 2>&1 | tee "$results/$number.printed"
    read -r status < "$results/status"
    if [ ! -s "$RESULT" ]; then
        [ "$status" -eq 0 ] && echo "1 0 0" > "$RESULT" || echo "0 1 0" > "$RESULT"
    fi
    read -r passed failed skipped < "$RESULT"
    if [ "$status" -ne 0 ] || [ "$failed" -gt 0 ]; then
        [ "$failed" -gt 0 ] || sed -i "1s/.*/$passed 1 $skipped/" "$RESULT" # what was skipped stays
        { echo "failed: $title"; tail -n 60 "$results/$number.printed"; } >> "$results/failures"
    fi
    echo "        $(($(date +%s) - started)) s, $(processor_seconds) s of a processor"
    if [ "$name" = build ] && [ "$status" -ne 0 ]; then
        echo "what follows needs the build: left out"
        break
    fi
done

echo
awk 'FNR > 1 { n = $1; sub(/^ *[0-9]+ /, ""); count[$0] += n }
     END { for (what in count)
               printf "skipped: %d need%s %s\n", count[what], count[what] == 1 ? "s" : "", what }' \
    "$results"/*.result | sort -k2,2nr
[ ! -s "$results/failures" ] || cat "$results/failures"
head -qn 1 "$results"/*.result | awk '{ p += $1; f += $2; s += $3 }
    END { if (s) printf "%d passed, %d failed, %d skipped\n", p, f, s
          else printf "%d passed, %d failed\n", p, f
          exit f > 0 }'
