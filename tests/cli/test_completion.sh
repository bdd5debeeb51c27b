# Completion scripts, as the shells themselves run them: bash by its completion function, zsh in a
# terminal of its own (complete.zsh), fish by `complete -C`. All three offer the same.
# plain build only
. tests/cli/verdict.sh

# ask_SHELL SCRIPT < LINES: "== LINE", then what is offered where it ends.
ask_bash()
{
    bash -c '. "$1"
        while IFS= read -r line; do
            echo "== $line"
            read -ra COMP_WORDS <<< "${line//=/ = }" # as COMP_WORDBREAKS does
            case $line in *[\ =]) COMP_WORDS+=("") ;; esac
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
            _oasdrift
            printf "%s\n" "${COMPREPLY[@]}"
        done' bash "$1"
}
ask_zsh() { zsh -f tests/cli/complete.zsh "$1"; }
# fish offers options with "=" before the value as they would stand there.
ask_fish()
{
    HOME=$work fish -c 'source $argv[1]
        while read -l line
            echo "== $line"
            complete -C $line | string replace -r "\t.*" ""
        end' "$1"
}

# WORD<tab>LINE: what is offered; !WORD: what is not.
rows()
{
    printf '%s\t%s\n' \
        baseline 'oasdrift bas' help 'oasdrift ' --version 'oasdrift --v' -h 'oasdrift -' \
        --write-baseline 'oasdrift check a.yaml --wri' --port 'oasdrift mock a.yaml --p' '!--port' 'oasdrift check --p' \
        --output 'oasdrift baseline --out' -o 'oasdrift baseline -' \
        never 'oasdrift check a.yaml --fail-on n' '!error' 'oasdrift check a.yaml --fail-on n' \
        junit-strict 'oasdrift lint a.yaml --report ju' ndjson 'oasdrift merge --report nd' \
        json 'oasdrift explain --report j' '!junit' 'oasdrift explain --report j' \
        har-lines 'oasdrift check a.yaml --from h' ndjson 'oasdrift validate --from n' \
        strict 'oasdrift check a.yaml --rules st' README.md 'oasdrift check a.yaml --rules READ' \
        DELETE 'oasdrift check a.yaml --method D' QUERY 'oasdrift run a.yaml --exclude-method Q' \
        README.md 'oasdrift check READ' README.md 'oasdrift check --baseline READ' \
        '!README.md' 'oasdrift check --run-id READ' '!README.md' 'oasdrift check --threads READ' \
        run.empty 'oasdrift explain run.em' response.body-schema 'oasdrift explain response.body-s' \
        routes 'oasdrift explain rou' values 'oasdrift explain val' README.md 'oasdrift explain routes READ' \
        fish 'oasdrift completion f' '!README.md' 'oasdrift completion ' '!README.md' 'oasdrift help ' \
        suggest 'oasdrift help sug' baseline 'oasdrift config bas' oasdrift.yaml 'oasdrift help oasdrift.y' --man 'oasdrift help check --m' \
        generate 'oasdrift gen' --count 'oasdrift generate a.json --c' draft7 'oasdrift generate a.json --dialect d' \
        --includes 'oasdrift validate --inc' '!--includes' 'oasdrift check --inc' \
        '!--against' 'oasdrift help check --'
}

# Names that a configuration has: the project's own, or of the file that the line names.
mkdir "$work/bin" "$work/at"
ln -s "$PROGRAM" "$work/bin/oasdrift"
without=$PATH PATH=$work/bin:$PATH
export PATH
cat > "$work/names.yaml" << 'END'
apis:
  users: {description: a, environments: {of-users: {}}}
  billing: {description: b}
misspelt: true
environments: {staging: {url: "http://x"}, "it's $(touch executed) `touch executed` *": {}, "two\nlines": {}}
END
echo 'environments: {other: {}}' > "$work/other.yaml"
echo 'environments: [' > "$work/broken.yaml"
mkfifo "$work/pipe.yaml"
OASDRIFT_CONFIG=$work/names.yaml
export OASDRIFT_CONFIG
rows_of_names()
{
    printf '%s\t%s\n' \
        staging 'oasdrift run --env st' of-users 'oasdrift check --env ' '!staging' 'oasdrift lint --env of' '!README.md' 'oasdrift run --env ' \
        users 'oasdrift check --api us' billing 'oasdrift bundle --api ' '!staging' 'oasdrift bundle --api ' \
        users 'oasdrift check us' billing 'oasdrift run b' README.md 'oasdrift lint ' users 'oasdrift lint ' '!users' 'oasdrift validate ' \
        "it's \$(touch executed) \`touch executed\` *" 'oasdrift run --env ' '!two' 'oasdrift run --env ' \
        staging 'oasdrift config run --env st' --url 'oasdrift config run --u' check 'oasdrift config ch' --json 'oasdrift config --j' \
        other "oasdrift run --config $work/other.yaml --env " '!staging' "oasdrift run --config $work/other.yaml --env " \
        '!staging' "oasdrift run --config $work/broken.yaml --env " '!staging' "oasdrift run --config $work/pipe.yaml --env " \
        '!staging' "oasdrift run --config $work/absent.yaml --env "
}
cd "$work/at" || exit 2
PIPED=$work/pipe.yaml
expect_exit asked-of-nothing 0 timeout 5 "$PROGRAM" completion env -- oasdrift run --config "$PIPED" --env ''
verdict says-nothing "" test ! -s "$work/stdout" -a ! -s "$work/stderr"
expect_exit asked-as-bash-writes-it 0 "$PROGRAM" completion env -- oasdrift run --config = "$work/other.yaml" --env ''
verdict is-answered "$(cat "$work/stdout")" test "$(cat "$work/stdout")" = other
echo 'environments: {here: {}}' > .oasdrift.yaml
expect_exit asked-of-the-project 0 env -u OASDRIFT_CONFIG "$PROGRAM" completion env
verdict is-the-nearest "$(cat "$work/stdout")" test "$(cat "$work/stdout")" = here
cd "$OLDPWD" || exit 2

# Every option of every command, and every choice.
commands=$("$PROGRAM" help | sed -n '/^commands:$/,/^$/s/^  oasdrift \([a-z]*\) .*/\1/p')
for command in $commands; do
    "$PROGRAM" help "$command" > "$work/help"
    grep -oE '^ {2,6}(-., )?--[a-z-]+' "$work/help" | grep -oE -e '--[a-z-]+' | sed "s/\$/	oasdrift $command --/"
    sed -nE 's/^ {2,6}(-., )?--([a-z-]+) ([a-z0-9|-]*\|[a-z0-9|-]*)( .*|$)/\2 \3/p' "$work/help" | while read -r option choices; do
        echo "$choices" | tr '|' '\n' | sed "s/\$/	oasdrift $command --$option /"
    done
done > "$work/all"
verdict options-and-choices-are-listed "" test "$(wc -l < "$work/all")" -gt 200
{ rows; rows_of_names; } > "$work/rows"
cut -f 2 "$work/rows" "$work/all" | sort -u > "$work/lines"

# judge SHELL ROWS REPLIES: "WORD LINE" of each row that is not as it says.
judge()
{
    awk -F '\t' '
        FNR == NR { if (/^== /) line = substr($0, 4); else offered[line, $0] = 1; next }
        {
            want = $1
            unwanted = sub(/^!/, "", want)
            if ((($2, want) in offered) == unwanted)
                print $1 " of " $2
        }' "$3" "$2" > "$work/wrong"
    verdict "$1" "$(head -n 5 "$work/wrong")" test ! -s "$work/wrong"
}
for shell in bash zsh fish; do
    expect_exit "$shell-script-is-printed" 0 "$PROGRAM" completion $shell
    cp "$work/stdout" "$work/completion.$shell"
    if ! command -v $shell > /dev/null; then
        skip "$shell-completes" "$shell"
        continue
    fi
    verdict "$shell-reads-its-script" "$(cat "$work/stderr")" $shell -n "$work/completion.$shell" 2> "$work/stderr"
    ask_$shell "$work/completion.$shell" < "$work/lines" > "$work/replies.$shell" 2> "$work/stderr"
    verdict "$shell-says-nothing-else" "$(head -n 3 "$work/stderr")" test ! -s "$work/stderr"
    echo 'oasdrift run --env ' | PATH=$without ask_$shell "$work/completion.$shell" > "$work/stdout" 2> "$work/stderr"
    verdict "$shell-says-nothing-without-the-program" "$(cat "$work/stdout" "$work/stderr")" test "$(cat "$work/stdout" "$work/stderr")" = '== oasdrift run --env '
    judge "$shell-offers-all-options-and-choices" "$work/all" "$work/replies.$shell"
    while IFS= read -r row; do
        echo "$row" > "$work/row"
        judge "$shell:$(echo "$row" | tr '\t ' '__')" "$work/row" "$work/replies.$shell"
    done < "$work/rows"
done
verdict no-name-is-a-command "" test ! -e executed
expect_exit another-shell 2 "$PROGRAM" completion csh

# zsh without compinit has no completion to add to.
if command -v zsh > /dev/null; then
    zsh -fc 'source "$1"' zsh "$work/completion.zsh" > "$work/stdout" 2> "$work/stderr"
    says zsh-without-compinit "autoload -Uz compinit && compinit"
    lacks zsh-without-compinit-is-no-mistake "not found" "$work/stderr"
fi

# bash and zsh: "=" behind the option; a file behind "FORMAT=".
printf '%s\t%s\n' never 'oasdrift check --fail-on=n' junit 'oasdrift check --report=ju' \
    README.md 'oasdrift check --report junit=READ' README.md 'oasdrift check --baseline=READ' \
    '!json' 'oasdrift check --report junit=' staging 'oasdrift run --env=st' other "oasdrift run --config=$work/other.yaml --env " > "$work/rows"
cut -f 2 "$work/rows" > "$work/lines"
for shell in bash zsh; do
    command -v $shell > /dev/null || continue
    ask_$shell "$work/completion.$shell" < "$work/lines" > "$work/replies"
    judge "$shell-with-an-equals-sign" "$work/rows" "$work/replies"
done
