#!/bin/sh
# run.sh PROGRAM [AREA|AREA/CASE...]: runs every tests/cases/AREA/CASE/ that has a file `args`; the working
# directory is the project's root. UPDATE=1 rewrites the expected files that stand there, for review.
# Writes "passed failed skipped" to $RESULT when set. A case consists of
#   args                 one argument a line; @CASE is the case's folder, @ROOT the project's, @TMP an
#                        empty folder of its own
#   stdin, env           what is read from standard input; NAME=VALUE lines
#   expected.exit        exit code (0 when absent, but a case has one of these files at least)
#   expected.findings    findings of `--report json` (added by the runner), sorted, one a line:
#                          SEVERITY RULE[.KEYWORD] PART PLACE LINE:COLUMN MESSAGE
#                          not-checked PART REASON
#                          diagnostic ID MESSAGE
#                        PLACE is the parameter's or header's name and the JSON Pointer (of the part
#                        "description": its pointer there), "-" for neither. LINE:COLUMN is the place
#                        in the description, with its file before it (FILE:LINE:COLUMN) unless that
#                        is the one the command names, "-" for none
#   expected.stdout, .stderr            exact, with the version and @TMP normalised
#   expected.stdout-has, .stderr-has    lines that must occur in it as fixed strings
#   expected.jq          a jq filter; what it gives for standard output must be true
set -u
LC_ALL=C
export LC_ALL

# jq: the findings, the not-checked ledger and the diagnostics of each JSON report as lines
# FILE<TAB>LINE; "report" tells that there was one.
listing='
def place:
    if .where.part == "description" then .description.pointer // ""
    else (.where.name // "") + (.where.pointer // "") end
    | if . == "" then "-" else . end;
def position($own):
    if (.description.line // 0) == 0 then "-"
    else (if .description.file == $own then "" else .description.file + ":" end)
         + "\(.description.line):\(.description.column)" end;
def rule_text: .rule + (if (.keyword // "") == "" then "" else "." + .keyword end);
(.descriptions[0].file // "") as $own
| "report",
  (.findings[] | "\(.severity) \(rule_text) \(.where.part) \(place) \(position($own)) \(.message)"),
  (.not_checked[] | "not-checked \(.part) \(.reason)"),
  (.errors[] | "diagnostic \(.id) \(.message)")
| "\(input_filename)\t\(gsub("[\\n\\t]"; " "))"'

# expand TEXT: the placeholders of an argument, in $expanded.
expand()
{
    expanded=$1
    case $expanded in *@CASE*) expanded=${expanded%%@CASE*}$folder${expanded#*@CASE} ;; esac
    case $expanded in *@ROOT*) expanded=${expanded%%@ROOT*}$PWD${expanded#*@ROOT} ;; esac
    case $expanded in *@TMP*) expanded=${expanded%%@TMP*}$scratch/tmp${expanded#*@TMP} ;; esac
}

normalise()
{
    sed -E -e "s|$scratch/tmp|@TMP|g" -e "s|$PWD/|@ROOT/|g" \
        -e 's/oasdrift [0-9]+\.[0-9]+\.[0-9]+/oasdrift VERSION/' "$@"
}

# fail WHAT [FILE]: notes why the case fails, with the file's text.
fail()
{
    printf '    %s\n' "$1" >> "$scratch/why"
    [ $# -lt 2 ] || sed 's/^/      /' "$2" | head -n 40 >> "$scratch/why"
}

# compare NAME ACTUAL: with expected.NAME, where it exists.
compare()
{
    [ -f "$folder/expected.$1" ] || return 0
    if cmp -s "$folder/expected.$1" "$2"; then return 0; fi
    if [ -n "${UPDATE:-}" ]; then cp "$2" "$folder/expected.$1"; return 0; fi
    diff -u --label expected --label got "$folder/expected.$1" "$2" > "$scratch/diff"
    fail "$1 differs:" "$scratch/diff"
}

# contains STREAM: each line of expected.STREAM-has occurs in it.
contains()
{
    [ -f "$folder/expected.$1-has" ] || return 0
    while IFS= read -r line; do
        grep -qF -e "$line" "$scratch/$1" || fail "$1 lacks: $line" "$scratch/$1"
    done < "$folder/expected.$1-has"
}

execute()
{
    set --
    while IFS= read -r line || [ -n "$line" ]; do
        expand "$line"
        set -- "$@" "$expanded"
    done < "$folder/args"
    [ ! -f "$folder/expected.findings" ] || set -- "$@" --report json
    if [ -f "$folder/env" ]; then
        while IFS= read -r line; do export "${line?}"; done < "$folder/env"
    fi
    stdin=/dev/null
    [ ! -f "$folder/stdin" ] || stdin=$folder/stdin
    timeout 20 "$PROGRAM" "$@" < "$stdin" > "$scratch/stdout" 2> "$scratch/stderr"
}

# enter FOLDER: sets the names of a case.
enter()
{
    folder=${1%/}
    name=${folder#tests/cases/}
    scratch=$work/$(printf '%s' "$name" | tr / :)
}

# run_case FOLDER: the program's output, errors and status, in its scratch folder.
run_case()
{
    enter "$1"
    mkdir -p "$scratch/tmp" "$scratch/home"
    (
        HOME=$scratch/home XDG_CONFIG_HOME=$scratch/home
        ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=exitcode=99:print_stacktrace=1
        export HOME XDG_CONFIG_HOME ASAN_OPTIONS UBSAN_OPTIONS
        execute
    )
    echo $? > "$scratch/status"
}

# list_findings FOLDER...: each case's findings as lines, in its scratch folder. jq starts slowly, so
# one reads all reports; only when one of them is no JSON each gets its own.
list_findings()
{
    outputs=
    for case in "$@"; do
        enter "$case"
        [ ! -f "$folder/expected.findings" ] || outputs="$outputs $scratch/stdout"
    done
    [ -n "$outputs" ] || return 0
    jq -r "$listing" $outputs > "$work/listing.$$" 2>/dev/null ||
        for output in $outputs; do jq -r "$listing" "$output" 2>/dev/null; done > "$work/listing.$$"
    sort "$work/listing.$$" | awk -F '\t' '{ sub(/stdout$/, "listing", $1); print $2 > $1 }'
}

# judge_case FOLDER: leaves its verdict in $results.
judge_case()
{
    enter "$1"
    ls "$folder"/expected.* > /dev/null 2>&1 || fail "nothing is expected of it"
    read -r status < "$scratch/status"
    expected_status=0
    [ ! -f "$folder/expected.exit" ] || read -r expected_status < "$folder/expected.exit"
    if [ "$status" = "$expected_status" ]; then :
    elif [ -n "${UPDATE:-}" ]; then
        echo "$status" > "$folder/expected.exit"
    else
        fail "exit $status, expected $expected_status; standard error:" "$scratch/stderr"
    fi
    ! grep -qE 'Sanitizer|runtime error:' "$scratch/stderr" || fail "sanitizer:" "$scratch/stderr"
    # src/check/outcome.h: what the ledger says of a slot that no check has settled
    ! grep -q 'nothing has looked at it' "$scratch/stdout" || fail "a slot is open:" "$scratch/stdout"
    if [ -f "$folder/expected.findings" ]; then
        if grep -qx report "$scratch/listing" 2>/dev/null; then
            grep -vx report "$scratch/listing" | normalise > "$scratch/findings"
            compare findings "$scratch/findings"
        else
            fail "standard output is no JSON report:" "$scratch/stdout"
        fi
    fi
    for stream in stdout stderr; do
        if [ -f "$folder/expected.$stream" ]; then
            normalise "$scratch/$stream" > "$scratch/normal"
            compare "$stream" "$scratch/normal"
        fi
        contains "$stream"
    done
    if [ -f "$folder/expected.jq" ]; then
        # -s: jq takes no input at all for success.
        jq -e -s "length == 1 and (.[0] | ($(cat "$folder/expected.jq")))" "$scratch/stdout" \
            > "$scratch/jq" 2>&1 ||
            fail "the filter of expected.jq does not hold:" "$scratch/stdout"
    fi
    if [ -s "$scratch/why" ]; then
        { echo "FAILED $name"; cat "$scratch/why"; } > "$results/${scratch##*/}.failed"
    else
        : > "$results/${scratch##*/}.passed"
    fi
    rm -rf "$scratch"
}

if [ "${1:-}" = --cases ]; then # a part of the work, started by xargs below
    shift
    for case in "$@"; do run_case "$case"; done
    list_findings "$@"
    for case in "$@"; do judge_case "$case"; done
    exit 0
fi

[ $# -ge 1 ] || { echo "usage: run.sh PROGRAM [AREA|AREA/CASE...]" >&2; exit 2; }
PROGRAM=$(realpath "$1") || exit 2
shift
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
results=$work/results
mkdir "$results"
export PROGRAM work results

[ $# -gt 0 ] || set -- '*'
for area in "$@"; do
    area=${area#tests/cases/}
    for args in tests/cases/$area/args tests/cases/$area/*/args; do
        [ ! -f "$args" ] || printf '%s\n' "${args%/args}"
    done
done | xargs -P "$(nproc)" -n 16 sh tests/cases/run.sh --cases

passed=$(find "$results" -name '*.passed' | wc -l)
failed=$(find "$results" -name '*.failed' | wc -l)
[ "$failed" -eq 0 ] || cat "$results"/*.failed
[ $((passed + failed)) -gt 0 ] || echo "no case fits: $*"
echo "cases: $passed passed, $failed failed"
[ -z "${RESULT:-}" ] || echo "$passed $failed 0" > "$RESULT"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
