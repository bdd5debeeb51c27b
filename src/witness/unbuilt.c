/* Stands in for what is not there yet. */
#include "witness/array_rules.h"
#include "witness/engine.h"
#include "witness/object_rules.h"
#include "witness/texts.h"

#define WEAK __attribute__((weak))
#pragma GCC diagnostic ignored "-Wunused-parameter"
struct texts { struct witness *w; };
WEAK struct texts *texts_new(struct witness *w) { struct texts *n = witness_alloc(w, sizeof *n); n->w = w; return n; }
WEAK void texts_length(struct texts *t, uint64_t a, uint64_t b) {}
WEAK void texts_pattern(struct texts *t, const struct pattern *p, bool n) {}
WEAK void texts_format(struct texts *t, const struct format *f, bool n, bool s) {}
WEAK void texts_exclude(struct texts *t, struct str x) {}
WEAK void texts_hint(struct texts *t, struct str x) {}
WEAK enum outcome texts_nth(struct texts *t, uint64_t n, struct strbuf *out) { if (n > 1000) return undecided(t->w, WITNESS_STATES); strbuf_addf(out, "t%d", (int)n); return OUTCOME_VALUE; }
WEAK enum outcome texts_nth_of_length(struct texts *t, uint64_t l, uint64_t n, struct strbuf *out) { return undecided(t->w, WITNESS_STATES); }
WEAK enum outcome array_rules_solve(struct witness *w, const struct array_rules *r, struct array_shape *s) { if (r->minimum) return undecided(w, WITNESS_SIZE); *s = (struct array_shape){0}; return OUTCOME_VALUE; }
WEAK enum outcome array_shape_nth(struct witness *w, const struct array_shape *s, uint64_t n, struct strbuf *out) { strbuf_add_text(out, "[]"); return n ? OUTCOME_NONE : OUTCOME_VALUE; }
WEAK void array_rules_release(struct array_rules *r) {}
WEAK enum outcome object_rules_solve(struct witness *w, const struct object_rules *r, struct object_shape *s) { if (r->minimum) return undecided(w, WITNESS_SIZE); *s = (struct object_shape){0}; return OUTCOME_VALUE; }
WEAK enum outcome object_shape_nth(struct witness *w, const struct object_shape *s, uint64_t n, struct strbuf *out) { strbuf_add_text(out, "{}"); return n ? OUTCOME_NONE : OUTCOME_VALUE; }
WEAK void object_rules_release(struct object_rules *r) {}
