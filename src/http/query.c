#include "http/query.h"

bool query_next(struct str *rest, struct str *name, struct str *value)
{
    while (rest->text) {
        struct str pair = str_cut(rest, '&');

        if (pair.length == 0)
            continue;
        *name = str_cut(&pair, '=');
        *value = pair;
        return true;
    }
    return false;
}
