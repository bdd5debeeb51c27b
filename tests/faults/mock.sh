# mock.sh MOST FOLDER (by faults.sh, with its variables): the mock, each time with another of its calls
# failing, is asked twice and ended. It may say why it does not start; it may abort for want of memory and
# say so; what fails within libmicrohttpd, which takes no allocator of ours, may cost the one connection,
# which is closed: the other client is answered.
CROWD=$BUILD/live/crowd

# ask: the status that a client gets; nothing where the connection is closed without one.
ask() { printf 'GET /a/1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n' | "$CROWD" "$port" raw 2> /dev/null | sed -n '1s/^HTTP\/1.1 \([0-9]*\).*/\1/p'; }

# serve VARIABLE=VALUE: one life of a mock; leaves $code, $first and $second.
serve()
{
    : > "$work/out"
    env "$1" LD_PRELOAD="$SHIM" "$PROGRAM" mock "$inputs/openapi.yaml" > "$work/out" 2> "$work/err" &
    mock=$! port= tries=0 first= second=
    while [ -z "$port" ] && [ $tries -lt 250 ] && kill -0 $mock 2> /dev/null; do
        port=$(sed -n 's/^listening on .*://p' "$work/out")
        tries=$((tries + 1))
        [ -n "$port" ] || sleep 0.02
    done
    if [ -n "$port" ]; then
        first=$(ask)
        second=$(ask)
        kill $mock 2> /dev/null
    fi
    wait $mock 2> /dev/null
    code=$?
    mock=
}

# is_right CALL: what came of the fault.
is_right()
{
    case $code in
    0) [ "$first" = 200 ] || [ "$second" = 200 ] ;;
    2 | 4) [ -s "$work/err" ] && [ -z "$port" ] ;;
    134) [ "$1" = malloc ] && grep -q 'oasdrift: out of memory' "$work/err" ;;
    *) false ;;
    esac
}

serve FAULT_COUNTS="$work/counts"
[ "$code" = 0 ] && [ "$first$second" = 200200 ] || echo "wrong mock: exit $code, $first, $second: $(cat "$work/err")"
for call in malloc open read write; do
    count=$(sed -n "s/^$call //p" "$work/counts") tried=0 wrong=0 number=1 step=1
    [ "$most" -eq 0 ] || [ "$count" -le "$most" ] || step=$(((count + most - 1) / most))
    while [ "$number" -le "$count" ]; do
        serve FAULT="$call:$number"
        tried=$((tried + 1))
        is_right $call || {
            wrong=$((wrong + 1))
            echo "wrong mock $call:$number: exit $code, answers \"$first\" and \"$second\": $(head -c 200 "$work/err")"
        }
        number=$((number + step))
    done
    echo "mock $call $count $tried $wrong"
done
