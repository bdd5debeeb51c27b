# Every rule is broken by a case and has a page; the case that keeps it stands beside it (a folder
# without it in expected.findings is one).
# plain build only
. tests/cli/verdict.sh
"$PROGRAM" explain > "$work/all"
grep -v '^run[.]' "$work/all" > "$work/rules"
verdict rules-are-listed "$(head -n 3 "$work/rules")" test "$(grep -c . "$work/rules")" -gt 30
cat tests/cases/*/*/expected.findings > "$work/findings"
while read -r rule; do
    verdict "$rule-has-a-case" "no expected.findings under tests/cases names it" \
        grep -qE "^(error|warning|info) $rule[. ]" "$work/findings"
    "$PROGRAM" explain "$rule" > "$work/page" 2> "$work/stderr"
    verdict "$rule-has-a-page" "$(cat "$work/stderr")" grep -q "$rule" "$work/page"
done < "$work/rules"

# Diagnostics: every one that the program raises is listed and has a page.
grep '^run[.]' "$work/all" > "$work/diagnostics"
find src -name '*.c' -exec cat {} + | tr '\n' ' ' | grep -oE '(\.id = |run_diagnose\( *[a-z>-]+, *)"run[.][a-z-]+"' | grep -oE 'run[.][a-z-]+' | sort -u > "$work/raised"
verdict raised-diagnostics-are-listed "$(diff "$work/raised" "$work/diagnostics")" cmp -s "$work/raised" "$work/diagnostics"
while read -r id; do
    verdict "$id-has-a-page" "no page" sh -c '"$0" explain "$1" | grep -qx "# $1"' "$PROGRAM" "$id"
done < "$work/diagnostics"
