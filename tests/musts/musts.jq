# What must and must not stand in a description, as musts.tsv has it: one object a row and version.
#   jq -R -n --slurpfile two 2.json --slurpfile three 3.json -f musts.jq musts.tsv
def merged($patch):
    if ($patch | type) != "object" then $patch
    else reduce ($patch | to_entries[]) as $member
        (if type == "object" then . else {} end;
         if $member.value == null then del(.[$member.key])
         else .[$member.key] |= merged($member.value) end) end;
# The path of a JSON Pointer in a document: what goes into an array is a number.
def at($pointer): reduce ($pointer | split("/")[1:][] | gsub("~1"; "/") | gsub("~0"; "~")) as $token
    ({value: ., path: []};
     (if (.value | type) == "array" then ($token | tonumber) else $token end) as $step
     | .path += [$step] | .value |= (.[$step]?)) | .path;
def base($version):
    if $version == "2.0" then $two[0]
    else $three[0] | .openapi = {"3.0": "3.0.4", "3.1": "3.1.2", "3.2": "3.2.0"}[$version] end;
def versions: if . == "all" then ["2.0", "3.0", "3.1", "3.2"] else split(" ") end;
def document($version; $at; $patch): base($version) | at($at) as $path
    | setpath($path; (getpath($path) | merged($patch | gsub("@VERSION"; $version) | fromjson)));
def place($at; $where):
    if $where == "." then $at elif $where | startswith("#") then $where[1:] else $at + $where end;

[inputs | select(length > 0 and (startswith("#") | not)) | split("\t")] as $rows
| (reduce ($rows[] | select(.[0] == "place") | . as $row | .[2] | versions[] | [$row[1], ., $row[3]]) as $place
    ({}; .["\($place[0]) \($place[1])"] = $place[2])) as $places
| $rows | to_entries[] | .key as $number | .value
| select(.[0] != "place") as [$versions, $section, $text, $rule, $severity, $name, $broken, $where, $kept]
| ($versions | versions[]) as $version
| {id: "\($number)-\($version)", $version, $section, $text, $rule, columns: length}
+ if $rule == "-" or ($rule | test("^(check|case) ")) then {by: $severity}
  else ($places["\($name) \($version)"] // error("row \($number): no place \($name) in \($version)")) as $at
    | {severity: $severity, where: place($at; $where),
       broken: document($version; $at; $broken),
       kept: document($version; $at; ($kept // "{}"))} end
