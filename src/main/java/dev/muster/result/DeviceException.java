package dev.muster.result;

/** A failure on its way from where it was noticed to the task that turns it into a result; it has no stack trace. */
public final class DeviceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public DeviceException(Failure failure) {
        super(failure.toString(), null, false, false);
        this.failure = failure;
    }

    public DeviceException(FailureKind kind, Stage stage, String message) {
        this(Failure.of(kind, stage, message));
    }

    /** What went wrong. */
    public Failure failure() {
        return failure;
    }
}
