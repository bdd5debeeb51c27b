# GitHub's annotations: files as they are named in the repository, and nothing but commands on standard output.
. tests/cli/verdict.sh
unset GITHUB_WORKSPACE CI_PROJECT_DIR

recording=$PWD/$DRIFTING
mkdir -p "$work/repository/.git" "$work/repository/a, b" "$work/elsewhere"
cp "$SHOP" "$work/repository/a, b/shop: 100%.yaml"
files() { (cd "$1" && "$PROGRAM" check "$2" "$recording" --report github 2> "$work/stderr") | sed -n 's/^::[a-z]* file=\([^,]*\),.*/\1/p' | sort -u; }
for place in "repository|a, b/shop: 100%.yaml" "repository/a, b|shop: 100%.yaml" "elsewhere|../repository/a, b/shop: 100%.yaml"; do
    got=$(files "$work/${place%|*}" "${place#*|}")
    verdict "file-seen-from-${place%|*}" "$got" test "$got" = "a%2C b/shop%3A 100%25.yaml"
done
cp "$SHOP" "$work/shop.yaml"
got=$(export GITHUB_WORKSPACE="$work/."; files "$work/elsewhere" ../shop.yaml)
verdict a-workspace-that-is-no-repository "$got" test "$got" = shop.yaml
(cd "$work/elsewhere" && "$PROGRAM" check ../shop.yaml "$recording" --report github) > "$work/out" 2> "$work/stderr"
lacks beyond-the-repository-is-no-file '^::[a-z]+ file=' "$work/out"
verdict its-place-is-told "$(cat "$work/out")" grep -q '%0Adescribed in \.\./shop\.yaml:[0-9]*:[0-9]*%0A' "$work/out"

# A server's words are no commands.
jq '.log.entries[0].response.content.text = "{\"title\":\"Emma\",\"\\n::stop-commands::x\\r\\n##[add-mask]y\\n::set-output name=a::b\":1}"' "$CLEAN" > "$work/hostile.har"
"$PROGRAM" check "$SHOP" "$work/hostile.har" --report github > "$work/out" 2> "$work/stderr"
verdict words-are-no-commands "$(cat "$work/out")" grep -q 'set-output' "$work/out"
verdict only-annotations "$(cat "$work/out")" test "$(grep -cvE '^::(error|warning|notice)( [a-zA-Z]+=[^:]*)?::' "$work/out")" = 0

# What was accepted is left out; -v has it.
"$PROGRAM" baseline "$SHOP" "$DRIFTING" -o "$work/known.json" -q
"$PROGRAM" check "$SHOP" "$DRIFTING" --baseline "$work/known.json" --report github > "$work/out"
lacks known-is-left-out '^::error' "$work/out"
"$PROGRAM" check "$SHOP" "$DRIFTING" --baseline "$work/known.json" --report github -v > "$work/out"
verdict known-is-there-with-v "$(cat "$work/out")" grep -q '^::error .* (known)' "$work/out"

# What lies beyond the repository, or in no file at all, is told at the description that is in it.
mkdir -p "$work/outer/.git" "$work/shared"
cat > "$work/outer/openapi.yaml" <<'YAML'
openapi: 3.0.3
info: {title: Outer, version: "1"}
paths:
  /pets: {get: {responses: {"200": {description: A, content: {application/json: {schema: {$ref: ../shared/pet.yaml}}}}}}}
YAML
printf '{type: object,\n properties: {id: {type: integer}}}\n' > "$work/shared/pet.yaml"
jq -nc '{request: {method: "GET", url: "https://h/pets", headers: []}, response: {status: 200, headers: [{name: "Content-Type", value: "application/json"}], content: {mimeType: "application/json", text: "{\"id\":\"x\"}"}}}' > "$work/pets.jsonl"
(cd "$work/outer" && "$PROGRAM" check openapi.yaml ../pets.jsonl --from har-lines --allow-ref ../shared --report github --report gitlab=../b.gitlab --report sarif=../b.sarif) > "$work/out" 2> "$work/stderr"
verdict another-file-is-told-at-the-description "$(cat "$work/out")" grep -q '^::error file=openapi.yaml,line=1,endLine=1,title=response.body-schema.type::.*%0Adescribed in \.\./shared/pet\.yaml:2:' "$work/out"
holds gitlab-too '.[0] | .location.path == "openapi.yaml" and (.description | endswith("described in ../shared/pet.yaml:2:26"))' "$work/b.gitlab"
holds sarif-too '.runs[0] | (.results[0] | (.locations[0].physicalLocation | .artifactLocation.uri == "openapi.yaml" and .region == {startLine: 1} and (has("contextRegion") | not)) and .properties.described == "../shared/pet.yaml:2:26") and (.invocations[0] | has("toolExecutionNotifications") | not)' "$work/b.sarif"
"$PROGRAM" check "$DESCRIPTION" specs/applivery/drifting.har --rules applivery --report github --report gitlab="$work/b.gitlab" --report sarif="$work/b.sarif" --report text="$work/b.text" > "$work/out" 2> "$work/stderr"
for file in out b.gitlab b.sarif b.text; do lacks "no-file-of-the-program-in-$file" 'rules/sets' "$work/$file"; done
verdict an-assertion-stands-at-the-response "$(cat "$work/out")" grep -q "^::error file=$DESCRIPTION,line=59,.*title=rule.assertion.id-is-command-id::" "$work/out"
cp rules/sets/applivery.yaml "$work/outer/team.yaml"
cp "$DESCRIPTION" "$work/outer/command.yaml"
(recording=$PWD/specs/applivery/drifting.har && cd "$work/outer" && "$PROGRAM" check command.yaml "$recording" --rules ./team.yaml --report github) > "$work/out" 2> "$work/stderr"
verdict an-assertion-of-ones-own-stands-in-its-set "$(cat "$work/out")" grep -q "^::error file=team.yaml,line=14,.*title=rule.assertion.id-is-command-id::" "$work/out"
