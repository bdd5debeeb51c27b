# Two parts of a run: one learns a secret, the other shows it. What cannot be guessed is told by its
# digest, so that merge takes it out; what can be guessed leaves its part in no form.
# plain build only
. tests/cli/verdict.sh
description=$work/api.json
token=Zk3v9QmX2rT7bL0pWy8sHd4N
strange=k7Qz3Xv9Lm2Wp8Rt4Yb6Hc1Jd5
long=q4R9xZ2mK7vT3wB8nL5pC1sD6fG0hJ+/yQe8Ur3iXo7Ma2Vt9Wk
hexadecimal=9f3a7c12e8b04d6f5a91c37e2bd80f64
guessable='correct-Horse-battery-staple-20261130'
name=carol.smith

cat > "$description" <<'END'
{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {
  "/login": {"post": {"responses": {"200": {"description": "", "content": {"application/json": {"schema": {"type": "object"}}}}}}},
  "/echo": {"get": {"responses": {"200": {"description": "", "content": {"application/json": {"schema": {"type": "object",
    "properties": {"said": {"type": "integer"}, "map": {"type": "object", "additionalProperties": {"type": "integer"}},
    "choices": {"type": "object", "additionalProperties": {"oneOf": [{"type": "integer"}, {"type": "boolean"}]}}}}}}}}}}}}
END

# login MEMBER SECRET, echo URL BODY: a line of HAR each.
login()
{
    jq -nc --arg name "$1" --arg secret "$2" '{request: {method: "POST", url: "https://a.example/login", headers: []}, response: {status: 200, headers: [],
        content: {size: 1, mimeType: "application/json", text: ({($name): $secret, user: "carol.smith"} | tojson)}}}'
}
echo_of()
{
    jq -nc --arg url "https://a.example$1" --arg body "$2" '{request: {method: "GET", url: $url, headers: []},
        response: {status: 200, headers: [], content: {size: 1, mimeType: "application/json", text: $body}}}'
}
# repeat COUNT COMMAND...: what it prints, COUNT times; jq starts slowly.
repeat()
{
    times_left=$1
    shift
    times_line=$("$@")
    while [ "$times_left" -gt 0 ]; do
        printf '%s\n' "$times_line"
        times_left=$((times_left - 1))
    done
}

check() { "$PROGRAM" check "$description" "$@" --exit-zero --reproducible --run-id r --each-exchange 2> /dev/null; }
judge()
{
    check "$work/in" --shard 1/2 --report ndjson="$work/1.ndjson"
    check "$work/in" --shard 2/2 --report ndjson="$work/2.ndjson"
    check "$work/in" --report ndjson="$work/whole.ndjson" --report json="$work/whole.json" --report text > "$work/whole.text"
    "$PROGRAM" merge "$work/2.ndjson" "$work/1.ndjson" --exit-zero --reproducible --report ndjson="$work/merged.ndjson" \
        --report json="$work/merged.json" --report junit="$work/merged.xml" --report text > "$work/merged.text" 2> "$work/merged.err"
}
reports() { cat "$work/merged.ndjson" "$work/merged.json" "$work/merged.xml" "$work/merged.text" "$work/merged.err" || echo "$hidden_shown"; }

fingerprints() { jq -c "[.findings[] | [.fingerprint, .cause, .explained_by]] | sort" "$1"; }

# hidden NAME MEMBER SECRET ECHO...: what the second part shows of the first one's secret.
hidden()
{
    hidden_name=$1 hidden_member=$2 hidden_secret=$3 hidden_shown=$4
    shift 4
    { repeat 4 login "$hidden_member" "$hidden_secret"; repeat 4 "$@"; } > "$work/in"
    judge
    verdict "$hidden_name-is-shown-by-a-part" "the case shows nothing" grep -qF "$hidden_shown" "$work/2.ndjson"
    reports > "$work/all"
    verdict "$hidden_name" "the merged report shows it: $(grep -oF "$hidden_shown" "$work/all" | head -n 1)" \
        sh -c '! grep -qF "$1" "$2"' - "$hidden_shown" "$work/all"
    verdict "$hidden_name-fingerprints" "they are others than the whole run's" \
        test "$(fingerprints "$work/merged.json")" = "$(fingerprints "$work/whole.json")"
}

body() { jq -nc --arg secret "$1" '{said: $secret}'; }
hidden in-a-message access_token $token $token echo_of /echo "$(body $token)"
hidden in-a-sentence access_token $token $token echo_of /echo "$(body "your token is $token, keep it")"
hidden in-a-name access_token $token $token echo_of /echo "{\"map\": {\"$token\": \"x\"}}"
hidden in-a-name-of-what-explains access_token $token $token echo_of /echo "{\"choices\": {\"$token\": \"x\"}}"
hidden in-a-path access_token $token $token echo_of "/nowhere/$token/x" '{}'
hidden in-a-query access_token $token $token echo_of "/echo?next=$token" '{"said": "x"}'
hidden in-hexadecimal session_token $hexadecimal $hexadecimal echo_of /echo "$(body $hexadecimal)"
hidden behind-its-name refresh_token "prod_live_key_$strange" "$strange" echo_of /echo "$(body "prod_live_key_$strange")"
hidden in-base64 secret $long "${long%+*}" echo_of /echo "$(body $long)"
hidden percent-encoded secret $long "$(printf %s ${long%+*})%2B" echo_of "/echo?x=$(printf %s $long | sed 's,+,%2B,g; s,/,%2F,g')" '{"said": "x"}'
hidden as-a-property access_token $token $token echo_of /echo "{\"$token\": 1}"

# Two tokens of one issuer begin alike, for longer than what is kept of a token: each is told.
issuer=$(printf 'a%.0s' $(seq 300))
two_tokens()
{
    jq -nc --arg issuer "$issuer" '{request: {method: "POST", url: "https://a.example/login", headers: []}, response: {status: 200, headers: [],
        content: {size: 1, mimeType: "application/json", text: ({access_token: ($issuer + ".'$token'"), id_token: ($issuer + ".'$strange'")} | tojson)}}}'
}
{ repeat 4 two_tokens; repeat 4 echo_of /echo "$(body "$strange")"; } > "$work/in"
judge
verdict second-of-two-long-tokens-is-shown-by-a-part "the case shows nothing" grep -qF $strange "$work/2.ndjson"
reports > "$work/all"
verdict second-of-two-long-tokens "$(grep -oF $strange "$work/all" | head -n 1)" sh -c '! grep -qF "$1" "$2"' - $strange "$work/all"

# A place that is named by a secret has one fingerprint, whatever was learned before it was seen.
fingerprint_of() # FILE OPTION...
{
    fingerprint_file=$1
    shift
    check "$fingerprint_file" "$@" --report json="$work/one.json"
    jq -c '[.findings[] | select(.rule | startswith("drift") | not) | {fingerprint, count}]' "$work/one.json"
}
one_fingerprint() # NAME ECHO...
{
    one_name=$1
    shift
    "$@" > "$work/shown"
    cat "$work/learned" "$work/shown" "$work/shown" > "$work/before"
    cat "$work/shown" "$work/shown" "$work/learned" > "$work/after"
    cat "$work/shown" "$work/learned" "$work/shown" > "$work/between"
    cat "$work/shown" "$work/others" "$work/learned" "$work/shown" > "$work/far"
    one_expected=$(fingerprint_of "$work/before" --threads 1)
    verdict "$one_name-is-found" "$one_expected" sh -c 'echo "$1" | jq -e "length == 1 and .[0].count == 2" > /dev/null' - "$one_expected"
    for order in before after between far; do
        for threads in 1 4; do
            one_found=$(fingerprint_of "$work/$order" --threads $threads)
            verdict "$one_name-learned-$order-with-$threads-threads" "$one_found, not $one_expected" test "$one_found" = "$one_expected"
        done
    done
    verdict "$one_name-is-hidden" "$(grep -oF "$token" "$work/one.json" | head -n 1)" sh -c '! grep -qF "$1" "$2"' - $token "$work/one.json"
}
login access_token $token > "$work/learned"
login user x | awk '{ for (i = 0; i < 3000; i++) print }' > "$work/others" # of other batches
one_fingerprint the-name-of-a-property echo_of /echo "{\"$token\": 1}"
one_fingerprint a-key-of-a-map echo_of /echo "{\"map\": {\"$token\": \"x\"}}"
one_fingerprint a-member-below-a-secret-name echo_of /echo "{\"map\": {\"$token\": {\"x\": 1}}}"
one_fingerprint the-name-of-a-parameter echo_of "/echo?$token=1" '{}'
one_fingerprint a-part-of-a-path echo_of "/nowhere/$token/x" '{}'

# What the whole says is what the merge says.
{ repeat 4 login access_token $token; repeat 4 echo_of /echo "$(body $token)"; } > "$work/in"
judge
verdict merged-is-the-whole "$(diff "$work/whole.ndjson" "$work/merged.ndjson" | head -n 4)" cmp -s "$work/whole.ndjson" "$work/merged.ndjson"
verdict merged-text-is-the-whole "$(diff "$work/whole.text" "$work/merged.text" | head -n 4)" cmp -s "$work/whole.text" "$work/merged.text"
"$PROGRAM" merge "$work/merged.ndjson" --exit-zero --reproducible --report ndjson="$work/again.ndjson" > /dev/null 2>&1
verdict merging-again-changes-nothing "it does" cmp -s "$work/merged.ndjson" "$work/again.ndjson"

{ repeat 4 login access_token $token; repeat 4 echo_of "/echo?next=$token" '{"said": "x"}'; } > "$work/in"
judge
verdict merged-command-is-the-whole "$(diff "$work/whole.ndjson" "$work/merged.ndjson" | head -n 4)" cmp -s "$work/whole.ndjson" "$work/merged.ndjson"

# Whole runs: one logs in, one shows.
repeat 2 login access_token $token > "$work/a.jsonl"
repeat 2 echo_of /echo "$(body $token)" > "$work/b.jsonl"
check "$work/a.jsonl" --report ndjson="$work/a.ndjson" > /dev/null
check "$work/b.jsonl" --run-id s --report ndjson="$work/b.ndjson" > /dev/null
"$PROGRAM" merge "$work/b.ndjson" "$work/a.ndjson" --exit-zero --report json="$work/runs.json" > "$work/runs.text" 2>&1
verdict whole-runs "$(grep -oF $token "$work/runs.json" | head -n 1)" sh -c '! grep -qF "$1" "$2" "$3"' - $token "$work/runs.json" "$work/runs.text"

# What can be guessed is told in no form: no event, and no digest of it, long or short.
guessed()
{
    guessed_name=$1 guessed_member=$2 guessed_secret=$3
    repeat 4 login "$guessed_member" "$guessed_secret" > "$work/in"
    judge
    verdict "$guessed_name-is-not-exported" "$(grep -h '"event":"secrets"' "$work/1.ndjson" "$work/whole.ndjson" "$work/merged.ndjson" | head -n 1)" \
        sh -c '! cat "$@" | grep -qE "\"event\":\"secrets\"|\"hash\""' - "$work/1.ndjson" "$work/2.ndjson" "$work/whole.ndjson" "$work/merged.ndjson"
    for digest in $(printf %s "$guessed_secret" | sha256sum | cut -c 1-16) $(printf %s "$guessed_secret" | md5sum | cut -c 1-16) \
        $(printf %s "$guessed_secret" | base64 | cut -c 1-16); do
        verdict "$guessed_name-$digest" "it is there" sh -c '! grep -qF "$1" "$2" "$3"' - "$digest" "$work/1.ndjson" "$work/whole.ndjson"
    done
}
guessed a-passphrase password "$guessable"
guessed a-short-password password hunter2
guessed a-name-and-a-password secret "$(printf '%s:Tr0ub4dor&3-and-more-2026' $name | base64 | tr -d '\n')"
guessed json-in-base64 session_token "$(printf '{"user":"%s","role":"admin","id":42}' $name | base64 | tr -d '\n')"
guessed a-uuid access_token 0190f2c4-7b1a-7c3e-9d2f-3a4b5c6d7e8f
guessed a-uuid-of-digits access_token 0190f2c47b1a7c3e9d2f3a4b5c6d7e8f
guessed a-number access_token 20261130112233445566778899001122
guessed a-walk password 1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol
guessed leet password MyP4ssw0rdIsHunt3r2ForEv3rAndEv3r

# Hostile files: one error, with its line.
hashes() { # COUNT HASH OFFSET LENGTH
    awk -v count="$1" -v hash="$2" -v offset="$3" -v length_="$4" 'BEGIN {
        printf "{\"event\":\"secrets\",\"hashes\":["
        for (i = 0; i < count; i++) printf "%s{\"hash\":\"%s\",\"offset\":%s,\"length\":%s}", (i ? "," : ""), hash, offset, length_
        print "]}" }'
}
refused()
{
    grep -vE '"event":"(secrets|end)"' "$work/a.ndjson" > "$work/hostile"
    shift_name=$1
    shift
    "$@" >> "$work/hostile"
    digest=$(sha256sum < "$work/hostile" | cut -d ' ' -f 1)
    grep '"event":"end"' "$work/a.ndjson" | sed "s/\"digest\":\"[0-9a-f]*\"/\"digest\":\"$digest\"/" >> "$work/hostile"
    expect_exit "$shift_name" 2 "$PROGRAM" merge "$work/hostile"
    verdict "$shift_name-is-told-once" "$(head -c 300 "$work/stderr")" \
        sh -c 'test "$(grep -c . "$1")" = 1 && grep -qE "hostile:[0-9]+:" "$1"' - "$work/stderr"
}
refused a-million-hashes hashes 1000000 0123456789abcdef01234567 0 30
refused a-short-hash hashes 1 0123456789abcdef 0 30
refused a-hash-in-capitals hashes 1 0123456789ABCDEF01234567 0 30
refused no-length hashes 1 0123456789abcdef01234567 0 0
refused a-window-behind-the-secret hashes 1 0123456789abcdef01234567 30 30
refused a-huge-length hashes 1 0123456789abcdef01234567 0 9000000000
refused a-negative-offset hashes 1 0123456789abcdef01234567 -1 30
refused secrets-twice sh -c "echo '{\"event\":\"secrets\",\"hashes\":[]}'; echo '{\"event\":\"secrets\",\"hashes\":[]}'"
