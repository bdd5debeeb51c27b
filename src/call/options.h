/* What single options say, as the settings below know it; and how a call speaks to who made it. */
#ifndef OASDRIFT_CALL_OPTIONS_H
#define OASDRIFT_CALL_OPTIONS_H

#include "oasdrift.h"
#include "run/run.h"
#include "schema/schema.h"

/* A line to options->message or standard error. */
void options_say(const struct oasdrift_options *options, const char *text);
/* The same with an error's message; returns OASDRIFT_UNUSABLE. */
int options_unusable(const struct oasdrift_options *options, const struct error *err);

/* --dialect; absent: 2020-12. */
bool options_parse_dialect(const char *text, enum schema_dialect *dialect, struct error *err);
/* SEVERITY_OFF: never. */
bool options_parse_fail_on(const struct oasdrift_options *options, enum severity *severity,
                           struct error *err);
/* What the options ask of the whole: the exit code, gates. */
bool options_parse_demands(const struct oasdrift_options *options, struct demands *demands,
                           struct error *err);
/* --rules: adds the sets in their order, the last one wins. */
bool options_read_rules(const struct oasdrift_options *options, struct rules *rules,
                        struct error *err);
/* --formats; absent: fallback. */
bool options_parse_formats(const char *text, enum format_policy fallback,
                           enum format_policy *policy, struct error *err);

#endif
