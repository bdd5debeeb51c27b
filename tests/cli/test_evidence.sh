# What a finding shows beside its message: what was expected, what was found, and an excerpt of the
# exchange around the place (evidence.jq has the situations).
. tests/cli/verdict.sh
for what in description recording wanted; do
    jq -nrc --arg what $what -f tests/cli/evidence.jq > "$work/$what" || exit 1
done
"$PROGRAM" check "$work/description" "$work/recording" --from har-lines --exit-zero --reproducible --report json \
    > "$work/report" 2> "$work/stderr"
jq -rc --arg what got -f tests/cli/evidence.jq "$work/report" > "$work/got"
verdict a-finding-each "$(head -n 3 "$work/stderr")" test "$(wc -l < "$work/got")" -eq "$(wc -l < "$work/wanted")"
while IFS='	' read -r name wanted; do
    got=$(awk -F '\t' -v name="$name" '$1 == name { print $2 }' "$work/got")
    verdict "$name" "$got, not $wanted" test "$got" = "$wanted"
done < "$work/wanted"

# Only the first exchange of a finding has an excerpt, in whatever order they are read.
sed -n 1p "$work/recording" | sed 's/\\"x\\"/\\"second\\"/' > "$work/b"
sed -n 1p "$work/recording" | sed 's/\\"x\\"/\\"first\\"/' > "$work/a"
for order in 'a b' 'b a'; do
    # shellcheck disable=SC2086 # two words
    (cd "$work" && "$PROGRAM" check description $order --from har-lines --exit-zero --reproducible --report json) \
        > "$work/report" 2> "$work/stderr"
    verdict "the-first-of-$(echo $order | tr ' ' -)" "$(cat "$work/report")" \
        test "$(jq -c '[.findings[] | select(.keyword == "type") | .found, (.exchanges[] | [.source, .excerpt.line])]' "$work/report")" \
        = '["string \"first\"",["a",2],["b",null]]'
done
