package dev.muster.session;

import dev.muster.session.Prompts.Prompt;

/** How the wait for an answer ended. */
sealed interface Ending {
    /** The device shows its prompt. */
    record Prompted(Prompt prompt) implements Ending {}

    /** Another ending that was waited for came, the {@code index}-th. */
    record Matched(int index) implements Ending {}

    /** The deadline came first. */
    record Late() implements Ending {}

    /** The connection ended. */
    record Closed() implements Ending {}
}
