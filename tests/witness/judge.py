"""judge.py [--most N] PEER_FAULTS LINES.ndjson...: what python-jsonschema says of the values in lines of
witness-measure, or of N in each, evenly spread. Writes into LINES.python a line of JSON for each of them
that has values: set, name, judged, refused (how many), first (the first refused values with the reason), excused (how
many it takes once the formats that PEER_FAULTS names take what they should), or `unable`: why it
cannot judge. Schemas of descriptions are read as schemas_of.mjs writes them."""
import json
import re
import signal
import sys
from urllib.parse import quote

import jsonschema
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4, DRAFT202012

MAX_REFUSED = 3
TIMEOUT_SECONDS = 20  # of one question
sys.setrecursionlimit(20000)

CLASSES = {
    "draft4": jsonschema.Draft4Validator,
    "draft6": jsonschema.Draft6Validator,
    "draft7": jsonschema.Draft7Validator,
    "2019-09": jsonschema.Draft201909Validator,
    "2020-12": jsonschema.Draft202012Validator,
    "oas20": jsonschema.Draft4Validator,
    "oas30": jsonschema.Draft4Validator,
    "oas31": jsonschema.Draft202012Validator,
    "oas32": jsonschema.Draft202012Validator,
}
files = {}
registries = {}
wrong_formats = []  # (format, pattern): what it refuses and must not


def read(path):
    if path not in files:
        with open(path, encoding="utf-8") as file:
            files[path] = json.load(file)
    return files[path]


def resolve(node, pointer):
    for token in pointer.split("/")[1:]:
        token = token.replace("~1", "/").replace("~0", "~")
        node = node[int(token)] if isinstance(node, list) else node[token]
    return node


def registry_of(line):
    path = line["file"] + ".schemas"
    if path not in registries:
        draft = DRAFT4 if line["dialect"] in ("oas20", "oas30") else DRAFT202012
        registries[path] = Registry().with_resource("description:root", Resource(read(path), draft))
    return registries[path]


def mended(checker):
    """The checker, but that its formats take what they should."""
    copy = jsonschema.FormatChecker(formats=())
    copy.checkers = dict(checker.checkers)
    for name, pattern in wrong_formats:
        if name in copy.checkers:
            check, raises = copy.checkers[name]
            takes = lambda text, check=check, pattern=pattern: (
                isinstance(text, str) and pattern.search(text) is not None or check(text)
            )
            copy.checkers[name] = (takes, raises)
    return copy


def validator(line, pointer, mend):
    kind = CLASSES[line["dialect"]]
    checker = kind.FORMAT_CHECKER if line["formats"] == "on" else None
    if checker and mend:
        checker = mended(checker)
    if line["dialect"].startswith("oas"):
        schema = {"$ref": "description:root#" + quote(pointer)}
        return kind(schema, registry=registry_of(line), format_checker=checker)
    return kind(resolve(read(line["file"]), pointer), format_checker=checker)


def validators(line, mend):
    return [(sign, validator(line, pointer, mend)) for sign, pointer in line["terms"]]


def refusal(terms, value):
    """Why the value is refused; None: it is not."""
    for sign, each in terms:
        error = next(each.iter_errors(value), None)
        if (error is None) == (sign == "-"):
            return f"{error.json_path} {error.validator} {error.message}" if error else "is valid"
    return None


def spread(values, most):
    if most is None or len(values) <= most:
        return values
    return [values[i * len(values) // most] for i in range(most)]


def judge(line, most):
    terms, refused, excused = validators(line, False), [], 0
    values = spread(line["values"], most)
    for value in values:
        why = refusal(terms, value)
        if why is None:
            continue
        if refusal(validators(line, True), value) is None:
            excused += 1
        else:
            refused.append({"value": json.dumps(value)[:300], "why": why[:200]})
    return {"judged": len(values), "refused": len(refused), "excused": excused, "first": refused[:MAX_REFUSED]}


def read_faults(path):
    with open(path, encoding="utf-8") as file:
        rows = [row.split("\t") for row in file if row.startswith("python\tformat ")]
    wrong_formats.extend((row[1][len("format "):], re.compile(row[2])) for row in rows)


def late(signum, frame):
    raise TimeoutError(f"more than {TIMEOUT_SECONDS} s")


def judge_file(path, most, out):
    for text in open(path, encoding="utf-8"):
        line = json.loads(text)
        if not line["values"]:
            continue
        signal.alarm(TIMEOUT_SECONDS)
        try:
            result = judge(line, most)
        except (Exception, RecursionError) as error:  # a peer may fail in any way
            result = {"unable": f"{type(error).__name__}: {error}"[:200]}
        signal.alarm(0)
        print(json.dumps({"set": line["set"], "name": line["name"], **result}), file=out)


def main(arguments):
    most = None
    if arguments[0] == "--most":
        most, arguments = int(arguments[1]), arguments[2:]
    read_faults(arguments[0])
    signal.signal(signal.SIGALRM, late)
    for path in arguments[1:]:
        with open(path.removesuffix("ndjson") + "python", "w", encoding="utf-8") as out:
            judge_file(path, most, out)


main(sys.argv[1:])
