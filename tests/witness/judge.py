"""judge.py LINES...: what python-jsonschema says of the values in lines of witness-measure. Prints
a line of JSON for each of them that has values: set, name, judged, refused (how many), first (the
first refused values with the reason), or `unable`: why it cannot judge."""
import json
import signal
import sys

import jsonschema
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

MAX_REFUSED = 3
TIMEOUT_SECONDS = 20  # of one question
sys.setrecursionlimit(20000)

CLASSES = {
    "draft4": jsonschema.Draft4Validator,
    "draft6": jsonschema.Draft6Validator,
    "draft7": jsonschema.Draft7Validator,
    "2019-09": jsonschema.Draft201909Validator,
    "2020-12": jsonschema.Draft202012Validator,
    "oas31": jsonschema.Draft202012Validator,
    "oas32": jsonschema.Draft202012Validator,
}
files = {}


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


def validator(line, pointer):
    kind = CLASSES[line["dialect"]]
    checker = kind.FORMAT_CHECKER if line["formats"] == "on" else None
    root = read(line["file"])
    if line["dialect"].startswith("oas"):
        registry = Registry().with_resource("description:root", Resource(root, DRAFT202012))
        schema = {"$ref": "description:root#" + pointer}
        return kind(schema, registry=registry, format_checker=checker)
    return kind(resolve(root, pointer), format_checker=checker)


def judge(line):
    validators = [(sign, validator(line, pointer)) for sign, pointer in line["terms"]]
    refused = []
    for value in line["values"]:
        for sign, each in validators:
            error = next(each.iter_errors(value), None)
            if (error is None) == (sign == "+"):
                continue
            why = f"{error.json_path} {error.validator} {error.message}" if error else "is valid"
            refused.append({"value": json.dumps(value)[:300], "why": why[:200]})
            break
    return {"judged": len(line["values"]), "refused": len(refused), "first": refused[:MAX_REFUSED]}


def late(signum, frame):
    raise TimeoutError(f"more than {TIMEOUT_SECONDS} s")


def main():
    signal.signal(signal.SIGALRM, late)
    for path in sys.argv[1:]:
        for text in open(path, encoding="utf-8"):
            line = json.loads(text)
            if not line["values"]:
                continue
            signal.alarm(TIMEOUT_SECONDS)
            try:
                result = judge(line)
            except (Exception, RecursionError) as error:  # a peer may fail in any way
                result = {"unable": f"{type(error).__name__}: {error}"[:200]}
            signal.alarm(0)
            print(json.dumps({"set": line["set"], "name": line["name"], **result}))


main()
