.errors[0].message == "--operation listNote fits no operation of the description"
