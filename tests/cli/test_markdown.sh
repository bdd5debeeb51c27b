# Markdown: where it goes, what is left as it was, and what GitHub takes.
. tests/cli/verdict.sh
unset GITHUB_STEP_SUMMARY

check() { "$PROGRAM" check "$SHOP" "$@" --reproducible 2> "$work/stderr"; }
check "$DRIFTING" --report markdown > "$work/page.md"
printf 'Before it.' > "$work/summary"
cp "$work/summary" "$work/wanted"
{ echo; cat "$work/page.md"; } >> "$work/wanted"
GITHUB_STEP_SUMMARY=$work/summary check "$DRIFTING" --report markdown="$work/summary"
verdict a-summary-is-added-to "$(cat "$work/summary")" cmp -s "$work/summary" "$work/wanted"
GITHUB_STEP_SUMMARY=$work/summary check "$CLEAN" --report markdown="$work/other.md"
verdict other-files-are-not "$(cat "$work/other.md")" grep -q '^<!-- oasdrift check ' "$work/other.md"
ln -s summary "$work/link"
GITHUB_STEP_SUMMARY=$work/summary check "$CLEAN" --report markdown="$work/link"
verdict by-whatever-name "$(tail -n 5 "$work/summary")" test "$(grep -c '^<!-- oasdrift check ' "$work/summary")" = 2 -a -L "$work/link"
verdict one-marker-an-api "" test "$(grep '^<!-- oasdrift' "$work/summary" | sort -u | wc -l)" = 1
rm "$work/summary"
GITHUB_STEP_SUMMARY=$work/summary check "$DRIFTING" --report markdown="$work/summary"
verdict one-that-is-not-there-yet "" cmp -s "$work/summary" "$work/wanted" -i 0:10
head -c 1023424 /dev/zero | tr '\0' 'x' > "$work/summary"
GITHUB_STEP_SUMMARY=$work/summary check "$DRIFTING" --report markdown="$work/summary"
verdict a-full-one-stays "$(wc -c < "$work/summary")" test "$(wc -c < "$work/summary")" = 1023424
says a-full-one-is-told 'report markdown: nothing is written: the summary of the step has no room left for it'
# A run that does not come to its end leaves it alone.
echo "Before it." > "$work/summary"
GITHUB_STEP_SUMMARY=$work/summary "$PROGRAM" check "$work/nowhere.yaml" "$CLEAN" --report markdown="$work/summary" 2> "$work/stderr"
verdict no-run-no-word "$(cat "$work/summary")" test "$(cat "$work/summary")" = "Before it."

# Nothing that a server says is markup.
jq '.log.entries[0].response.content.text = "{\"title\":\"Emma\",\"<img src=x> | @octocat #1 `a` **b**\":1}"' "$CLEAN" > "$work/hostile.har"
check "$work/hostile.har" --report markdown > "$work/page.md"
lacks no-html-of-others '<img' "$work/page.md"
# In <pre> neither GitHub nor GitLab looks for them.
sed '/^<pre>$/,/^<.pre>$/d' "$work/page.md" > "$work/outside.md"
lacks no-mention '@octocat' "$work/outside.md"
lacks no-issue '#1 ' "$work/outside.md"
if command -v cmark-gfm > /dev/null; then
    cmark-gfm --unsafe -e table -e autolink -e strikethrough "$work/page.md" > "$work/page.html"
    verdict is-shown-as-it-is "$(grep octocat "$work/page.html" | head -n 3)" \
        grep -qE '&lt;img src=x&gt; \| @[^ ]*octocat #[^ ]*1 `a` \*\*b\*\*' "$work/page.html"
    lacks no-links '<a ' "$work/page.html"
else
    skip is-shown-as-it-is "cmark-gfm"
    skip no-links "cmark-gfm"
fi

# Of the description, a row tells the line.
jq -n '{openapi: "3.0.3", info: {title: "t", version: "1"}, paths: {"/a": {get: {responses: {"200": {description: "d", content: {"x;y": {}}}}}}}}' > "$work/mistaken.json"
"$PROGRAM" lint "$work/mistaken.json" --report markdown > "$work/page.md" 2> "$work/stderr"
verdict a-row-tells-the-line "$(cat "$work/page.md")" grep -qE '^[|] error [|] .* [|] <code>.*mistaken\.json:[0-9]+:[0-9]+</code> [|]$' "$work/page.md"
