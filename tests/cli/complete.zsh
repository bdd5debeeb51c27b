# complete.zsh SCRIPT < LINES: what an interactive zsh with that completion script offers where each
# line ends; a line "== LINE" before the words of each. The other zsh sits behind a terminal (zpty): its
# compadd prints what it is given, and fits what stands there, instead of adding it.
zmodload zsh/zpty
zpty shell zsh -f -i
setup=$(mktemp)
cat > $setup <<'END'
PROMPT=
autoload -Uz compinit && compinit -u -D
bindkey '^M' undefined
bindkey '^J' undefined
bindkey '^I' complete-word
mark() { print -r -- $'\1'"$1" }
start() { mark start }
finish() { mark finish; arm }
arm() { compprefuncs=(start) comppostfuncs=(finish) } # each is called once
arm
zstyle ':completion:*' insert-tab false
compadd()
{
    local -a hits
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "$@"
        return
    fi
    builtin compadd -A hits "$@"
    print -rl -- ${(Q)hits}
    (( $#hits )) # whether something fits tells the caller whether to go on
}
END
print -r -- "source ${(q)1}; print -r -- "$'$\'\\1\''"ready" >> $setup
zpty -w shell "source $setup"
line=
while [[ $line != *$'\1'ready* ]]; do zpty -r shell line || exit 1; done
rm -f $setup
while IFS= read -r query; do
    print -r -- "== $query"
    zpty -w -n shell $'\C-u'"$query"$'\t'
    within=0
    while zpty -r shell line; do
        line=${line%$'\r\n'}
        case $line in
        *$'\1'start*) within=1 ;;
        *$'\1'finish*) break ;;
        *) (( within )) && print -r -- $line ;;
        esac
    done
done
zpty -d shell
