# Every row of tests/musts/musts.tsv: what breaks it is found, by its rule and in its place, and what
# keeps it is not; the rules, cases and tests that it names are there.
# plain build only
. tests/cli/verdict.sh
folder=tests/musts
jq -c -n -R --slurpfile two "$folder/2.json" --slurpfile three "$folder/3.json" \
    -f "$folder/musts.jq" "$folder/musts.tsv" > "$work/rows" 2> "$work/stderr"
verdict musts-are-read "$(head -n 1 "$work/stderr")" test "$(grep -c . "$work/rows")" -gt 300

# One file a document, and one run for all of them.
mkdir "$work/documents"
jq -r 'select(.broken) | "\(.id)-broken.json\t\(.broken)", "\(.id)-kept.json\t\(.kept)"' "$work/rows" |
    awk -F '\t' -v folder="$work/documents" '{ file = folder "/" $1; print $2 > file; close(file) }'
"$PROGRAM" lint --report json --fail-on never "$work/documents"/*.json > "$work/report" 2> "$work/stderr"
verdict documents-are-linted "$(head -n 3 "$work/stderr")" test $? -eq 0
jq -c '.findings[] | {file: (.description.file | sub(".*/"; "") | sub("[.]json$"; "")),
    rule, severity, at: .description.pointer}' "$work/report" > "$work/findings"

# Each row's verdicts as lines "ok NAME" and "not ok NAME: why".
jq -r -n --slurpfile rows "$work/rows" --slurpfile findings "$work/findings" '
    (reduce $findings[] as $finding ({}; .[$finding.file] += [$finding])) as $found
    | $rows[] | select(.broken) | . as $row
    | [$found["\(.id)-broken"][]?] as $broken
    | [$broken[] | select(.rule == $row.rule and .at == $row.where)] as $hits
    | [$found["\(.id)-kept"][]? | select(.rule == $row.rule and .at == $row.where)] as $false
    | "\(.version) \(.section): \(.text)" as $name
    | if ($hits | length) == 0 then
        "not ok \($name): no \(.rule) at \(.where), but \([$broken[] | "\(.rule) \(.at)"] | tojson)"
      elif $hits | all(.severity != $row.severity) then
        "not ok \($name): \($hits[0].severity), not \(.severity)"
      elif ($false | length) > 0 then "not ok \($name): what keeps it is told of, too"
      else "ok \($name)" end' > "$work/verdicts"
cat "$work/verdicts"

# The documents that the rows are patches of break nothing.
mkdir "$work/whole"
jq -n --slurpfile two "$folder/2.json" '$two[0]' > "$work/whole/2.0.json"
for version in 3.0.4 3.1.2 3.2.0; do
    jq --arg version "$version" '.openapi = $version' "$folder/3.json" > "$work/whole/$version.json"
done
expect_exit unbroken-documents 0 "$PROGRAM" lint "$work/whole"/*.json --fail-on info

for rule in $(jq -r 'select(.rule != "-") | .rule | sub("^(check|case) "; "")' "$work/rows" | sort -u); do
    verdict "$rule-is-a-rule" "no such rule" "$PROGRAM" explain "$rule"
done > "$work/rules"
grep -v '^ok' "$work/rules"
jq -r 'select(.rule | test("^(check|case) ")) | .by' "$work/rows" | sort -u | while read -r path; do
    verdict "$path-is-there" "no such case or test" test -e "$path"
done
