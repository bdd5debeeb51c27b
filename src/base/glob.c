#include "base/glob.h"

/* Where to go on when what follows a star does not match: there the star takes more text. */
struct retry {
    size_t pattern; /* behind the star */
    size_t text;    /* what the star has taken ends there */
    bool set;
};

struct glob {
    struct str pattern, text;
    bool name;
    size_t at_pattern, at_text;
    struct retry star;     /* takes characters of one segment; of a name all */
    struct retry segments; /* takes whole segments, each with its '/' */
};

static bool starts_segment(const struct glob *glob)
{
    return !glob->name &&
           (glob->at_pattern == 0 || glob->pattern.text[glob->at_pattern - 1] == '/');
}

/* Takes the stars at the pattern's place. */
static void take_stars(struct glob *glob)
{
    bool is_segment = starts_segment(glob);
    size_t from = glob->at_pattern, to = from;

    while (to < glob->pattern.length && glob->pattern.text[to] == '*')
        to++;
    is_segment = is_segment && to - from > 1;
    if (is_segment && to == glob->pattern.length) {
        glob->at_text = glob->text.length; /* "/a/" and two stars: all that is left */
        glob->at_pattern = to;
    } else if (is_segment && glob->pattern.text[to] == '/') {
        glob->at_pattern = to + 1;
        glob->segments = (struct retry){glob->at_pattern, glob->at_text, true};
        glob->star.set = false; /* from here on it no longer matters what an earlier star takes */
    } else {
        glob->at_pattern = to;
        glob->star = (struct retry){to, glob->at_text, true};
    }
}

static bool fits(const struct glob *glob)
{
    char p = glob->pattern.text[glob->at_pattern], c = glob->text.text[glob->at_text];

    if (p == '?')
        return glob->name || c != '/';
    return glob->name ? ascii_lower(p) == ascii_lower(c) : p == c;
}

static void go_on(struct glob *glob, struct retry *retry, size_t text)
{
    retry->text = text;
    glob->at_text = text;
    glob->at_pattern = retry->pattern;
}

/* The star takes one character more. */
static bool take_character(struct glob *glob)
{
    size_t at = glob->star.text;

    if (!glob->star.set || at >= glob->text.length || (!glob->name && glob->text.text[at] == '/'))
        return false;
    go_on(glob, &glob->star, at + 1);
    return true;
}

/* The stars take one segment more. They cannot take a last one, which no '/' follows. */
static bool take_segment(struct glob *glob)
{
    size_t at = glob->segments.text;

    while (at < glob->text.length && glob->text.text[at] != '/')
        at++;
    if (!glob->segments.set || at >= glob->text.length)
        return false;
    glob->star.set = false;
    go_on(glob, &glob->segments, at + 1);
    return true;
}

static bool matches(struct glob *glob)
{
    while (glob->at_text < glob->text.length || glob->at_pattern < glob->pattern.length) {
        if (glob->at_pattern < glob->pattern.length) {
            if (glob->pattern.text[glob->at_pattern] == '*') {
                take_stars(glob);
                continue;
            }
            if (glob->at_text < glob->text.length && fits(glob)) {
                glob->at_pattern++;
                glob->at_text++;
                continue;
            }
        }
        if (!take_character(glob) && !take_segment(glob))
            return false;
    }
    return true;
}

bool glob_matches(struct str pattern, struct str text)
{
    return matches(&(struct glob){.pattern = pattern, .text = text});
}

bool glob_matches_name(struct str pattern, struct str name)
{
    return matches(&(struct glob){.pattern = pattern, .text = name, .name = true});
}
