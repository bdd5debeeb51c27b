# The manual: every command has its page, mandoc finds nothing wrong in any, and what the tables of
# options, formats, measures, rules and calls hold stands in them as a reader sees them.
# plain build only
. tests/cli/verdict.sh
SOURCE_DATE_EPOCH=86400 sh src/cli/man/pages.sh "$PROGRAM" "$work/man" 2> "$work/stderr"
verdict pages-are-made "$(cat "$work/stderr")" test $? -eq 0 -a ! -s "$work/stderr"
verdict their-date-can-be-set "" grep -qx '.Dd January 02, 1970' "$work/man/liboasdrift.3"
"$PROGRAM" help | sed -n '/^commands:$/,/^$/s/^  oasdrift \([a-z]*\) .*/\1/p' > "$work/commands"
verdict every-command-has-a-page "$(ls "$work/man")" \
    test "$(ls "$work"/man/oasdrift-*.1 | wc -l)" -eq "$(grep -c . "$work/commands")"
while read -r command; do
    page=$work/man/oasdrift-$command.1
    sed -n '/^\.Sh DESCRIPTION/,/^\.Sh OPTIONS/p' "$page" > "$work/description"
    verdict "$command-is-described" "no .description in src/cli/command_$command.c" \
        test "$(wc -l < "$work/description")" -gt 3
    verdict "$command-has-examples" "no .examples in src/cli/command_$command.c" grep -q '^\.Sh EXAMPLES' "$page"
done < "$work/commands"
expect_exit a-page-of-nothing 2 "$PROGRAM" help chekc --man
says it-is-guessed "did you mean check?"

if ! command -v mandoc > /dev/null; then
    skip the-manual-as-mandoc-reads-it mandoc
    exit
fi
for page in "$work"/man/*; do
    name=${page##*/}
    mandoc -T lint -W warning "$page" > "$work/lint" 2>&1
    verdict "$name-has-no-mistake" "$(head -n 3 "$work/lint")" test ! -s "$work/lint"
    # As it is read: no overstrikes, words that are wrapped put together again.
    mandoc -T utf8 -O width=300 "$page" | sed 's/.\x08//g' > "$work/$name"
done

# has PAGE NAME WORDS: each line of the file stands in the page.
has()
{
    while IFS= read -r has_word; do
        grep -qiF -e "$has_word" "$work/$1" || echo "$has_word"
    done < "$3" > "$work/missing"
    verdict "$1-has-$2" "$(head -n 5 "$work/missing")" test -s "$3" -a ! -s "$work/missing"
}
while read -r command; do
    "$PROGRAM" help "$command" > "$work/help"
    grep -oE '^ {2,6}(-., )?--[a-z-]+' "$work/help" | grep -oE -e '--[a-z-]+' > "$work/words"
    has "oasdrift-$command.1" all-options "$work/words"
    # Terms of lists: formats, measures, variables, files, exit codes.
    sed -nE 's/^  ([^ -][^ ]*)(  .*|$)/\1/p' "$work/help" > "$work/words"
    has "oasdrift-$command.1" all-that-help-lists "$work/words"
    sed -n '/^examples:$/,/^$/s/^  //p' "$work/help" > "$work/words"
    has "oasdrift-$command.1" all-examples "$work/words"
    cat "$work/words" >> "$work/examples"
    ! grep -q '^ *--config ' "$work/help" ||
        grep -oE '^ {2,6}(-., )?--[a-z-]+' "$work/help" | grep -oE -e '--[a-z-]+' |
        grep -vxE -e '--(help|config|env|api)' | sed 's/^--//; s/$/:/' >> "$work/settings"
done < "$work/commands"
has oasdrift.yaml.5 all-options "$work/settings"
for format in $(formats_of check); do echo "$format"; done > "$work/words"
has oasdrift.1 all-report-formats "$work/words"
"$PROGRAM" explain > "$work/words"
has oasdrift-rules.7 all-rules "$work/words"
ls rules/sets | sed 's/\.yaml$//' > "$work/words"
has oasdrift-rules.7 all-rule-sets "$work/words"
sed -n 's/^## //p' rules/README.md | tr a-z A-Z > "$work/words"
has oasdrift-rules.7 all-chapters "$work/words"
grep -oE 'oasdrift_[a-z_]+' src/oasdrift.h | sort -u > "$work/words"
has liboasdrift.3 all-names "$work/words"
# Fields: what stands before ';' within a struct.
sed -n '/^struct .*{$/,/^}/s/^    [^/]*[ *]\([a-z_]*\);.*/\1/p' src/oasdrift.h | sort -u > "$work/words"
has liboasdrift.3 all-fields "$work/words"
# Every word of the header's comments, as they are read.
sed -n '/^\/\*\|^ \*\|^    .*\/\*\|^   [^ ]/p' src/oasdrift.h | grep -oE '[A-Za-z]{6,}' | sort -u > "$work/words"
has liboasdrift.3 all-that-the-header-says "$work/words"
