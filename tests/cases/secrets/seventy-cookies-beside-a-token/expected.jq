(tostring | contains("Zq9") | not)
