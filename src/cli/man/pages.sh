#!/bin/sh
# pages.sh PROGRAM FOLDER: writes the pages of the manual into the folder. Those on the program and its
# configuration come from its tables (`oasdrift help NAME --man`), oasdrift-rules(7) from rules/README.md
# and the lists of rules, liboasdrift(3) from oasdrift.h. SOURCE_DATE_EPOCH sets their date.
set -eu
program=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
here=$(dirname "$0")
cd "$here/../../.."
date=$("$program" help oasdrift --man | sed -n 's/^\.Dd //p')
version=$("$program" --version | sed -n '1s/^oasdrift //p')

rm -f "$folder"/*.[1357]
"$program" help oasdrift --man > "$folder/oasdrift.1"
"$program" help oasdrift.yaml --man > "$folder/oasdrift.yaml.5"
sed -n '/^\.Sh SEE ALSO/,$s/^\.Xr oasdrift-\([a-z]*\) 1.*/\1/p' "$folder/oasdrift.1" |
    while read -r command; do
        "$program" help "$command" --man > "$folder/oasdrift-$command.1"
    done
page() # NAME SCRIPT FILE...
{
    page_name=$1 page_script=$2
    shift 2
    awk -v date="$date" -v version="$version" -f src/cli/man/mdoc.awk -f "$page_script" "$@" > "$folder/$page_name"
}
page oasdrift-rules.7 src/cli/man/rules.awk rules/README.md src/finding/rules.def src/finding/diagnostics.def
page liboasdrift.3 src/cli/man/library.awk src/oasdrift.h
