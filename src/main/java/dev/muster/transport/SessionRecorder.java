package dev.muster.transport;

import dev.muster.result.Failure;
import dev.muster.result.Tap;
import dev.muster.transport.Recording.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a session down as a {@link Recording}, as it happens; each opening has a file of its own. */
public final class SessionRecorder implements Tap {
    private final Files files;
    private final Consumer<IOException> trouble;
    private @Nullable OutputStream out;
    private boolean inSession;

    /** Where recordings go. */
    public interface Files {
        /** A new file for the next opening; its stream is not buffered. */
        OutputStream next() throws IOException;
    }

    /** @param trouble told when something cannot be written; nothing more is then */
    public SessionRecorder(Files files, Consumer<IOException> trouble) {
        this.files = files;
        this.trouble = trouble;
    }

    @Override
    public void opening() {
        inSession = false;
        end();
        try {
            out = files.next();
        } catch (IOException e) {
            trouble.accept(e);
        }
    }

    @Override
    public void opened(String how) {
        inSession = true;
        write("# " + how + "\n");
    }

    @Override
    public void notOpened(Failure failure) {
        write(Recording.line(new Event.NotOpened(failure.kind(), failure.stage(), failure.message())));
    }

    @Override
    public void received(String bytes) {
        if (inSession) {
            write(Recording.line(new Event.Received(bytes)));
        }
    }

    @Override
    public void typed(String bytes) {
        if (inSession) {
            write(Recording.line(new Event.Typed(bytes)));
        }
    }

    @Override
    public void closed(boolean byDevice) {
        if (inSession && !byDevice) {
            write("# ended by Muster\n" + Recording.line(new Event.Silence(Recording.FOR_EVER)));
        }
        end();
    }

    private void write(String lines) {
        OutputStream open = out;
        if (open == null) {
            return;
        }
        try {
            open.write(lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            out = null;
            trouble.accept(e);
        }
    }

    private void end() {
        OutputStream open = out;
        out = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                trouble.accept(e);
            }
        }
    }
}
