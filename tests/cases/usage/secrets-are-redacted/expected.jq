tostring | contains("s3cr3t") | not
