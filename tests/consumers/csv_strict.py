"""csv_strict.py FILE...: the strict reader takes it, every row has the header's cells, none is a formula."""
import csv
import sys

for name in sys.argv[1:]:
    with open(name, newline="", encoding="utf-8") as file:
        text = file.read()
    if not text.endswith("\r\n"):
        sys.exit(f"{name}: does not end with a line end")
    rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]) or len(set(rows[0])) != len(rows[0]):
            sys.exit(f"{name}: row {number} has {len(row)} cells of {len(rows[0])}")
        for cell in row:
            if cell.lstrip()[:1] in ("=", "+", "-", "@") or any(ord(c) < 32 for c in cell):
                sys.exit(f"{name}: row {number}: {cell!r}")
