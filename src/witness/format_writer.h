/* What writes the n-th text of one format: a row of format_word.c. Private to witness/. */
#ifndef OASDRIFT_WITNESS_FORMAT_WRITER_H
#define OASDRIFT_WITNESS_FORMAT_WRITER_H

#include "witness/format_word.h"

struct word {
    const struct witness_settings *settings;
    struct str words; /* of the hint; may be empty */
    uint64_t n;
    uint64_t turn;   /* of n; from 0 */
    uint64_t number; /* turn + 1 */
    struct strbuf *out;
};

/* Adds the words of ASCII but those of the list `left_out`, which only name the format; `otherwise`
   where there are none. */
void word_add_slug(const struct word *word, const char *left_out, char separator,
                   const char *otherwise);
/* "", then `before` and 2, 3, ... */
void word_add_number(const struct word *word, const char *before);

/* Each writes its format; false: it has no n-th text, and what was written counts for nothing. */
/* format_time.c */
bool word_write_date(const struct word *word);
bool word_write_date_time_local(const struct word *word);
bool word_write_date_time(const struct word *word);
bool word_write_time_local(const struct word *word);
bool word_write_time(const struct word *word);
bool word_write_duration(const struct word *word);
bool word_write_http_date(const struct word *word);
/* format_host.c */
bool word_write_ipv4(const struct word *word);
bool word_write_ipv4_cidr(const struct word *word);
bool word_write_ipv6(const struct word *word);
bool word_write_ipv6_cidr(const struct word *word);
bool word_write_hostname(const struct word *word);
bool word_write_email(const struct word *word);

#endif
