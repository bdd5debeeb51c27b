# The mock among clients with bad manners (tests/live/crowd.c): a new one is answered within a second,
# a signal ends it at once, and nothing that HTTP/1.1 forbids is taken for a request.
. tests/cli/verdict.sh
CROWD=$BUILD/live/crowd
if [ ! -x "$CROWD" ]; then
    skip mock "the crowd: make test-programs"
    exit 0
fi

cat > "$work/mock.yaml" <<'END'
openapi: 3.0.3
info: {title: Mock, version: '1'}
paths:
  /plain:
    get:
      responses:
        '200': {description: A, content: {application/json: {example: {a: 1}}}}
        '101': {description: A}
    post:
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'201': {description: A, content: {application/json: {example: {a: 1}}}}}
  /framed:
    get:
      responses:
        '200':
          description: A
          headers:
            Transfer-Encoding: {required: true, schema: {type: string}, example: chunked}
            content-length: {required: true, schema: {type: string}, example: "5"}
            Connection: {required: true, schema: {type: string}, example: X-Kept}
            Keep-Alive: {required: true, schema: {type: string}, example: timeout=5}
            Upgrade: {required: true, schema: {type: string}, example: h2c}
            TE: {required: true, schema: {type: string}, example: trailers}
            Trailer: {required: true, schema: {type: string}, example: X-Kept}
            Proxy-Authenticate: {required: true, schema: {type: string}, example: Basic}
            Content-Encoding: {required: true, schema: {type: string}, example: gzip}
            X-Kept: {required: true, schema: {type: string}, example: kept}
          content: {application/json: {example: {a: 1}}}
END

# ---- a crowd ----

# start LIMIT [DESCRIPTION]: a mock with at most LIMIT open files; its port and process are left in $port and $mock.
start()
{
    : > "$work/out"
    (
        ulimit -n "$1"
        exec timeout --foreground -k 2 60 "$PROGRAM" mock "${2:-$work/mock.yaml}" > "$work/out" 2> "$work/err"
    ) &
    mocks="$mocks $!" mock=$! port= tries=0
    while [ -z "$port" ] && [ $tries -lt 100 ]; do
        port=$(sed -n 's/^listening on .*://p' "$work/out")
        tries=$((tries + 1))
        [ -n "$port" ] || sleep 0.1
    done
    verdict "mock-with-$1-files-listens" "$(cat "$work/err")" test -n "$port"
}

# answers NAME LEAST MS KIND [N]: the crowd does as it does, and LEAST are answered within MS.
answers()
{
    "$CROWD" "$port" "$4" "$5" > "$work/crowd" 2> "$work/crowd.err"
    read -r answered took < "$work/crowd"
    verdict "mock-$1" "$answered answered, in $took ms: $(cat "$work/crowd.err")" \
        test "${answered:-0}" -ge "$2" -a "${took:-9999}" -le "$3"
}

# stops NAME: SIGTERM ends it, with exit code 0. The machine may be busy: a second is allowed.
stops()
{
    begun=$(date +%s%N)
    kill "$mock"
    wait "$mock"
    status=$?
    took=$((($(date +%s%N) - begun) / 1000000))
    verdict "mock-ends-$1" "exit $status after $took ms" test "$status" -eq 0 -a "$took" -lt 1000
}

many=$(ulimit -Hn)
case $many in unlimited) many=4096 ;; esac
[ "$many" -lt 4096 ] || many=4096
if sanitized; then slow=3000; else slow=1000; fi
start "$many"
answers after-clients-that-go 1 $slow gone 2000
for at_once in 127 128 129 256 257 300; do
    answers "answers-$at_once-at-once" "$at_once" 3000 together "$at_once"
done
answers among-idle-clients 1 $slow idle 1000
answers among-dripping-clients 1 $slow drip 700
answers among-large-bodies 1 $slow bodies 8
stops "after a crowd"
start 32
answers with-few-files-after-clients-that-go 1 $slow gone 200
answers with-few-files-among-idle-clients 1 $slow idle 100
answers with-few-files-among-dripping-clients 1 $slow drip 40
stops "with few files"

# ---- large answers ----

# /large and eight others, each with an example of 8 MB.
{
    printf "openapi: 3.0.3\ninfo: {title: Mock, version: '1'}\nx-text: &text \""
    head -c 8000000 /dev/zero | tr '\0' x
    printf '"\npaths:\n  /plain: {get: {responses: {200: {description: A}}}}\n'
    for path in large 1 2 3 4 5 6 7 8; do
        printf '  /%s: {get: {responses: {200: {description: A, content: {application/json: {example: {a: *text}}}}}}}\n' $path
    done
} > "$work/large.yaml"

# held NAME KIB: the mock has never had more memory.
held()
{
    if sanitized || [ ! -r /proc/self/status ]; then
        skip "mock-$1" "a build without sanitizers, and /proc"
        return
    fi
    read -r program < "/proc/$mock/task/$mock/children"
    kib=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$program/status")
    verdict "mock-$1" "$kib KiB" test "${kib:-999999}" -lt "$2"
}

# Those that many ask for are made and held once, and sent in turns.
start "$many" "$work/large.yaml"
answers among-256-who-ask-for-8-MB 1 $slow unread 256
held holds-an-answer-once 120000
stops "with unread answers"
# Past what is kept they are held as often as somebody has not read them, up to a limit.
start "$many" "$work/large.yaml"
for path in 1 2 3 4 5 6 7 8; do
    printf 'GET /%s HTTP/1.0\r\n\r\n' $path | "$CROWD" "$port" raw 1000 > "$work/answer" 2>&1
done
"$CROWD" "$port" unread 60 > "$work/crowd" 2>&1
held holds-few-unread-answers 250000
stops "with many answers"

# ---- what is no HTTP/1.1 ----

start "$many"
# says_of NAME STATUS closed|open TEXT: of the request in TEXT, as printf has it. What is to be closed
# has time for it: only of what stays open is a short silence enough.
says_of()
{
    quiet=400
    [ "$3" = open ] || quiet=5000
    # shellcheck disable=SC2059 # a format on purpose
    printf "$4" | "$CROWD" "$port" raw $quiet > "$work/answer" 2>&1
    got=$(sed -n '1s/^HTTP\/1.1 \([0-9]*\).*/\1/p' "$work/answer")
    verdict "mock-$1" "$(head -c 300 "$work/answer")" \
        sh -c 'test "$1" = "$2" && tail -n 1 "$3" | grep -qF "[$4]" && [ "$(grep -c "^HTTP/" "$3")" -eq 1 ]' \
        - "$got" "$2" "$work/answer" "$3"
}
get='GET /plain HTTP/1.1\r\n' post='POST /plain HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n'
second="${get}Host: h\r\n\r\n"
says_of takes-a-request 200 open "${get}Host: h\r\n\r\n"
says_of takes-a-length 201 open "${post}Content-Length: 2\r\n\r\n{}"
says_of takes-chunks 201 open "${post}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
says_of refuses-no-host 400 closed "${get}\r\n$second"
says_of refuses-two-hosts 400 closed "${get}Host: h\r\nHost: h\r\n\r\n$second"
says_of refuses-a-host-with-a-path 400 closed "${get}Host: h/x\r\n\r\n$second"
says_of takes-a-host-in-brackets 200 open "${get}Host: [::1]:80\r\n\r\n"
says_of refuses-text-behind-the-brackets 400 closed "${get}Host: [::1]x\r\n\r\n$second"
says_of refuses-an-open-bracket 400 closed "${get}Host: [::1\r\n\r\n$second"
says_of refuses-space-before-the-colon 400 closed "${get}Host : h\r\n\r\n$second"
says_of refuses-space-in-the-target 400 closed "GET /pl ain HTTP/1.1\r\nHost: h\r\n\r\n$second"
says_of refuses-a-fragment-in-the-target 400 closed "GET /plain#a HTTP/1.1\r\nHost: h\r\n\r\n$second"
says_of refuses-a-null-byte-in-the-target 400 closed "GET /plain\000/x HTTP/1.1\r\nHost: h\r\n\r\n$second"
says_of refuses-a-null-byte-in-a-value 400 closed "${get}X: a\000b\r\nHost: h\r\n\r\n$second"
says_of refuses-a-null-byte-in-the-last-value 400 closed "${get}Host: h\r\nX: a\000b\r\n\r\n$second"
says_of refuses-a-folded-length 400 closed "${post}Content-Length:\r\n 40\r\n\r\n$second"
says_of refuses-a-length-folded-by-a-tab 400 closed "${post}Content-Length: 4\r\n\t0\r\n\r\n$second"
says_of refuses-a-folded-transfer-coding 400 closed "${post}Transfer-Encoding:\r\n chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
says_of refuses-a-folded-host 400 closed "${get}Host:\r\n h\r\n\r\n$second"
says_of refuses-a-folded-value 400 closed "${get}Host: h\r\nX: a\r\n b\r\n c\r\nY: d\r\n\r\n$second"
says_of takes-empty-values 200 open "${get}X:\r\nHost: h\r\nY: \r\nZ:\t \t\r\nA: b \t\r\nB:\r\n\r\n"
says_of takes-bare-line-feeds 200 open "GET /plain HTTP/1.1\nX:\nHost: h\nY: a\nZ: b\n\n"
says_of refuses-two-lengths 400 closed "${post}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}$second"
says_of refuses-a-length-twice 400 closed "${post}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}$second"
says_of refuses-a-length-and-chunks 400 closed "${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n$second"
says_of refuses-chunks-twice 400 closed "${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n$second"
says_of refuses-another-transfer-coding 400 closed "${post}Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n$second"
says_of sends-no-interim-status 400 open "${get}Host: h\r\nPrefer: code=101\r\n\r\n"
says_of refuses-broken-gzip 400 closed "${post}Content-Encoding: gzip\r\nContent-Length: 8\r\n\r\n\037\213\010junk!"
says_of refuses-an-unknown-coding 415 closed "${post}Content-Encoding: zork\r\nContent-Length: 2\r\n\r\n{}"
says_of refuses-a-body-too-large 413 closed "${post}Content-Length: 99999999999\r\n\r\n{}"

# repeated TEXT COUNT
repeated() { awk -v text="$1" -v count="$2" 'BEGIN { for (i = 0; i < count; i++) printf "%s", text }'; }
says_of takes-many-parameters 200 open "GET /plain?$(repeated 'd[k]=1&' 2000) HTTP/1.1\r\nHost: h\r\n\r\n"
says_of refuses-too-many-parameters 414 closed "GET /plain?$(repeated 'd[k]=1&' 6000) HTTP/1.1\r\nHost: h\r\n\r\n"
says_of refuses-a-long-target 414 closed "GET /plain?$(repeated x 40000) HTTP/1.1\r\nHost: h\r\n\r\n"
for count in 1500 1700 1800 20000; do
    says_of "refuses-$count-headers" 431 closed "${get}Host: h\r\n$(repeated 'X: y\\r\\n' $count)\r\n"
done
for count in 100000 129900 130800 131000 140000; do
    says_of "refuses-a-header-of-$count" 431 closed "${post}Content-Length: 2\r\nX: $(repeated y $count)\r\n\r\n{}"
done

says_of frames-its-own-answers 200 open 'GET /framed HTTP/1.1\r\nHost: h\r\n\r\n'
verdict mock-keeps-other-headers "$(cat "$work/answer")" grep -q '^X-Kept: kept' "$work/answer"
verdict mock-sends-its-own-length "$(cat "$work/answer")" grep -q '^Content-Length: 7' "$work/answer"
lacks mock-sends-no-described-framing '^(Transfer-Encoding|content-length|Connection|Keep-Alive|Upgrade|TE|Trailer|Proxy-Authenticate|Content-Encoding):' "$work/answer"
stops "at rest"
