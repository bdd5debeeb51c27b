#!/bin/sh
# check-layers.sh LAYER...: a folder of src/ includes its own headers and those of layers before it;
# cli/ includes oasdrift.h and base/ only.
set -u
bad=0
allowed=
for layer in "$@" top cli; do
    case $layer in
    top) files=$(ls src/*.[ch] 2>/dev/null) permitted=" $allowed " ;;
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
[ "$bad" -eq 0 ] && echo "layers hold"
exit "$bad"
