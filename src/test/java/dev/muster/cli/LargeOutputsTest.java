package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeOutputsTest {
    @TempDir
    Path temp;

    @Test
    void aLargeOutputIsForItsOwnerOnlyAlsoInAFolderThatOthersMayRead() throws Exception {
        Path job = Files.writeString(temp.resolve("large.yaml"), """
                inventory: {lab: {devices: 1}}
                run: {output: {memory_limit: 1KiB}}
                steps: [{show: show big 1}]
                """);
        Path folder = Files.createDirectory(
                temp.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Program.Ended ended = Program.job(job.toString(), folder);
        assertEquals(0, ended.status(), ended.err());
        assertEquals("rwx------", mode(folder.resolve("outputs")));
        assertEquals("rw-------", mode(folder.resolve("outputs/R1-1.txt")));
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
