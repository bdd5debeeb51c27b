#include "report/junit_elements.h"

void junit_property(struct xml_writer *xml, const char *name, struct str value)
{
    if (!value.length)
        return;
    xml_element(xml, "property");
    xml_attribute(xml, "name", str_of(name));
    xml_attribute(xml, "value", value);
    xml_end(xml);
}

void junit_outcome(struct xml_writer *xml, const struct junit_case *one)
{
    static const char *const elements[] = {
        [JUNIT_SKIPPED] = "skipped", [JUNIT_ERROR] = "error", [JUNIT_FAILURE] = "failure"};

    if (one->outcome == JUNIT_PASSED)
        return;
    xml_element(xml, elements[one->outcome]);
    if (one->type.length)
        xml_attribute(xml, "type", one->type);
    xml_attribute(xml, "message", one->message);
    xml_text(xml, one->text);
    xml_end(xml);
}

struct str junit_timestamp(struct str time)
{
    static const char shape[] = "dddd-dd-ddTdd:dd:dd";
    struct str seconds = str_slice(time, 0, sizeof shape - 1);
    bool fits = seconds.length == sizeof shape - 1;

    for (size_t i = 0; fits && i < seconds.length; i++)
        fits = shape[i] == 'd' ? ascii_is_digit(seconds.text[i]) : seconds.text[i] == shape[i];
    return fits ? seconds : STR("1970-01-01T00:00:00");
}
