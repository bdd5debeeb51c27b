/* Private to check/: one value being judged, as check_value.c (the evaluation), undocumented.c
   (members that no schema describes) and discriminator.c (what discriminators choose) share it. */
#ifndef OASDRIFT_CHECK_CHECK_VALUE_STATE_H
#define OASDRIFT_CHECK_CHECK_VALUE_STATE_H

#include "base/vec.h"
#include "check/check_value.h"
#include "check/raise.h"

/* A member that no schema describes. */
struct undocumented {
    struct undocumented_member member;
    bool dropped; /* a schema that a discriminator chooses describes it after all */
};

/* What a failure is among those of oneOf and anyOf and of the branch that comes nearest to them
   (branch_causes.c). */
struct branch_failure {
    unsigned depth; /* as of struct schema_failure, as `explained` and `guess` are */
    const struct node *instance;
    bool explained, guess;
    bool warns; /* it breaks nothing */
};

/* A failure of oneOf or anyOf, of which the branch that comes nearest is being told. */
struct open_choice {
    unsigned depth;
    bool guess;
    size_t finding; /* its place in the checker's; NOT_KEPT */
    bool settled;   /* what explains it was told; not of a guess */
};

/* A failure of a value that has placeholders (placeholder_failures.c). */
struct kept_failure {
    struct raised raised;
    const struct node *instance;
    struct str placeholder; /* in the instance, where the keyword looks at it, as it is shown; else
                               absent */
    bool branches;          /* the keyword compares branches */
    bool explained;         /* by the placeholder */
    bool of_name;           /* the placeholder stands for a property's name */
    struct branch_failure branch;
};

/* What fits no branch, and of which it is a guess what was meant. */
struct branch_guess {
    const struct node *instance;
    size_t finding;
};

struct value_check {
    struct checker *checker;
    const struct checked_value *value;
    size_t prefix; /* bytes of the instance's own pointer */
    size_t failures;
    VEC(struct undocumented) undocumented;
    VEC(const struct node *) placeholders;
    VEC(struct kept_failure) kept;
    VEC(struct open_choice) choices; /* one in the branch of the other */
    VEC(struct branch_guess) guesses;
    bool placeholders_listed;
};

/* A finding's part, name, pointer and place of a node of the value. */
struct raised raised_at(const struct value_check *check, const struct node *node);
/* The same of a node whose node_pointer is at hand. */
struct raised raised_by_pointer(const struct value_check *check, const struct node *node,
                                struct str pointer);
/* Counts one more finding of the value. true: it is one too many, which is said once. */
bool value_check_is_full(struct value_check *check);

/* Raises a failure that counts. */
void value_check_raise(struct value_check *check, struct raised *raised,
                       struct branch_failure failure);

/* Where the value is observed (NULL: nowhere), and as what. */
struct observation *value_check_observation(const struct value_check *check);
enum coverage_direction value_check_direction(const struct value_check *check);

/* ---- branch_causes.c ---- */

struct branch_failure branch_failure_of(const struct schema_failure *failure);
/* To be told of each failure in its order, before it is raised. true: another one explains it, if
   both are findings. */
bool branch_causes_enter(struct value_check *check, struct branch_failure failure);
/* After that. finding: its place in the checker's, or NOT_KEPT. Of warnings, too. */
void branch_causes_note(struct value_check *check, struct branch_failure failure, size_t finding);
/* The same of a failure that is not raised. */
void branch_causes_drop(struct value_check *check, struct branch_failure failure);
/* Raises what is about a member of the object. Where that fits no branch, and which one was meant
   is a guess, it is explained. */
void branch_causes_raise(struct value_check *check, const struct node *object,
                         struct raised *raised);

/* ---- value_secret.c ---- */

#define SECRET_NOT_SHOWN "(the value is secret and not shown)"

/* Is the value that fails secret, so that its message shows nothing of it: by the caller, by what
   the description says of it, by its name, by one above it, or, where the keyword shows all of it,
   by what is within? */
bool value_is_secret(const struct value_check *check, const struct schema_failure *failure);
/* The same of an instance whose keyword shows all of it. */
bool value_at_is_secret(struct checker *checker, enum part part, struct str name,
                        const struct node *instance);

/* ---- undocumented.c ---- */

/* To be asked before the evaluator is used again. */
void undocumented_collect(struct value_check *check);
void undocumented_raise(struct value_check *check);

/* ---- content_schemas.c ---- */

/* Not checked: a contentSchema that applies. */
void content_schemas_note(struct value_check *check, const struct schema *schema);

/* ---- discriminator.c ---- */

/* Does the schema, or one that it leads to, have a discriminator? Asked once for each schema. */
bool discriminators_are_stated(struct checker *checker, const struct node *schema);
/* Raises *.discriminator-mismatch and *.discriminator-unknown, and drops the undocumented members
   that chosen schemas describe. */
void discriminators_follow(struct value_check *check);

#endif
