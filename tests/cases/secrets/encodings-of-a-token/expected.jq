([.findings[].message | select(contains("none of"))] | length == 1) and (tostring | ascii_downcase | contains("zq9") | not)
