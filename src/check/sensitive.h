/* Values of an exchange that the description calls secret: format password, and writeOnly. They
   are collected while they are judged, valid or not, and are neither shown nor, where they are
   long enough to be told apart from words, left anywhere else. */
#ifndef OASDRIFT_CHECK_SENSITIVE_H
#define OASDRIFT_CHECK_SENSITIVE_H

#include "check/check_value.h"

/* Learns the value's secret parts, and notes their places in the request. */
void sensitive_collect(struct checker *checker, const struct checked_value *value);
/* Notes the parameter's name, whatever can be read of its value. true: it is secret as a whole. */
bool sensitive_parameter(struct checker *checker, const struct parameter *parameter);
/* Learns the value in the path that stands for the parameter, which is secret by its name, and
   notes its place. */
void sensitive_path_value(struct checker *checker, struct str name);
/* Notes the names that the schema gives to secret properties: nothing is known of where they are
   in a body that cannot be read. */
void sensitive_names(struct checker *checker, const struct node *schema);

/* Does the schema, or one that it leads to, call a value secret? NULL: it does not. */
bool sensitive_may_be_in(struct checker *checker, const struct node *schema);
/* Was a value of that name, or one that starts there, noted in the request? name: may be absent. */
bool sensitive_is_noted(const struct checker *checker, struct str name, struct str value);
/* What was noted of the exchange so far; borrowed from the checker, until it notes more. */
struct secret_places sensitive_places(const struct checker *checker);

/* Is the node, of the value that was collected last, secret so, or in what is, or around it? */
bool sensitive_is_met(const struct checker *checker, const struct node *node);

#endif
