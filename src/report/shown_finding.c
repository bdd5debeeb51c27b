#include "report/shown_finding.h"

bool finding_is_unshown_count(const struct finding *finding, const struct report_style *style)
{
    return finding->observations && finding->severity == SEVERITY_INFO && style->verbosity <= 0 &&
           !finding_counts(finding, style->fail_on);
}

bool finding_is_shown(const struct finding *finding, const struct report_style *style)
{
    return !finding_is_unshown_count(finding, style) &&
           (style->verbosity > 0 || !finding_is_excused(finding));
}

size_t entries_shown(size_t count, size_t limit, const struct report_style *style)
{
    if (style->max_findings)
        limit = style->max_findings;
    return count < limit ? count : limit;
}
