# sarif_tools.sh FILE...: as many results of each level as there are.
"$VENV/bin/sarif" summary "$@" > "$TMP/shown" 2>&1 || { cat "$TMP/shown"; exit 1; }
for level in error warning note; do
    wanted=$(jq -s --arg level $level '[.[].runs[0].results[] | select(.level == $level)] | length' "$@") || exit 1
    grep -qE "^$level: $wanted\$" "$TMP/shown" || { echo "not $wanted of $level:"; grep -E '^[a-z]+: ' "$TMP/shown"; exit 1; }
done
