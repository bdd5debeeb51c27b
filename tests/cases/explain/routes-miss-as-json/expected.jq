.request.hit == null and (.request.miss | startswith("the path is described")) and .request.candidates[0].path == "/books"
