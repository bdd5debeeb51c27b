# README.md shows what it says: each command of it ("    $ COMMAND", in the order of the page) is run
# in a copy of what it names and its output compared with the lines under it. There "..." stands for any
# lines, and at a line's end for the rest of it; "# exit N" behind a command for an exit code that is
# not 0. A command that ends in "&" is a server, which is started on a free port and stands where the
# page says 8080.
# plain build only
. tests/cli/verdict.sh

mkdir -p "$work/bin" "$work/shown" "$work/clone/.git" "$work/clone/specs/shop"
ln -s "$PROGRAM" "$work/bin/oasdrift"
cp specs/shop/* "$work/clone/specs/shop"
PATH=$work/bin:$PATH
export PATH

# NNN.command and NNN.expected of each command.
awk -v folder="$work/shown" '
/^    \$ / || (more && /^    /) {
    line = substr($0, more ? 5 : 7)
    if (!more) name = sprintf("%s/%03d", folder, ++count)
    print line > (name ".command")
    printf "" > (name ".expected")
    more = /\\$/
    inside = 1
    next
}
/^    / && inside { print substr($0, 5) > (name ".expected"); next }
/^$/ && inside { print "" > (name ".expected"); next }
{ inside = more = 0 }' README.md

# like EXPECTED GOT: does the output have the lines? An empty line at the end of what is expected is
# the page's, not the output's.
cat > "$work/like.awk" <<'END'
FNR == NR { expected[++lines] = $0; next }
{ got[++count] = $0 }
function fits(wanted, line) {
    if (wanted !~ /\.\.\.$/) return wanted == line
    wanted = substr(wanted, 1, length(wanted) - 3)
    return substr(line, 1, length(wanted)) == wanted
}
END {
    while (lines && expected[lines] == "") lines--
    if (!lines) exit 0
    at = 1
    for (i = 1; i <= lines; i++) {
        if (expected[i] == "...") { free = 1; continue }
        while (free && at <= count && !fits(expected[i], got[at])) at++
        if (at > count || !fits(expected[i], got[at])) {
            print "not in the output: " expected[i]
            exit 1
        }
        free = 0
        at++
    }
    if (!free && at <= count) { print "not on the page: " got[at]; exit 1 }
}
END

port=8080 here=$work/clone
# serve COMMAND: a mock on a free port.
serve()
{
    (cd "$here" && eval "exec ${1% &} --port 0") > "$work/served" 2> "$work/serving" &
    mocks="$mocks $!"
    tries=0
    while ! grep -q '^listening on ' "$work/served" && [ "$tries" -lt 100 ]; do
        tries=$((tries + 1))
        sleep 0.05
    done
    port=$(sed -n 's|^listening on .*:\([0-9]*\).*|\1|p' "$work/served")
}

for command in "$work"/shown/*.command; do
    text=$(cat "$command")
    name=$(basename "$command" .command)
    exit=$(printf '%s\n' "$text" | sed -n 's/.*# exit \([0-9]*\)$/\1/p')
    case $text in
    'cd '*)
        here=$here/${text#cd }
        continue
        ;;
    *' &')
        serve "$(printf '%s\n' "$text" | sed 's/ --port 8080//')"
        verdict "$name-serves" "$(head -n 3 "$work/serving")" test -n "$port"
        continue
        ;;
    esac
    printf '%s\n' "$text" | sed -e "s/:8080/:$port/g" -e 's/ *# exit [0-9]*$//' > "$work/now"
    expect_exit "$name-exit" "${exit:-0}" sh -c "cd '$here' && . '$work/now'"
    cat "$work/stdout" "$work/stderr" | sed -e "s/:$port/:8080/g" -e "s|$here|.|g" > "$work/both"
    verdict "$name-output" "$(head -n 1 "$work/now"): $(awk -f "$work/like.awk" "${command%.command}.expected" "$work/both" 2>&1)" \
        awk -f "$work/like.awk" "${command%.command}.expected" "$work/both" > "$work/why"
    cat "$work/why"
done
