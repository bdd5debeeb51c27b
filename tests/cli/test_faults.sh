# A sample of what `make faults` tries: each allocation, open, read, write, rename, fsync and connect of
# commands that together use every kind of input and output, failing once.
. tests/cli/verdict.sh
if [ ! -e "$BUILD/faults/fault_shim.so" ]; then
    skip faults "a build without sanitizers"
    exit 0
fi
BUILD=$BUILD sh tests/faults/faults.sh 3 > "$work/faults" 2>&1
if grep -q '^untrapped ' "$work/faults"; then
    skip faults-of-system-calls "a kernel that traps system calls (seccomp)"
fi
verdict faults-are-tried "$(tail -n 3 "$work/faults")" grep -q ' faults, ' "$work/faults"
grep -E '^[a-z-]+ [a-z]+ [0-9]+ [0-9]+ [0-9]+$' "$work/faults" > "$work/lines"
while read -r name call count tried wrong; do
    [ "$count" -gt 0 ] || continue
    verdict "fault-$call-$name" "$(grep "^wrong $name $call:" "$work/faults" | head -n 3)" test "$wrong" -eq 0
done < "$work/lines"
verdict faults-of-every-kind "$(cut -d ' ' -f 2 "$work/lines" | sort -u | tr '\n' ' ')" \
    test "$(awk '$4 > 0 { print $2 }' "$work/lines" | sort -u | wc -l)" -ge "$(grep -q '^untrapped ' "$work/faults" && echo 1 || echo 7)"
