"""peers.py PEER LINES...: what a peer from pip answers to the questions in lines of witness-measure.
  hypothesis      hypothesis-jsonschema makes VALUES of each schema; "none" where it says nothing fits
  jsonsubschema   is the first schema included in the second? "none" (of the one and not of the
                  other) or "value", which it does not show
Prints a line like theirs, with `tool` and answer "value", "none", "error" or "timeout". Processes of
their own answer, which have loaded everything; one that takes longer than its seconds ends. Times and
seconds are of the processor, the first value with all that comes before."""
import json
import multiprocessing
import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

VALUES = 5
PROCESSES = 4
SECONDS = {"hypothesis": 6, "jsonsubschema": 5}
KEPT = ("set", "name", "file", "terms", "dialect", "formats", "expected")
sys.setrecursionlimit(5000)
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


def schema_of(line, term):
    """As a document of its own; one of a description has its named ones beside it."""
    described = line["dialect"].startswith("oas")
    root = read(line["file"] + ".schemas" * described)
    schema = resolve(root, line["terms"][term][1])
    if described:
        schema = {**schema, "components": root["components"], "definitions": root["definitions"]}
    return json.loads(json.dumps(schema))


def ask_hypothesis(line):
    import hypothesis
    from hypothesis_jsonschema import from_schema

    schema, values, times = schema_of(line, 0), [], []
    start = time.process_time()
    strategy = from_schema(schema)
    if strategy.is_empty:
        return {"answer": "none", "first_us": (time.process_time() - start) * 1e6, "next_us": 0}

    @hypothesis.settings(
        max_examples=VALUES,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(strategy)
    def collect(value):
        values.append(value)
        times.append(time.process_time())

    collect()
    following = (times[-1] - times[0]) / (len(times) - 1) if len(times) > 1 else 0
    return {
        "answer": "value",
        "first_us": (times[0] - start) * 1e6,
        "next_us": following * 1e6,
        "values": values[:VALUES],
    }


def ask_jsonsubschema(line):
    from jsonsubschema import isSubschema

    inside, around = schema_of(line, 0), schema_of(line, 1)
    start = time.process_time()
    included = isSubschema(inside, around)
    return {
        "answer": "none" if included else "value",
        "first_us": (time.process_time() - start) * 1e6,
        "next_us": 0,
    }


ASK = {"hypothesis": ask_hypothesis, "jsonsubschema": ask_jsonsubschema}


def answer_all(peer, pipe):
    """The process that answers. What it prints is no answer."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    while True:
        line = pipe.recv()
        start = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS[peer])  # then SIGPROF ends the process
        try:
            result = ASK[peer](line)
        except BaseException as error:  # SystemExit is one of jsonsubschema's answers
            taken = (time.process_time() - start) * 1e6
            reason = f"{type(error).__name__}: {error}"[:200]
            result = {"answer": "error", "reason": reason, "first_us": taken, "next_us": 0}
        signal.setitimer(signal.ITIMER_PROF, 0)
        pipe.send(json.dumps(result))


class Peer:
    def __init__(self, name):
        self.name, self.process, self.pipe = name, None, None

    def start(self):
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=answer_all, args=(self.name, other), daemon=True)
        self.process.start()
        other.close()

    def ask(self, line):
        if self.process is None or not self.process.is_alive():
            self.start()
        try:
            self.pipe.send(line)
            return json.loads(self.pipe.recv())
        except (EOFError, OSError):
            self.process.join()
        if self.process.exitcode == -signal.SIGPROF:
            return {"answer": "timeout", "first_us": SECONDS[self.name] * 1e6, "next_us": 0}
        return {"answer": "error", "reason": "died", "first_us": 0, "next_us": 0}


def questions(paths):
    for path in paths:
        for text in open(path, encoding="utf-8"):
            yield {key: value for key, value in json.loads(text).items() if key in KEPT}


def main(name, paths):
    __import__({"hypothesis": "hypothesis_jsonschema"}.get(name, name))  # once, ahead of the processes
    local = threading.local()

    def answer(line):
        if not hasattr(local, "peer"):
            local.peer = Peer(name)
        return {"tool": name, "reason": "", "values": [], **line, **local.peer.ask(line)}

    with ThreadPoolExecutor(PROCESSES) as pool:
        for result in pool.map(answer, questions(paths)):
            print(json.dumps(result), flush=True)


main(sys.argv[1], sys.argv[2:])
