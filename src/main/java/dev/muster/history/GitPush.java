package dev.muster.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Pushes commits by the program git, which knows its user's keys and credentials; it asks nothing. */
final class GitPush {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private GitPush() {}

    /** @throws IOException when it could not be pushed, in git's words */
    static void push(Path folder, String remote, String commit) throws IOException {
        Path said = Files.createTempFile("muster-push", ".txt", OwnerOnly.file(folder));
        try {
            var builder = new ProcessBuilder(
                            List.of("git", "-C", folder.toString(), "push", "--quiet", "--", remote, "HEAD"))
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(said.toFile());
            builder.environment().put("GIT_TERMINAL_PROMPT", "0");
            builder.environment().putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
            int status = end(builder.start());
            if (status != 0) {
                String why = Files.readString(said, StandardCharsets.UTF_8).strip();
                throw new IOException("commit " + commit + " is kept in " + folder + ", but was not pushed to " + remote
                        + ": " + (why.isEmpty() ? "git ended with " + status : why.replaceAll("\\s*\\R\\s*", "; ")));
            }
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private static int end(Process git) throws IOException {
        try {
            if (git.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return git.exitValue();
            }
            throw new IOException("git push did not end in " + LIMIT.toMinutes() + " minutes");
        } catch (InterruptedException e) {
            throw new IOException("git push was interrupted", e);
        } finally {
            git.destroyForcibly();
        }
    }
}
