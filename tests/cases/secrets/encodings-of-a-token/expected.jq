([.findings[].message | select(contains("pre ") and contains("redacted"))] | length) == 22 and (tostring | ascii_downcase | contains("zq9") | not) and (tostring | contains("Wlh") | not)
