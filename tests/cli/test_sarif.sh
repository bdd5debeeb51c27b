# SARIF: what code scanning reads of it, and what it would trip over.
. tests/cli/verdict.sh

check() { "$PROGRAM" check "$@" --reproducible 2> "$work/stderr"; }
check "$SHOP" "$CLEAN" "$DRIFTING" tests/cases/rules/body-unknown/exchange.har --report sarif="$work/a.sarif" --report json="$work/a.json"
jq '.runs[0]' "$work/a.sarif" > "$work/run"
holds one-run '.version == "2.1.0" and (.runs | length) == 1' "$work/a.sarif"
jq -r '.findings[].fingerprint' "$work/a.json" | sort > "$work/wanted"
jq -r '.results[].partialFingerprints["oas/v1"]' "$work/run" | sort > "$work/told"
verdict a-result-a-finding "$(diff "$work/wanted" "$work/told")" cmp -s "$work/wanted" "$work/told"
holds rules-are-where-results-say '[.results[] as $r | .tool.driver.rules[$r.ruleIndex].id == $r.ruleId] | length > 0 and all' "$work/run"
holds rules-tell-what-they-are 'all(.tool.driver.rules[]; .shortDescription.text and .fullDescription.text and (.help.text | startswith("# ")) and .help.markdown)' "$work/run"
holds results-stand-in-the-description \
    'all(.results[]; .locations[0].physicalLocation | .artifactLocation.uri == "tests/cases/rules/shop.openapi.yaml" and .region.startLine > 0)' "$work/run"
holds exchanges-are-related 'any(.results[]; .relatedLocations[0].message.text | test("exchange.har entry 0: GET "))' "$work/run"
holds requests-and-responses 'any(.results[]; .webRequest.method == "GET" and .webResponse.statusCode == 200)' "$work/run"
holds not-checked-is-a-notification 'any(.invocations[0].toolExecutionNotifications[]; .level == "note" and (.message.text | startswith("not checked: ")))' "$work/run"
holds a-run-that-looked '.invocations[0] | .executionSuccessful and .exitCode == 1' "$work/run"
check "$SHOP" "$work/nowhere.har" --report sarif="$work/a.sarif"
holds a-run-that-did-not '.runs[0].invocations[0] | .executionSuccessful == false and .exitCode == 3 and any(.toolExecutionNotifications[]; .level == "error")' "$work/a.sarif"

# Seen from the repository's root, wherever one stands.
mkdir -p "$work/repository/.git" "$work/repository/a b" "$work/elsewhere"
cp "$SHOP" "$work/repository/a b/shop #1.yaml"
recording=$PWD/$DRIFTING
uris() { (cd "$1" && check "$2" "$recording" --report sarif) | jq -r '.runs[0].results[].locations[].physicalLocation.artifactLocation.uri' | sort -u; }
for place in "repository|a b/shop #1.yaml" "repository/a b|shop #1.yaml" "elsewhere|../repository/a b/shop #1.yaml"; do
    got=$(uris "$work/${place%|*}" "${place#*|}")
    verdict "file-seen-from-${place%|*}" "$got" test "$got" = "a%20b/shop%20%231.yaml"
done
cp "$SHOP" "$work/shop.yaml"
got=$(uris "$work/elsewhere" ../shop.yaml)
verdict file-beyond-any-repository "$got" test "$got" = "../shop.yaml"
(cd "$work/elsewhere" && check ../shop.yaml "$recording" --report sarif) > "$work/a.sarif"
holds beyond-is-told 'any(.runs[0].invocations[0].toolExecutionNotifications[]; .message.text | test("beyond the repository"))' "$work/a.sarif"

# Accepted findings are suppressed; each result says how it stands to the baseline.
"$PROGRAM" baseline "$SHOP" "$DRIFTING" -o "$work/known.json" -q
jq '.findings[0] += {reason: "so", owner: "us"}' "$work/known.json" > "$work/accepted.json"
check "$SHOP" "$DRIFTING" tests/cases/rules/response-body-in-an-array/exchange.har --baseline "$work/accepted.json" --report sarif > "$work/a.sarif"
holds known-is-suppressed '[.runs[0].results[] | select(.suppressions[0].justification == "so" and .baselineState == "unchanged")] | length == 1' "$work/a.sarif"
holds new-is-not 'any(.runs[0].results[]; .suppressions == [] and .baselineState == "new")' "$work/a.sarif"

# What looks like a link in a message is none.
jq '.log.entries[0].response.content.text = "{\"title\":\"Emma\",\"[a](http://h/) [b](1)\":1}"' "$CLEAN" > "$work/link.har"
check "$SHOP" "$work/link.har" --report sarif > "$work/a.sarif"
holds no-links 'any(.runs[0].results[].message.text; contains("\\[a\\]")) and all(.runs[0].results[].message.text; test("[^\\\\]\\]\\(") | not)' "$work/a.sarif"
