#include "pattern/reading_order.h"

static void add(struct reading_order *order, uint32_t first, uint32_t last)
{
    if (first <= last)
        order->spans[order->count++] = (struct span){first, last};
}

static void add_turned(struct reading_order *order, uint32_t first, uint32_t last, uint64_t turn)
{
    uint32_t at = first + (uint32_t)(turn % (last - first + 1));

    add(order, at, last);
    if (at > first)
        add(order, first, at - 1);
}

void reading_order_make(struct reading_order *order, uint64_t turn)
{
    static const struct span others[] = {
        {'-', '-'},   {'_', '_'},   {'.', '.'},     {' ', ' '},         {'!', ','},
        {'/', '/'},   {':', '@'},   {'[', '^'},     {'`', '`'},         {'{', '~'},
        {'\t', '\n'}, {'\r', '\r'}, {0xa1, 0xd7ff}, {0xe000, 0x10ffff}, {0x80, 0xa0},
        {1, 8},       {0xb, 0xc},   {0xe, 0x1f},    {0x7f, 0x7f},       {0, 0},
    };

    order->count = 0;
    add_turned(order, 'a', 'z', turn);
    add_turned(order, '0', '9', turn / 26);
    add_turned(order, 'A', 'Z', turn / 260);
    for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
        add(order, others[i].first, others[i].last);
}
