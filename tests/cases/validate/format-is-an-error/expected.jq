.instances[0].errors[0].keyword == "format"
