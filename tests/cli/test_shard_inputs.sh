# merge holds against each other what shards were given: of two different inputs something would be
# judged by nobody, or twice.
. tests/cli/verdict.sh

cat > "$work/d.yaml" <<'END'
openapi: 3.1.0
info: {title: N, version: "1"}
paths:
  /n: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {type: integer}}}}}}}
END
entry()
{
    printf '{"request":{"method":"GET","url":"http://h/n","headers":[]},"response":{"status":200,"headers":[{"name":"content-type","value":"application/json"}],"content":{"size":%s,"mimeType":"application/json","text":"%s"}}}' "${#1}" "$1"
}
# lines FILE LAST BAD: records 1 to LAST, BAD is no integer.
lines()
{
    : > "$1"
    for number in $(seq 1 "$2"); do
        if [ "$number" = "$3" ]; then entry x$number; else entry $number; fi >> "$1"
        echo >> "$1"
    done
}
har() { lines "$1.lines" "$2" "$3"; { printf '{"log":{"entries":['; paste -sd, "$1.lines"; printf ']}}'; } > "$1"; rm "$1.lines"; }
mkdir "$work/a" "$work/b"
# judge OUT FOLDER ARGUMENTS...: in the folder, so that names are the same.
judge()
{
    judge_out=$1 judge_folder=$2
    shift 2
    (cd "$work/$judge_folder" && "$PROGRAM" check ../d.yaml --exit-zero --reproducible --report ndjson="$work/$judge_out" "$@") > /dev/null 2>&1
}
# pair NAME CODE ARGUMENTS...: shard 1 of folder a, shard 2 of folder b, merged.
pair()
{
    pair_name=$1 pair_code=$2
    shift 2
    judge 1 a --shard 1/2 "$@"
    judge 2 b --shard 2/2 "$@"
    expect_exit "$pair_name" "$pair_code" "$PROGRAM" merge "$work/1" "$work/2" --expect 2
}

# ---- another input ----

lines "$work/a/r.jsonl" 10 8
lines "$work/b/r.jsonl" 6 8
pair half-a-copy 3 r.jsonl
says half-a-copy-is-named 'r.jsonl has 1272 bytes for shard 2 of 2, 2122 for shard 1 of 2: these are no parts of one input'
expect_exit half-a-copy-unasked 3 "$PROGRAM" merge "$work/1" "$work/2" --report json="$work/json"
holds half-a-copy-is-reported '.errors | any(.id == "run.shard-differs")' "$work/json"
pair half-a-copy-by-records 3 r.jsonl --shard-by records
says half-a-copy-by-records-is-named 'r.jsonl has 6 records for shard 2 of 2, 10 for shard 1 of 2'
pair half-a-copy-by-files 3 r.jsonl --shard-by files
for folder in a b; do gzip -c "$work/$folder/r.jsonl" > "$work/$folder/z.gz"; done
pair half-a-copy-compressed 3 z.gz
har "$work/a/r.har" 10 8
har "$work/b/r.har" 9 8
pair a-har-with-fewer-entries 3 r.har
printf '{"log":{"entries":[]}}' > "$work/b/r.har"
pair a-har-without-entries 3 r.har
har "$work/b/r.har" 10 11
pair as-many-records-of-other-bytes 3 r.har
lines "$work/b/r.jsonl" 11 8
pair a-recording-that-grows 3 r.jsonl
judge 1 a - --shard 1/2 < "$work/a/r.jsonl"
judge 2 a - --shard 2/2 < "$work/b/r.jsonl"
expect_exit standard-input-with-more 3 "$PROGRAM" merge "$work/1" "$work/2" --expect 2
lines "$work/b/r.jsonl" 10 3
judge 1 a r.jsonl --shard 1/2
lines "$work/b/r.jsonl" 12 3
judge 2 b r.jsonl --shard 2/2
lines "$work/a/r.jsonl" 10 2
judge 1 a r.jsonl --shard 1/2
expect_exit findings-and-another-input 3 "$PROGRAM" merge "$work/1" "$work/2" --expect 2
expect_exit findings-and-another-input-unasked 1 "$PROGRAM" merge "$work/1" "$work/2"
lines "$work/a/r.jsonl" 10 8
for shard in 1 2; do judge $shard a r.jsonl --shard $shard/3; done
judge 3 b r.jsonl --shard 3/3
expect_exit the-third-of-three 3 "$PROGRAM" merge "$work"/[123] --expect 3
says the-third-is-named 'for shard 3 of 3'
expect_exit one-is-lost-and-one-differs 3 "$PROGRAM" merge "$work"/[13] --expect 3 --report json="$work/json"
holds both-are-told '[.errors[].id] == ["run.shard-differs", "run.shard-missing"]' "$work/json"

# ---- folders ----

for folder in a b; do
    mkdir "$work/$folder/rec"
    for number in 1 2 3; do har "$work/$folder/rec/$number.har" 4 $number; done
done
rm "$work/b/rec/2.har"
pair a-folder-that-lacks-a-file 3 rec
says a-folder-that-lacks-a-file-is-named 'shard 2 of 2 was given 2 files, shard 1 of 2 3'
pair a-folder-that-lacks-a-file-by-files 3 rec --shard-by files
har "$work/b/rec/0.har" 4 2
pair a-folder-with-another-file 3 rec --shard-by files
says a-folder-with-another-file-is-named 'shard 2 of 2 was given rec/0.har where shard 1 of 2 was given rec/1.har'
rm "$work"/b/rec/*
pair a-folder-that-is-empty 3 rec --shard-by files
for number in 1 2 3; do cp "$work/a/rec/$number.har" "$work/b/rec"; done
judge 1 a rec/1.har rec/2.har rec/3.har --shard 1/2 --shard-by files --run-id x
judge 2 a rec/3.har rec/2.har rec/1.har --shard 2/2 --shard-by files --run-id x
expect_exit another-order 3 "$PROGRAM" merge "$work/1" "$work/2" --expect 2

# ---- the same input ----

# fits NAME ARGUMENTS...: and makes the events of the whole.
fits()
{
    fits_name=$1
    shift
    pair "$fits_name" 1 "$@"
    judge whole a "$@"
    "$PROGRAM" merge "$work/1" "$work/2" --expect 2 --exit-zero --reproducible --report ndjson="$work/merged" 2> /dev/null
    verdict "$fits_name-makes-the-whole" "$(diff "$work/whole" "$work/merged" | cut -c 1-300)" cmp -s "$work/whole" "$work/merged"
}
cp "$work/a/r.jsonl" "$work/a/r.har" "$work/a/z.gz" "$work/b"
fits lines r.jsonl
fits lines-by-records r.jsonl --shard-by records
fits a-har r.har
fits compressed z.gz
fits a-folder rec
fits a-folder-by-files rec --shard-by files
for folder in a b; do echo 'Read this.' > "$work/$folder/rec/0.md"; done
fits a-folder-with-a-note rec
fits a-folder-with-a-note-by-files rec --shard-by files
fits a-folder-with-a-note-second rec r.har --shard-by files
rm "$work/b/r.har"
fits a-file-that-only-its-owner-has r.har r.jsonl --shard-by files
cp "$work/a/r.har" "$work/b"
judge 1 a "$work/a/rec/1.har" "$work/a/r.har" --shard 1/2
judge 2 b "$work/b/rec/1.har" "$work/b/r.har" --shard 2/2
expect_exit folders-of-their-own 1 "$PROGRAM" merge "$work/1" "$work/2" --expect 2
for shard in 1 2; do judge $shard a - --shard $shard/2 < "$work/a/r.jsonl"; done
expect_exit standard-input 1 "$PROGRAM" merge "$work/1" "$work/2" --expect 2
lines "$work/b/r.jsonl" 3 2
pair an-input-each 1 r.jsonl --shard-by input
judge 1 a r.jsonl --shard 1/2 --run-id x
judge 2 a r.jsonl --shard 2/2 --run-id x --shard-by ranges
expect_exit by-itself-and-by-name 1 "$PROGRAM" merge "$work/1" "$work/2" --expect 2

# ---- divided otherwise ----

# otherwise NAME HOW HOW FILE WORDS
otherwise()
{
    judge 1 a "$4" --shard 1/2 --shard-by "$2"
    judge 2 a "$4" --shard 2/2 --shard-by "$3"
    expect_exit "$1" 2 "$PROGRAM" merge "$work/1" "$work/2" --expect 2
    says "$1-says-how" "$5"
}
otherwise records-and-ranges records auto r.jsonl 'it divides r.jsonl by ranges, the other by records'
otherwise ranges-and-records ranges records r.jsonl 'it divides r.jsonl by records, the other by ranges'
otherwise records-and-files records files rec 'one of them divides by files, the other does not'
otherwise files-and-ranges files auto r.jsonl 'one of them divides by files, the other does not'
otherwise input-and-ranges input auto r.jsonl 'one of them was given its part of the input'
otherwise files-and-input files input r.har 'one of them was given its part of the input'
judge 1 a r.jsonl --shard 1/2
gzip -c "$work/a/r.jsonl" > "$work/b/r.jsonl"
judge 2 b r.jsonl --shard 2/2
expect_exit plain-and-compressed 2 "$PROGRAM" merge "$work/1" "$work/2"

# ---- files of before, which do not tell ----

# older FILE: without what was added, and with the digest of that.
older()
{
    sed -E 's/,"by":"[a-z]*"//; s/,"(divided|digest)":"[a-z0-9]*"//g; s/,"(bytes|all_records)":[0-9]+//g' "$1" > "$work/old"
    sed '$d' "$work/old" > "$work/old.lines"
    older_digest=$(sha256sum < "$work/old.lines" | cut -d ' ' -f 1)
    { cat "$work/old.lines"; tail -n 1 "$work/old" | sed "s/}\$/,\"digest\":\"$older_digest\"}/"; } > "$1"
}
lines "$work/b/r.jsonl" 6 8
judge 1 a r.jsonl --shard 1/2
judge 2 b r.jsonl --shard 2/2
older "$work/2"
expect_exit one-older-file 0 "$PROGRAM" merge "$work/1" "$work/2" --expect 2
older "$work/1"
expect_exit older-files 0 "$PROGRAM" merge "$work/1" "$work/2" --expect 2
printf '%s\n' '{"event":"start","version":1,"command":"check","shard":{"index":1,"count":2,"by":"luck"}}' > "$work/hostile"
expect_exit divided-by-luck 2 "$PROGRAM" merge "$work/hostile"
