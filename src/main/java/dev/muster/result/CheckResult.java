package dev.muster.result;

/**
 * What one check of a job found, on one device or across devices.
 *
 * @param name as the job has it
 * @param of the step or command it looked at; empty when it looked at none in particular
 * @param severity how much it matters when it does not hold
 * @param detail what was found and what was expected, on one or more lines; empty when it holds
 * @param why the reason that the job gives for the check; empty when it gives none
 * @param fix what to do, as the job says; empty when it says nothing
 */
public record CheckResult(
        String name, String of, CheckStatus status, Severity severity, String detail, String why, String fix) {

    /** Whether it neither failed nor was impossible to evaluate. */
    public boolean holds() {
        return status == CheckStatus.PASS || status == CheckStatus.SKIPPED;
    }
}
