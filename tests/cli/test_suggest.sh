# What `oasdrift suggest` proposes, applied, leaves nothing undocumented: over every recording of the
# cases, and over real ones where they are at hand. PROGRAM is set by run.sh.
# plain build only
. tests/cli/verdict.sh
scratch=$work

# A description cannot make a deprecated thing current, a slash be there and not be there, a
# documented literal another one, or name a media type that is none.
undocumented='[.findings[] | select(.class == "undocumented")
    | select(.rule | IN("route.deprecated-used", "route.trailing-slash", "response.value-undocumented") | not)
    | select(.media_type // "" | test("[<>]") | not) | .rule]'

# closes NAME DESCRIPTION RECORDING...: check, suggest --apply, check again. What a response has that
# only "default" covers is told once its status is described, so a second round may be needed.
closes()
{
    name=$1 description=$2
    shift 2
    changed=$scratch/changed.${description##*.}
    "$PROGRAM" check "$description" "$@" --server / --report json --exit-zero > "$scratch/before" 2> "$scratch/errors"
    before=$(jq "$undocumented | length" "$scratch/before")
    if ! "$PROGRAM" suggest "$description" "$@" --server / --apply -o "$changed" 2> "$scratch/errors"; then
        not_ok "$name" "suggest: $(cat "$scratch/errors")"
        return
    fi
    "$PROGRAM" check "$changed" "$@" --server / --report json --exit-zero > "$scratch/after" 2> "$scratch/errors"
    left=$(jq -c "$undocumented" "$scratch/after")
    if [ "$left" != "[]" ] && jq -e 'any(.findings[]; .rule == "response.status-by-default")' "$scratch/before" > /dev/null; then
        again=$scratch/again.${description##*.}
        "$PROGRAM" suggest "$changed" "$@" --server / --apply -o "$again" 2> "$scratch/errors"
        "$PROGRAM" check "$again" "$@" --server / --report json --exit-zero > "$scratch/after" 2> "$scratch/errors"
        left=$(jq -c "$undocumented" "$scratch/after")
    fi
    [ "$left" = "[]" ] && ok "$name" || not_ok "$name" "$before before, still $left"
    # What is asked for now was there: nobody is accused of lacking it.
    lacking='[.findings[] | select(.keyword == "required" and .severity != "info")] | length'
    verdict "$name-lacks-nothing-new" "$(jq "$lacking" "$scratch/before"), then $(jq "$lacking" "$scratch/after")" \
        test "$(jq "$lacking" "$scratch/after")" -le "$(jq "$lacking" "$scratch/before")"
}

cases=0
for recording in tests/cases/rules/*/exchange.har; do
    cases=$((cases + 1))
done
closes "every-case-of-the-shop" tests/cases/rules/shop.openapi.yaml tests/cases/rules/*/exchange.har
[ "$cases" -gt 50 ] && ok there-are-cases || not_ok there-are-cases "$cases"

# Across files: what is applied is a bundle, and the overlay does the same by its parts.
ACROSS=tests/cases/suggest/across-files
closes "a-description-of-many-files" $ACROSS/openapi.yaml $ACROSS/exchanges.jsonl
"$PROGRAM" suggest $ACROSS/openapi.yaml $ACROSS/exchanges.jsonl --server / -o "$scratch/parts.yaml" 2> "$scratch/errors"
"$PROGRAM" suggest $ACROSS/openapi.yaml $ACROSS/exchanges.jsonl --server / --overlay "$scratch/parts.yaml" -o "$scratch/more.yaml" 2>> "$scratch/errors"
[ -e "$scratch/more.yaml" ] || cp "$scratch/parts.yaml" "$scratch/more.yaml"
"$PROGRAM" check $ACROSS/openapi.yaml $ACROSS/exchanges.jsonl --server / --overlay "$scratch/parts.yaml" --overlay "$scratch/more.yaml" \
    --report json --exit-zero > "$scratch/overlaid" 2> "$scratch/errors"
verdict overlay-of-many-files-applied "$(jq -c "$undocumented" "$scratch/overlaid") $(cat "$scratch/errors")" \
    test "$(jq -c "$undocumented" "$scratch/overlaid")" = "[]"

# JSON stays JSON, YAML becomes JSON where the name says so, and both are equal.
cp tests/cases/rules/shop.openapi.yaml "$scratch/shop.yaml"
har=tests/cases/rules/response-property-undocumented/exchange.har
"$PROGRAM" suggest "$scratch/shop.yaml" $har --apply -o "$scratch/shop.json" &&
    "$PROGRAM" suggest "$scratch/shop.yaml" $har --apply -o "$scratch/again.yaml" &&
    jq -e '.components.schemas.Book.properties.isbn.type == "string"' "$scratch/shop.json" > /dev/null &&
    jq -e 'keys_unsorted[:3] == ["openapi", "info", "servers"]' "$scratch/shop.json" > /dev/null &&
    ok description-as-json || not_ok description-as-json
closes "a-description-in-json" "$scratch/shop.json" tests/cases/rules/*/exchange.har
"$PROGRAM" check "$scratch/again.yaml" $har > /dev/null && ok description-as-yaml || not_ok description-as-yaml

# The overlay is one, and --overlay does what --apply does. What is under a server that nobody
# described is judged in a second round only.
"$PROGRAM" suggest "$scratch/shop.yaml" tests/cases/rules/*/exchange.har -o "$scratch/seen.yaml" &&
    "$PROGRAM" suggest "$scratch/shop.yaml" tests/cases/rules/*/exchange.har \
        --overlay "$scratch/seen.yaml" -o "$scratch/second.yaml" 2> "$scratch/errors"
[ -e "$scratch/second.yaml" ] || cp "$scratch/seen.yaml" "$scratch/second.yaml"
"$PROGRAM" check "$scratch/shop.yaml" tests/cases/rules/*/exchange.har --overlay "$scratch/seen.yaml" \
    --overlay "$scratch/second.yaml" --report json --exit-zero > "$scratch/overlaid" 2> "$scratch/errors"
left=$(jq -c "$undocumented" "$scratch/overlaid")
[ ! -s "$scratch/errors" ] && [ "$left" = "[]" ] && ok overlay-applied ||
    not_ok overlay-applied "$left $(cat "$scratch/errors")"

# Nothing seen that is not described: nothing is written, and it is said.
"$PROGRAM" suggest "$scratch/again.yaml" $har -o "$scratch/none.yaml" 2> "$scratch/errors" &&
    [ ! -e "$scratch/none.yaml" ] && grep -q "nothing to suggest" "$scratch/errors" &&
    ok nothing-to-suggest || not_ok nothing-to-suggest

# No secret of a recording gets into an overlay.
sed 's/"isbn\\":\\"0\\"/"isbn\\":\\"s3cr3t-t0ken-value\\"/; s|"headers": \[\],|"headers": [{"name": "Authorization", "value": "Bearer s3cr3t-t0ken-value"}],|' \
    $har > "$scratch/secret.har"
grep -q s3cr3t-t0ken-value "$scratch/secret.har" &&
    "$PROGRAM" suggest tests/cases/rules/shop.openapi.yaml "$scratch/secret.har" > "$scratch/out" &&
    ! grep -q s3cr3t "$scratch/out" && ok no-secret || not_ok no-secret

real=../shared/corpora/traffic
if [ -d "$real" ]; then
    closes "real-datadog" $real/datadog-v1/v1.yaml $real/datadog-v1/recordings
    closes "real-stripe" $real/stripe/spec3-2022-04-12.json $real/stripe/recordings-vcr-ruby
    closes "real-github" $real/github/api.github.com.json $real/github/recordings-nock
else
    for name in datadog stripe github; do skip "real-$name" "the recordings of real APIs: $real"; done
fi
