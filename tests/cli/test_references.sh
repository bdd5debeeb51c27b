# Where $ref may lead in the file system: the repository around the description, never what is hidden
# in it; and what is no object of the asked kind is neither read nor quoted.
. tests/cli/verdict.sh
repository=$work/repository
mkdir -p "$repository/.git" "$repository/specs/.own" "$repository/common" "$repository/.hidden" "$work/outside"

# describe FILE REFERENCE: a description whose one response schema is the reference.
describe()
{
    printf 'openapi: 3.1.0\ninfo: {title: t, version: "1"}\npaths:\n  /a:\n    get:\n      responses:\n        "200":\n          description: d\n          content: {application/json: {schema: {$ref: "%s"}, example: 1}}\n' \
        "$2" > "$1"
}

schema='type: string\n'
printf "$schema" | tee "$repository/common/s.yaml" "$repository/specs/.own/s.yaml" "$repository/.hidden/s.yaml" \
    "$repository/.s.yaml" "$repository/.git/s.yaml" > "$work/outside/s.yaml"
ln -s ../../outside/s.yaml "$repository/specs/link-out.yaml"
ln -s ../.hidden/s.yaml "$repository/specs/link-hidden.yaml"
ln -s ../common/s.yaml "$repository/specs/link-in.yaml"
ln -s "$repository/specs" "$work/entered-by-a-link"
printf 'database: {password: hunter2, user: sa}\nport: 5432\nport: 5433\n' > "$repository/common/config.yaml"
printf 'key: *hunter2\n' > "$repository/common/alias.yaml"
printf '{"type": "service_account", "private_key": "hunter2", "client_email": "hunter2@x"}' > "$repository/common/key.json"
printf '{"name": "hunter2", "version": "1", "description": "hunter2", "scripts": {}}' > "$repository/common/package.json"

# lints NAME STATUS RULE REFERENCE [ENTRY OPTION...]: the findings of the description are of the rule.
lints()
{
    name=$1 status=$2 rule=$3 reference=$4
    shift 4
    entry=${1:-$repository/specs/a.yaml}
    [ $# -eq 0 ] || shift
    describe "$entry" "$reference"
    expect_exit "$name" "$status" "$PROGRAM" lint "$entry" "$@"
    verdict "$name-is-$rule" "$(cat "$work/stdout")" grep -q "$rule" "$work/stdout"
    verdict "$name-tells-no-secret" "$(cat "$work/stdout" "$work/stderr")" \
        sh -c '! grep -qE "hunter|5432|5433|password|private" "$1" "$2"' sh "$work/stdout" "$work/stderr"
}
resolved=example-invalid.type
unread=reference-remote
lints folder-in-the-repository 1 $resolved ../common/s.yaml
lints dots-percent-encoded 1 $resolved %2e%2e/common/s.yaml
lints link-within-the-repository 1 $resolved link-in.yaml
lints file-uri-in-the-repository 1 $resolved "file://$repository/common/s.yaml"
lints absolute-path-in-the-repository 1 $resolved "$repository/common/s.yaml"
lints entered-by-a-link 1 $resolved ../common/s.yaml "$work/entered-by-a-link/b.yaml"
lints own-hidden-folder 1 $resolved s.yaml "$repository/specs/.own/a.yaml"
lints out-of-the-repository 0 $unread ../../outside/s.yaml
lints out-of-the-repository-and-not-there 0 $unread ../../outside/none.yaml
lints dots-out-of-the-repository 0 $unread ../common/../../outside/s.yaml
lints dots-behind-what-is-not-there 0 $unread none/../../../outside/s.yaml
lints dots-percent-encoded-out 0 $unread %2e%2e/%2E%2e/outside/s.yaml
lints file-uri-out 0 $unread "file://$work/outside/s.yaml"
lints file-uri-with-one-slash-out 0 $unread "file:$work/outside/s.yaml"
lints file-uri-with-localhost-out 0 $unread "FILE://localhost$work/outside/s.yaml"
lints absolute-path-out 0 $unread /etc/passwd
lints link-out 0 $unread link-out.yaml
lints link-into-a-hidden-folder 0 $unread link-hidden.yaml
lints hidden-folder 0 $unread ../.hidden/s.yaml
lints hidden-folder-of-another-folder 0 $unread .own/s.yaml
lints hidden-file 0 $unread ../.s.yaml
lints git-folder 0 $unread ../.git/s.yaml
lints allowed-folder 1 $resolved ../../outside/s.yaml "$repository/specs/a.yaml" --allow-ref "$work/outside"
lints allowed-hidden-folder 1 $resolved ../.hidden/s.yaml "$repository/specs/a.yaml" --allow-ref "$repository/.hidden"
lints hidden-below-an-allowed-folder 0 $unread ../.hidden/s.yaml "$repository/specs/a.yaml" --allow-ref "$work"
unresolved=reference-unresolved
lints configuration-is-no-schema 1 $unresolved ../common/config.yaml
lints scalar-is-no-schema 1 $unresolved ../common/config.yaml#/port
lints object-of-a-configuration 1 $unresolved ../common/config.yaml#/database
lints misspelt-key-of-a-configuration 1 $unresolved ../common/config.yaml#/database/passwort
lints broken-configuration 1 $unresolved ../common/alias.yaml
printf 'qpassphrase' > "$repository/common/text.json"
printf '{"a": "q\001"}' > "$repository/common/control.json"
printf '\361assphrase' > "$repository/common/octets.yaml"
for file in text.json control.json octets.yaml; do
    lints "$file-is-no-text-of-ours" 1 $unresolved ../common/$file
    verdict "$file-shows-no-byte" "$(cat "$work/stdout")" \
        sh -c '! grep -qE "found|0x" "$1"' sh "$work/stdout"
done
lints key-file-is-no-schema 1 $unresolved ../common/key.json
lints package-is-no-schema 1 $unresolved ../common/package.json

# Of other kinds.
printf 'openapi: 3.0.3\ninfo: {title: t, version: "1"}\npaths:\n  /p: {$ref: ../common/package.json}\n  /a:\n    get:\n      parameters: [{$ref: ../common/key.json}]\n      responses: {"200": {$ref: ../common/package.json}}\n' > "$repository/specs/kinds.yaml"
expect_exit configuration-of-other-kinds 1 "$PROGRAM" lint "$repository/specs/kinds.yaml"
verdict configuration-of-other-kinds-tells-no-secret "$(cat "$work/stdout")" \
    sh -c '! grep -q hunter "$1"' sh "$work/stdout"

# Without a repository its folder is what may be read.
mkdir -p "$work/plain/specs/sub"
printf "$schema" | tee "$work/plain/s.yaml" > "$work/plain/specs/sub/s.yaml"
lints folder-below-without-a-repository 1 $resolved sub/s.yaml "$work/plain/specs/a.yaml"
lints folder-above-without-a-repository 0 $unread ../s.yaml "$work/plain/specs/a.yaml"

# One cause is one finding.
printf 'openapi: 3.1.0\ninfo: {title: t, version: "1"}\npaths: {}\ncomponents:\n  schemas:\n    A: {$ref: ../../outside/s.yaml}\n    B: {$ref: ../../outside/t.yaml}\n    C: {$ref: "https://a.example/s.yaml"}\n    D: {$ref: "https://a.example/t.yaml"}\n' > "$repository/specs/many.yaml"
"$PROGRAM" lint "$repository/specs/many.yaml" --report json > "$work/json"
holds one-cause-is-one-finding '[.findings[] | .count] == [2, 2]' "$work/json"

# What one missing file keeps from being checked is one entry, also of event files.
lost=tests/cases/ledger/one-missing-file-is-one-entry
expect_exit references-lost-events 0 "$PROGRAM" check $lost/openapi.yaml $lost/e.harl --drift-after 9 --report text="$work/lost.txt" --report ndjson="$work/lost.ndjson"
expect_exit references-lost-merged 0 "$PROGRAM" merge "$work/lost.ndjson" --report text="$work/merged.txt"
sed -n '/^not checked/,/^$/p' "$work/lost.txt" > "$work/lost.entries"
sed -n '/^not checked/,/^$/p' "$work/merged.txt" > "$work/merged.entries"
verdict references-lost-are-one-entry "$(diff "$work/lost.entries" "$work/merged.entries")" cmp -s "$work/lost.entries" "$work/merged.entries"
