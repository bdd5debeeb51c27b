([.instances[].valid] == [true, false, true]) and ([.instances[].line] == [1, 2, 3])
