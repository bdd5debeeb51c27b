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
# tell LINES: what is wrong, one a line, if anything is.
tell() { [ -z "$1" ] || { printf '%s\n' "$1"; bad=1; }; }

includes=$(grep -E '^ *# *include "' src/*/*.[ch])
for layer in "$@" cli; do
    [ -d "src/$layer" ] || tell "src/$layer: there is no such layer"
done
# The lines are FILE:#include "FOLDER/...
tell "$(printf '%s\n' "$includes" | awk -F '[/":]' -v layers="$*" '
    BEGIN { count = split(layers, name, " "); for (i = 1; i <= count; i++) place[name[i]] = i; place["cli"] = 0 }
    { below = $2 == "cli" ? $5 == "cli" || $5 == "base" : place[$5] && place[$5] <= place[$2] }
    $6 != "" && !below { print $1 "/" $2 "/" $3 " includes " $5 "/, which is not below it" }' | sort -u)"
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
# HEADER OWNER/ and OWNER/, one a line, then the includes.
owners=$(awk 'FNR == 1 { said = ""; over = 0 }
    over { next }
    { said = said " " $0; over = /\*\// }
    over && sub(/.*Private to +/, "", said) {
        gsub(/ +/, " ", said)
        if (!match(said, /^[a-z]+\/( and [a-z]+\/)*/)) RLENGTH = 0
        print substr(FILENAME, length("src/") + 1), substr(said, 1, RLENGTH)
    }' src/*/*.h)
tell "$(printf '%s\n\n%s\n' "$owners" "$includes" | awk -F '"' '
    !NF { past = 1; next }
    !past { header = $0; sub(/ .*/, "", header); owner[header] = substr($0, length(header) + 1)
            if (owner[header] == " ") print "src/" header ": private to no folder"; next }
    { file = $1; sub(/:.*/, "", file); folder = file; sub(/^src\//, "", folder); sub(/\/.*/, "/", folder) }
    $2 in owner && index(owner[$2] " ", " " folder " ") == 0 {
        print file " includes " $2 ", which is private to" owner[$2] }')"
# strchr takes the NUL that ends its set for one of its characters, and text from outside may hold one.
if grep -nE '\<(strchr|strpbrk|strspn|strcspn)\(' src/*/*.[ch]; then
    echo "sets are scanned by char_is_any and str_find_any (base/str.h)"
    bad=1
fi
[ "$bad" -eq 0 ] && echo "layers hold"
exit "$bad"
