/* YAML text to nodes: libyaml's events, composed on the tape as they come. Aliases become copies of
   what they name, so that the result is a tree like JSON's. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/utf8.h"
#include "document/yaml_merge.h"
#include "document/yaml_scalar.h"
#include "document/yaml_substitute.h"

/* Where something with an anchor lies. */
struct anchor {
    uint32_t index;
    uint32_t height; /* levels of containers in it */
    bool open;       /* still being read: an alias to it would be a cycle */
};

struct frame {
    uint32_t index; /* of the container */
    uint32_t members;
    uint32_t height; /* of the highest child so far */
    bool at_key;     /* a mapping that waits for a key */
    bool merges;     /* it has a "<<" that is no text */
    struct anchor *anchor;
};

struct composer {
    yaml_parser_t parser;
    struct arena *arena;
    struct str text; /* as it was given */
    struct str seen; /* what libyaml reads: without the byte order mark, perhaps with escaped
                        characters */
    struct tape tape;
    struct map anchors;
    size_t alias_count;
    size_t merged_count; /* nodes moved for "<<" */
    size_t most_nodes;   /* and moved for "<<" */
    struct frame frames[YAML_MAX_DEPTH];
    size_t depth;
    /* libyaml counts code points; this is the place last asked for, in both units. */
    size_t point, byte;
    struct read_failure *failure;
    bool recording;   /* tags of programs are met */
    bool substituted; /* `seen` has some */
};

static bool fail(struct composer *composer, enum read_outcome outcome, size_t offset,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));

static bool fail(struct composer *composer, enum read_outcome outcome, size_t offset,
                 const char *format, ...)
{
    char message[sizeof composer->failure->message];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    read_fail(composer->failure, outcome, composer->text, offset, "%s", message);
    return false;
}

/* Behind `what` the format shows something of the file. */
static bool fail_showing(struct composer *composer, size_t offset, const char *what,
                         const char *format, ...) __attribute__((format(printf, 4, 5)));

static bool fail_showing(struct composer *composer, size_t offset, const char *what,
                         const char *format, ...)
{
    char shown[sizeof composer->failure->message];
    va_list args;

    va_start(args, format);
    vsnprintf(shown, sizeof shown, format, args);
    va_end(args);
    fail(composer, READ_MALFORMED, offset, "%s%s", what, shown);
    composer->failure->quote = strlen(what);
    return false;
}

/* "what: text", where the text is the file's. */
static bool fail_quoting(struct composer *composer, size_t offset, const char *what,
                         const char *text)
{
    return fail_showing(composer, offset, what, ": %s", text);
}

static bool next_are_ascii(const struct composer *composer)
{
    uint64_t word;

    if (composer->text.length - composer->byte < sizeof word)
        return false;
    memcpy(&word, composer->text.text + composer->byte, sizeof word);
    return (word & 0x8080808080808080u) == 0;
}

/* The byte at which a mark stands. Marks hardly ever go back, so the walk is short. */
static size_t mark_offset(struct composer *composer, yaml_mark_t mark)
{
    while (composer->point < mark.index && composer->byte < composer->text.length) {
        if (mark.index - composer->point >= 8 && next_are_ascii(composer)) {
            composer->byte += 8;
            composer->point += 8;
            continue;
        }
        composer->byte++;
        while (composer->byte < composer->text.length &&
               utf8_continues(composer->text.text[composer->byte]))
            composer->byte++;
        composer->point++;
    }
    while (composer->point > mark.index && composer->byte > 0) {
        composer->byte--;
        while (composer->byte > 0 && utf8_continues(composer->text.text[composer->byte]))
            composer->byte--;
        composer->point--;
    }
    return composer->byte;
}

/* What would help against frequent mistakes. */
static const char *hint_for(const struct composer *composer, const char *problem, size_t offset)
{
    struct str rest = str_slice(composer->text, offset, SIZE_MAX);

    if (strstr(problem, "unknown escape character"))
        return " (in single quotes a backslash stands for itself)";
    if (str_starts_with(rest, STR("\t")))
        return " (a tab cannot indent; use spaces)";
    if (strstr(problem, "cannot start any token"))
        return " (quote the text)";
    return "";
}

static bool parser_failed(struct composer *composer)
{
    const yaml_parser_t *parser = &composer->parser;
    const char *problem = parser->problem ? parser->problem : "cannot be read";
    size_t offset;

    if (parser->error == YAML_MEMORY_ERROR)
        alloc_failed(0);
    if (parser->error == YAML_READER_ERROR) {
        yaml_mark_t mark = {.index =
                                utf8_length(str_slice(composer->seen, 0, parser->problem_offset))};

        return fail_showing(composer, mark_offset(composer, mark), problem, " (0x%02x)",
                            (unsigned)parser->problem_value);
    }
    offset = mark_offset(composer, parser->problem_mark);
    return fail(composer, READ_MALFORMED, offset, "%s%s%s%s",
                parser->context ? parser->context : "", parser->context ? ", " : "", problem,
                hint_for(composer, problem, offset));
}

static bool check_budget(struct composer *composer, size_t more, size_t offset)
{
    if (composer->tape.count + more > composer->most_nodes)
        return fail(composer, READ_LIMIT, offset, "more than %zu values once aliases are expanded",
                    composer->most_nodes);
    return true;
}

static struct frame *innermost(struct composer *composer)
{
    return composer->depth ? &composer->frames[composer->depth - 1] : NULL;
}

/* Whether the next node is a mapping's key. */
static bool at_key(struct composer *composer)
{
    return composer->depth && innermost(composer)->at_key;
}

/* A key or value of the innermost container is complete. */
static void completed(struct composer *composer, uint32_t height)
{
    struct frame *frame = innermost(composer);
    bool mapping;

    if (!frame)
        return;
    mapping = composer->tape.nodes[frame->index].kind == NODE_OBJECT;
    if (!mapping || !frame->at_key)
        frame->members++;
    if (mapping)
        frame->at_key = !frame->at_key;
    if (height > frame->height)
        frame->height = height;
}

/* ---- anchors and aliases ---- */

static struct anchor *set_anchor(struct composer *composer, const yaml_char_t *name, size_t index,
                                 bool open)
{
    struct anchor *anchor;

    if (!name)
        return NULL;
    anchor = ARENA_NEW(composer->arena, struct anchor);
    *anchor = (struct anchor){.index = (uint32_t)index, .open = open};
    *map_put(&composer->anchors, str_copy(composer->arena, str_of((const char *)name))) = anchor;
    return anchor;
}

static bool on_alias(struct composer *composer, const yaml_event_t *event)
{
    size_t offset = mark_offset(composer, event->start_mark);
    const char *name = (const char *)event->data.alias.anchor;
    const struct anchor *anchor = map_get(&composer->anchors, str_of(name));
    const struct node *target;

    if (!anchor)
        return fail_quoting(composer, offset, "an alias without an anchor before it", name);
    if (anchor->open)
        return fail_quoting(composer, offset, "an alias stands inside what it names", name);
    if (++composer->alias_count > YAML_MAX_ALIASES)
        return fail(composer, READ_LIMIT, offset, "more than %d aliases", YAML_MAX_ALIASES);
    if (composer->depth + anchor->height > YAML_MAX_DEPTH)
        return fail(composer, READ_LIMIT, offset, "nested deeper than %d levels", YAML_MAX_DEPTH);
    target = composer->tape.nodes + anchor->index;
    if (at_key(composer) && target->kind != NODE_STRING)
        return fail(composer, READ_MALFORMED, offset, "a key must be a string");
    if (!check_budget(composer, target->span, offset))
        return false;
    tape_copy(&composer->tape, target);
    completed(composer, anchor->height);
    return true;
}

/* ---- scalars ---- */

static bool on_scalar(struct composer *composer, const yaml_event_t *event)
{
    size_t offset = mark_offset(composer, event->start_mark);
    const char *tag = (const char *)event->data.scalar.tag;
    struct yaml_scalar scalar = {
        .text = {(const char *)event->data.scalar.value, event->data.scalar.length},
        .tag = str_of(tag),
        .plain = !tag && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE,
    };
    struct node *node;
    const char *problem;

    if (composer->substituted)
        scalar.text.length =
            yaml_restore((char *)event->data.scalar.value, scalar.text.length,
                         event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE);
    if (!check_budget(composer, 1, offset))
        return false;
    node = tape_add(&composer->tape, NODE_STRING);
    set_anchor(composer, event->data.scalar.anchor, node->index, false);
    if (at_key(composer)) {
        scalar.plain |= str_is(scalar.tag, "tag:yaml.org,2002:merge");
        if (scalar.plain && str_is(scalar.text, "<<"))
            innermost(composer)->merges = true;
        yaml_scalar_string(composer->arena, &scalar, offset, node);
        node->hash16 = node_make_key_hash(node);
    } else if (!composer->recording ||
               !yaml_scalar_recorded(composer->arena, &scalar, offset, node)) {
        problem = yaml_scalar_resolve(composer->arena, &scalar, composer->text, offset, node);
        if (problem && tag)
            return fail_quoting(composer, offset, problem, tag);
        if (problem)
            return fail(composer, READ_MALFORMED, offset, "%s", problem);
    }
    completed(composer, 0);
    return true;
}

/* ---- containers ---- */

static bool on_start(struct composer *composer, const yaml_event_t *event, enum node_kind kind)
{
    bool mapping = kind == NODE_OBJECT;
    size_t offset = mark_offset(composer, event->start_mark);
    const yaml_char_t *anchor =
        mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
    const char *tag =
        (const char *)(mapping ? event->data.mapping_start.tag : event->data.sequence_start.tag);
    bool tagged =
        tag && strcmp(tag, "!") != 0 && strcmp(tag, mapping ? YAML_MAP_TAG : YAML_SEQ_TAG) != 0;
    struct node *node;

    if (at_key(composer))
        return fail(composer, READ_MALFORMED, offset, "a key must be a string, not %s",
                    mapping ? "a mapping" : "a sequence");
    if (tagged && !composer->recording)
        return fail_quoting(composer, offset, "a tag that JSON has no value for", tag);
    if (composer->depth == YAML_MAX_DEPTH)
        return fail(composer, READ_LIMIT, offset, "nested deeper than %d levels", YAML_MAX_DEPTH);
    if (!check_budget(composer, 1, offset))
        return false;
    node = tape_add(&composer->tape, kind);
    node->text = composer->text.text + offset;
    if (tagged && !yaml_is_collection(str_of(tag)))
        node->flags |= NODE_FOREIGN;
    composer->frames[composer->depth++] = (struct frame){
        .index = node->index,
        .at_key = mapping,
        .anchor = set_anchor(composer, anchor, node->index, true),
    };
    return true;
}

static bool merge(struct composer *composer, struct frame *frame)
{
    size_t length = composer->tape.count - frame->index - 1;
    size_t offset = (size_t)(composer->tape.nodes[frame->index].text - composer->text.text);

    composer->merged_count += length;
    if (composer->merged_count > composer->most_nodes)
        return fail(composer, READ_LIMIT, offset, "\"<<\" merges more than %zu values",
                    composer->most_nodes);
    return yaml_merge(&composer->tape, frame->index, &frame->members) ||
           fail(composer, READ_MALFORMED, offset, "\"<<\" merges mappings only, or a list of them");
}

static bool on_end(struct composer *composer)
{
    struct frame *frame = innermost(composer);
    struct node *node;

    if (frame->merges && !merge(composer, frame))
        return false;
    node = composer->tape.nodes + frame->index;
    node->span = (uint32_t)(composer->tape.count - frame->index);
    node->length = frame->members;
    if (frame->anchor) {
        frame->anchor->height = frame->height + 1;
        frame->anchor->open = false;
    }
    composer->depth--;
    completed(composer, frame->height + 1);
    return true;
}

/* ---- the stream ---- */

static bool on_event(struct composer *composer, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (composer->tape.count > 1)
            return fail(composer, READ_MALFORMED, mark_offset(composer, event->start_mark),
                        "a second document starts here; one is expected");
        return true;
    case YAML_ALIAS_EVENT:
        return on_alias(composer, event);
    case YAML_SCALAR_EVENT:
        return on_scalar(composer, event);
    case YAML_SEQUENCE_START_EVENT:
        return on_start(composer, event, NODE_ARRAY);
    case YAML_MAPPING_START_EVENT:
        return on_start(composer, event, NODE_OBJECT);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return on_end(composer);
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        return true;
    }
    return true;
}

static bool next_events(struct composer *composer)
{
    for (bool more = true; more;) {
        yaml_event_t event;
        bool done;

        if (!yaml_parser_parse(&composer->parser, &event))
            return parser_failed(composer);
        more = event.type != YAML_STREAM_END_EVENT;
        done = on_event(composer, &event);
        yaml_event_delete(&event);
        if (!done)
            return false;
    }
    if (composer->tape.count == 1)
        return fail(composer, READ_MALFORMED, composer->text.length,
                    "the text holds no value, only comments or white space");
    return true;
}

/* From the start. */
static bool compose(struct composer *composer)
{
    bool done;

    composer->byte = utf8_has_mark(composer->text) ? UTF8_MARK_BYTES : 0;
    composer->point = composer->depth = composer->alias_count = composer->merged_count = 0;
    map_release(&composer->anchors);
    tape_init(&composer->tape, composer->arena, composer->text.length / 12 + 8);
    if (!yaml_parser_initialize(&composer->parser))
        alloc_failed(0);
    yaml_parser_set_encoding(&composer->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&composer->parser, (const unsigned char *)composer->seen.text,
                                 composer->seen.length);
    done = next_events(composer);
    yaml_parser_delete(&composer->parser);
    return done;
}

/* false: libyaml reads the text as it is, or has read the escaped text already. */
static bool substitute(struct composer *composer)
{
    struct str text;

    if (composer->substituted)
        return false;
    text = yaml_substitute(composer->arena, composer->seen);
    if (!text.text)
        return false;
    composer->seen = text;
    composer->substituted = true;
    return true;
}

static bool check_text(struct composer *composer)
{
    struct str text = composer->text;
    size_t valid;

    if (text.length == 0)
        return fail(composer, READ_MALFORMED, 0, "the text is empty");
    if (text.length > YAML_MAX_BYTES)
        return fail(composer, READ_LIMIT, 0, "YAML of more than %d bytes", YAML_MAX_BYTES);
    if (str_starts_with(text, STR("\xff\xfe")) || str_starts_with(text, STR("\xfe\xff")))
        return fail(composer, READ_MALFORMED, 0, "the text is UTF-16, not UTF-8");
    valid = utf8_valid_prefix(text);
    if (valid < text.length)
        return fail_showing(composer, valid, "invalid UTF-8", " byte 0x%02x",
                            (unsigned char)text.text[valid]);
    return true;
}

static const struct document *finish(struct composer *composer, struct str file)
{
    struct document *document = tape_finish(&composer->tape);

    document->file = file;
    document->source = composer->text;
    document->format = DOCUMENT_YAML;
    document->byte_order_mark = utf8_has_mark(composer->text);
    return document;
}

static const struct document *read_document(struct arena *arena, struct str file, struct str text,
                                            bool recording, size_t most_nodes,
                                            struct read_failure *failure)
{
    struct composer *composer = alloc_zeroed(1, sizeof *composer);
    struct read_failure ignored;
    const struct document *document = NULL;

    composer->arena = arena;
    composer->text = text;
    composer->seen = utf8_without_mark(text);
    composer->failure = failure ? failure : &ignored;
    composer->recording = recording;
    composer->most_nodes = most_nodes;
    if (!check_text(composer))
        goto out;
    if (yaml_has_foreign_line_ends(composer->seen))
        substitute(composer);
    if (compose(composer) ||
        (composer->failure->outcome == READ_MALFORMED && substitute(composer) && compose(composer)))
        document = finish(composer, file);
out:
    map_release(&composer->anchors);
    free(composer);
    return document;
}

const struct document *yaml_read(struct arena *arena, struct str file, struct str text,
                                 struct read_failure *failure)
{
    return read_document(arena, file, text, false, YAML_MAX_NODES, failure);
}

const struct document *yaml_read_within(struct arena *arena, struct str file, struct str text,
                                        size_t most_nodes, struct read_failure *failure)
{
    return read_document(arena, file, text, false, most_nodes, failure);
}

const struct document *yaml_read_recording(struct arena *arena, struct str file, struct str text,
                                           struct read_failure *failure)
{
    return read_document(arena, file, text, true, YAML_MAX_NODES, failure);
}
