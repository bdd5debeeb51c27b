[.instances[].valid] == [true, false]
