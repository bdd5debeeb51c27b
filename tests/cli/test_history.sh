# --history: earlier event files give the page a trend and mark what is new; what cannot be compared is
# told, and changes nothing else.
. tests/cli/verdict.sh
spec=specs/applivery/windows-command.openapi.yaml
recording=specs/applivery/drifting.har
past=$work/past
mkdir "$past"
judge() { "$PROGRAM" check "$spec" "$recording" "$@" > "$work/out" 2> "$work/err"; }
holds() { verdict "$1" "$2 instead of $3" [ "$2" = "$3" ]; }

judge --report ndjson="$past/a.ndjson"
judge --report html="$work/page" --history "$past"
holds nothing-is-new "$(grep -c 'new since the last run' "$work/page")" 0
holds two-runs "$(sed -n '/id="trend"/,/<\/section>/p' "$work/page" | grep -c '<th scope="row">')" 2
judge --rules applivery --report html="$work/page" --history "$past"
holds what-is-new-is-marked "$(grep -c 'new since the last run' "$work/page")" 1
holds and-found-by-the-filter "$(grep -c ' data-fresh ' "$work/page")" 1
"$PROGRAM" lint "$spec" -q --report ndjson="$past/b.ndjson"
"$PROGRAM" check tests/cases/rules/shop.openapi.yaml tests/cases/rules/body-unknown/exchange.har -q --report ndjson="$past/c.ndjson"
head -c 3000 "$past/a.ndjson" > "$past/d.ndjson"
echo '<script>' > "$past/e.ndjson"
mkdir "$past/f.ndjson"
judge --report html="$work/page" --history "$past"
holds others-change-no-exit-code "$?" 1
holds others-are-told "$(grep -c 'history: 5 not taken' "$work/err")" 1
holds and-shown "$(sed -n '/5 not taken/,/<\/details>/p' "$work/page" | grep -c 'ndjson')" 5
holds as-text "$(grep -c '<script>$' "$work/page")" 0
judge --report html="$work/page" --history "$work/nowhere"
holds no-folder-is-told "$(grep -c 'nowhere: No such file' "$work/err")" 1

# Limits: of many files the last by name are looked at, and of many runs the newest shown. Both are told.
many=$work/many
mkdir "$many"
"$PROGRAM" check tests/cases/rules/shop.openapi.yaml tests/cases/rules/body-unknown/exchange.har -q --no-coverage --report ndjson="$work/other"
seq 972 | sed "s|.*|ln $work/other $many/a&.ndjson|" | sh
seq 32 | sed "s|.*|cp $past/a.ndjson $many/b&.ndjson|" | sh
judge --report html="$work/page" --history "$many"
holds files-beyond-the-limit-are-told "$(grep -c 'history: 972 not taken, as the page tells: .*/many: 4 event files are left out: the last 1000 by name' "$work/err")" 1
holds and-in-the-page "$(sed -n '/972 not taken/,/<\/details>/p' "$work/page" | grep -c '4 event files are left out')" 1
holds older-runs-are-told "$(grep -c '2 older runs are not shown' "$work/page")" 1
