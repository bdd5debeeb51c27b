# Read by the scripts of this folder: their verdicts, and the places they work with. PROGRAM and
# BUILD are set by run.sh; the working directory is the project's root.

work=$(mktemp -d) || exit 2
mocks=
# shellcheck disable=SC2086 # a word a process
trap '[ -z "$mocks" ] || kill $mocks 2> /dev/null; rm -rf "$work"' EXIT
DESCRIPTION=specs/applivery/windows-command.openapi.yaml
SHOP=tests/cases/rules/shop.openapi.yaml
CLEAN=tests/cases/rules/route-under-the-server/exchange.har
DRIFTING=tests/cases/rules/query-parameter-below-minimum/exchange.har
HOME=$work XDG_CONFIG_HOME=$work
ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=exitcode=99:print_stacktrace=1
export HOME XDG_CONFIG_HOME ASAN_OPTIONS UBSAN_OPTIONS

ok() { echo "ok $1"; }
not_ok() { echo "not ok $1: $2"; }
# skip NAME WHAT: it could not be tried, for it needs WHAT. Equal texts are counted together.
skip() { echo "skip $1: needs $2"; }

# verdict NAME WHY COMMAND...: ok when the command succeeds.
verdict()
{
    verdict_name=$1 verdict_why=$2
    shift 2
    if "$@"; then ok "$verdict_name"; else not_ok "$verdict_name" "$verdict_why"; fi
}

# expect_exit NAME CODE COMMAND...: ok when it ends with that code within 30 seconds; its output is
# left in $work/stdout and $work/stderr.
expect_exit()
{
    expect_name=$1 expect_code=$2
    shift 2
    timeout -k 2 30 "$@" > "$work/stdout" 2> "$work/stderr"
    expect_got=$?
    if [ "$expect_got" -eq "$expect_code" ]; then
        ok "$expect_name"
    else
        not_ok "$expect_name" "exit $expect_got instead of $expect_code: $(head -c 300 "$work/stderr" | head -n 3)"
        return 1
    fi
}

# says NAME TEXT: what was run last said TEXT on standard error, and not more than a screenful.
says()
{
    if ! grep -qF -e "$2" "$work/stderr"; then
        not_ok "$1" "standard error lacks \"$2\": $(head -c 300 "$work/stderr")"
    elif [ "$(wc -c < "$work/stderr")" -gt 4000 ]; then
        not_ok "$1" "standard error is longer than a screen"
    else
        ok "$1"
    fi
}

# holds NAME FILTER FILE: the file is one JSON value for which the jq filter gives true.
holds()
{
    if jq -e -s "length == 1 and (.[0] | ($2))" "$3" > "$work/jq" 2>&1; then
        ok "$1"
    else
        not_ok "$1" "$(head -c 200 "$work/jq") $(head -c 300 "$3")"
    fi
}

# lacks NAME PATTERN FILE: the file has text, and nothing in it matches the extended pattern.
lacks()
{
    if [ ! -s "$3" ]; then
        not_ok "$1" "$3 is empty"
    elif grep -qaE "$2" "$3"; then
        not_ok "$1" "$(grep -aE "$2" "$3" | head -n 2 | cat -v)"
    else
        ok "$1"
    fi
}

# all_formats_of COMMAND: the formats of its reports, as its help lists them; formats_of: of them those whose
# report is a file. (That of others is a folder, as their line of help says; and merge cannot make those of check and
# run.)
all_formats_of()
{
    "$PROGRAM" help "$1" | sed -n '/^report formats:$/,/^$/s/^  \([a-z][a-z0-9-]*\).*/\1/p'
}
formats_of()
{
    "$PROGRAM" help "$1" | sed -n '/^report formats:$/,/^$/{/=FOLDER$/d;s/^  \([a-z][a-z0-9-]*\).*/\1/p;}' |
        if [ "$1" = merge ]; then grep -vx har; else cat; fi
}
# every_report START: the options of check that write each of its formats to STARTFORMAT (no spaces there).
every_report()
{
    for every in $(all_formats_of check); do
        printf -- '--report %s=%s%s ' "$every" "$1" "$every"
    done
}

# some_reports START N: the same for formats that tell all of it, and one of the others, by N in turn.
some_reports()
{
    others=$(all_formats_of check | grep -vxE 'text|json|ndjson|har')
    other=$(echo "$others" | sed -n "$(($2 % $(echo "$others" | wc -l) + 1))p")
    for some in text json ndjson har $other; do
        printf -- '--report %s=%s%s ' "$some" "$1" "$some"
    done
}

sanitized() { grep -q __asan_init "$PROGRAM"; }

# findings FILE: "RULE FINGERPRINT" of each finding of a JSON report, sorted.
findings()
{
    jq -r '.findings[] | "\(.rule).\(.keyword // "") \(.fingerprint)"' "$1" | sort
}

# start_mock NAME DESCRIPTION: a mock that serves the description until the script ends. Its address is
# left in $url, and what it says in $work/NAME.out and $work/NAME.err. In the foreground, timeout hands a
# signal on once; else its second one, to the group, can meet LeakSanitizer's look at the ending program,
# which then never ends.
start_mock()
{
    : > "$work/$1.out"
    timeout --foreground -k 2 60 "$PROGRAM" mock "$2" --port 0 > "$work/$1.out" 2> "$work/$1.err" &
    mocks="$mocks $!"
    url= tries=0
    while [ -z "$url" ] && [ $tries -lt 100 ]; do
        url=$(sed -n 's/^listening on //p' "$work/$1.out")
        tries=$((tries + 1))
        [ -n "$url" ] || sleep 0.1
    done
    verdict "mock-of-$1-listens" "$(cat "$work/$1.err")" test -n "$url"
}
# start_rude_server NAME: tests/live/rude_server.c until the script ends; its port is left in $port, and
# $host has that. Where it is not built, the script ends, with NAME skipped.
start_rude_server()
{
    if [ ! -x "$BUILD/live/rude_server" ]; then
        skip "$1" "the rude server: make test-programs"
        exit 0
    fi
    timeout -k 1 60 "$BUILD/live/rude_server" > "$work/port" &
    mocks="$mocks $!"
    tries=0
    while [ ! -s "$work/port" ] && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
    read -r port < "$work/port"
    host=127.0.0.1:$port
}
