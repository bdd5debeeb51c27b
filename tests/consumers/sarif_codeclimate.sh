# sarif_codeclimate.sh FILE: its entries stand where those stand that sarif-tools makes of our SARIF of the run.
# In SARIF they are URIs, which it does not decode: of hostile names only the fingerprints are looked at.
name=$(basename "$1" .json)
"$VENV/bin/sarif" codeclimate -o "$TMP/other.json" "$REPORTS/sarif/$name.sarif" > "$TMP/shown" 2>&1 || { cat "$TMP/shown"; exit 1; }
case $name in hostile*) cp "$1" "$TMP/other.json" ;; esac
jq -e --slurpfile other "$TMP/other.json" '[.[] | select(.severity != "blocker") | "\(.location.path):\(.location.lines.begin)"] -
    [$other[0][] | "\(.location.path):\(.location.lines.begin)"] | if . == [] then true else error("not in SARIF: \(.)") end' "$1" > "$TMP/shown" 2>&1 || { head -c 1000 "$TMP/shown"; exit 1; }
jq -e '[.[].fingerprint] | length == (unique | length)' "$1" > "$TMP/shown" || { echo "a fingerprint is there twice"; exit 1; }
