/* A description of many files as one document. Members keep their order and their words; what a
   $ref leads to in another file becomes a component, in a map of its kind at the end of those that
   are there, and the $ref leads to it. Where the version has no components of the kind, or a path
   item is nothing but a $ref, what it leads to stands in its place. */
#ifndef OASDRIFT_BUNDLE_BUNDLE_H
#define OASDRIFT_BUNDLE_BUNDLE_H

#include "openapi/openapi.h"

enum {
    BUNDLE_MAX_NODES = 4 * 1000 * 1000, /* of the document made */
    BUNDLE_MAX_NOTES = 20               /* sentences of a kind; how many more there are is told */
};

struct bundle_notes {
    /* What keeps the description from being one document: references that lead nowhere, or where
       they may not, or in a circle. Each has its place, the first of those with its cause. */
    struct str obstacles[BUNDLE_MAX_NOTES];
    size_t obstacle_count; /* may be more than are kept */
    /* What the document does not say as the files did. */
    struct str notices[BUNDLE_MAX_NOTES];
    size_t notice_count;
    bool comments; /* a YAML file has comments, which are not kept */
};

/* The document, with the file name and format of the description's own; its nodes know where they
   came from (node_origin). All of it lives as long as the api, of which it is borrowed. NULL: there
   are obstacles. A description that is one document already is made anew with equal content. */
const struct document *bundle_make(struct api *api, struct bundle_notes *notes);

#endif
