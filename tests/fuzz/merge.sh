#!/bin/sh
# merge.sh "FOLDER..." PROGRAM...: writes to tests/fuzz/corpus/TARGET the fewest inputs, of FOLDER/TARGET and of
# those that are there, that reach every edge which the seeds do not (libFuzzer's set cover, by edges and
# not by how often each is taken).
set -u
folders=$1
shift
status=0
for program in "$@"; do
    target=$(basename "$program")
    target=${target#fuzz_}
    corpus=tests/fuzz/corpus/$target
    work=build/fuzz/merge/$target
    rm -rf "$work"
    mkdir -p "$work/new" "$corpus"
    [ ! -d "tests/fuzz/seeds/$target" ] || cp "tests/fuzz/seeds/$target"/* "$work/new"
    inputs=
    for folder in $folders; do
        [ ! -d "$folder/$target" ] || inputs="$inputs $folder/$target"
    done
    ls "$work/new" > "$work/seeds"
    # shellcheck disable=SC2086 # a word a folder
    if "$program" -set_cover_merge=1 -use_counters=0 -max_len=16384 -timeout=30 -artifact_prefix="$work/" "$work/new" "$corpus" \
        $inputs > "$work/log" 2>&1; then
        while read -r seed; do rm -f "$work/new/$seed"; done < "$work/seeds"
        rm -rf "$corpus"
        mv "$work/new" "$corpus"
        rmdir "$corpus" 2> /dev/null
        echo "fuzz: $target: $(find "$corpus" -type f 2> /dev/null | wc -l) inputs beside the seeds"
    else
        status=1
        echo "fuzz: $target: BROKEN, see $work/log"
    fi
done
exit "$status"
