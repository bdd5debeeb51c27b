# References fetched over HTTP: only from allowed hosts, each document once, relative to where it was.
. tests/cli/verdict.sh
start_rude_server fetched-references

printf '{"$schema": "http://json-schema.org/draft-07/schema#", "items": {"$ref": "http://%s/pet-schema"}}' \
    "$host" > "$work/schema.json"
echo '[{"id": 1}, {"id": "x"}]' > "$work/pets.json"
expect_exit fetched-schema-judges 1 "$PROGRAM" validate --allow-ref "$host" "$work/schema.json" "$work/pets.json"
verdict fetched-schema-names-its-place "standard output lacks it" grep -qF "http://$host/id-schema:3" "$work/stdout"
expect_exit fetched-not-without-permission 2 "$PROGRAM" validate "$work/schema.json" "$work/pets.json"
says fetched-permission-is-told "allow-ref HOST"
expect_exit fetched-not-from-another-host 2 "$PROGRAM" validate --allow-ref example.com "$work/schema.json" "$work/pets.json"
says fetched-host-is-told "host \"$host\" is not allowed"
expect_exit fetched-allow-ref-misspelt 2 "$PROGRAM" validate --allow-ref no/such/folder "$work/schema.json" "$work/pets.json"
says fetched-allow-ref-is-told "neither a folder"

cat > "$work/api.yaml" <<YAML
openapi: 3.1.0
info: {title: Remote, version: "1"}
paths:
  /pet:
    get:
      responses:
        "200":
          description: A
          content: {application/json: {schema: {\$ref: "http://$host/pet-schema"}}}
YAML
echo '{"request": {"method": "GET", "url": "http://x/pet"}, "response": {"status": 200, "headers": [{"name": "Content-Type", "value": "application/json"}], "content": {"mimeType": "application/json", "text": "{\"id\": \"x\"}"}}}' > "$work/pet.ndjson"
expect_exit fetched-check 1 "$PROGRAM" check --allow-ref "$host" "$work/api.yaml" "$work/pet.ndjson"
verdict fetched-check-names-its-place "standard output lacks it" grep -qF "http://$host/id-schema:3" "$work/stdout"

sed 's|/pet-schema|/false-self#/components/schemas/Pet|' "$work/api.yaml" > "$work/shadow.yaml"
expect_exit fetched-cannot-be-another 1 "$PROGRAM" lint --allow-ref "$host" "$work/shadow.yaml"
verdict fetched-cannot-be-another-is-told "standard output lacks it" \
    grep -qF "cannot be \"https://api.example.com/openapi\", which lies elsewhere" "$work/stdout"

sed 's|http://|http://me:hunter2@|' "$work/api.yaml" > "$work/secret.yaml"
expect_exit fetched-with-a-secret 0 "$PROGRAM" check --allow-ref "$host" "$work/secret.yaml" "$work/pet.ndjson"
lacks fetched-secret-is-not-told hunter2 "$work/stdout"
