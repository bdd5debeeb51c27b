#!/bin/sh
# coverage.sh PROGRAM OUT FOLDER...: what the inputs in FOLDER/TARGET reach of the program, in edges: by
# target, then by folder of src/ for all targets together, each with its files that are reached least.
# OUT.functions has every function, OUT.unreached those that no input reaches.
set -u
program=$1
out=$2
shift 2
mkdir -p "$(dirname "$out")"
"$program" "$out" "$@" > "$out.log" 2>&1 || {
    tail -n 20 "$out.log"
    echo "fuzz-coverage: $program broke, see $out.log"
    exit 1
}
# An inline function has a copy in each file that uses it: the one that is reached most counts.
awk -F '\t' -v OFS='\t' '$1 == "function" {
    key = $2 OFS $3 OFS $4
    if (!(key in known) || $6 > reached[key]) { known[key] = $5; reached[key] = $6 }
} END { for (key in known) print key, known[key], reached[key] }' "$out" |
    sort -t "$(printf '\t')" -k1,1 -k2,2n > "$out.functions"
awk -F '\t' '$5 == 0 { print $1 ":" $2 ": " $3 " (" $4 ")" }' "$out.functions" > "$out.unreached"

awk -F '\t' -v OFS='\t' '
function percent(part, whole) { return whole ? sprintf("%.0f %%", 100 * part / whole) : "" }
FNR == NR { if ($1 == "target") print $2, $3 " inputs", $4 " edges"; next }
{
    folder = $1
    sub(/\/.*/, "", folder)
    if (!(folder in known)) order[++folders] = folder
    known[folder] += $4; reached[folder] += $5
    functions[folder]++; hit[folder] += $5 > 0
    of_file[$1] += $4; in_file[$1] += $5
}
END {
    print ""
    for (i = 1; i <= folders; i++) {
        folder = order[i]
        least = ""
        for (file in of_file)
            if (index(file, folder "/") == 1 && in_file[file] == 0)
                least = least " " substr(file, length(folder) + 2)
        print folder, reached[folder] " of " known[folder], percent(reached[folder], known[folder]),
            hit[folder] " of " functions[folder] " functions", least ? "not at all:" least : ""
        total += known[folder]; all += reached[folder]; f += functions[folder]; h += hit[folder]
    }
    print "all", all " of " total, percent(all, total), h " of " f " functions"
}' "$out" "$out.functions" | column -t -s "$(printf '\t')"
echo "every function: $out.functions; $(wc -l < "$out.unreached") that nothing reaches: $out.unreached"
