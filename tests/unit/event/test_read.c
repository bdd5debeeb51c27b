/* Event files read back: what is in order, and what is refused with its line.
 */
#include <stdio.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "event/read.h"
#include "unit.h"

#define START                                                                                      \
    "{\"event\":\"start\",\"version\":1,\"command\":\"check\",\"descriptions\":"                   \
    "[{\"file\":\"a\"}]}\n"
#define FINGERPRINT "0123456789abcdef"
#define FINDING(members)                                                                           \
    "{\"event\":\"finding\",\"rule\":\"response.body-schema\",\"severity\":"                       \
    "\"error\","                                                                                   \
    "\"message\":\"m\",\"fingerprint\":\"" FINGERPRINT                                             \
    "\",\"where\":{\"part\":\"response.body\"}" members "}\n"
#define ERROR "{\"event\":\"error\",\"id\":\"run.input\",\"message\":\"m\"}\n"
#define END   "{\"event\":\"end\",\"digest\":\"@\"}\n" /* "@" becomes the digest */

static struct arena arena;

/* One letter an event (its kind's), then E end, U unfinished, B broken. */
#define HASHES(list) "{\"event\":\"secrets\",\"hashes\":[" list "]}\n"
#define HASH         "{\"hash\":\"0123456789abcdef01234567\""

static const struct {
    const char *name, *text, *steps, *message;
} files[] = {
    {"a whole run", START FINDING("") ERROR END, "sfreE", ""},
    {"nothing between", START END, "seE", ""},
    {"two behind each other", START END START FINDING("") END, "sesfeE", ""},
    {"nothing", "", "U", ""},
    {"without its trailer", START FINDING(""), "sfU", ""},
    {"cut off in a line", START "{\"event\":\"fi", "sU", ""},
    {"unknown members", START FINDING(",\"x\":{\"y\":[1]}") END, "sfeE", ""},
    {"a blank line", START "\n", "sB", "events:2:1: "},
    {"no JSON", START "{nonsense}\n", "sB", "events:2:2: "},
    {"an array", "[]\n", "B", "events:1:1: an event is an object"},
    {"no kind", "{}\n", "B", "events:1:1: a member \"event\" is needed"},
    {"an unknown kind", "{\"event\":\"stop\"}\n", "B",
     "events:1:10: \"event\" has a value that is not known"},
    {"a kind that is a number", "{\"event\":1}\n", "B", "events:1:10: \"event\" is no string"},
    {"another version", "{\"event\":\"start\",\"version\":2,\"command\":\"check\"}\n", "B",
     "events:1:1: events of version 1 are read"},
    {"a shard that is none",
     "{\"event\":\"start\",\"version\":1,\"command\":\"check\",\"shard\":{"
     "\"index\":3,\"count\":2}}\n",
     "B", "no shard: 1 to 100000"},
    {"no start", FINDING(""), "B", "events:1:1: an event \"finding\" is out of place here"},
    {"a start within", START START, "sB", "events:2:1: an event \"start\" is out of place here"},
    {"a finding behind an error", START ERROR FINDING(""), "srB",
     "events:3:1: an event \"finding\" is out of place here"},
    {"a trailer behind a trailer", START END END, "seB",
     "events:3:1: an event \"end\" is out of place here"},
    {"a digest of something else", START "{\"event\":\"end\",\"digest\":\"0\"}\n", "sB",
     "events:2:1: the digest is not that of the events"},
    {"no digest", START "{\"event\":\"end\"}\n", "sB", "a member \"digest\" is needed"},
    {"a negative count", START FINDING(",\"count\":-1"), "sB", "\"count\" is no count"},
    {"a count with a fraction", START FINDING(",\"count\":1.5"), "sB", "\"count\" is no count"},
    {"the largest count", START FINDING(",\"count\":9007199254740992") END, "sfeE", ""},
    {"a count that is larger", START FINDING(",\"count\":9007199254740993"), "sB",
     "\"count\" is no count"},
    {"a place that is a list", START FINDING(",\"description\":[]"), "sB",
     "\"description\" is no object"},
    {"exchanges that are no list", START FINDING(",\"exchanges\":{}"), "sB",
     "\"exchanges\" is no array"},
    {"an excerpt",
     START FINDING(",\"exchanges\":[{\"excerpt\":{\"text\":\"a\\nb\",\"line\":2}}]") END, "sfeE",
     ""},
    {"an excerpt without a line of its own",
     START FINDING(",\"exchanges\":[{\"excerpt\":{\"text\":\"a\"}}]") END, "sfeE", ""},
    {"an excerpt without its line",
     START FINDING(",\"exchanges\":[{\"excerpt\":{\"text\":\"a\\nb\",\"line\":3}}]"), "sB",
     "\"line\" is beyond the text"},
    {"a line of no excerpt", START FINDING(",\"exchanges\":[{\"excerpt\":{\"line\":1}}]"), "sB",
     "\"line\" is beyond the text"},
    {"an excerpt that is a text", START FINDING(",\"exchanges\":[{\"excerpt\":\"a\"}]"), "sB",
     "\"excerpt\" is no object"},
    {"something found that is no text", START FINDING(",\"found\":3"), "sB",
     "\"found\" is no string"},
    {"an unknown state", START FINDING(",\"baseline\":{\"state\":\"x\"}"), "sB",
     "\"state\" has a value that is not known"},
    {"an unknown rule",
     START "{\"event\":\"finding\",\"rule\":\"no.rule\",\"severity\":\"error\"}\n", "sB",
     "events:2:27: \"rule\" has a value that is not known"},
    {"a short fingerprint",
     START "{\"event\":\"finding\",\"rule\":\"response.body-schema\","
           "\"severity\":\"error\","
           "\"message\":\"m\",\"fingerprint\":\"12\",\"where\":{\"part\":"
           "\"response.body\"}}\n",
     "sB", "events:2:1: the fingerprint is not 16 hexadecimal digits"},
    {"an id that is none", START "{\"event\":\"error\",\"id\":\"x\",\"message\":\"m\"}\n", "sB",
     "no id of a diagnostic"},
    {"a type that is none",
     START "{\"event\":\"coverage\",\"schemas\":[{\"in\":\"response\","
           "\"undocumented\":"
           "[{\"name\":\"n\",\"types\":[\"date\"]}]}]}\n",
     "sB", "no type of JSON"},
    {"coverage twice", START "{\"event\":\"coverage\"}\n{\"event\":\"coverage\"}\n", "scB",
     "events:3:1: an event \"coverage\" is out of place here"},
    {"secrets", START HASHES(HASH ",\"offset\":7,\"length\":40}") END, "sheE", ""},
    {"no secrets", START HASHES("") END, "sheE", ""},
    {"secrets twice", START HASHES("") HASHES(""), "shB",
     "events:3:1: an event \"secrets\" is out of place here"},
    {"secrets before coverage", START HASHES("") "{\"event\":\"coverage\"}\n", "shB",
     "an event \"coverage\" is out of place here"},
    {"a hash that is none", START HASHES("{\"hash\":\"12\",\"length\":40}"), "sB",
     "events:2:30: a hash is 24 hexadecimal digits"},
    {"a hash alone", START HASHES(HASH "}"), "sB", "no secret has that length and offset"},
    {"a hash of nothing", START HASHES(HASH ",\"offset\":40,\"length\":40}"), "sB",
     "no secret has that length and offset"},
    {"a hash of a huge text", START HASHES(HASH ",\"length\":65537}"), "sB",
     "65536 bytes are the most"},
    {"hashes that are texts", START HASHES("\"a\""), "sB", "a member \"hash\" is needed"},
    {"elements of other kinds",
     START "{\"event\":\"exchange\",\"source\":\"s\",\"verdict\":\"pass\","
           "\"rules\":[1,null]}\n" END,
     "sxeE", ""},
};

/* Puts the digest of the lines since the start where "@" stands. */
static void write_events(FILE *out, struct str text)
{
    struct sha256 hash;
    char digest[SHA256_HEX_LENGTH + 1];

    sha256_init(&hash);
    while (text.length) {
        struct str line = str_slice(text, 0, str_find_char(text, '\n') + 1);
        size_t at = str_find(line, STR("\"@\""));

        text = str_slice(text, line.length, SIZE_MAX);
        if (at == SIZE_MAX) {
            sha256_add(&hash, line);
            fprintf(out, "%.*s", STR_ARGS(line));
            continue;
        }
        sha256_hex(&hash, digest);
        sha256_init(&hash);
        fprintf(out, "%.*s\"%s\"%.*s", (int)at, line.text, digest,
                STR_ARGS(str_slice(line, at + 3, SIZE_MAX)));
    }
}

static void follow(const char *path, char *steps, size_t room, struct error *err)
{
    static const char kinds[] = {
        [EVENT_START] = 's',    [EVENT_EXCHANGE] = 'x',    [EVENT_FINDING] = 'f',
        [EVENT_WITHHELD] = 'w', [EVENT_NOT_CHECKED] = 'n', [EVENT_ERROR] = 'r',
        [EVENT_COVERAGE] = 'c', [EVENT_SECRETS] = 'h',     [EVENT_END] = 'e'};
    struct event_reader *reader = event_reader_open(path, err);
    enum event_step step = EVENT_READ;
    struct event event;

    ck_assert_msg(reader != NULL, "%s", err->message);
    for (size_t i = 0; step == EVENT_READ; i++) {
        ck_assert_msg(i + 1 < room, "it does not end");
        step = event_reader_next(reader, &arena, &event, err);
        steps[i] = step == EVENT_READ ? kinds[event.kind] : "?EUB"[step];
        steps[i + 1] = '\0';
    }
    event_reader_close(reader);
}

START_TEST(reads)
{
    char folder[] = "/tmp/oasdrift-events-XXXXXX", path[] = "events", steps[16] = "";
    struct error err = {0};
    FILE *out;

    ck_assert(mkdtemp(folder) && chdir(folder) == 0);
    out = fopen(path, "w");
    ck_assert(out != NULL);
    write_events(out, str_of(files[_i].text));
    ck_assert(fclose(out) == 0);
    arena_init(&arena);
    follow(path, steps, sizeof steps, &err);
    arena_release(&arena);
    ck_assert(unlink(path) == 0 && chdir("/") == 0 && rmdir(folder) == 0);
    ck_assert_msg(strcmp(steps, files[_i].steps) == 0, "%s: %s: %s", files[_i].name, steps,
                  err.message);
    ck_assert_msg(strstr(err.message, files[_i].message), "%s: %s", files[_i].name, err.message);
    ck_assert_msg(err.raised == (files[_i].message[0] != '\0'), "%s: %s", files[_i].name,
                  err.message);
}
END_TEST

START_TEST(refuses_what_is_not_there)
{
    struct error err = {0};

    ck_assert(!event_reader_open("/nonexistent/events", &err));
    ck_assert_msg(strstr(err.message, "/nonexistent/events: No such file"), "%s", err.message);
}
END_TEST

UNIT_SUITE("event_read", UNIT_LOOP(reads, files); UNIT_TEST(refuses_what_is_not_there))
