#include "event/event.h"

bool event_end_has_counting(const struct event_end *end, enum severity fail_on)
{
    if (fail_on == SEVERITY_OFF)
        return false;
    for (int severity = (int)fail_on; severity <= SEVERITY_ERROR; severity++)
        if (end->findings[severity])
            return true;
    return false;
}
