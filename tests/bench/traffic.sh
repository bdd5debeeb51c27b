#!/bin/sh
# traffic.sh: what `make bench-traffic` runs. A HAR of COUNT exchanges (200,000) from a seed: its
# judging on one thread beside merely reading it; peak memory, also of a recording twenty times as
# long that is streamed as it is made; one process on two threads beside `redocly drift`, from npm.
# The machine may be busy: processor time is told beside time on the clock. RESULTS.md keeps them.
set -u
BUILD=${BUILD:-build}
COUNT=${COUNT:-200000}
DESCRIPTION=tests/bench/traffic.openapi.yaml
PEER=tests/bench/node_modules/@redocly/cli/bin/cli.js
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM

sh tests/bench/make_traffic.sh 1 "$COUNT" > "$scratch/session.har"
echo "machine: $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(uname -r)"
echo "$COUNT exchanges, $(($(wc -c < "$scratch/session.har") / 1000000)) MB"
"$BUILD/bench/bench_traffic" "$DESCRIPTION" "$scratch/session.har"

# timed NAME COMMAND...: the exit codes of drift are no failures.
timed()
{
    name=$1
    shift
    /usr/bin/time -q -o "$scratch/time" -f '%e %U %S %M' "$@" > "$scratch/stdout" 2> "$scratch/stderr"
    awk -v name="$name" '{ printf "%-34s %7.2f s on the clock, %7.2f s of processors, %7.1f MB\n", name, $1, $2 + $3, $4 / 1024 }' \
        "$scratch/time"
}

for threads in 1 2; do
    timed "oasdrift check, $threads thread(s)" "$BUILD/oasdrift" check "$DESCRIPTION" "$scratch/session.har" --threads $threads --report json
done
timed "the same 20 times, streamed" sh -c "sh tests/bench/make_traffic.sh 1 $COUNT 20 | '$BUILD/oasdrift' check '$DESCRIPTION' - --from har --threads 2 --report json"
jq -r '"  \(.summary.exchanges) exchanges, \(.summary.findings.error) findings"' "$scratch/stdout"
if [ -f "$PEER" ] && command -v node > /dev/null; then
    timed "redocly drift $(node -p "require('./tests/bench/node_modules/@redocly/cli/package.json').version")" \
        node "$PEER" drift "$scratch/session.har" --api "$DESCRIPTION" --format json -o "$scratch/peer.json"
    jq -r '"  \(.run.totalExchanges) exchanges, \(.run.totalProblems) findings"' "$scratch/peer.json"
else
    echo "redocly drift: absent (npm install --prefix tests/bench @redocly/cli)"
fi
