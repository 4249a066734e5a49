package dev.muster.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals to this process. The JDK's only way to them, {@code sun.misc.Signal}, is no API that a compiler accepts in
 * silence, so it is called by name; a JDK without it leaves signals to their defaults.
 */
final class ProcessSignal {
    private ProcessSignal() {}

    /** Runs an action when the signal comes, on a thread of the JDK's. */
    static void handle(String signal, Runnable action) {
        InvocationHandler call = (proxy, method, arguments) -> {
            action.run();
            return null;
        };
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            set(signal, Proxy.newProxyInstance(ProcessSignal.class.getClassLoader(), new Class<?>[] {type}, call));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // such as Windows without TERM: the default stays
        }
    }

    /** Gives a signal back to the system. */
    static void restore(String signal) {
        try {
            set(
                    signal,
                    Class.forName("sun.misc.SignalHandler").getField("SIG_DFL").get(null));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // it was never taken
        }
    }

    private static void set(String signal, Object handler) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Object named = type.getConstructor(String.class).newInstance(signal);
        type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler")).invoke(null, named, handler);
    }
}
