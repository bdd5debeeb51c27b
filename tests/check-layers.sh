#!/bin/sh
# check-layers.sh LAYER...: a folder of src/ includes its own headers and those of layers before it;
# cli/ includes oasdrift.h and base/ only; src/ itself holds oasdrift.h and folders, nothing else, and
# every folder has its place among the layers. A header whose first comment says "Private to X/." is
# included by files of X/ only ("Private to X/ and Y/.": by those of both). No file of src/ scans a
# set of characters by the C library. README's table of folders has the layers in their order, and
# tests/unit/ has folders of no other name. Headers are included by their path from src/, written in
# one way, by .c and .h files: else what looks at the lines here would miss them.
set -u
bad=0
allowed=
for layer in "$@" cli; do
    [ -d "src/$layer" ] || { echo "src/$layer: there is no such layer"; bad=1; }
    case $layer in
    cli) files=$(ls src/cli/*.[ch] 2>/dev/null) permitted=" base cli " ;;
    *)
        allowed="$allowed $layer"
        files=$(ls src/"$layer"/*.[ch] 2>/dev/null)
        permitted=" $allowed "
        ;;
    esac
    for file in $files; do
        for folder in $(sed -n 's/^ *# *include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
            case "$permitted" in
            *" $folder "*) ;;
            *) echo "$file includes $folder/, which is not below it"; bad=1 ;;
            esac
        done
    done
done
for entry in src/*; do
    name=${entry#src/}
    case " $* cli oasdrift.h " in
    *" $name "*) ;;
    *) echo "$entry: neither oasdrift.h nor a layer"; bad=1 ;;
    esac
done
listed=$(sed -n 's/^| \([a-z]*\)\/ |.*/\1/p' README.md | tr '\n' ' ')
[ "$listed" = "$* cli " ] || { echo "README.md: the folders of src/ are $* cli, not $listed"; bad=1; }
for folder in tests/unit/*/; do
    name=${folder#tests/unit/}
    case " $* cli " in
    *" ${name%/} "*) ;;
    *) echo "$folder: units of no layer"; bad=1 ;;
    esac
done
for file in src/*/*/*.[ch]; do
    [ ! -e "$file" ] || { echo "$file: a folder of src/ has its code in itself"; bad=1; }
done
if grep -nE '^[[:space:]]*#[[:space:]]*include' src/*/*.[ch] |
    grep -vE ':#( *)include (<[a-z0-9_/]+\.h>|"([a-z]+/[a-z0-9_]+|oasdrift)\.(h|def)")'; then
    echo 'no #include <system.h> or "folder/file.h"'
    bad=1
fi
own=$(echo "$* cli" | tr ' ' '|')
if grep -nE "^#( *)include <($own)/" src/*/*.[ch]; then
    echo 'headers of our own are included as "folder/file.h"'
    bad=1
fi
if grep -n '^ *# *include' src/*/*.def; then
    echo "a table includes nothing"
    bad=1
fi
includes=$(grep '^ *# *include "' src/*/*.[ch])
for header in $(grep -l 'Private to' src/*/*.h); do
    said=$(sed '/\*\//q' "$header" | tr '\n' ' ' | grep -o 'Private to .*' | tr -s ' ')
    [ -n "$said" ] || continue
    owners=$(echo "$said" | sed -n 's/^Private to \([a-z]*\/\( and [a-z]*\/\)*\).*/\1/p')
    [ -n "$owners" ] || { echo "$header: private to no folder: $said"; bad=1; }
    for file in $(echo "$includes" | grep "\"${header#src/}\"" | cut -d: -f1); do
        folder=${file#src/}
        case " $owners " in
        *" ${folder%%/*}/ "*) ;;
        *) echo "$file includes ${header#src/}, which is private to $owners"; bad=1 ;;
        esac
    done
done
# strchr takes the NUL that ends its set for one of its characters, and text from outside may hold one.
if grep -nE '\<(strchr|strpbrk|strspn|strcspn)\(' src/*/*.[ch]; then
    echo "sets are scanned by char_is_any and str_find_any (base/str.h)"
    bad=1
fi
[ "$bad" -eq 0 ] && echo "layers hold"
exit "$bad"
