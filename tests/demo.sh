#!/bin/sh
# demo.sh: serves the documented endpoint with the program's own mock, checks it live (clean), then
# checks a recording that drifted (findings). Exits 0 when both came out as they should. Leaves
# reports under build/demo/.
set -u
program=${BUILD:-build}/oasdrift
description=specs/applivery/windows-command.openapi.yaml
recording=specs/applivery/drifting.har
out=build/demo
mkdir -p "$out"
rm -f "$out"/*

"$program" mock "$description" --port 0 > "$out/mock.log" &
mock=$!
trap 'kill $mock 2>/dev/null; wait $mock 2>/dev/null' EXIT
trap 'exit 130' HUP INT TERM
url=
tries=0
while [ -z "$url" ] && [ $tries -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
    url=$(sed -n 's/^listening on //p' "$out/mock.log")
done
if [ -z "$url" ]; then
    echo "demo: the mock did not start" >&2
    exit 1
fi

echo "== 1. Live: the mock of the documented endpoint, judged against its description =="
OASDRIFT_AUTH_BEARER=demo-token "$program" run "$description" --url "$url" --rules applivery \
    --report text --report json="$out/live.json" --report junit="$out/live.xml"
live=$?
echo
echo "== 2. Recorded: a session in which the API has drifted =="
"$program" check "$description" "$recording" --rules applivery --report text \
    --report json="$out/recorded.json" --report ndjson="$out/recorded.ndjson" \
    --report junit="$out/recorded.xml" --report junit-strict="$out/recorded-strict.xml"
recorded=$?
echo
echo "reports: $(ls "$out" | grep -v mock.log | tr '\n' ' ')in $out/"
echo "live run: exit $live (expected 0); recording: exit $recorded (expected 1)"
[ "$live" -eq 0 ] && [ "$recorded" -eq 1 ]
