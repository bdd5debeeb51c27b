# A description that is named by its URL: fetched once, its server allowed for it alone, its name in
# findings without secrets, and fingerprints as those of a file of that name.
. tests/cli/verdict.sh
start_rude_server description-by-url
echo '{"request": {"method": "GET", "url": "http://x/pet"}, "response": {"status": 200, "headers": [{"name": "Content-Type", "value": "application/json"}], "content": {"mimeType": "application/json", "text": "{\"id\": \"x\"}"}}}' > "$work/pet.ndjson"

# place NAME FILE: where the first finding of the last report lies.
place() { holds "$1" ".findings[0].description.file == \"$2\"" "$work/report.json"; }
# judged NAME URL: it gives its finding; the fingerprint is left in $fingerprint.
judged()
{
    expect_exit "$1" 1 "$PROGRAM" check "$2" "$work/pet.ndjson" --report json="$work/report.json"
    fingerprint=$(jq -r '.findings[0].fingerprint' "$work/report.json")
}

judged by-url-is-judged "http://$host/description"
place by-url-names-the-part-beside-it "http://$host/id-schema"
first=$fingerprint
judged by-url-spelt-otherwise "HTTP://$host/x/../description?token=abcdefgh12345678#x"
verdict by-url-spelling-is-no-identity "$first $fingerprint" test "$first" = "$fingerprint"
holds by-url-shows-no-secret '.descriptions[0].file == "http://'"$host"'/description?token=redacted"' "$work/report.json"
judged by-url-userinfo "http://u:p%3Aw@$host/description-private"
holds by-url-shows-no-userinfo '.descriptions[0].file == "http://'"$host"'/description-private"' "$work/report.json"
printf 'machine 127.0.0.1 login u password p:w\n' > "$work/.netrc"
judged by-url-netrc "http://$host/description-private"
rm "$work/.netrc"

# Code scanning refuses a file in which a URI has another scheme than the checkout.
expect_exit by-url-sarif 1 "$PROGRAM" check "http://$host/x/../description?a=b%2Fc" "$work/pet.ndjson" --report sarif="$work/report.sarif"
holds by-url-sarif-has-no-other-scheme '[.. | objects | .artifactLocation? | objects] | length > 0 and all(.uri | test("^(file://)?[^:?#]+$"))' "$work/report.sarif"
holds by-url-sarif-names-it '.runs[0].results[0].locations[0].physicalLocation.artifactLocation == {uri: "127.0.0.1%3A'"$port"'/id-schema", description: {text: "http://'"$host"'/id-schema"}}' "$work/report.sarif"
expect_exit by-url-without-credentials 2 "$PROGRAM" check "http://$host/description-private" "$work/pet.ndjson"
says by-url-credentials-are-told "status 401 (credentials may stand in the URL, as USER:PASSWORD@, or in ~/.netrc)"

# The same parts as files: what was accepted of them is known.
mkdir "$work/files"
curl -sS "http://$host/description" -o "$work/files/description"
curl -sS "http://$host/id-schema" -o "$work/files/id-schema"
judged by-url-as-files "$work/files/description"
verdict by-url-fingerprint-is-that-of-the-file "$first $fingerprint" test "$first" = "$fingerprint"

# Redirects, names and other hosts.
judged by-url-redirected "http://$host/description-elsewhere"
place by-url-parts-lie-where-it-was-found "http://$host/below/id-schema"
expect_exit by-url-calls-itself-otherwise 0 "$PROGRAM" lint "http://$host/description-self"
expect_exit by-url-other-host 0 "$PROGRAM" lint "http://$host/description"
verdict by-url-other-host-is-told "standard output lacks it" \
    grep -qF "host \"127.0.0.2:$port\" is not allowed (see --allow-ref) [description.reference-remote]" "$work/stdout"
printf 'openapi: 3.1.0\ninfo: {title: A, version: "1"}\ncomponents: {schemas: {Id: {$ref: "http://%s/id-schema#/of/pets"}}}\n' \
    "$host" > "$work/files/other.yaml"
expect_exit by-url-allows-it-for-itself 0 "$PROGRAM" lint "http://$host/description" "$work/files/other.yaml"
verdict by-url-allows-no-other-description "standard output lacks it" \
    grep -qF "remote references are off: \"http://$host/id-schema\"" "$work/stdout"

# refused NAME PATH TEXT
refused()
{
    expect_exit "$1" 2 "$PROGRAM" lint "http://$host/$2"
    says "$1-is-told" "http://$host/$2: $3"
}
refused by-url-redirected-to-another redirect-elsewhere "redirected: host \"127.0.0.2:$port\" is not allowed (see --allow-ref)"
refused by-url-redirected-to-a-file redirect-to-file 'no URL to fetch: "file:///etc/passwd"'
refused by-url-redirected-for-ever redirect-round "more than 5 redirects"
refused by-url-not-found not-found "status 404"
refused by-url-bomb bomb "the body is larger than the limit when decoded"
refused by-url-cut-off cut-gzip "the body is cut off"
expect_exit by-url-page 2 "$PROGRAM" lint "http://$host/page"
says by-url-page-is-told "http://$host/page:1:1: an OpenAPI description is an object, this is HTML or XML"
expect_exit by-url-nobody-answers 2 "$PROGRAM" lint "http://127.0.0.1:1/openapi.yaml"
says by-url-nobody-answers-is-told "http://127.0.0.1:1/openapi.yaml: connection refused"

expect_exit by-url-secret-in-a-message 2 "$PROGRAM" lint "http://127.0.0.1:1/?password=hunter2hunter2"
says by-url-secret-is-redacted-once "http://127.0.0.1:1/?password=[redacted]: connection refused"
expect_exit by-url-of-another-scheme 2 "$PROGRAM" lint ftp://example.com/openapi.yaml
says by-url-of-another-scheme-is-told "ftp://example.com/openapi.yaml: a description is a file, or a URL of http or https"

# The other commands.
expect_exit by-url-routes 0 "$PROGRAM" explain routes "http://$host/description" GET /pet
expect_exit by-url-run 0 "$PROGRAM" run "http://$host/description" --url "http://$host" --dry-run
verdict by-url-run-has-its-requests "standard output lacks it" grep -qF "http://$host/pet" "$work/stdout"
expect_exit by-url-validate 1 "$PROGRAM" validate "http://$host/id-schema#/of/pets" "$work/pet.ndjson"
expect_exit by-url-suggest 0 "$PROGRAM" suggest "http://$host/description" "$work/pet.ndjson"
expect_exit by-url-bundle 0 "$PROGRAM" bundle "http://$host/description-self" -o "$work/bundle.json"
holds by-url-bundle-has-the-part '.components.schemas.Id == {"type": "integer"}' "$work/bundle.json"
expect_exit by-url-baseline 0 "$PROGRAM" baseline "http://$host/description" "$work/pet.ndjson" -o "$work/baseline.json"
holds by-url-baseline-names-no-host '[.findings[]? | .description // ""] | all(contains("127.0.0.1") | not)' "$work/baseline.json"
