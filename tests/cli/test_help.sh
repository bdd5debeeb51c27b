# Help texts and README: no line is wider than a terminal, and every option that an example uses is
# one of the command's; what a command cannot honour it does not offer; slips in the environment.
# plain build only
. tests/cli/verdict.sh
commands=$("$PROGRAM" help | sed -n '/^commands:$/,/^$/s/^  oasdrift \([a-z]*\) .*/\1/p')
verdict commands-are-listed "$commands" test "$(echo "$commands" | wc -l)" -ge 10
"$PROGRAM" help | awk 'length > 80' > "$work/wide"
verdict overview-fits-a-terminal "$(cat "$work/wide")" test ! -s "$work/wide"

# fits_a_screen NAME ARGUMENT...: 24 lines of 80 columns, with an example of the program.
fits_a_screen()
{
    screen_name=$1
    shift
    expect_exit "$screen_name" 0 "$PROGRAM" "$@" -h
    awk 'length > 80 { print } END { if (NR > 24) print NR " lines" }' "$work/stdout" > "$work/wide"
    verdict "$screen_name-fits" "$(cat "$work/wide")" test ! -s "$work/wide"
    verdict "$screen_name-has-an-example" "none" grep -qE "^  .*oasdrift ${1:-check}( |\$|\))" "$work/stdout"
}
fits_a_screen the-programs-screen
for command in $commands; do
    fits_a_screen "the-screen-of-$command" "$command"
    verdict "$command-is-on-the-programs-screen" "" sh -c '"$1" -h | grep -q "^  $2 "' - "$PROGRAM" "$command"
    expect_exit "$command--help-is-help-$command" 0 "$PROGRAM" "$command" --help
    cp "$work/stdout" "$work/all"
    expect_exit "help-$command" 0 "$PROGRAM" help "$command"
    verdict "$command-says-the-same-both-ways" "" cmp -s "$work/all" "$work/stdout"
    # Prose: between the line that sums it up and the options.
    sed -n '3,/^[a-z][^.]*:$/p' "$work/all" | grep -c '[a-z]' > "$work/prose"
    verdict "$command-has-a-description" "its .description in src/cli/command_$command.c has less than two lines" \
        test "$(cat "$work/prose")" -gt 2
    verdict "$command-sums-itself-up-in-a-line" "" test "$(sed -n 2p "$work/all" | wc -c)" -le 66
done
expect_exit help-needs-no-configuration 0 env OASDRIFT_EXIT_ZERO=no OASDRIFT_CONFIG=/nowhere "$PROGRAM" help check
expect_exit nor-does-completion 0 env OASDRIFT_EXIT_ZERO=no OASDRIFT_CONFIG=/nowhere "$PROGRAM" completion bash
expect_exit nor-does-the-screen 0 env OASDRIFT_EXIT_ZERO=no OASDRIFT_CONFIG=/nowhere "$PROGRAM" check -h
expect_exit help-before-the-command 0 "$PROGRAM" --help mock
"$PROGRAM" help mock > "$work/all"
verdict is-that-of-the-command "" cmp -s "$work/all" "$work/stdout"
expect_exit the-screen-before-the-command 0 "$PROGRAM" -h mock
verdict is-that-of-the-command-too "" grep -q '^oasdrift mock ' "$work/stdout"
expect_exit help-on-a-rule 2 "$PROGRAM" help response.body-schema
says explain-is-named '`oasdrift explain response.body-schema` prints its page'
expect_exit a-variable-that-asks-for-help 3 env OASDRIFT_HELP=1 "$PROGRAM" check "$SHOP" "$CLEAN"
says it-is-told-as-well "OASDRIFT_HELP is set, and no option has that name"
expect_exit a-variable-of-help-is-none 3 env OASDRIFT_MAN=1 "$PROGRAM" check "$SHOP" "$CLEAN"
says it-is-told "OASDRIFT_MAN is set, and no option has that name"
# What help tells of the surroundings is what the source reads.
"$PROGRAM" help > "$work/all"
for variable in $(grep -rhoE 'getenv\("[A-Z_]+"\)' src | grep -oE '[A-Z_]+' | sort -u); do
    verdict "$variable-is-told" "" grep -qE "(^|[ ,])$variable([ ,]|$)" "$work/all"
done
for code in $(sed -n 's/^ *OASDRIFT_[A-Z]* = \([0-9]*\).*/\1/p' src/oasdrift.h); do
    verdict "exit-code-$code-is-told" "" grep -q "^  $code " "$work/all"
done
for command in $commands; do
    "$PROGRAM" help "$command" > "$work/help.$command"
    awk 'length > 80' "$work/help.$command" > "$work/wide"
    verdict "help-of-$command-fits-a-terminal" "$(cat "$work/wide")" test ! -s "$work/wide"
    grep -oE '^ {2,6}(-., )?--[a-z-]+' "$work/help.$command" | grep -oE -e '--[a-z-]+' > "$work/options.$command"
done
cat "$work"/options.* | sort -u > "$work/options"
for command in $(grep -l '^oasdrift .*DESCRIPTION' "$work"/help.*); do
    command=${command##*.}
    verdict "$command-takes-a-description-and-overlays" "no --overlay" grep -qxF -e --overlay "$work/options.$command"
done > "$work/overlays"
cat "$work/overlays"
verdict commands-take-overlays "$(cat "$work/overlays")" test "$(grep -c . "$work/overlays")" -ge 7

# examples FILE: "COMMAND --option" for each option of each `oasdrift COMMAND ...` in it; lines that end
# in a backslash go on, and a backquote, a pipe or a comment ends the command.
examples()
{
    sed -e ':a' -e '/\\$/{N;s/\\\n/ /;ba' -e '}' "$1" |
        sed 's/oasdrift config \([a-z]\)/oasdrift \1/' | # which has the options of what it looks at
        grep -oE 'oasdrift [a-z]+ [^`|#]*' |
        while read -r _ command rest; do
            for word in $rest; do
                case $word in --[a-z]*) echo "$command $(echo "$word" | grep -oE -e '^--[a-z-]+')" ;; esac
            done
        done
}

for file in README.md rules/README.md "$work"/help.*; do
    name=$(basename "$file")
    examples "$file" > "$work/used"
    while read -r command option; do
        [ -f "$work/options.$command" ] && grep -qxF -e "$option" "$work/options.$command" || echo "$command $option"
    done < "$work/used" > "$work/unknown"
    verdict "examples-of-$name-have-options-of-the-command" "$(tr '\n' ';' < "$work/unknown")" test ! -s "$work/unknown"
done
examples README.md > "$work/used"
verdict the-readme-has-examples "$(cat "$work/used")" test "$(grep -c . "$work/used")" -gt 15

# Options that stand alone in the text; --reporters is newman's.
grep -oE '`--[a-z][a-z-]+' README.md | tr -d '`' | sort -u | grep -vxF -e --reporters > "$work/named"
comm -23 "$work/named" "$work/options" | grep -vx -e --version > "$work/unknown"
verdict options-of-the-readme-exist "$(tr '\n' ' ' < "$work/unknown")" test ! -s "$work/unknown"
verdict the-readme-names-options "$(wc -l < "$work/named")" test "$(grep -c . "$work/named")" -gt 20

"$PROGRAM" explain values > "$work/values"
verdict explain-values-is-its-page "$(diff "$work/values" rules/values.md | head -n 2)" cmp -s "$work/values" rules/values.md

for option in --overlay --operation --server --map-uri --path --formats --allow-ref; do
    expect_exit "merge-does-not-take$option" 2 "$PROGRAM" merge nothing.ndjson "$option" x
    says "merge-says-so-of$option" "unknown option $option"
done

# A shard that comes twice counts once, and it is said.
"$PROGRAM" check "$SHOP" "$DRIFTING" --report ndjson="$work/one.ndjson" --exit-zero
expect_exit merge-of-one-run 1 "$PROGRAM" merge "$work/one.ndjson" --report json="$work/once.json" --reproducible
verdict nothing-is-said-of-once "$(cat "$work/stderr")" test ! -s "$work/stderr"
expect_exit merge-of-it-twice 1 "$PROGRAM" merge "$work/one.ndjson" "$work/one.ndjson" --report json="$work/twice.json" --reproducible
says it-is-said "one.ndjson: the same run as in"
verdict and-counts-once "" cmp -s "$work/once.json" "$work/twice.json"
"$PROGRAM" check "$SHOP" "$DRIFTING" --shard 1/1 --report ndjson="$work/shard.ndjson" --exit-zero
expect_exit merge-of-a-shard-twice 1 "$PROGRAM" merge "$work/shard.ndjson" "$work/shard.ndjson"
says it-is-said-of-a-shard "the same shard 1 of 1 as in"

# ---- the environment ----

expect_exit a-misspelt-variable 3 env OASDRIFT_FAILON=error "$PROGRAM" check "$SHOP" "$CLEAN"
says is-told "OASDRIFT_FAILON is set, and no option has that name; did you mean OASDRIFT_FAIL_ON?"
expect_exit a-strange-variable 3 env OASDRIFT_SOMETHING_ELSE=1 "$PROGRAM" check "$SHOP" "$CLEAN"
says is-told-too "OASDRIFT_SOMETHING_ELSE is set, and no option has that name"
expect_exit a-short-strange-variable 3 env OASDRIFT_FOO=1 OASDRIFT_PROT=1 "$PROGRAM" check "$SHOP" "$CLEAN"
verdict is-told-without-a-far-name "$(cat "$work/stderr")" grep -q 'OASDRIFT_FOO is set, and no option has that name$' "$work/stderr"
says letters-that-are-swapped-are-one-slip "did you mean OASDRIFT_PORT?"
expect_exit a-misspelt-variable-counts-quietly 3 env OASDRIFT_FAILON=error "$PROGRAM" check "$SHOP" "$CLEAN" -q
says and-is-told "did you mean OASDRIFT_FAIL_ON?"
expect_exit a-misspelt-variable-of-merge 3 env OASDRIFT_FAILON=error "$PROGRAM" merge "$work/one.ndjson" --exit-zero --report json
holds is-among-its-errors '[.errors[].id] == ["run.setting-unknown"]' "$work/stdout"
expect_exit a-variable-in-small-letters 3 env OASDRIFT_fail_on=error "$PROGRAM" check "$SHOP" "$CLEAN"
says the-right-letters-are-proposed "OASDRIFT_fail_on is set, and no option has that name; did you mean OASDRIFT_FAIL_ON?"
for off in 0 false ''; do
    expect_exit "a-switch-that-is-off-by-'$off'" 1 env OASDRIFT_EXIT_ZERO=$off "$PROGRAM" check "$SHOP" "$DRIFTING"
done
for on in 1 true; do
    expect_exit "a-switch-that-is-on-by-$on" 0 env OASDRIFT_EXIT_ZERO=$on "$PROGRAM" check "$SHOP" "$DRIFTING"
done
expect_exit a-switch-that-is-neither 2 env OASDRIFT_EXIT_ZERO=no "$PROGRAM" check "$SHOP" "$DRIFTING"
says what-a-switch-takes "OASDRIFT_EXIT_ZERO=no: expected 1 or 0, true or false"
expect_exit variables-that-are-none 0 env OASDRIFT_AUTH_KEY=x OASDRIFT_PORT=80 OASDRIFT_CONFIG= "$PROGRAM" check "$SHOP" "$CLEAN"
verdict are-not-told "$(cat "$work/stderr")" test ! -s "$work/stderr"

# ---- messages name the option that they are about ----

names() # OPTION ARGUMENT...
{
    names_option=$1
    shift
    expect_exit "a-bad-$names_option" 2 env OASDRIFT_AUTH_KEY=x "$PROGRAM" "$@"
    says "is-told-of-$names_option" "--$names_option"
}
for arguments in '--report junit=nodir/x.xml' '--report xml' '--report junit=' '--coverage-fail-under foo=1' \
    '--coverage-fail-under operations=x' '--coverage-fail-under operations' '--from foo' '--shard 0/2' '--map-uri foo' \
    '--server ftp://x' '--config nowhere.yaml' '--threads 99' '--drift-after x' '--env nope' '--api nope' \
    '--values some' '--fail-on fatal' '--baseline nowhere.json' '--max-findings x'; do
    option=${arguments%% *}
    # shellcheck disable=SC2086 # words
    names "${option#--}" check "$SHOP" "$CLEAN" $arguments
done
for arguments in '--parameter foo' '--header foo' '--cacert nowhere.pem' '--cert nowhere.pem' '--key nowhere.pem' \
    '--unix-socket nowhere.sock' '--max-time x' '--methods some' '--url ftp://127.0.0.1'; do
    option=${arguments%% *}
    # shellcheck disable=SC2086 # words
    names "${option#--}" run "$SHOP" --url http://127.0.0.1:1 $arguments
done
names expect merge x.ndjson --expect x
names port mock "$SHOP" --port 65536
names dialect validate "$SHOP" "$SHOP" --dialect draft5
