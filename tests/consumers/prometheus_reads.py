"""prometheus_reads.py FILE...: Prometheus' own client reads it, no series stands twice, no name promises a counter."""
import sys

from prometheus_client.parser import text_string_to_metric_families

for name in sys.argv[1:]:
    with open(name, encoding="utf-8", newline="") as file:
        text = file.read()
    seen = set()
    count = 0
    for family in text_string_to_metric_families(text):
        if family.type != "gauge" or not family.documentation:
            sys.exit(f"{name}: {family.name}: {family.type}, \"{family.documentation}\"")
        for sample in family.samples:
            series = (sample.name, tuple(sorted(sample.labels.items())))
            if series in seen:
                sys.exit(f"{name}: {series} stands twice")
            seen.add(series)
            count += 1
    written = sum(1 for line in text.split("\n") if line and not line.startswith("#"))
    if count != written or not count or not text.endswith("\n"):
        sys.exit(f"{name}: {count} samples of {written}")
