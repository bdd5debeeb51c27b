# sarif_multitool.sh FILE...: Microsoft's validator always ends with 0: its lines tell. SARIF2005 asks for
# the address of a page about the program.
mkdir "$TMP/in" && cp "$@" "$TMP/in" || exit 1
"$MODULES/@microsoft/sarif-multitool-linux/Sarif.Multitool" validate "$TMP/in/*.sarif" --output "$TMP/out" \
    --log ForceOverwrite > "$TMP/shown" 2>&1
grep -q 'Analysis completed successfully' "$TMP/shown" && grep -q "^Done. $# files" "$TMP/shown" || { cat "$TMP/shown"; exit 1; }
! grep -E ': (error|warning) ' "$TMP/shown" | grep -v SARIF2005
