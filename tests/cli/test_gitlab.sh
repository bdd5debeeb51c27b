# GitLab's Code Quality: whatever was judged, it is what GitLab reads to its end.
. tests/cli/verdict.sh

# fits NAME: the report of the run before.
fits()
{
    expect_exit "$1-fits-its-schema" 0 "$PROGRAM" validate reports/gitlab.schema.json "$work/a.gitlab" || head -n 5 "$work/stdout"
    holds "$1-has-each-fingerprint-once" '[.[].fingerprint] | length == (unique | length)' "$work/a.gitlab"
}
check() { "$PROGRAM" check "$@" --report gitlab="$work/a.gitlab" --report json="$work/a.json" 2> "$work/stderr"; }

check "$SHOP" "$CLEAN" "$DRIFTING" tests/cases/rules/response-property-undocumented/exchange.har tests/cases/rules/body-unknown/exchange.har
fits a-drift
jq -r '.findings[] | select(.rule | startswith("drift.") | not) | .cause' "$work/a.json" | sort -u > "$work/wanted"
jq -r '.[].fingerprint' "$work/a.gitlab" | sort > "$work/told"
verdict an-entry-a-cause "$(diff "$work/wanted" "$work/told")" cmp -s "$work/wanted" "$work/told"
"$PROGRAM" baseline "$SHOP" "$DRIFTING" -o "$work/known.json" -q
check "$SHOP" "$DRIFTING" tests/cases/rules/response-body-in-an-array/exchange.har --baseline "$work/known.json" -v
fits a-baseline
holds accepted-is-another-entry 'any(.[]; .fingerprint | endswith("-accepted"))' "$work/a.gitlab"
check "$SHOP" "$CLEAN"
holds nothing-is-an-empty-array '. == []' "$work/a.gitlab"
check "$SHOP" "$work/nowhere.har" "$work/neither.har"
fits what-could-not-be-looked-at
holds that-is-not-nothing 'length >= 2 and all(.[]; .severity == "blocker")' "$work/a.gitlab"
check "$SHOP" "$DRIFTING" tests/cases/rules/response-body-in-an-array/exchange.har --max-findings 1
fits a-limit
holds a-limit-is-told '.[-1].description == "and 1 more cause: beyond --max-findings"' "$work/a.gitlab"
"$PROGRAM" lint "$DESCRIPTION" --report gitlab="$work/a.gitlab"
fits lint

# The jobs that README shows: each of their commands, with a description and recordings in their places.
mkdir -p "$work/job/recordings"
cp "$SHOP" "$work/job/openapi.yaml"
cp "$DRIFTING" "$work/job/recordings"
sed -n '/^    # [.]git.*[.]yml$/,/^$/s/.* \(oasdrift check .*\)/\1/p' README.md > "$work/commands"
verdict readme-shows-jobs "$(cat "$work/commands")" test "$(wc -l < "$work/commands")" = 2
while IFS= read -r command; do
    (cd "$work/job" && oasdrift() { "$PROGRAM" "$@"; } && GITHUB_STEP_SUMMARY=$work/job/summary.md && export GITHUB_STEP_SUMMARY && eval "$command") > "$work/stdout" 2> "$work/stderr"
    status=$?
    verdict "job-${command##*--report }-finds-drift" "exit $status: $(cat "$work/stderr")" test $status = 1
done < "$work/commands"
for file in summary.md drift.md gl-code-quality-report.json drift.xml; do
    verdict "job-writes-$file" "" test -s "$work/job/$file"
done
