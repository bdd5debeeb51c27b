/* Private to check/: which template, and which split of its segments, a request's path means. */
#ifndef OASDRIFT_CHECK_PATH_READING_H
#define OASDRIFT_CHECK_PATH_READING_H

#include "check/checker.h"

/* Where the specification leaves open what the path means, the route becomes the first reading
   whose parameters hold; without one it stays as it is. */
void path_reading_choose(struct checker *checker);

#endif
