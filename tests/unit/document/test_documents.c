#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/file_output.h"
#include "base/strbuf.h"
#include "document/document.h"
#include "temporary_folder.h"

static void enter(void)
{
    enter_temporary_folder();
    ck_assert(mkdir("specs", 0700) == 0 && mkdir("specs/sub", 0700) == 0);
    ck_assert(mkdir("shared", 0700) == 0);
}

static void put(const char *path, struct str text)
{
    struct file_output output;

    ck_assert(file_create(&output, path, NULL));
    fwrite(text.text, 1, text.length, output.stream);
    ck_assert(file_commit(&output, NULL));
}

static const struct {
    const char *name, *text;
    const char *message;
} broken[] = {
    {"a.json", "{\"a\":1,\"b\":{\"c\":1,\n \"c\":2}}",
     "a.json:2:2: key \"c\" stands twice (first at line 1)"},
    {"a.yaml", "200: x\n'200': y\n", "a.yaml:2:1: key \"200\" stands twice (first at line 1)"},
    {"a.json", "", "a.json: the file is empty"},
    {"a.yaml", "", "a.yaml: the file is empty"},
    {"a.json", "{\"a\":1,}", "a.json:1:8: expected a key in double quotes"},
    {"a.json", "{\"a\":\"\xff\"}", "a.json:1:7: invalid UTF-8 byte 0xff"},
    {"a.yaml", "a: \xff", "a.yaml:1:4: invalid UTF-8 byte 0xff"},
    {"a.yaml", "a: [1\n",
     "a.yaml:2:1: while parsing a flow sequence, did not find expected ',' or ']'"},
};

START_TEST(refuses)
{
    struct documents *documents = documents_new(NULL);
    struct error err = {0};

    enter();
    put(broken[_i].name, str_of(broken[_i].text));
    ck_assert(!document_load(documents, broken[_i].name, &err));
    ck_assert_str(str_of(err.message), broken[_i].message);
    documents_free(documents);
    leave_temporary_folder();
}
END_TEST

START_TEST(refuses_what_is_no_file)
{
    struct documents *documents = documents_new(NULL);
    struct error err = {0};

    enter();
    ck_assert(!document_load(documents, "specs", &err));
    ck_assert_str(str_of(err.message), "specs: Is a directory");
    error_clear(&err);
    ck_assert(!document_load(documents, "none.yaml", &err));
    ck_assert_str(str_of(err.message), "none.yaml: No such file or directory");
    documents_free(documents);
    leave_temporary_folder();
}
END_TEST

START_TEST(reads_flow_yaml_and_json_in_yaml)
{
    struct documents *documents = documents_new(NULL);
    struct error err = {0};
    const struct document *document;

    enter();
    put("flow.yaml", STR("{a: 1, b: [2,]}"));
    document = document_load(documents, "flow.yaml", &err);
    ck_assert_msg(document != NULL, "%s", err.message);
    ck_assert_int_eq(document->format, DOCUMENT_YAML);
    put("json.yaml", STR(" {\"a\": \"\\ud83d\\ude00\"}"));
    document = document_load(documents, "json.yaml", &err);
    ck_assert_msg(document != NULL, "%s", err.message);
    ck_assert_int_eq(document->format, DOCUMENT_JSON);
    ck_assert_ptr_eq(document, document_load(documents, "./json.yaml", &err));
    documents_free(documents);
    leave_temporary_folder();
}
END_TEST

static const char ENTRY[] = "a:\n"
                            "  \"x/y~z %\": 1\n"
                            "  list: [10, 11]\n"
                            "  schemas:\n"
                            "    Pet: {type: object}\n";

static const struct {
    const char *reference;
    const char *leads_to; /* file, then the value as JSON */
    const char *message;
} references[] = {
    {"#/a/list/1", "specs/a.yaml 11", NULL},
    {"#/a/x~1y~0z%20%25", "specs/a.yaml 1", NULL},
    {"a.yaml#/a/list/0", "specs/a.yaml 10", NULL},
    {"./sub/b.json#/k", "specs/sub/b.json [true]", NULL},
    {"sub/../sub/b.json#/k/0", "specs/sub/b.json true", NULL},
    {"sub/with%20space.json", "specs/sub/with space.json 5", NULL},
    {"sub/b.json", "specs/sub/b.json {\"k\":[true]}", NULL},
    {"../shared/s.json", "shared/s.json 7", NULL},
    {"common.yml", NULL, "specs/a.yaml:3:9: $ref leads to no file: \"common.yml\""},
    {"sub", NULL, "specs/a.yaml:3:9: $ref leads to something that is no regular file: \"sub\""},
    {"#/a/schemas/Pett", NULL,
     "specs/a.yaml:3:9: $ref leads to nothing: \"#/a/schemas/Pett\" (specs/a.yaml:4:3 has no "
     "\"Pett\"; did you mean \"Pet\"?)"},
    {"#/a/scemas/Pet", NULL,
     "specs/a.yaml:3:9: $ref leads to nothing: \"#/a/scemas/Pet\" (specs/a.yaml:1:1 has no "
     "\"scemas\"; did you mean \"schemas\"?)"},
    {"#/a/schemas/Kangaroo", NULL,
     "specs/a.yaml:3:9: $ref leads to nothing: \"#/a/schemas/Kangaroo\" (specs/a.yaml:4:3 has no "
     "\"Kangaroo\")"},
    {"#/a/list/2", NULL,
     "specs/a.yaml:3:9: $ref leads to nothing: \"#/a/list/2\" (specs/a.yaml:3:3 has no \"2\")"},
    {"#/a/list/01", NULL,
     "specs/a.yaml:3:9: $ref leads to nothing: \"#/a/list/01\" (specs/a.yaml:3:3 has no \"01\")"},
    {"#/a/list/-", NULL,
     "specs/a.yaml:3:9: $ref leads to nothing: \"#/a/list/-\" (specs/a.yaml:3:3 has no \"-\")"},
    {"#Pet", NULL,
     "specs/a.yaml:3:9: $ref names an anchor, only JSON Pointers are followed: \"#Pet\""},
    {"https://example.org/x.yaml#/a", NULL,
     "specs/a.yaml:3:9: remote references are off: \"https://example.org/x.yaml\" "
     "(--map-uri serves it from a file, --allow-ref HOST fetches it)"},
    {"//example.org/x.yaml", NULL,
     "specs/a.yaml:3:9: remote references are off: \"file://example.org/x.yaml\" "
     "(--map-uri serves it from a file)"},
    {"file:///etc/passwd", NULL,
     "specs/a.yaml:3:9: $ref leads out of the description's repository or folder, and is "
     "not followed: \"/etc/passwd\" (see --allow-ref)"},
    {"https://mapped.example/v1/s.json#", "shared/s.json 7", NULL},
    {"https://mapped.example/v1/./x/../s.json", NULL,
     "specs/a.yaml:3:9: $ref leads to \"https://mapped.example/v1/./x/../s.json\": --map-uri leads "
     "to no file: shared/./x/../s.json"},
    {"https://mapped.example/v1/none.json", NULL,
     "specs/a.yaml:3:9: $ref leads to \"https://mapped.example/v1/none.json\": --map-uri leads to "
     "no file: shared/none.json"},
    {"https://mapped.example/v1/%2e%2e/secret.json", NULL,
     "specs/a.yaml:3:9: $ref leads to \"https://mapped.example/v1/%2e%2e/secret.json\": --map-uri "
     "leads out of its folder: shared/../secret.json"},
    {"https://mapped.example/one", "secret.json 1", NULL},
    {"../secret.json", NULL,
     "specs/a.yaml:3:9: $ref leads out of the description's repository or folder, and is "
     "not followed: \"../secret.json\" (see --allow-ref)"},
    {"/etc/passwd", NULL,
     "specs/a.yaml:3:9: $ref leads out of the description's repository or folder, and is "
     "not followed: \"/etc/passwd\" (see --allow-ref)"},
    {"link.json", NULL,
     "specs/a.yaml:3:9: $ref leads out of the description's repository or folder, and is "
     "not followed: \"link.json\" (see --allow-ref)"},
    {"bad.json#/x", NULL,
     "specs/a.yaml:3:9: $ref leads to what cannot be read: specs/bad.json:1:3: expected a key in "
     "double quotes"},
};

START_TEST(resolves)
{
    static const char *const allowed[] = {"shared"};
    static const char *const maps[] = {"https://mapped.example/=nowhere",
                                       "https://mapped.example/v1/=shared",
                                       "https://mapped.example/one=secret.json"};
    struct documents *documents;
    struct error err = {0};
    const struct document *entry;
    const struct node *target;

    enter();
    put("specs/a.yaml", str_of(ENTRY));
    put("specs/sub/b.json", STR("{\"k\":[true]}"));
    put("specs/sub/with space.json", STR("5"));
    put("specs/bad.json", STR("{ x:1}"));
    put("shared/s.json", STR("7"));
    put("secret.json", STR("1"));
    ck_assert(symlink("../secret.json", "specs/link.json") == 0);
    documents = documents_new(&(struct documents_options){
        .allowed_directories = allowed, .allowed_count = 1, .uri_maps = maps, .uri_map_count = 3});
    entry = document_load(documents, "specs/a.yaml", &err);
    ck_assert_msg(entry != NULL, "%s", err.message);
    target = reference_resolve(documents, pointer_resolve(entry->root, STR("/a/list")),
                               str_of(references[_i].reference), &err);
    if (references[_i].message) {
        ck_assert_ptr_null(target);
        ck_assert_str(str_of(err.message), references[_i].message);
    } else {
        struct strbuf out;

        ck_assert_msg(target != NULL, "%s", err.message);
        strbuf_init(&out, SIZE_MAX);
        strbuf_addf(&out, "%.*s ", STR_ARGS(node_document(target)->file));
        node_write(target, &out);
        ck_assert_str(strbuf_str(&out), references[_i].leads_to);
        strbuf_release(&out);
    }
    documents_free(documents);
    leave_temporary_folder();
}
END_TEST

/* From a file in a subfolder to its neighbour, by its own place. */
START_TEST(resolves_from_a_second_file)
{
    struct documents *documents = documents_new(NULL);
    struct error err = {0};
    const struct document *entry;
    const struct node *node;

    enter();
    put("specs/a.json", STR("{\"r\":1}"));
    put("specs/sub/b.json", STR("{\"k\":1}"));
    put("specs/sub/c.json", STR("[2]"));
    entry = document_load(documents, "specs/a.json", &err);
    node = reference_resolve(documents, entry->root, STR("sub/b.json"), &err);
    node = reference_resolve(documents, node, STR("c.json#/0"), &err);
    ck_assert_msg(node != NULL, "%s", err.message);
    ck_assert_str(node_document(node)->file, "specs/sub/c.json");
    node = reference_resolve(documents, node, STR("../a.json#/r"), &err);
    ck_assert_msg(node != NULL, "%s", err.message);
    ck_assert_ptr_eq(node_document(node), entry);
    documents_free(documents);
    leave_temporary_folder();
}
END_TEST

/* Hostile files end in one error, soon. */
START_TEST(refuses_hostile_files_quickly)
{
    struct strbuf text;
    struct error err = {0};
    struct documents *documents = documents_new(NULL);
    clock_t start = clock();

    enter();
    strbuf_init(&text, SIZE_MAX);
    for (int i = 0; i < 100000; i++)
        strbuf_add_char(&text, '[');
    put("deep.json", strbuf_str(&text));
    put("deep.yaml", strbuf_str(&text));
    ck_assert(!document_load(documents, "deep.json", &err));
    ck_assert_str(str_of(err.message), "deep.json:1:1025: nested deeper than 1024 levels");
    error_clear(&err);
    ck_assert(!document_load(documents, "deep.yaml", &err));
    strbuf_clear(&text);
    for (int i = 0; i < 100000; i++)
        strbuf_add_text(&text, "- ");
    put("block.yaml", strbuf_str(&text));
    error_clear(&err);
    ck_assert(!document_load(documents, "block.yaml", &err));
    ck_assert_str(str_of(err.message), "block.yaml:1:513: nested deeper than 256 levels");
    strbuf_clear(&text);
    strbuf_add_char(&text, '{');
    for (int i = 0; i < 200000; i++)
        strbuf_addf(&text, "\"%06d\":0,", i);
    strbuf_add_text(&text, "\"199999\":0}");
    put("wide.json", strbuf_str(&text));
    error_clear(&err);
    ck_assert(!document_load(documents, "wide.json", &err));
    ck_assert_str(str_of(err.message),
                  "wide.json:1:2200002: key \"199999\" stands twice (first at line 1)");
    ck_assert_msg(clock() - start < 4 * CLOCKS_PER_SEC, "took too long");
    strbuf_release(&text);
    documents_free(documents);
    leave_temporary_folder();
}
END_TEST

UNIT_SUITE("documents", UNIT_LOOP(refuses, broken); UNIT_TEST(refuses_what_is_no_file);
           UNIT_TEST(reads_flow_yaml_and_json_in_yaml); UNIT_LOOP(resolves, references);
           UNIT_TEST(resolves_from_a_second_file); UNIT_TEST(refuses_hostile_files_quickly))
