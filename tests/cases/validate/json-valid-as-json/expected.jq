.instances[0].valid == true and .instances[0].errors == []
