# Secrets in every place of an exchange, and every output of every command that reads recordings: none of
# them shows one, and what is no secret is still there (secrets.jq has the situations).
. tests/cli/verdict.sh
for what in description recording secrets shown; do
    jq -nrc --arg what $what -f tests/cli/secrets.jq > "$work/$what" || exit 1
done
out=$work/out
mkdir "$out"
"$PROGRAM" check "$work/description" "$work/recording" --from har-lines --reproducible -v \
    --each-exchange $(every_report "$out/") --write-baseline "$out/baseline" \
    > "$out/check.stdout" 2> "$out/check.stderr"
"$PROGRAM" baseline "$work/description" "$work/recording" --from har-lines -o "$out/baseline-alone" \
    > "$out/baseline.stdout" 2> "$out/baseline.stderr"
"$PROGRAM" suggest "$work/description" "$work/recording" --from har-lines \
    > "$out/suggest" 2> "$out/suggest.stderr"
"$PROGRAM" merge "$out/ndjson" --report json="$out/merged" > "$out/merge.stdout" 2> "$out/merge.stderr"
for url in 'https://me:Zq7kroutesWx8vLp@api.test/s000' 'https://Zq7kroutesWx8vLp@api.test/s000' \
    'https://api.test/s000?access_token=Zq7kroutesWx8vLp&limit=7' '/s000#access_token=Zq7kroutesWx8vLp'; do
    "$PROGRAM" explain routes "$work/description" POST "$url"
done > "$out/routes" 2>&1
verdict routes-are-explained "$(head -n 3 "$out/routes")" test "$(grep -c 'POST /s000' "$out/routes")" -ge 4
lacks routes-hide-secrets Zq7kroutesWx8vLp "$out/routes"
verdict routes-show-the-rest "" grep -q 'limit=7' "$out/routes"
for output in $(formats_of check) allure/environment.properties baseline baseline-alone suggest merged; do
    verdict "$output-is-written" "$(head -n 3 "$out"/*.stderr)" test -s "$out/$output"
done

cut -f 2 "$work/secrets" > "$work/patterns"
for file in "$out"/*; do
    grep -rahoFf "$work/patterns" "$file" | sort -u | sed "s|\$|	${file##*/}|"
done | sort > "$work/leaked"
awk -F '\t' 'FILENAME == ARGV[1] { where[$1] = where[$1] " " $2; next }
    { if ($2 in where) leaks[$1] = leaks[$1] where[$2]; else leaks[$1] = leaks[$1] "" }
    END { for (name in leaks) print (leaks[name] == "" ? "ok " name : "not ok " name ": shown in" leaks[name]) }' \
    "$work/leaked" "$work/secrets" | sort -k 2
while IFS='	' read -r name text; do
    verdict "$name" "no output has $text" grep -qaF -e "$text" "$out/text" "$out/json"
done < "$work/shown"
