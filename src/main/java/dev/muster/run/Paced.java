package dev.muster.run;

import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.scope.Event;
import dev.muster.scope.Window;
import dev.muster.transport.Login;
import dev.muster.transport.LoginGate;
import dev.muster.transport.Transport.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Spaces the logins of a task in its parts of the network. */
final class Paced implements Task {
    private final Task task;
    private final List<Part> parts;

    /** @param parts whose pace the task has waited for already, as far as its first connection goes */
    Paced(Task task, List<Part> parts) {
        this.task = task;
        this.parts = parts;
    }

    @Override
    public DeviceResult run(Opening opening) {
        return task.run(parts.isEmpty() ? opening : opening.with(new Turnstile(opening.gate())));
    }

    private final class Turnstile implements LoginGate {
        private final LoginGate outer;
        private final List<Window.Ticket> tickets = new ArrayList<>();
        private boolean first = true;

        Turnstile(LoginGate outer) {
            this.outer = outer;
        }

        @Override
        public @Nullable Failure beforeConnect(Login login, Event givenUp) throws InterruptedException {
            Failure refusal = outer.beforeConnect(login, givenUp);
            for (Part part : refusal == null && !first ? parts : List.<Part>of()) {
                part.connect(givenUp);
            }
            first = false;
            return refusal;
        }

        @Override
        public @Nullable Failure beforeLogin(Login login, Event givenUp) throws InterruptedException {
            Failure refusal = outer.beforeLogin(login, givenUp);
            if (refusal == null) {
                for (Window logins : parts.stream()
                        .map(Part::logins)
                        .filter(Objects::nonNull)
                        .toList()) {
                    tickets.add(logins.pass(givenUp));
                }
            }
            return refusal;
        }

        @Override
        public void after(Login login, Answer answer) {
            tickets.forEach(Window.Ticket::answered);
            tickets.clear();
            outer.after(login, answer);
        }
    }
}
