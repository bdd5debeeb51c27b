# Read by scripts that run the program, PROGRAM, on hostile texts (hostile.jq): files under hostile names.

hostile=$(printf ' x]]><b>&"|`=%%n\033\302\205\342\200\256\377 x')
# name WHAT: of its file. Some begin as a command of GitHub's runner, some as a formula.
name()
{
    case $1 in
    recording | schema) printf '=%s\n::error::%s' "$1" "$hostile" ;;
    *) printf '::error::%s%s' "$1" "$hostile" ;;
    esac
}

# hostile_files FOLDER: makes it, with a description, a recording of HAR lines, a rule set, a schema, an
# instance and a baseline, whose acceptances have hostile reasons.
hostile_files()
{
    mkdir -p "$1/$hostile" || return
    for what in description recording rules schema instance; do
        jq -nrc --arg what $what -f tests/cli/hostile.jq > "$1/$hostile/plain.$what" || return
        bytes='\xff\xc3(\xed\xa0\x80'
        [ $what = recording ] || bytes= # the others are not read with them
        sed "s/@LONE@/\\\\ud800/g; s/@BYTES@/$bytes/g" "$1/$hostile/plain.$what" > "$1/$(name $what)"
    done
    (
        cd "$1" || exit
        "$PROGRAM" baseline "$(name description)" "$(name recording)" --from har-lines -o "$hostile/known.json" -q > /dev/null 2>&1
        jq -c --slurpfile texts "$hostile/plain.instance" '($texts[0] | [.[] | strings]) as $t |
            .findings |= [to_entries[] | select(.key % 3 == 0) | ($t[.key % ($t | length)] | .[:2000]) as $x |
                .value + {reason: $x, owner: $x, ticket: $x}]' "$hostile/known.json" > "$(name baseline)"
    )
}
