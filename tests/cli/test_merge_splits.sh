# Any split of recordings into shards, merged, gives byte for byte the reports of the whole: in any
# order, in two steps, with a shard twice. SPLITS=500 tries more of them; SEED=N others.
. tests/cli/verdict.sh
sanitized && few=10
splits=${SPLITS:-${few:-30}}
seed=${SEED:-1}
spec=tests/cli/merge_splits.openapi.yaml

# record_pair SEED FILES: recordings of random exchanges, good and bad, in $work/r*.
record_pair()
{
    awk -v seed="$1" -v files="$2" -v work="$work" '
    function pick(list,    parts, count) { count = split(list, parts, "|"); return parts[1 + int(rand() * count)] }
    function quoted(text) { gsub(/"/, "\\\"", text); return text }
    function toy() {
        return "{\"kind\":" pick("\"ball\"|\"ball\"|\"rope\"|\"stick\"") ",\"size\":" pick("1|2|\"big\"|null") \
            pick("||,\"colour\":\"red\"|,\"colour\":5") pick("|,\"maker\":{\"name\":1}|,\"maker\":{\"name\":\"a\"}|,\"maker\":3") "}"
    }
    function entry(i,    body, status) {
        body = "{\"id\":" pick(i "|" i "|\"x\"")
        if (rand() < 0.6) body = body ",\"first_name\":" pick("\"a\"|null|3")
        if (rand() < 0.5) body = body ",\"state\":" pick("\"sold\"|\"available\"|\"gone\"")
        if (rand() < 0.3) body = body ",\"visits\":{\"d" int(rand() * 20) "\":1}"
        if (rand() < 0.2) body = body ",\"firstName\":\"b\""
        if (rand() < 0.5) body = body ",\"toys\":[" toy() "," toy() "]"
        body = body "}"
        status = pick("200|200|200|404|500|204")
        return "{\"startedDateTime\":\"2026-11-20T09:00:00Z\",\"request\":{\"method\":\"" pick("GET|GET|DELETE|PUT") \
            "\",\"url\":\"https://pets.example.com/pets" pick("||/1|?q=1") "\",\"headers\":[]},\"response\":{\"status\":" status \
            ",\"headers\":[{\"name\":\"content-type\",\"value\":\"" pick("application/json|text/plain") \
            "\"}],\"content\":{\"size\":" length(body) ",\"mimeType\":\"application/json\",\"text\":\"" quoted(body) "\"}}}"
    }
    BEGIN {
        srand(seed)
        for (f = 0; f < files; f++) {
            lines = rand() < 0.6
            name = work "/r" f (lines ? ".jsonl" : ".har")
            count = int(rand() * 50) + (f == 0)
            broken = lines && rand() < 0.4 ? int(rand() * count) : -1
            printf "%s", (lines ? "" : "{\"log\":{\"entries\":[") > name
            for (i = 0; i < count; i++)
                printf "%s%s", entry(i), (lines ? (i == broken ? "\n{\"broken\n\n" : "\n") : (i + 1 < count ? "," : "")) > name
            printf "%s", (lines ? "" : "]}}") > name
            close(name)
        }
    }'
}

judge() { "$PROGRAM" check "$spec" "$work"/r* --reproducible --drift-after 10 "$@"; }
formats=$(formats_of merge)
# reports NAME: the options for a report in each format.
reports() { for format in $formats; do echo "--report $format=$work/$1.$format"; done; }

tried=0
wrong=
while [ "$tried" -lt "$splits" ]; do
    number=$((seed * 1000 + tried))
    rm -f "$work"/*
    record_pair "$number" $((number % 3 + 1))
    each=
    [ $((number % 2)) -eq 0 ] || each=--each-exchange
    count=$((number % 7 + 1))
    by=auto
    case $((number % 5)) in 0) by=files ;; 1) by=records ;; esac
    # shellcheck disable=SC2046,SC2086
    judge --threads $((number % 2 + 1)) $each $(reports whole)
    whole=$?
    shards=
    for shard in $(seq "$count"); do
        # shellcheck disable=SC2086
        judge $each --shard "$shard/$count" --shard-by "$by" --exit-zero --report ndjson="$work/shard$shard"
        shards="$work/shard$shard $shards"
    done
    if [ $((number % 4)) -eq 0 ] && [ "$count" -gt 2 ]; then
        "$PROGRAM" merge "$work/shard2" "$work/shard1" --report ndjson="$work/part" --reproducible
        shards="$work/part $work/shard2 $(echo "$shards" | sed "s#$work/shard1 ##")"
    fi
    # shellcheck disable=SC2046,SC2086
    "$PROGRAM" merge $shards --reproducible --drift-after 10 $(reports merged)
    merged=$?
    for format in $formats; do
        cmp -s "$work/whole.$format" "$work/merged.$format" || wrong="$wrong $number:$count:$by:$format"
    done
    [ "$whole" -eq "$merged" ] || wrong="$wrong $number:exit-$whole-$merged"
    tried=$((tried + 1))
done
verdict "$splits-splits-give-the-reports-of-the-whole" "seed:shards:by:format $wrong" test -z "$wrong"
