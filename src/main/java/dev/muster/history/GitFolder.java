package dev.muster.history;

import dev.muster.yaml.Suggestion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryState;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Opens, or makes, the repository that configurations are kept in, and says why it cannot be used. */
final class GitFolder {
    private static final int NAMED = 3;

    private GitFolder() {}

    static Repository open(Path folder, Iterable<String> files, @Nullable String remote) throws IOException {
        if (!(SystemReader.getInstance() instanceof OwnFilesOnly)) {
            SystemReader.setInstance(new OwnFilesOnly(SystemReader.getInstance()));
        }
        Repository repository = isThere(folder) ? existing(folder) : create(folder);
        try {
            check(folder, repository, files);
            checkRemote(folder, repository, remote);
            return repository;
        } catch (IOException e) {
            repository.close();
            throw e;
        }
    }

    private static boolean isThere(Path folder) throws IOException {
        if (Files.exists(folder.resolve(Constants.DOT_GIT), LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + ": is a file; `repository` needs a folder");
        }
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new IOException(folder + ": is no git repository with a working tree, and not empty;"
                        + " git init it, or name another folder");
            }
        }
        return false;
    }

    private static Repository existing(Path folder) throws IOException {
        var builder = new FileRepositoryBuilder();
        builder.setWorkTree(folder.toFile());
        Path git = folder.resolve(Constants.DOT_GIT);
        if (Files.isDirectory(git)) {
            builder.setGitDir(git.toFile());
        } else {
            builder.findGitDir(folder.toFile());
        }
        builder.setMustExist(true);
        return builder.build();
    }

    private static Repository create(Path folder) throws IOException {
        Path parent = Objects.requireNonNull(folder.toAbsolutePath().getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(parent);
            Files.createDirectory(folder, OwnerOnly.folder(folder));
        }
        try {
            Git made = Git.init()
                    .setDirectory(folder.toFile())
                    .setInitialBranch("main")
                    .call();
            made.getRepository().getConfig().setString("core", null, "autocrlf", "false");
            made.getRepository().getConfig().save();
            return made.getRepository();
        } catch (GitAPIException e) {
            throw new IOException(folder + ": no repository can be made: " + e.getMessage(), e);
        }
    }

    private static void check(Path folder, Repository repository, Iterable<String> files) throws IOException {
        if (repository.getRepositoryState() != RepositoryState.SAFE) {
            throw new IOException(folder + ": is in the middle of something ("
                    + repository.getRepositoryState().getDescription()
                    + "); finish it, or give it up with git, first");
        }
        String branch = repository.getFullBranch();
        if (branch == null || !branch.startsWith(Constants.R_HEADS)) {
            throw new IOException(folder + ": is on no branch (a detached HEAD); git switch to one first");
        }
        var diff = new IndexDiff(repository, Constants.HEAD, new FileTreeIterator(repository));
        diff.diff();
        var dirty = new TreeSet<String>();
        dirty.addAll(diff.getAdded());
        dirty.addAll(diff.getChanged());
        dirty.addAll(diff.getRemoved());
        dirty.addAll(diff.getMissing());
        dirty.addAll(diff.getModified());
        dirty.addAll(diff.getConflicting());
        files.forEach(file -> {
            if (diff.getUntracked().contains(file)) {
                dirty.add(file);
            }
        });
        if (!dirty.isEmpty()) {
            throw new IOException(folder + ": has changes that are not committed: "
                    + String.join(", ", dirty.stream().limit(NAMED).toList())
                    + (dirty.size() > NAMED ? " and " + (dirty.size() - NAMED) + " more" : "")
                    + "; commit them, or undo them with git, first");
        }
    }

    private static void checkRemote(Path folder, Repository repository, @Nullable String remote) throws IOException {
        Set<String> known = repository.getRemoteNames();
        if (remote != null && !known.contains(remote)) {
            throw new IOException(folder + ": has no remote `" + remote + "` to `push` to"
                    + (known.isEmpty() ? "" : Suggestion.among(known, remote)) + "; git remote add it there first");
        }
    }

    /** Who commits. */
    static PersonIdent person(Repository repository, @Nullable String author) {
        if (author != null) {
            int address = author.lastIndexOf('<');
            return new PersonIdent(
                    author.substring(0, address).strip(), author.substring(address + 1, author.length() - 1));
        }
        String name = repository.getConfig().getString("user", null, "name");
        String address = repository.getConfig().getString("user", null, "email");
        return name != null && address != null
                ? new PersonIdent(name, address)
                : new PersonIdent("Muster", "muster@" + host());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Git's configuration of the user and the repository only: to find that of the system, JGit would start git. */
    private static final class OwnFilesOnly extends SystemReader.Delegate {
        OwnFilesOnly(SystemReader usual) {
            super(usual);
        }

        @Override
        public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
            return new Nothing(parent, fs);
        }

        @Override
        public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
            return new Nothing(parent, fs);
        }
    }

    /** A file that is not there and is never made. */
    private static final class Nothing extends FileBasedConfig {
        Nothing(@Nullable Config parent, FS fs) {
            super(parent, Path.of("no-such-file").toFile(), fs);
        }

        @Override
        public void load() {
            // there is nothing
        }

        @Override
        public void save() {
            // it is not ours
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
