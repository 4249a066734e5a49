package dev.muster.lab;

import java.nio.file.Path;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/** Drives such as {@code flash:} and folders mean nothing to the SFTP server of a lab device: it has one folder. */
final class FlatFiles implements SftpFileSystemAccessor {
    @Override
    public Path resolveLocalFilePath(SftpSubsystemProxy subsystem, Path rootDir, String remotePath) {
        String bare = LabFiles.bare(remotePath);
        return bare.isEmpty() || bare.startsWith(".") ? rootDir : rootDir.resolve(bare);
    }
}
