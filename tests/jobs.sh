#!/bin/sh
# jobs.sh MEMORY OUTPUT COMMAND < ITEMS: runs COMMAND, a line of shell in which $1 is the item, for each
# line of standard input, one more at a time than there are processors, for some wait. The file MEMORY
# remembers how long each took; what took longest starts first, and what is not known yet before it.
# What the Nth item prints is left in OUTPUT/N.output, its exit code in OUTPUT/N.status.
set -u
milliseconds() { date +%s%3N; }

if [ "${1:-}" = --one ]; then # one item, started by xargs below
    output=$2 command=$3 number=$4 item=$5
    started=$(milliseconds)
    sh -c "$command" sh "$item" < /dev/null > "$output/$number.output" 2>&1
    echo $? > "$output/$number.status"
    echo "$(($(milliseconds) - started)) $item" > "$output/$number.took"
    exit 0
fi

memory=$1 output=$2 command=$3
touch "$memory"
awk 'FILENAME != "-" { took[$2] = $1; next } { print $1 in took ? took[$1] : 1e9, FNR, $1 }' \
    "$memory" - | sort -k1,1nr -k2,2n | cut -d ' ' -f 2,3 |
    xargs -r -P $(($(nproc) + 1)) -L 1 sh tests/jobs.sh --one "$output" "$command"
cat "$output"/*.took "$memory" 2>/dev/null | awk '!seen[$2]++' > "$output/memory"
cp "$output/memory" "$memory"
