# --values none: a canary at words of the recordings of tests/cases/recordings, so that every format
# meets it in what it reads, skips and cannot read, one word at a time: no output has it. A case's
# words are taken in steps, each case from a word of its own.
# plain build only
. tests/cli/verdict.sh

# put WORD FILE: the file with a canary behind its word of that number, from 0; nothing when it has
# fewer.
put() {
    LC_ALL=C awk -v at="$1" '{
        line = $0; out = ""
        while (!done && match(line, /[A-Za-z0-9_]+/)) {
            out = out substr(line, 1, RSTART + RLENGTH - 1)
            line = substr(line, RSTART + RLENGTH)
            if (at-- == 0) { out = out "qzcanaryzq"; done = 1 }
        }
        text = text out line "\n"
    } END { if (done) printf "%s", text }' "$2"
}

# try WORD DESCRIPTION RECORDING FORMAT: the outputs, in $work/out.
try() {
    rm -rf "$work/out" "$work/in"
    mkdir "$work/out" "$work/in"
    changed=$work/in/${3##*/}
    put "$1" "$3" > "$changed"
    [ -s "$changed" ] || return 1
    "$PROGRAM" check "$2" "$changed" ${4:+--from "$4"} --values none -v --rules strict --drift-after 1 --each-exchange \
        $(some_reports "$work/out/" "$tried") \
        --write-baseline "$work/out/baseline" > "$work/out/stdout" 2> "$work/out/stderr"
}

tried=0 first=0 steps=${NONE_STEPS:-2}
for case in tests/cases/recordings/*/; do
    case=${case%/}
    sed "s|@CASE|$case|; s|@ROOT|$PWD|" "$case/args" > "$work/args"
    description=$(sed -n 2p "$work/args")
    recording=$(sed -n '3,$p' "$work/args" | while read -r word; do
        if [ -f "$word" ] && [ "$word" != "$description" ]; then echo "$word"; break; fi
    done)
    case $(sed -n 1p "$work/args"),$recording in check,?*) ;; *) continue ;; esac
    case $recording in *.zip | *.gz | *.zst | *.br) continue ;; esac
    format=$(grep -A 1 -x -e --from "$work/args" | sed -n 2p)
    first=$((first + 1)) shown='' words=$(grep -aoE '[A-Za-z0-9_]+' "$recording" | wc -l)
    for step in $(seq 1 "$steps"); do
        at=$(((first * 31 + step * words / steps) % words))
        try $at "$description" "$recording" "$format" || [ -s "$work/in/${recording##*/}" ] || continue
        tried=$((tried + 1))
        grep -raqi 'qzcan' "$work/out" && shown="$shown $at"
    done
    verdict "${case##*/}" "shown when it stands behind the words$shown" test -z "$shown"
done
verdict many-are-tried "$tried" test "$tried" -ge 150
