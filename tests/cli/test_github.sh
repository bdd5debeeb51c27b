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
