#!/bin/sh
# make_traffic.sh SEED COUNT [COPIES]: a HAR of COUNT exchanges with the API of traffic.openapi.yaml,
# some 700 bytes each, to standard output; the same for the same seed. COPIES: the same exchanges so
# many times one after the other, as one HAR. One in 500 drifts.
set -eu
seed=$1
count=$2
copies=${3:-1}

entries()
{
    LC_ALL=C awk -v seed="$seed" -v count="$count" '
# The minimal standard generator (Park and Miller): exact in doubles.
function below(n) { state = (state * 16807) % 2147483647; return state % n }
function hex(digits,    text) { while (digits-- > 0) text = text substr("0123456789abcdef", below(16) + 1, 1); return text }
function uuid() { return hex(8) "-" hex(4) "-4" hex(3) "-a" hex(3) "-" hex(12) }
# Bytes of an escaped text.
function bytes(text) { gsub(/\\/, "", text); return length(text) }
function pick(words,    list) { return list[1 + below(split(words, list, " "))] }
function line() {
    return "{\\\"sku\\\":\\\"SKU-" (1000 + below(9000)) "\\\",\\\"quantity\\\":" (1 + below(9)) \
        ",\\\"price\\\":{\\\"amount\\\":" below(500) "." (10 + below(90)) ",\\\"currency\\\":\\\"" pick("EUR USD CHF") "\\\"}}"
}
function lines(n,    text) { text = line(); while (--n > 0) text = text "," line(); return "[" text "]" }
function order(id,    status) {
    status = below(500) == 0 ? "lost" : pick("open paid shipped returned")
    return "{\\\"id\\\":" id ",\\\"status\\\":\\\"" status "\\\",\\\"placed\\\":\\\"2026-02-10T14:" (10 + below(50)) \
        ":07Z\\\",\\\"customer\\\":\\\"" uuid() "\\\",\\\"lines\\\":" lines(1) ",\\\"note\\\":" (below(2) ? "null" : "\\\"left at the door\\\"") "}"
}
function entry(method, path, status, headers, data, content) {
    printf "%s{\"startedDateTime\":\"2026-02-10T14:31:00.000Z\",\"time\":12.5,\"request\":{\"method\":\"%s\",\"url\":\"https://api.example.com/v1%s\",\"httpVersion\":\"HTTP/1.1\",\"cookies\":[],\"headers\":[{\"name\":\"X-Request-Id\",\"value\":\"%s\"}%s],\"queryString\":[],\"headersSize\":-1,\"bodySize\":%d%s},\"response\":{\"status\":%d,\"statusText\":\"\",\"httpVersion\":\"HTTP/1.1\",\"cookies\":[],\"headers\":[%s],\"content\":{\"size\":%d,\"mimeType\":\"application/json\"%s},\"redirectURL\":\"\",\"headersSize\":-1,\"bodySize\":-1},\"cache\":{},\"timings\":{\"send\":0,\"wait\":12,\"receive\":0}}\n", \
        separator, method, path, hex(16), data == "" ? "" : ",{\"name\":\"Content-Type\",\"value\":\"application/json\"}", bytes(data), \
        data == "" ? "" : ",\"postData\":{\"mimeType\":\"application/json\",\"text\":\"" data "\"}", status, headers, \
        bytes(content), content == "" ? "" : ",\"text\":\"" content "\""
    separator = ","
}
BEGIN {
    state = seed % 2147483646 + 1
    json = "{\"name\":\"Content-Type\",\"value\":\"application/json; charset=utf-8\"}"
    for (i = 0; i < count; i++) {
        id = 1 + below(1000000)
        kind = below(20)
        if (kind < 5)
            entry("GET", "/orders?limit=2&status=" pick("open paid"), 200, json ",{\"name\":\"X-Total\",\"value\":\"" id "\"}", "", \
                "{\\\"items\\\":[" order(id) "],\\\"total\\\":" id "}")
        else if (kind < 10)
            entry("GET", "/orders/" id, 200, json, "", order(id))
        else if (kind < 14)
            entry("POST", "/orders", 201, json ",{\"name\":\"Location\",\"value\":\"/v1/orders/" id "\"}", \
                "{\\\"customer\\\":\\\"" uuid() "\\\",\\\"lines\\\":" lines(1) "}", order(id))
        else if (kind < 15)
            entry("GET", "/orders/" id, 404, json, "", "{\\\"title\\\":\\\"no such order\\\",\\\"status\\\":404}")
        else if (kind < 17)
            entry("DELETE", "/orders/" id, 204, "", "", "")
        else
            entry("GET", "/customers/" uuid(), 200, json, "", \
                "{\\\"id\\\":\\\"" uuid() "\\\",\\\"name\\\":\\\"" pick("Ada Grace Edsger Barbara") "\\\",\\\"email\\\":\\\"someone" id "@example.com\\\",\\\"address\\\":{\\\"street\\\":\\\"Hauptstr. " below(200) "\\\",\\\"city\\\":\\\"Bern\\\",\\\"country\\\":\\\"CH\\\"}}")
    }
}'
}

printf '{"log":{"version":"1.2","creator":{"name":"make_traffic","version":"1"},"entries":[\n'
if [ "$copies" -eq 1 ]; then
    entries
else
    scratch=$(mktemp)
    trap 'rm -f "$scratch"' EXIT INT TERM
    entries > "$scratch"
    cat "$scratch"
    while [ "$copies" -gt 1 ]; do
        printf ','
        cat "$scratch"
        copies=$((copies - 1))
    done
fi
printf ']}}\n'
