#!/bin/sh
# diff_pattern.sh PROGRAM [COUNT [SEED...]]: COUNT random patterns a seed, each with random texts:
# what Node (V8) says of them against what PROGRAM says. Without seeds, three and one by the day.
set -u
program=$1
count=${2:-20000}
[ $# -gt 2 ] && shift 2 || set -- 1 22 333 "$(date +%Y%m%d)"
here=$(dirname "$0")
if ! command -v node > /dev/null; then
    echo "fuzz: patterns against Node: $# seeds skipped: node is not here"
    exit 0
fi
status=0
for seed in "$@"; do
    if result=$(node "$here/random_patterns.mjs" "$count" "$seed" | "$program"); then
        echo "fuzz: patterns against Node, seed $seed: $result"
    else
        status=1
        echo "fuzz: patterns against Node, seed $seed: BROKEN"
        echo "$result"
    fi
done
exit $status
