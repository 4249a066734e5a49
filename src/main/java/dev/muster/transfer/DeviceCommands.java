package dev.muster.transfer;

import dev.muster.platform.Copying;
import dev.muster.platform.Hash;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Stage;
import dev.muster.session.Answer;
import dev.muster.session.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the device itself says about its files, by the commands of its platform. */
final class DeviceCommands {
    /** Anything else could mean something to a command line. */
    private static final Pattern TYPABLE = Pattern.compile("[\\w@%+=:,./~^-]+");

    private final Shell shell;
    private final Copying platform;

    DeviceCommands(Shell shell, Copying platform) {
        this.shell = shell;
        this.platform = platform;
    }

    /** The command that shows the checksum of a file, or null where there is none for this path. */
    @Nullable
    String command(String path, Hash hash) {
        String command = platform.checksums().get(hash);
        if (command == null
                || (command.contains("{path}") && !TYPABLE.matcher(path).matches())) {
            return null;
        }
        return command.replace("{path}", path).replace("{quoted}", "'" + path.replace("'", "'\\''") + "'");
    }

    /** The checksums that the device may be able to make, the best first. */
    List<Hash> hashes(String path) {
        return Stream.of(Hash.SHA512, Hash.SHA256, Hash.MD5)
                .filter(hash -> command(path, hash) != null)
                .toList();
    }

    /** The checksum of a file as the device makes it; null when it makes none, as of a file that is not there. */
    @Nullable
    String sum(String path, Hash hash, Duration limit) throws DeviceException, InterruptedException {
        String command = command(path, hash);
        String said = command == null ? null : said(command, limit);
        if (said == null) {
            return null;
        }
        Matcher found = Pattern.compile("(?i)(?<![0-9a-f])[0-9a-f]{" + hash.digits() + "}(?![0-9a-f])")
                .matcher(said.replace(path, ""));
        String sum = null;
        while (found.find()) {
            sum = found.group().toLowerCase(Locale.ROOT);
        }
        return sum;
    }

    /** How many bytes are free; -1 where that is not known. */
    long free(String path, Duration limit) throws DeviceException, InterruptedException {
        Copying.Space space = platform.space();
        String drive = path.substring(0, path.indexOf(':') + 1);
        if (space == null || !drive.matches("[\\w-]*:?")) {
            return -1;
        }
        String said = said(space.command().replace("{drive}", drive).strip(), limit);
        Matcher found = space.match().matcher(said == null ? "" : said);
        return found.find() && found.group(1).matches("\\d{1,18}") ? Long.parseLong(found.group(1)) : -1;
    }

    /** What a command printed; null when the device refused it. */
    private @Nullable String said(String command, Duration limit) throws DeviceException, InterruptedException {
        Answer answer = shell.open().show(command, new Reading(limit, true, true, true, null, List.of()));
        Outcome outcome = answer.outcome();
        Failure failure = outcome.failure();
        if (failure != null && failure.kind() == FailureKind.REFUSED_COMMAND) {
            return null;
        }
        if (failure != null) {
            throw new DeviceException(failure);
        }
        if (!(outcome instanceof Outcome.Ok)) {
            throw new DeviceException(FailureKind.DISCONNECTED, Stage.STEP, outcome.message());
        }
        return answer.output().text();
    }
}
