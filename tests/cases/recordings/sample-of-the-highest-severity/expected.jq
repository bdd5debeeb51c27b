.findings | length == 1 and .[0].severity == "error" and .[0].count == 2 and (.[0].exchanges | length == 1) and .[0].exchanges[0].index == 1 and (.[0].message | contains("info") | not)
