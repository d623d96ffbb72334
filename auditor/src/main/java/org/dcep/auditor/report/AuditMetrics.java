package org.dcep.auditor.report;

import java.util.Optional;
import org.dcep.auditor.audit.AuditView;
import org.dcep.auditor.audit.AuditorLoop;

/** The figures that are watched, in the text form of Prometheus. */
final class AuditMetrics {
    private AuditMetrics() {}

    static String text(AuditorLoop loop) {
        StringBuilder text = new StringBuilder();
        gauge(
                text,
                "dcep_audit_working",
                "1 if this process audits",
                loop.phase() == AuditorLoop.Phase.WORKING ? 1 : 0);
        Optional<AuditView> view = loop.view();
        if (view.isPresent()) {
            AuditView audit = view.get();
            gauge(text, "dcep_audit_clean", "1 if no discrepancy is unresolved", audit.clean() ? 1 : 0);
            gauge(text, "dcep_audit_laws_broken", "laws with a discrepancy", audit.lawsBroken());
            gauge(text, "dcep_audit_discrepancies", "discrepancies", audit.discrepancyCount());
            gauge(text, "dcep_audit_age_seconds", "how far behind the audit is", audit.ageSeconds());
            gauge(text, "dcep_audit_records_behind", "records not read yet", audit.recordsBehind());
            gauge(text, "dcep_audit_events_total", "events taken", audit.events());
            gauge(text, "dcep_audit_events_per_second", "events taken a second", audit.eventsPerSecond());
            gauge(text, "dcep_audit_wallets", "wallets known", audit.wallets());
            gauge(
                    text,
                    "dcep_audit_rows_compared_timestamp_seconds",
                    "when all rows were compared last",
                    audit.rows().comparedAt().getEpochSecond());
        }
        return text.toString();
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
        text.append(name).append(' ').append(value).append('\n');
    }
}
