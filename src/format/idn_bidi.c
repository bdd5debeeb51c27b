/* The Bidi rule of RFC 5893, 2, as a regular expression. libidn2 looks at one label at a time, but
   one that goes from right to left asks something of its neighbours too. */

#include "base/utf8.h"
#include "format/idn.h"
#include "pattern/pcre2_code.h"

#define BIDI(class) "\\p{bidi_class:" class "}"
#define LEFT        BIDI("L")
#define RIGHT       BIDI("R") BIDI("AL")
#define EUROPEAN    BIDI("EN")
#define ARABIC      BIDI("AN")
#define NEUTRAL     "\\-" BIDI("ET") BIDI("ON") BIDI("BN") BIDI("NSM")
#define MARKS       BIDI("NSM") "*+"

/* Rules 1 to 4; "-" is the only character of class ES that IDNA leaves, and none is left of CS. */
#define ONE_KIND_OF_DIGIT "(?![^.]*" EUROPEAN "[^.]*" ARABIC ")(?![^.]*" ARABIC "[^.]*" EUROPEAN ")"
#define RIGHT_TO_LEFT                                                                              \
    ONE_KIND_OF_DIGIT "(?=[" RIGHT "])[" RIGHT ARABIC EUROPEAN NEUTRAL "]*"                        \
                      "[" RIGHT ARABIC EUROPEAN "]" MARKS
/* Rules 1, 5 and 6. */
#define LEFT_TO_RIGHT "(?=" LEFT ")[" LEFT EUROPEAN NEUTRAL "]*[" LEFT EUROPEAN "]" MARKS
#define LABEL         "(?:" RIGHT_TO_LEFT "|" LEFT_TO_RIGHT ")(?![^.])"

static const char rule[] = "[^" RIGHT ARABIC "]*+\\z|" LABEL "(?:\\." LABEL ")*+\\z";

/* The blocks that hold every character of the classes R, AL and AN that IDNA leaves (Unicode's
   DerivedBidiClass.txt keeps them for such). Compiling the rule takes 40 us, so names without any
   of them pass by. */
static bool is_in_right_to_left_block(uint32_t code)
{
    return (code >= 0x590 && code <= 0x8ff) || (code >= 0xfb1d && code <= 0xfdff) ||
           (code >= 0xfe70 && code <= 0xfeff) || (code >= 0x10800 && code <= 0x10fff) ||
           (code >= 0x1e800 && code <= 0x1efff);
}

static bool may_go_right_to_left(struct str name)
{
    uint32_t code;
    size_t bytes;

    for (size_t at = 0; at < name.length; at += bytes) {
        bytes = utf8_decode(str_slice(name, at, UTF8_MAX_BYTES), &code);
        if (bytes == 0 || is_in_right_to_left_block(code))
            return true;
    }
    return false;
}

bool idn_keeps_bidi_rule(struct str name)
{
    pcre2_match_data *match;
    pcre2_code *code;
    int error, outcome;

    if (!may_go_right_to_left(name))
        return true;
    code = pcre2_code_new((struct str){rule, sizeof rule - 1}, PCRE2_UTF | PCRE2_ANCHORED, &error);
    if (!code) /* pcre2 before 10.40 knows no Bidi classes */
        return true;
    match = pcre2_match_data_create_from_pattern(code, NULL);
    outcome = pcre2_match(code, (PCRE2_SPTR)name.text, name.length, 0, 0, match, NULL);
    pcre2_match_data_free(match);
    pcre2_code_free(code);
    return outcome != PCRE2_ERROR_NOMATCH;
}
