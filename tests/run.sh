#!/bin/sh
# run.sh once|all: what `make test` runs. "once" is one pass with the build at $BUILD; "all" is that
# pass, the same under sanitizers, the checks of the tree, and some seconds of fuzzing with clang.
# Ends with "N passed, N failed" (and skipped). Environment: BUILD, SAN, MAKE.
set -u
mode=$1
BUILD=${BUILD:-build}
MAKE=${MAKE:-make}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
export BUILD SAN
unset MAKEFLAGS MFLAGS MAKELEVEL # each make below is a run of its own

# part NAME COMMAND...: runs it; it counts for itself in $RESULT, or as one check.
part() {
    name=$1
    shift
    RESULT=$results/$name
    export RESULT
    echo "--- $name"
    "$@"
    status=$?
    if [ ! -s "$RESULT" ]; then
        [ "$status" -eq 0 ] && echo "1 0 0" > "$RESULT" || echo "0 1 0" > "$RESULT"
    fi
}

# One pass over a build: units, cases, the command line, live runs, samples of reports.
pass() {
    suffix=$1
    part "units$suffix" "$MAKE" --no-print-directory units
    part "conformance$suffix" "$MAKE" --no-print-directory conformance
    part "cases$suffix" sh tests/cases/run.sh "$BUILD/oasdrift"
    part "cli$suffix" sh tests/cli/run.sh "$BUILD/oasdrift"
    part "reports$suffix" sh tests/reports.sh check
}

build() {
    "$MAKE" --no-print-directory SAN="$SAN" all test-programs
}

once() {
    if build; then
        pass "$1"
    else
        echo "0 1 0" > "$results/build$1"
    fi
}

has_fuzzer() {
    echo 'int LLVMFuzzerTestOneInput(const char *d, long n); int LLVMFuzzerTestOneInput(const char *d, long n) { return d && n < 0; }' |
        clang -x c -fsanitize=fuzzer,address - -o "$results/.probe" 2>/dev/null
}

has_thread_sanitizer() {
    echo 'int main(void) { return 0; }' |
        "${CC:-cc}" -x c -fsanitize=thread - -o "$results/.probe" 2>/dev/null && "$results/.probe"
}

fuzz() {
    "$MAKE" --no-print-directory fuzz-programs &&
        sh tests/fuzz/run.sh "${FUZZ_SECONDS:-2}" \
            $(ls tests/fuzz/fuzz_*.c | sed "s|tests/|build/|; s|\.c$||")
}

if [ "$mode" = once ] || [ "${SAN:-}" = 1 ]; then
    once ""
else
    once ""
    part layers "$MAKE" --no-print-directory check-layers
    part headers "$MAKE" --no-print-directory check-headers
    part library sh tests/library.sh
    part demo sh tests/demo.sh
    if has_fuzzer; then
        part fuzz fuzz
    else
        echo "fuzz: skipped, clang with libFuzzer is not here (make dev-deps)"
        echo "0 0 $(ls tests/fuzz/fuzz_*.c | wc -l)" > "$results/fuzz"
    fi
    if has_thread_sanitizer; then
        part threads "$MAKE" --no-print-directory test-threads
    else
        echo "threads: skipped, the compiler has no -fsanitize=thread"
        echo "0 0 1" > "$results/threads"
    fi
    SAN=1 BUILD=build/san
    once "-sanitized"
fi

head -qn 1 "$results"/* | awk '{ p += $1; f += $2; s += $3 }
    END { printf "\n"
          if (s) printf "%d passed, %d failed, %d skipped\n", p, f, s
          else printf "%d passed, %d failed\n", p, f
          exit f > 0 }'
