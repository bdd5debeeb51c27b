# Hostile texts in every field of every format (hostile.jq has them): each report is still valid, and does
# nothing to whoever shows, prints or computes it. tests/consumers holds the same reports against others'
# readers. A format without a check of its own is held against what is true of all of them.
. tests/cli/verdict.sh

. tests/cli/hostile.sh
mkdir "$work/out"
hostile_files "$work/in" || exit 1
cd "$work/in" || exit 1
"$PROGRAM" check "$(name description)" "$(name recording)" --from har-lines --rules "./$(name rules)" --baseline "$(name baseline)" \
    --run-id "$hostile" --each-exchange -v --drift-after 2 $(every_report "$work/out/") > "$work/stdout" 2> "$work/stderr"
status=$?
verdict run-tells-of-drift "exit $status: $(head -n 3 "$work/stderr")" test "$status" -eq 1
"$PROGRAM" lint "$(name description)" $(every_report "$work/out/lint.") > "$work/stdout" 2>> "$work/stderr"
for format in $(formats_of validate); do
    "$PROGRAM" validate "$(name schema)" "$(name instance)" --report "$format=$work/out/instances.$format" 2>> "$work/stderr"
done
cd "$OLDPWD" || exit 1
verdict the-texts-are-there "" test "$(jq '.findings | length' "$work/out/json")" -gt 400

# ---- what is true of all ----

# Control characters (but line ends, and tabs of tables), C1, U+FEFF, bidi controls, U+2028/9.
forbidden=$(printf '[\001-\010\013\014\016-\037\177]|\302[\200-\237]|\357\273\277|\342\200[\216\217\250-\256]|\342\201[\246-\251]')
everywhere()
{
    verdict "$1-is-utf-8" "" iconv -f utf-8 -t utf-8 -o /dev/null "$2"
    verdict "$1-shows-no-control-characters" "$(grep -naE "$forbidden" "$2" | head -n 2 | cut -c 1-200 | cat -v)" \
        test "$(tr '\000' '\001' < "$2" | grep -caE "$forbidden")" -eq 0
    case $1 in *github | *html) return ;; esac # commands are what it is; it is no text of a log
    verdict "$1-commands-no-runner" "$(grep -nE '^ *::[a-z]' "$2" | head -n 2)" test "$(grep -cE '^ *::[a-z]' "$2")" -eq 0
    verdict "$1-commands-no-other-runner" "$(grep -noE '.{9}##(vso|teamcity)?\[.{9}' "$2" | head -n 2)" \
        test "$(grep -cE '##(vso|teamcity)?\[' "$2")" -eq 0
}

# ---- by format ----

json_value() { verdict "$1-is-one-value" "" test "$(jq -s length "$2" 2> /dev/null)" = 1; }
xml() { verdict "$1-is-well-formed" "" xmllint --noout --huge "$2"; }
# Each physical line is a row; quotes are closed; no cell is a formula.
csv()
{
    awk 'NR == 1 { columns = gsub(/,/, ",") + 1 }
        { if (sub(/\r$/, "") != 1) print NR ": no CRLF"
          rest = $0; count = 0; done = 0
          while (!done) {
              count++
              if (substr(rest, 1, 1) == "\"") {
                  if (!match(rest, /^"([^"]|"")*"/)) { print NR ": open quote"; break }
                  cell = substr(rest, 2, RLENGTH - 2)
              } else { match(rest, /^[^,"]*/); cell = substr(rest, 1, RLENGTH) }
              rest = substr(rest, RLENGTH + 1)
              if (cell ~ /^ *[=+@-]/) print NR ": formula " substr(cell, 1, 40)
              if (substr(rest, 1, 1) == ",") rest = substr(rest, 2); else done = 1
              if (done && rest != "") print NR ": behind a quote: " substr(rest, 1, 40)
          }
          if (count != columns) print NR ": " count " cells of " columns }' "$2" > "$work/awk"
    verdict "$1-has-rows-of-cells" "$(head -n 3 "$work/awk")" test ! -s "$work/awk"
}
tap()
{
    grep -avE "^(TAP version 13|1\.\.[0-9]+|(not )?ok [0-9]+ - .*|# .*|  (---|\.\.\.)|  (message|severity|rule|file): '([^']|'')*'|  line: [0-9]+|  (findings|output): \||    .*)\$" "$2" > "$work/other"
    verdict "$1-has-lines-of-tap" "$(head -n 2 "$work/other")" test ! -s "$work/other"
    verdict "$1-has-no-end-within-a-block" "" test "$(grep -cE '^    +(\.\.\.|---) *$' "$2")" -eq 0
    verdict "$1-skips-with-a-reason-of-ours" "" test "$(grep -E '^ok .* # SKIP' "$2" | grep -cvE '[^\\]# SKIP (not exercised|not checked|excluded)')" -eq 0
}
prometheus()
{
    grep -avE '^(# (HELP|TYPE) oasdrift_[a-z_]+ .*|oasdrift_[a-z_]+\{([a-z_]+="([^"\\]|\\["\\n])*",?)+\} [0-9.]+)$' "$2" > "$work/other"
    verdict "$1-has-lines-of-metrics" "$(head -n 2 "$work/other")" test ! -s "$work/other"
    verdict "$1-has-no-series-twice" "" test -z "$(grep -v '^#' "$2" | sed 's/ [0-9.]*$//' | sort | uniq -d)"
}
# Of a folder: all files as one, each that is JSON a value, and plain names.
folder()
{
    verdict "$1-has-plain-names" "" test -z "$(ls -b "$2" | grep -vE '^[A-Za-z0-9._-]+$')"
    cat "$2"/* > "$work/all"
    everywhere "$1" "$work/all"
    verdict "$1-has-a-value-a-file" "" test "$(jq -c . "$2"/*.json 2> /dev/null | wc -l)" -eq "$(ls "$2" | grep -c '\.json$')"
}
# What is neither a block of code nor a span of it.
prose()
{
    awk 'fence == "" && match($0, /^ *(```+|~~~+)/) { fence = substr($0, 1, RLENGTH); gsub(/ /, "", fence); next }
        fence != "" { line = $0; gsub(/ /, "", line); if (index(line, fence) == 1 && line !~ /[^`~]/) fence = ""; next }
        !/^    / { gsub(/`+[^`]*`+/, ""); print }' "$1"
}
markdown()
{
    prose "$2" > "$work/prose"
    verdict "$1-has-no-markup-of-theirs" "$(grep -niE '<script>alert|<img src=x|\]\((javascript|http)' "$work/prose" | head -n 2)" \
        test "$(grep -ciE '<script>alert|<img src=x|\]\((javascript|http)' "$work/prose")" -eq 0
}
html()
{
    verdict "$1-has-no-markup-of-theirs" "" test "$(grep -ciE '<script>alert|<img src=x|(href|src) *= *.?(javascript|http)' "$2")" -eq 0
}
github()
{
    grep -avE '^::(error|warning|notice|group|endgroup|debug)( [^:]*)?::.*$|^$' "$2" > "$work/other"
    verdict "$1-has-lines-of-commands" "$(head -n 2 "$work/other")" test ! -s "$work/other"
}

for file in "$work"/out/*; do
    format=${file##*/}
    if [ -d "$file" ]; then
        folder "$format" "$file"
        continue
    fi
    everywhere "$format" "$file"
    case $format in
    *json | *ctrf | *sarif | *gitlab | *har) [ "${format%ndjson}" = "$format" ] && json_value "$format" "$file" ;;
    *junit*) xml "$format" "$file" ;;
    *csv) csv "$format" "$file" ;;
    *tap) tap "$format" "$file" ;;
    *prometheus) prometheus "$format" "$file" ;;
    *github) github "$format" "$file" ;;
    *markdown) markdown "$format" "$file" ;;
    *html) html "$format" "$file" ;;
    esac
done
verdict ndjson-has-a-value-a-line "" test "$(jq -c . "$work/out/ndjson" 2> /dev/null | wc -l)" = "$(wc -l < "$work/out/ndjson")"
holds sarif-has-no-links 'all(.runs[0].results[].message.text; test("[^\\\\]\\]\\(") | not)' "$work/out/sarif"
holds sarif-uris-are-uris 'all(.. | .uri? // empty; test("^[A-Za-z0-9%._~/-]+$"))' "$work/out/sarif"
lacks errors-show-no-control-characters "$(printf '\033]|\302\205|\342\200\256')" "$work/stderr"
