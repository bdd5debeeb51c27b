.instances[0].errors[0].pointer == "/next/next/value"
