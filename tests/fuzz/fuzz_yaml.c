/* The YAML reader on any bytes: what it makes is sound and survives writing as JSON. Where the text
   is JSON too, and libyaml can read it, both readers make the same of it. */
#include "check_tape.h"

static void compare_with_json(const struct document *yaml, struct str text)
{
    struct arena arena;
    const struct document *json;

    arena_init(&arena);
    json = json_read(&arena, STR("json"), text, NULL);
    /* YAML folds line ends in quoted text, which JSON does not allow there. */
    if (json && json->root->kind == NODE_OBJECT && str_find(text, STR("<<")) == SIZE_MAX)
        must(node_equal(json->root, yaml->root), "JSON is the same as YAML");
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    struct arena arena;
    struct read_failure failure = {0};
    const struct document *document;

    arena_init(&arena);
    document = yaml_read(&arena, STR("fuzz"), text, &failure);
    if (document) {
        check_tape(document);
        check_written(document);
        compare_with_json(document, text);
    } else {
        must(failure.outcome != READ_OK && failure.message[0], "a failure says what it is");
        must(failure.offset <= size && failure.line >= 1 && failure.column >= 1,
             "a failure has a place");
    }
    arena_release(&arena);
    return 0;
}
