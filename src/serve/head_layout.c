#include "serve/head_layout.h"

#include <stdint.h>

static bool is_behind(const char *part, const char *before)
{
    intptr_t distance = (intptr_t)part - (intptr_t)before;

    if (distance > HEAD_SPAN_MAX_BYTES || distance < -HEAD_SPAN_MAX_BYTES)
        return true;
    for (intptr_t i = 0; i < distance; i++)
        if ((unsigned char)before[i] > ' ' && before[i] != ':')
            return false;
    return distance >= 0;
}

void head_layout_add(struct head_layout *layout, const char *text, size_t length)
{
    if (!text)
        return;
    if (layout->end && !is_behind(text, layout->end))
        layout->torn = true;
    layout->end = text + length;
}

/* Behind the last stands the end of its line, then the empty line. */
bool head_layout_is_whole(const struct head_layout *layout)
{
    return !layout->torn && (!layout->end || is_behind(layout->end + 2, layout->end));
}
