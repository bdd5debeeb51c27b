# Descriptions made to hurt: each gets one clear error and exit 2, in bounded time.
. tests/cli/verdict.sh

# digits: 50 million of them.
digits() { head -c 50000000 /dev/zero | tr '\0' 7; }
# repeat TEXT COUNT
repeat() { awk -v text="$1" -v count="$2" 'BEGIN { while (count--) printf "%s", text }'; }

{ printf '{"openapi":"3.1.0","x":'; repeat '[' 100000; repeat ']' 100000; echo '}'; } > "$work/deep.json"
expect_exit json-100000-deep 2 "$PROGRAM" lint "$work/deep.json"
says json-100000-deep-is-said "deep.json:1:"

{ printf '{"openapi":"3.1.0"'; repeat ',"x":{"y":[' 100000; } > "$work/open.json"
expect_exit json-100000-deep-and-cut-off 2 "$PROGRAM" lint "$work/open.json"
says json-100000-deep-and-cut-off-is-said "open.json:1:"

{ printf 'openapi: 3.1.0\nx: '; repeat '[' 100000; } > "$work/deep.yaml"
expect_exit yaml-100000-deep 2 "$PROGRAM" lint "$work/deep.yaml"
says yaml-100000-deep-is-said "deep.yaml:2:"

{ printf 'openapi: 3.1.0\nx:\n  '; repeat '- ' 100000; } > "$work/block.yaml"
expect_exit yaml-100000-deep-in-blocks 2 "$PROGRAM" lint "$work/block.yaml"
says yaml-100000-deep-in-blocks-is-said "block.yaml:3:"

{
    printf 'openapi: 3.1.0\nx-0: &a0 [1, 2, 3, 4]\n'
    awk 'BEGIN { for (i = 1; i < 60; i++) printf "x-%d: &a%d [*a%d, *a%d, *a%d]\n", i, i, i-1, i-1, i-1 }'
} > "$work/bomb.yaml"
expect_exit alias-bomb-of-3-to-the-60 2 "$PROGRAM" lint "$work/bomb.yaml"
says alias-bomb-of-3-to-the-60-is-said "bomb.yaml:"

{ printf 'openapi: 3.1.0\nx-0: &a 1\nx-1: ['; repeat '*a,' 20000; echo ']'; } > "$work/aliases.yaml"
expect_exit aliases-20000 2 "$PROGRAM" lint "$work/aliases.yaml"
says aliases-20000-is-said "aliases.yaml:3:"

{ printf 'openapi: 3.1.0\ninfo: {version: "1", title: "'; digits; echo '"}'; } > "$work/long.yaml"
expect_exit yaml-of-50-megabytes 2 "$PROGRAM" lint "$work/long.yaml"
says yaml-of-50-megabytes-is-said "long.yaml"
{
    printf '{"openapi":"3.1.0","info":{"version":"1","title":"'
    digits
    echo '"},"paths":{"/a":{"get":{"responses":{"200":{"description":"A"}}}}}}'
} > "$work/long.json"
expect_exit json-string-of-50-megabytes-is-read 0 "$PROGRAM" lint "$work/long.json"
rm "$work/long.yaml" "$work/long.json"

expect_exit binary-junk 2 "$PROGRAM" lint "$PROGRAM"
head -c 3000000 /dev/zero > "$work/zero.yaml"
expect_exit zeros 2 "$PROGRAM" lint "$work/zero.yaml"
says zeros-are-said "zero.yaml:1:"

{
    printf 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n'
    printf '  /a: {get: {responses: {"200": {description: A}}}}\ncomponents:\n  schemas:\n'
    awk 'BEGIN { for (i = 0; i < 1000; i++) printf "    S%d: {$ref: \"#/components/schemas/S%d\"}\n", i, i + 1 }'
} > "$work/chain.yaml"
expect_exit reference-chain-of-1000 1 "$PROGRAM" lint "$work/chain.yaml"

# A megabyte on one line: places on it cost no walk along it each.
awk 'BEGIN {
    printf "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{\"/\":{}"
    for (i = 0; i < 5000; i++)
        printf ",\"/p%d/{id}\":{\"get\":{\"parameters\":[{\"name\":\"id\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"integer\"}}],\"responses\":{\"200\":{\"description\":\"a\"}}}}", i
    print "}}" }' > "$work/one-line.json"
expect_exit thousands-of-places-on-one-line 0 "$PROGRAM" lint "$work/one-line.json"

mkfifo "$work/pipe.yaml"
cat "$SHOP" > "$work/pipe.yaml" &
expect_exit named-pipe-is-read 0 "$PROGRAM" lint "$work/pipe.yaml"
expect_exit endless-device 2 "$PROGRAM" lint /dev/zero

cp "$SHOP" "$work/unreadable.yaml"
chmod 000 "$work/unreadable.yaml"
unprivileged= # root may read everything
[ "$(id -u)" -ne 0 ] || unprivileged='setpriv --reuid 65534 --clear-groups'
chmod a+x "$work"
if $unprivileged "$PROGRAM" --version > /dev/null 2>&1; then
    # shellcheck disable=SC2086 # words of a command
    expect_exit file-without-permission 2 $unprivileged "$PROGRAM" lint "$work/unreadable.yaml"
    says the-missing-permission-is-said "Permission denied"
else
    skip file-without-permission "a user other than root, who may run the program"
fi

# A schema that is a tree of references two to the power of 30 wide when walked naively.
{
    printf 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n  /a:\n    get:\n      responses:\n'
    printf '        "200":\n          description: A\n          content:\n            application/json:\n'
    printf '              schema: {$ref: "#/components/schemas/S0"}\n              example: {"a": {"b": 1}}\ncomponents:\n  schemas:\n'
    awk 'BEGIN { for (i = 0; i < 30; i++)
        printf "    S%d: {allOf: [{$ref: \"#/components/schemas/S%d\"}, {$ref: \"#/components/schemas/S%d\"}]}\n", i, i + 1, i + 1
        print "    S30: {type: object}" }'
} > "$work/wide.yaml"
timeout 30 "$PROGRAM" lint "$work/wide.yaml" > "$work/stdout" 2> "$work/stderr"
status=$?
verdict schema-two-to-the-30-wide "exit $status" test "$status" -lt 4
