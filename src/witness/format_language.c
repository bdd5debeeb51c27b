/* The parts of the patterns in format_languages.def, from formats.def's sources as src/format/
   reads them. A part with a `|` is in a group. */
#include "witness/format_language.h"

#include "document/kinds.h"

#define WHOLE(pattern)             "^(?:" pattern ")$"
#define GIVEN(conditions, pattern) "^" conditions "(?:" pattern ")$"

#define ANY          "[\\s\\S]"
#define WIDE         "[^\\x00-\\x7f]"
#define HEX          "[\\dA-Fa-f]"
#define LETTER       "[A-Za-z]"
#define ALPHANUMERIC "[\\dA-Za-z]"

/* ---- time ---- */

#define LONG_MONTHS  "(?:0[13578]|1[02])"
#define SHORT_MONTHS "(?:0[469]|11)"
#define LEAP_YEARS   "(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
#define DATE                                                                                       \
    "(?:\\d{4}-(?:" LONG_MONTHS "-(?:0[1-9]|[12]\\d|3[01])|" SHORT_MONTHS                          \
    "-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|" LEAP_YEARS "-02-29)"

#define MINUTE       "(?:[01]\\d|2[0-3]):[0-5]\\d"
#define DECIMALS     "(?:\\.\\d+)?"
#define OFFSET       "(?:[Zz]|[+\\-]" MINUTE ")"
#define LEAPING_TIME MINUTE ":(?:[0-5]\\d|60)" DECIMALS
#define FULL_TIME                                                                                  \
    "(?:" MINUTE ":[0-5]\\d" DECIMALS OFFSET "|23:59:60" DECIMALS "(?:[Zz]|[+\\-]00:00))"

/* One to three elements without a gap. */
#define ELEMENTS(first, second, third)                                                             \
    "(?:\\d+" first "(?:\\d+" second "(?:\\d+" third ")?)?|\\d+" second "(?:\\d+" third            \
    ")?|\\d+" third ")"
#define TIME_ELEMENTS "T" ELEMENTS("H", "M", "S")
#define DURATION      "P(?:\\d+W|" ELEMENTS("Y", "M", "D") "(?:" TIME_ELEMENTS ")?|" TIME_ELEMENTS ")"

/* ---- dates of HTTP ---- */

#define HTTP_TIME    MINUTE ":(?:[0-5]\\d|60)"
#define SHORT_DAY    "(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)"
#define LONG_DAY     "(?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)"
#define NAMED_LONG   "(?:Jan|Mar|May|Jul|Aug|Oct|Dec)"
#define NAMED_SHORT  "(?:Apr|Jun|Sep|Nov)"
#define LEAP_OF_2000 "(?:0[048]|[2468][048]|[13579][26])" /* the century is not known */
#define RFC850_DAY                                                                                 \
    "(?:(?:(?:0[1-9]|[12]\\d|3[01])-" NAMED_LONG "|(?:0[1-9]|[12]\\d|30)-" NAMED_SHORT             \
    "|(?:0[1-9]|1\\d|2[0-8])-Feb)-\\d\\d|29-Feb-" LEAP_OF_2000 ")"
#define RFC850_DATE "(?:" LONG_DAY ", " RFC850_DAY " " HTTP_TIME " GMT)"

/* Which day of the week a date is, is not said. */
#define FIXDATE_DAY                                                                                \
    "(?:(?:0[1-9]|[12]\\d|3[01]) " NAMED_LONG "|(?:0[1-9]|[12]\\d|30) " NAMED_SHORT                \
    "|(?:0[1-9]|[12]\\d) Feb)"
#define FIXDATE "(?:" SHORT_DAY ", " FIXDATE_DAY " \\d{4} " HTTP_TIME " GMT)"
#define ASCTIME_DAY                                                                                \
    "(?:" NAMED_LONG " (?:[ 0][1-9]|[12]\\d|3[01])|" NAMED_SHORT                                   \
    " (?:[ 0][1-9]|[12]\\d|30)|Feb (?:[ 0][1-9]|[12]\\d))"
#define ASCTIME_DATE "(?:" SHORT_DAY " " ASCTIME_DAY " " HTTP_TIME " \\d{4})"

/* The first four weeks of a month whose first day is `a`. */
#define WEEKS(a, b, c, d, e, f, g)                                                                 \
    "(?:" a ", (?:01|08|15|22)|" b ", (?:02|09|16|23)|" c ", (?:03|10|17|24)|" d                   \
    ", (?:04|11|18|25)|" e ", (?:05|12|19|26)|" f ", (?:06|13|20|27)|" g ", (?:07|14|21|28))"
#define FROM_SUNDAY    WEEKS("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
#define FROM_MONDAY    WEEKS("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
#define FROM_TUESDAY   WEEKS("Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon")
#define FROM_WEDNESDAY WEEKS("Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue")
#define FROM_THURSDAY  WEEKS("Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed")
#define FROM_FRIDAY    WEEKS("Fri", "Sat", "Sun", "Mon", "Tue", "Wed", "Thu")
#define FROM_SATURDAY  WEEKS("Sat", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri")
/* These years have the same calendar. */
#define SOME_FIXDATE                                                                               \
    "(?:" FROM_SUNDAY " (?:Sep|Dec)|" FROM_MONDAY " (?:Jan|Apr|Jul)|" FROM_TUESDAY                 \
    " Oct|" FROM_WEDNESDAY " May|" FROM_THURSDAY " (?:Feb|Aug)|" FROM_FRIDAY                       \
    " (?:Mar|Nov)|" FROM_SATURDAY " Jun) (?:1996|2024|2052) " HTTP_TIME " GMT"

/* ---- addresses ---- */

#define OCTET "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)"
#define IPV4  OCTET "(?:\\." OCTET "){3}"

#define GROUP          HEX "{1,4}"
#define GROUPS(counts) "(?:" GROUP ":){" counts "}"
/* Behind "::": nothing; or some groups, then one, two or an IPv4 address in the place of two. */
#define TAIL(counts)              "(?:" GROUPS(counts) "(?:" GROUP "(?::" GROUP ")?|" IPV4 "))?"
#define SHORTENED(before, behind) GROUPS(before) ":" TAIL(behind)
#define FULL                      GROUPS("6") "(?:" GROUP ":" GROUP "|" IPV4 ")"
#define SHORTENED_EARLY           "::" TAIL("0,5") "|" SHORTENED("1", "0,4") "|" SHORTENED("2", "0,3")
#define SHORTENED_LATE            SHORTENED("3", "0,2") "|" SHORTENED("4", "0,1") "|" SHORTENED("5", "0")
#define SHORTENED_AT_END          GROUPS("6") ":(?:" GROUP ")?|" GROUPS("7") ":"
#define IPV6                      "(?:" FULL "|" SHORTENED_EARLY "|" SHORTENED_LATE "|" SHORTENED_AT_END ")"

/* ---- names of hosts, mailboxes ---- */

#define LABEL           ALPHANUMERIC "(?:[\\dA-Za-z\\-]{0,61}" ALPHANUMERIC ")?"
#define HOSTNAME        LABEL "(?:\\." LABEL ")*"
#define SHORT_NAME      "(?=[ -~]{1,253}$)"
#define NO_A_LABEL      "(?!(?:[ -~]*\\.)?[Xx][Nn]--)"
#define ATOM_BUT_DOT    "[\\w!#$%&'*+\\/=?^`{|}~\\-]"
#define QUOTED          "[ !#-\\[\\]-~]|\\\\[ -~]"
#define LOCAL_PART      "(?:" ATOM_BUT_DOT "+(?:\\." ATOM_BUT_DOT "+)*|\"(?:" QUOTED ")*\")"
#define WIDE_ATOM       "(?:" ATOM_BUT_DOT "|" WIDE ")"
#define WIDE_LOCAL_PART "(?:" WIDE_ATOM "+(?:\\." WIDE_ATOM "+)*|\"(?:" QUOTED "|" WIDE ")*\")"
#define DOMAIN          "(?:" HOSTNAME "|\\[" IPV4 "\\])"
#define LOOSE_DOMAIN    "(?:" HOSTNAME "|\\[(?:" IPV4 "|[Ii][Pp][Vv]6:" LOOSE_ADDRESS ")\\])"
/* The last "@" is the one. A quoted local part may hold others: the wide ones that do are outside,
   and so are those that look as if an A-label followed. */
#define SHORT_DOMAIN     "(?=" ANY "*@[ -?A-~]{1,253}$)"
#define SHORT_LOCAL_PART "(?=[ -~]{1,64}@[^@]*$)"
#define SHORT_WIDE_PART  "(?=[^@]{1,16}@)" /* of four octets each */
#define NO_A_DOMAIN      "(?!" ANY "*@(?:[ -~]*\\.)?[Xx][Nn]--)"

/* ---- URIs ---- */

/* As items of a class: ucschar and iprivate of RFC 3987, 2.2. The characters themselves stand here:
   escapes would make too long a pattern. */
#define UCSCHAR_OF_PLANE_0 "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
#define UCSCHAR                                                                                    \
    UCSCHAR_OF_PLANE_0                                                                             \
    "\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd"                              \
    "\U00040000-\U0004fffd\U00050000-\U0005fffd\U00060000-\U0006fffd"                              \
    "\U00070000-\U0007fffd\U00080000-\U0008fffd\U00090000-\U0009fffd"                              \
    "\U000a0000-\U000afffd\U000b0000-\U000bfffd\U000c0000-\U000cfffd"                              \
    "\U000d0000-\U000dfffd\U000e1000-\U000efffd"
#define IPRIVATE "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"

#define ESCAPED         "%" HEX HEX
#define NAME_CHARACTERS "\\w\\-.~!$&'()*+,;="
#define MADE_OF(more)   "(?:[" NAME_CHARACTERS more "]|" ESCAPED ")"
#define SCHEME          LETTER "[\\dA-Za-z+\\-.]*:"
#define HOST(wide, address)                                                                        \
    "(?:" MADE_OF(wide) "*|\\[(?:" address "|[Vv]" HEX "+\\.[" NAME_CHARACTERS ":]+)\\])"
#define AUTHORITY(wide, address) "(?:" MADE_OF(":" wide) "*@)?" HOST(wide, address) "(?::\\d*)?"
#define PATH(wide)               MADE_OF(":@\\/" wide) "*"
#define NETWORK(wide, address)   "\\/\\/" AUTHORITY(wide, address) "(?:\\/" PATH(wide) ")?"
#define ABSOLUTE(wide)           "\\/(?:" MADE_OF(":@" wide) PATH(wide) ")?"
#define ROOTLESS(wide)           MADE_OF(":@" wide) PATH(wide)
#define NO_SCHEME(wide)          MADE_OF("@" wide) "+(?:\\/" PATH(wide) ")?"
#define QUERY(wide)              "(?:\\?" MADE_OF(":@\\/?" wide) "*)?"
#define FRAGMENT(wide)           "(?:#" MADE_OF(":@\\/?" wide) "*)?"
/* wide: what is beyond ASCII; query_wide: that of a query; address: one of IPv6, in brackets. */
#define URI(wide, query_wide, address)                                                             \
    SCHEME                                                                                         \
    "(?:" NETWORK(wide, address) "|" ABSOLUTE(wide) "|" ROOTLESS(wide) ")?" QUERY(query_wide)      \
        FRAGMENT(wide)
#define REFERENCE(wide, query_wide, address)                                                       \
    "(?:(?:" SCHEME ")?(?:" NETWORK(wide, address) "|" ABSOLUTE(wide) ")|" SCHEME ROOTLESS(        \
        wide) "|" SCHEME "|" NO_SCHEME(wide) ")?" QUERY(query_wide) FRAGMENT(wide)
/* With all planes, a table would need too much work. */
#define SOME_WIDE     UCSCHAR_OF_PLANE_0
#define LOOSE_WIDE    UCSCHAR_OF_PLANE_0 "\U00010000-\U0010ffff"
#define FULL_ADDRESS  GROUPS("7") GROUP
#define LOOSE_ADDRESS "[\\dA-Fa-f:.]{2,45}"

#define VARIABLE_CHARACTER "(?:\\w|" ESCAPED ")"
#define VARIABLE           VARIABLE_CHARACTER "(?:\\.?" VARIABLE_CHARACTER ")*(?::[1-9]\\d{0,3}|\\*)?"
#define EXPRESSION         "\\{[+#.\\/;?&]?" VARIABLE "(?:," VARIABLE ")*\\}"
#define TEMPLATE           "(?:[!#$&-;=?-\\[\\]_a-z~" UCSCHAR IPRIVATE "]|" ESCAPED "|" EXPRESSION ")*"

#define POINTER  "(?:\\/(?:[^~\\/]|~[01])*)*"
#define CARDINAL "(?:0|[1-9]\\d*)"

/* ---- numbers ---- */

#define NUMBER        "-?" CARDINAL DECIMALS
#define WITH_EXPONENT NUMBER "[Ee][+\\-]?\\d+"
#define UP_TO_INT64_MAX                                                                            \
    "(?:0|[1-9]\\d{0,17}|[1-8]\\d{18}|9[01]\\d{17}|92[01]\\d{16}|922[0-2]\\d{15}|9223[0-2]\\d{14}" \
    "|92233[0-6]\\d{13}|922337[01]\\d{12}|92233720[0-2]\\d{10}|922337203[0-5]\\d{9}"               \
    "|9223372036[0-7]\\d{8}|92233720368[0-4]\\d{7}|922337203685[0-3]\\d{6}"                        \
    "|9223372036854[0-6]\\d{5}|92233720368547[0-6]\\d{4}|922337203685477[0-4]\\d{3}"               \
    "|9223372036854775[0-7]\\d\\d|922337203685477580[0-7])"
#define UP_TO_UINT64_MAX                                                                           \
    "(?:0|[1-9]\\d{0,18}|1[0-7]\\d{18}|18[0-3]\\d{17}|184[0-3]\\d{16}|1844[0-5]\\d{15}"            \
    "|18446[0-6]\\d{14}|184467[0-3]\\d{13}|1844674[0-3]\\d{12}|184467440[0-6]\\d{10}"              \
    "|1844674407[0-2]\\d{9}|18446744073[0-6]\\d{8}|1844674407370[0-8]\\d{6}"                       \
    "|18446744073709[0-4]\\d{5}|184467440737095[0-4]\\d{4}|18446744073709550\\d{3}"                \
    "|18446744073709551[0-5]\\d\\d|1844674407370955160\\d|1844674407370955161[0-5])"

#define INT64  "(?:-?" UP_TO_INT64_MAX "|-9223372036854775808)(?:\\.0+)?"
#define UINT64 "(?:-0|" UP_TO_UINT64_MAX ")(?:\\.0+)?"

/* ---- text of a kind ---- */

#define BASE64 "[\\dA-Za-z+\\/]"

#define SUBTAG(counts) "-" ALPHANUMERIC "{" counts "}"
#define PRIVATE_USE    "[Xx](?:" SUBTAG("1,8") ")+"
#define LANGTAG                                                                                    \
    "(?:" LETTER "{2,3}(?:-" LETTER "{3}){0,3}|" LETTER "{4,8})(?:-" LETTER "{4})?"                \
    "(?:-(?:" LETTER "{2}|\\d{3}))?(?:-(?:" ALPHANUMERIC "{5,8}|\\d" ALPHANUMERIC "{3}))*"         \
    "(?:-[\\dA-WYZa-wyz](?:" SUBTAG("2,8") ")+)*(?:-" PRIVATE_USE ")?"
/* Registered before the grammar, and not of it. */
#define IRREGULAR                                                                                  \
    "[Ee][Nn]-[Gg][Bb]-[Oo][Ee][Dd]|[Ss][Gg][Nn]-(?:[Bb][Ee]-(?:[Ff][Rr]|[Nn][Ll])"                \
    "|[Cc][Hh]-[Dd][Ee])|[Ii]-(?:[Aa][Mm][Ii]|[Bb][Nn][Nn]|[Dd][Ee][Ff][Aa][Uu][Ll][Tt]"           \
    "|[Ee][Nn][Oo][Cc][Hh][Ii][Aa][Nn]|[Hh][Aa][Kk]|[Kk][Ll][Ii][Nn][Gg][Oo][Nn]|[Ll][Uu][Xx]"     \
    "|[Mm][Ii][Nn][Gg][Oo]|[Nn][Aa][Vv][Aa][Jj][Oo]|[Pp][Ww][Nn]|[Tt][Aa][Oo]|[Tt][Aa][Yy]"        \
    "|[Tt][Ss][Uu])"

#define TOKEN_CHARACTERS "\\w!#$%&'*+\\-.^`|~"
#define TOKEN            "[" TOKEN_CHARACTERS "]+"
#define NO_CONTROLS      "\\x00-\\x08\\x0a-\\x1f\\x7f"
#define QUOTED_STRING    "\"(?:[^\"\\\\" NO_CONTROLS "]|\\\\[^" NO_CONTROLS "])*\""
#define PARAMETER        "[\\t ]*;[\\t ]*(?:" TOKEN "=(?:" TOKEN "|" QUOTED_STRING "))?"
/* A star that is the type has a star behind it. */
#define MEDIA_RANGE                                                                                \
    "(?:\\*\\/\\*|(?:[\\w!#$%&'+\\-.^`|~][" TOKEN_CHARACTERS "]*|\\*" TOKEN ")\\/" TOKEN           \
    ")(?:" PARAMETER ")*"

/* Inside are characters, sets and simple classes, some repeated. Where there is a parenthesis,
   anything is outside: behind a limit on groups, patterns are not read further. */
#define REGEX_ATOM                                                                                 \
    "(?:[\\w !\"#%&',\\-\\/:;<=>@`~.]|\\\\[DSWdswnrt$()*+.\\/?\\[\\]^\\\\{|}]|\\[" ALPHANUMERIC    \
    "+\\])"
#define SIMPLE_REGEX "\\^?(?:\\|?" REGEX_ATOM "(?:[*+?][?]?)?)*\\$?"
#define REGEX_ESCAPE "\\\\[\\x00-@BDPSW\\[-`bcdfknprstuvwx{-\\x7f]"
#define LOOSE_REGEX                                                                                \
    "(?:(?:[^(*+?\\\\]|" REGEX_ESCAPE ")(?:[^(\\\\]|" REGEX_ESCAPE ")*)?|[^(]*\\(" ANY "*"

/* ---- rows ---- */

#define EXACT(identifier, format, pattern) static const char exact_##identifier[] = pattern;
#define BETWEEN(format, inside, outside)
#include "witness/format_languages.def"
#undef EXACT
#undef BETWEEN

static const struct row {
    const char *format;
    struct format_language language;
} rows[] = {
#define EXACT(identifier, format, pattern) {format, {exact_##identifier, exact_##identifier}},
#define BETWEEN(format, inside, outside)   {format, {inside, outside}},
#include "witness/format_languages.def"
#undef EXACT
#undef BETWEEN
};

static const char all_texts[] = WHOLE(ANY "*");
static const struct format_language any = {all_texts, all_texts};

const struct format_language *format_language_of(const struct format *format)
{
    if (!format)
        return NULL;
    if (!format->holds || !(format->kinds >> NODE_STRING & 1))
        return &any;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (str_is(format->name, rows[i].format))
            return &rows[i].language;
    return NULL;
}
