# Files that nobody named, and that were merely found: none keeps whoever called waiting, and each that
# cannot be read is told in one line.
. tests/cli/verdict.sh
cp "$SHOP" "$work/openapi.yaml"
mkdir -p "$work/project/.git" "$work/project/recordings" "$work/history" "$work/oasdrift"
cp "$SHOP" "$work/project/openapi.yaml"
cp "$CLEAN" "$work/project/recordings/clean.har"
HERE=$PWD
cd "$work/project" || exit 2
mkfifo pipe

# ---- configuration files ----

# odd NAME FILE WHY: the file, which is there, cannot be read.
odd()
{
    expect_exit "$1" 2 timeout 5 "$PROGRAM" config < /dev/zero
    says "$1-says-why" "$2: $3"
    verdict "$1-says-one-thing" "$(cat "$work/stderr")" test "$(grep -c '^oasdrift: ' "$work/stderr")" -eq 1
    rm -r "$2"
}
for file in .oasdrift.yaml "$work/oasdrift/config.yaml"; do
    name=$(basename "$file")
    mkfifo "$file" && odd "$name-that-is-a-pipe" "$file" 'is a pipe, and no file'
    ln -s "$PWD/pipe" "$file" && odd "$name-that-leads-to-a-pipe" "$file" 'is a pipe, and no file'
        ln -s /dev/stdin "$file" && odd "$name-that-is-standard-input" "$file" 'is a device, and no file'
    ln -s /dev/zero "$file" && odd "$name-that-is-a-device" "$file" 'is a device, and no file'
    mkdir "$file" && odd "$name-that-is-a-folder" "$file" 'is a folder, and no file'
    ln -s nowhere "$file" && odd "$name-that-leads-nowhere" "$file" 'is a link that leads nowhere'
    ln -s "$file" "$file" && odd "$name-that-is-a-circle" "$file" 'Too many levels of symbolic links'
done
printf 'fail-on: never\n' > named.yaml
ln -s named.yaml .oasdrift.yaml
expect_exit a-link-to-a-file-is-one 0 "$PROGRAM" config
verdict is-read "$(head -n 3 "$work/stdout")" grep -qE '^fail-on +never +.oasdrift.yaml:1:1$' "$work/stdout"
rm .oasdrift.yaml
# Who names a pipe has something in it; it can be read once.
cat named.yaml > pipe &
expect_exit a-pipe-that-is-named 0 timeout 5 "$PROGRAM" config --config pipe
verdict is-read-whole "$(head -n 3 "$work/stdout")" grep -qE '^fail-on +never +pipe:1:1$' "$work/stdout"

cat recordings/clean.har > pipe &
expect_exit a-recording-that-is-a-pipe 0 timeout 5 "$PROGRAM" check openapi.yaml pipe
cat openapi.yaml > pipe &
expect_exit a-description-that-is-a-pipe 0 timeout 5 "$PROGRAM" check pipe recordings

# ---- what a project's file leads to ----

# leads NAME SETTING...: is refused, with its place.
leads()
{
    leads_name=$1
    shift
    printf '%s\n' 'description: openapi.yaml' 'recordings: recordings' "$@" > .oasdrift.yaml
    expect_exit "leads-to-$leads_name" 2 timeout 5 "$PROGRAM" check
    says "leads-to-$leads_name-says-so" ' is a pipe or a device: a project'
}
for option in baseline overlay changed-since history write-baseline; do
    leads "a-pipe-as-$option" "$option: pipe"
done
leads a-rule-set 'rules: ./pipe'
leads an-older-recording 'check: {against: pipe}'
leads a-report 'report: json=pipe'
leads a-device 'rules: /dev/tty'
printf 'description: pipe\n' > .oasdrift.yaml
expect_exit leads-to-a-description 2 timeout 5 "$PROGRAM" lint
says says-where '.oasdrift.yaml:1:1: description: pipe is a pipe or a device'
printf 'description: openapi.yaml\nrecordings: [recordings, pipe]\n' > .oasdrift.yaml
expect_exit leads-to-recordings 2 timeout 5 "$PROGRAM" check
printf 'description: openapi.yaml\nrecordings: ["p*", recordings]\n' > .oasdrift.yaml
expect_exit a-pattern-fits-no-pipe 3 timeout 5 "$PROGRAM" check
verdict a-pattern-that-fits-nothing-is-told "$(cat "$work/stdout")" grep -qF 'p*: ' "$work/stdout"
printf 'description: openapi.yaml\nrecordings: "-"\nreport: json=/dev/null\n' > .oasdrift.yaml
expect_exit what-is-open-already-is-read 0 "$PROGRAM" check < recordings/clean.har
rm .oasdrift.yaml

# ---- in folders ----

mkfifo recordings/pipe.har "$work/history/pipe.ndjson"
expect_exit a-pipe-among-recordings 0 timeout 5 "$PROGRAM" check openapi.yaml recordings
expect_exit a-pipe-among-earlier-runs 0 timeout 5 "$PROGRAM" check openapi.yaml recordings --report html=page.html --history "$work/history"
says is-told 'pipe.ndjson: is no file'
expect_exit a-pipe-beside-a-description 0 timeout 5 "$PROGRAM" init
printf '%s\n' 'openapi: 3.1.0' 'info: {title: A, version: "1"}' 'paths: {/x: {$ref: pipe}}' > refers.yaml
expect_exit a-reference-to-a-pipe 2 timeout 5 "$PROGRAM" bundle refers.yaml
says that-it-is-none 'refers.yaml:3:20: $ref leads to something that is no regular file'
cd "$HERE" || exit 2
