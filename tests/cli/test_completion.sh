# Completion scripts: bash's is sourced and asked; zsh's and fish's are read by those shells.
. tests/cli/verdict.sh
for shell in bash zsh fish; do
    expect_exit "$shell-script-is-printed" 0 "$PROGRAM" completion $shell
    cp "$work/stdout" "$work/completion.$shell"
    if ! command -v $shell > /dev/null; then
        skip "$shell-reads-its-script" "$shell"
    else
        verdict "$shell-reads-its-script" "$(cat "$work/stderr")" $shell -n "$work/completion.$shell" 2> "$work/stderr"
    fi
done
expect_exit another-shell 2 "$PROGRAM" completion csh

if command -v bash > /dev/null; then
    # complete NAME EXPECTED-WORD WORD...: EXPECTED-WORD is among what completes the last word.
    complete()
    {
        complete_name=$1 complete_expected=$2
        shift 2
        bash -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _oasdrift; printf "%s\n" "${COMPREPLY[@]}"' \
            "$work/completion.bash" "$@" > "$work/replies" 2> "$work/stderr"
        verdict "$complete_name" "$(head -n 3 "$work/replies" "$work/stderr")" grep -qxF -e "$complete_expected" "$work/replies"
    }
    complete a-command baseline oasdrift bas
    complete help help oasdrift ''
    complete an-option --write-baseline oasdrift check a.yaml --wri
    complete an-option-of-its-own --port oasdrift mock a.yaml --p
    complete a-choice never oasdrift check a.yaml --fail-on n
    complete a-report-format junit-strict oasdrift lint a.yaml --report ju
    complete a-report-format-of-routes json oasdrift explain --report j
    complete a-recording-format har-lines oasdrift check a.yaml --from h
    complete a-rule-set strict oasdrift check a.yaml --rules st
    complete a-rule-set-of-a-file README.md oasdrift check a.yaml --rules READ
    complete a-method DELETE oasdrift check a.yaml --method D
    complete a-method-to-leave-out QUERY oasdrift run a.yaml --exclude-method ''
    complete a-diagnostic run.empty oasdrift explain run.em
    complete a-rule response.body-schema oasdrift explain response.body-s
    complete a-file README.md oasdrift check READ
    complete a-shell fish oasdrift completion f
    complete help-of-a-command suggest oasdrift help sug
    bash -c '. "$0"; COMP_WORDS=(oasdrift validate --); COMP_CWORD=2; _oasdrift; printf "%s\n" "${COMPREPLY[@]}"' "$work/completion.bash" |
        sort > "$work/completed"
    "$PROGRAM" help validate | grep -oE '^ {2,6}(-., )?--[a-z-]+' | grep -oE -e '--[a-z-]+' | sort > "$work/helped"
    verdict all-options-of-the-help "$(diff "$work/completed" "$work/helped")" cmp -s "$work/completed" "$work/helped"
else
    skip bash-completes bash
fi
