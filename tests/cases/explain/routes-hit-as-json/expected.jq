.request.hit.operationId == "getBook" and .request.parameters == {"bookId": "17"} and .request.base == "/api/v1" and
.request.candidates[0].hit and .request.candidates[0].path == "/books/{bookId}" and (.request.candidates[1].hit | not)
