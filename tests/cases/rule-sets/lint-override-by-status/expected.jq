[.findings[] | select(.severity == "info") | .description.pointer] == ["/paths/~1pets/post/responses/204/contnt"]
