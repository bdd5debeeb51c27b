# prove.sh FILE: Perl's harness reads it; a failed test is what it is.
prove -e cat "$1" > "$TMP/shown" 2>&1
! grep -qE 'Parse errors|No plan|Bad plan|Bailout|Unknown' "$TMP/shown" && grep -qE 'Result: (PASS|FAIL|NOTESTS)' "$TMP/shown" || { cat "$TMP/shown"; exit 1; }
wanted=$(grep -cE '^(not )?ok ' "$1")
grep -qE "Tests=$wanted," "$TMP/shown" || { echo "not $wanted tests:"; cat "$TMP/shown"; exit 1; }
