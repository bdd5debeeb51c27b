#include "base/text_format.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>

struct printer {
    char *out;
    size_t size;
    size_t length; /* of the whole text, which may be more than there is room for */
    va_list args;
};

struct conversion {
    char start[32]; /* '%', flags, width and precision, with numbers for '*' */
    size_t start_length;
    bool left;
    size_t width;
    bool has_precision;
    size_t precision;
    int longs; /* 1: long, 2: long long */
    char letter;
};

static size_t room_of(const struct printer *printer)
{
    return printer->length < printer->size ? printer->size - printer->length : 0;
}

static void add(struct printer *printer, const char *text, size_t length)
{
    size_t room = room_of(printer);

    if (length && room)
        memcpy(printer->out + printer->length, text, length < room ? length : room);
    printer->length += length;
}

static void add_spaces(struct printer *printer, size_t count)
{
    while (count--)
        add(printer, " ", 1);
}

/* ---- reading a conversion ---- */

static void add_to_start(struct conversion *conversion, const char *text, size_t length)
{
    assert(conversion->start_length + length + sizeof "lld" <= sizeof conversion->start);
    memcpy(conversion->start + conversion->start_length, text, length);
    conversion->start_length += length;
}

/* A number in the format, or the argument that '*' stands for. */
static const char *read_number(struct printer *printer, struct conversion *conversion,
                               const char *at, size_t *number)
{
    char digits[16];
    int value = 0;

    if (*at == '*') {
        value = va_arg(printer->args, int);
        at++;
    } else {
        for (; ascii_is_digit(*at); at++)
            value = value * 10 + (*at - '0');
    }
    if (value < 0)
        conversion->left = true;
    *number = (size_t)(value < 0 ? -(int64_t)value : value);
    add_to_start(conversion, digits, (size_t)snprintf(digits, sizeof digits, "%d", value));
    return at;
}

/* `at` is behind the '%'; returns what is behind the letter. */
static const char *read_conversion(struct printer *printer, const char *at,
                                   struct conversion *conversion)
{
    *conversion = (struct conversion){.start = "%", .start_length = 1};
    for (; char_is_any(*at, "-+ #0"); at++) {
        conversion->left = conversion->left || *at == '-';
        add_to_start(conversion, at, 1);
    }
    if (*at == '*' || ascii_is_digit(*at))
        at = read_number(printer, conversion, at, &conversion->width);
    if (*at == '.') {
        conversion->has_precision = true;
        add_to_start(conversion, ".", 1);
        at = read_number(printer, conversion, at + 1, &conversion->precision);
    }
    for (; char_is_any(*at, "lzjt"); at++) /* size_t and ptrdiff_t are as long as long */
        conversion->longs += *at == 'j' ? 2 : 1;
    conversion->letter = *at;
    return at + (*at != '\0');
}

/* ---- writing it ---- */

static void add_text(struct printer *printer, const struct conversion *conversion)
{
    const char *text = va_arg(printer->args, const char *);
    size_t length = conversion->has_precision ? conversion->precision : strlen(text);
    size_t padding = conversion->width > length ? conversion->width - length : 0;

    if (!conversion->left)
        add_spaces(printer, padding);
    add(printer, text, length);
    if (conversion->left)
        add_spaces(printer, padding);
}

static long long signed_argument(struct printer *printer, int longs)
{
    return longs > 1    ? va_arg(printer->args, long long)
           : longs == 1 ? va_arg(printer->args, long)
                        : va_arg(printer->args, int);
}

static unsigned long long unsigned_argument(struct printer *printer, int longs)
{
    return longs > 1    ? va_arg(printer->args, unsigned long long)
           : longs == 1 ? va_arg(printer->args, unsigned long)
                        : va_arg(printer->args, unsigned);
}

/* The start and the letter, as snprintf takes them; integers are long long. */
static const char *libc_format(struct conversion *conversion, bool integer)
{
    if (integer)
        add_to_start(conversion, "ll", 2);
    add_to_start(conversion, &conversion->letter, 1);
    conversion->start[conversion->start_length] = '\0';
    return conversion->start;
}

static void add_other(struct printer *printer, struct conversion *conversion)
{
    bool integer = char_is_any(conversion->letter, "diuoxX");
    const char *format = libc_format(conversion, integer);
    bool fits = room_of(printer) > 0;
    char *out = fits ? printer->out + printer->length : NULL;
    size_t room = fits ? room_of(printer) + 1 : 0; /* with the NUL's */
    int length;

    if (char_is_any(conversion->letter, "di"))
        length = snprintf(out, room, format, signed_argument(printer, conversion->longs));
    else if (integer)
        length = snprintf(out, room, format, unsigned_argument(printer, conversion->longs));
    else if (conversion->letter == 'c')
        length = snprintf(out, room, format, va_arg(printer->args, int));
    else if (conversion->letter == 'p')
        length = snprintf(out, room, format, va_arg(printer->args, void *));
    else if (char_is_any(conversion->letter, "efg"))
        length = snprintf(out, room, format, va_arg(printer->args, double));
    else
        length = snprintf(out, room, "%%");
    printer->length += length > 0 ? (size_t)length : 0;
}

size_t text_format(char *out, size_t size, const char *format, va_list args)
{
    struct printer printer = {.out = out, .size = size ? size - 1 : 0};

    va_copy(printer.args, args);
    while (*format) {
        size_t plain = str_find_char(str_of(format), '%');
        struct conversion conversion;

        add(&printer, format, plain);
        format += plain;
        if (!*format)
            break;
        format = read_conversion(&printer, format + 1, &conversion);
        if (conversion.letter == 's')
            add_text(&printer, &conversion);
        else
            add_other(&printer, &conversion);
    }
    va_end(printer.args);
    if (size)
        out[printer.length < size ? printer.length : size - 1] = '\0';
    return printer.length;
}

struct str text_format_cut(char *out, size_t size, const char *format, va_list args)
{
    size_t length = text_format(out, size, format, args);

    return (struct str){out, length < size ? length : size - 1};
}
