#!/bin/sh
# tidy.sh FOLDER CHECKS COUNT FILE... -- FLAG...: clang-tidy with CHECKS over those FILES of src/ that have
# changed since they were clean, COUNT at a time in a process (starting one costs as much as half a file)
# and a process for each processor. A file that is clean leaves FOLDER/FILE.ok, which goes stale with the
# file's object beside FOLDER, so with the headers too, and with .clang-tidy.
set -u
if [ "$1" = --some ]; then # some of the files, started by xargs below: FOLDER CHECKS FLAGS FILE...
    folder=$2 checks=$3 flags=$4
    shift 4
    # shellcheck disable=SC2086 # a word a flag
    clang-tidy --quiet --checks="$checks" "$@" -- $flags > "$folder/$$.log" 2>&1
    status=$?
    [ "$status" -eq 0 ] || cat "$folder/$$.log"
    rm -f "$folder/$$.log"
    [ "$status" -eq 0 ] || exit 1
    for file in "$@"; do
        file=${file#src/}
        mkdir -p "$folder/${file%/*}"
        : > "$folder/${file%.c}.ok"
    done
    exit 0
fi

folder=$1 checks=$2 count=$3
shift 3
mkdir -p "$folder"
for file in "$@"; do
    [ "$file" != -- ] || break
    name=${file#src/}
    name=${name%.c}
    stamp=$folder/$name.ok
    [ "$stamp" -nt .clang-tidy ] && [ "$stamp" -nt "${folder%/*}/obj/$name.o" ] || echo "$file"
done > "$folder/stale"
while [ "$1" != -- ]; do shift; done
shift
xargs -r -P "$(nproc)" -n "$count" sh "$0" --some "$folder" "$checks" "$*" < "$folder/stale"
