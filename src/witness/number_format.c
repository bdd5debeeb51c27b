#include "witness/number_format.h"

#include "document/kinds.h"

/* As format/number.c judges. NULL: no end, no step. */
static const struct range {
    const char *name;
    const char *least, *most; /* they keep the format; open: they do not */
    const char *step;
    bool open;
    const char *finest; /* NULL: every multiple of `step` in the range keeps the format */
} ranges[] = {
    {"int32", "-2147483648", "2147483647", "1", false, NULL},
    {"int64", "-9223372036854775808", "9223372036854775807", "1", false, NULL},
    {"float", "-3.40282356779733661637539395458142568447e38",
     "3.40282356779733661637539395458142568447e38", NULL, false, NULL},
    {"double", "-1.797693134862315807937289714053e308", "1.797693134862315807937289714053e308",
     NULL, false, NULL},
    {"int8", "-128", "127", "1", false, NULL},
    {"int16", "-32768", "32767", "1", false, NULL},
    {"uint8", "0", "255", "1", false, NULL},
    {"uint16", "0", "65535", "1", false, NULL},
    {"uint32", "0", "4294967295", "1", false, NULL},
    {"uint64", "0", "18446744073709551615", "1", false, NULL},
    {"double-int", "-9007199254740991", "9007199254740991", "1", false, NULL},
    {"sf-integer", "-999999999999999", "999999999999999", "1", false, NULL},
    {"sf-decimal", "-1e12", "1e12", "0.001", true, NULL},
    {"unixtime", NULL, NULL, "1", false, NULL},
    {"decimal128", "-1e6145", "1e6145", NULL, true, "1e-6176"}, /* of 34 digits */
};

bool number_format_applies(const struct format *format)
{
    return format && format->holds && format->kinds & KIND_NUMBER;
}

static struct number_cut cut_at(const char *number, bool after)
{
    if (!number)
        return (struct number_cut){.endless = true};
    return (struct number_cut){.after = after, .at = decimal_parse(str_of(number))};
}

bool number_format_find(const struct format *format, struct number_format *found)
{
    for (size_t i = 0; i < ARRAY_LENGTH(ranges); i++) {
        const struct range *range = &ranges[i];

        if (!str_is(format->name, range->name))
            continue;
        *found = (struct number_format){.from = cut_at(range->least, range->open),
                                        .to = cut_at(range->most, !range->open),
                                        .stepped = range->step != NULL,
                                        .exact = range->finest == NULL};
        if (range->step)
            found->step = decimal_parse(str_of(range->step));
        if (range->finest)
            found->finest = decimal_parse(str_of(range->finest));
        return true;
    }
    return false;
}

bool number_format_is_whole(const struct number_format *format)
{
    int64_t step;

    return format->exact && format->stepped && !format->from.endless && !format->to.endless &&
           decimal_to_int64(&format->step, &step) && step == 1;
}
