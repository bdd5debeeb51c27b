/* Combinations of indices with one sum, in descending order of their digits: the first wheel gets
   all it can hold, the next one the rest. */
#include "witness/object_search.h"

/* Gives the wheels from `first` on their indices; false: they cannot hold so much. */
static bool spread(struct odometer *odometer, size_t first, uint64_t sum)
{
    for (size_t i = first; i < odometer->count; i++) {
        struct wheel *wheel = &odometer->wheels[i];
        uint64_t most = wheel->end == 0 ? 0 : wheel->end - 1;

        wheel->index = sum < most ? sum : most;
        sum -= wheel->index;
    }
    return sum == 0;
}

bool odometer_start(struct odometer *odometer, uint64_t sum)
{
    for (size_t i = 0; i < odometer->count; i++)
        odometer->wheels[i].end = UINT64_MAX;
    return spread(odometer, 0, sum);
}

/* The next combination in which the wheel shows less than it does; where that cannot be, one before
   it does. */
static bool turn_back(struct odometer *odometer, size_t wheel, uint64_t index)
{
    uint64_t rest = 0;

    for (size_t i = wheel; i < odometer->count; i++)
        rest += odometer->wheels[i].index;
    while (!spread(odometer, wheel + 1, rest - index)) {
        do {
            if (wheel == 0)
                return false;
            rest += odometer->wheels[--wheel].index;
        } while (odometer->wheels[wheel].index == 0);
        index = odometer->wheels[wheel].index - 1;
    }
    odometer->wheels[wheel].index = index;
    return true;
}

bool odometer_next(struct odometer *odometer)
{
    size_t last = odometer->count;

    while (last > 0 && odometer->wheels[last - 1].index == 0)
        last--;
    return last > 0 && turn_back(odometer, last - 1, odometer->wheels[last - 1].index - 1);
}

bool odometer_end_wheel(struct odometer *odometer, size_t wheel)
{
    struct wheel *ended = &odometer->wheels[wheel];

    ended->end = ended->index;
    return ended->index > 0 && turn_back(odometer, wheel, ended->index - 1);
}
