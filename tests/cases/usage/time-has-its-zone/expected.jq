.time | fromdateiso8601 > 0
