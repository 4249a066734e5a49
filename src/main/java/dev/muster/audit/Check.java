package dev.muster.audit;

import dev.muster.expression.Expression;
import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.Severity;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a job expects of its devices.
 *
 * @param name unique in the job
 * @param of the step or command whose answer it looks at; empty for none in particular
 * @param expectations all of them must hold; one across devices stands alone
 * @param section only lines of the sections with this head are looked at, or null for all
 * @param ignore lines in which one of these is found are not looked at
 * @param why the reason for it, empty when the job gives none
 * @param fix what to do when it does not hold, empty when the job does not say
 * @param select which devices it concerns, by what is known before they run, or null for all
 * @param when the same by what their steps gave, or null for always
 * @param origin the file and line where it stands
 */
public record Check(
        String name,
        String of,
        List<Expectation> expectations,
        @Nullable WantedLine section,
        List<Pattern> ignore,
        Severity severity,
        String why,
        String fix,
        @Nullable Expression select,
        @Nullable Expression when,
        String origin) {

    public Check {
        expectations = List.copyOf(expectations);
        ignore = List.copyOf(ignore);
    }

    /** Whether it compares devices with each other. */
    public boolean isAcrossDevices() {
        return expectations.stream().anyMatch(Expectation::isAcrossDevices);
    }

    CheckResult result(CheckStatus status, String detail) {
        return new CheckResult(name, of, status, severity, detail, why, fix);
    }
}
