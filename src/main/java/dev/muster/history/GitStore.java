package dev.muster.history;

import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * A git repository with a working tree to which files are committed; with {@link GitFolder} the only class that names
 * JGit. Hooks are not run and commits are not signed. Used from one thread.
 */
final class GitStore implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Path folder;
    private final Repository repository;
    private final @Nullable RevCommit head;

    private GitStore(Path folder, Repository repository) throws IOException {
        this.folder = folder;
        this.repository = repository;
        this.head = head();
    }

    /**
     * Opens a repository, or makes one, and looks whether it can be committed to.
     *
     * @param files those that may be written
     * @param remote one that must be known there, or null
     * @throws IOException when it cannot, for people
     */
    static GitStore open(Path folder, Iterable<String> files, @Nullable String remote) throws IOException {
        Repository repository = GitFolder.open(folder, files, remote);
        try {
            return new GitStore(folder, repository);
        } catch (IOException e) {
            repository.close();
            throw e;
        }
    }

    private @Nullable RevCommit head() throws IOException {
        ObjectId id = repository.resolve(Constants.HEAD);
        if (id == null) {
            return null;
        }
        try (var walk = new RevWalk(repository)) {
            return walk.parseCommit(id);
        }
    }

    /** The repository's folder. */
    Path folder() {
        return folder;
    }

    /** What was committed last of a file, or null. */
    byte @Nullable [] committed(String file) throws IOException {
        ObjectId id = entry(file);
        return id == null ? null : repository.open(id).getBytes();
    }

    private @Nullable ObjectId entry(String file) throws IOException {
        if (head == null) {
            return null;
        }
        try (TreeWalk walk = TreeWalk.forPath(repository, file, head.getTree())) {
            return walk == null ? null : walk.getObjectId(0);
        }
    }

    /** Whether these bytes are what was committed last of a file. */
    boolean has(String file, byte[] bytes) throws IOException {
        try (var hash = new ObjectInserter.Formatter()) {
            return hash.idFor(Constants.OBJ_BLOB, bytes).equals(entry(file));
        }
    }

    /** Whether a file was committed after this second, since 1970. */
    boolean isNewerThan(String file, long second) throws IOException {
        if (head == null || head.getCommitTime() <= second) {
            return false;
        }
        try (var walk = new RevWalk(repository)) {
            walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(file), TreeFilter.ANY_DIFF));
            walk.markStart(walk.parseCommit(head));
            RevCommit last = walk.next();
            return last != null && last.getCommitTime() > second;
        }
    }

    /** The last commit's name, shortened, when a remote is not known to have it; else null. */
    @Nullable
    String notPushed(String remote) throws IOException {
        ObjectId there = repository.resolve(Constants.R_REMOTES + remote + "/" + repository.getBranch());
        return head == null || head.equals(there) ? null : shortened(head);
    }

    private static String shortened(ObjectId commit) {
        return commit.abbreviate(8).name();
    }

    /** Puts bytes where only a commit makes them visible; gives their name. */
    String put(byte[] bytes) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, bytes);
            inserter.flush();
            return id.name();
        }
    }

    /**
     * Commits files.
     *
     * @param files the names of their bytes, by path
     * @param author {@code Name <address>}, or null for git's own
     * @return the commit's name, shortened
     */
    String commit(Map<String, String> files, String message, @Nullable String author) throws IOException {
        DirCache index = lock();
        try {
            RevCommit parent = head();
            ObjectId commit = insert(index, parent, files, message, author);
            move(parent, commit, message);
            for (Map.Entry<String, String> file : files.entrySet()) {
                write(
                        file.getKey(),
                        repository.open(ObjectId.fromString(file.getValue())).getBytes());
            }
            stamp(index, files);
            index.write();
            if (!index.commit()) {
                throw new IOException(
                        folder + ": the index could not be written; git reset --hard there puts it right");
            }
            return shortened(commit);
        } finally {
            index.unlock();
        }
    }

    /** Another run, or a person, may work in the same repository. */
    private DirCache lock() throws IOException {
        Deadline patience = Deadline.in(PATIENCE);
        while (true) {
            try {
                return repository.lockDirCache();
            } catch (LockFailedException e) {
                if (patience.left() <= 0 || new Event().awaitInCleanUp(Deadline.in(LOOK))) {
                    throw new IOException(
                            folder + ": another process holds .git/index.lock; if there is none, remove it", e);
                }
            }
        }
    }

    private ObjectId insert(
            DirCache index,
            @Nullable RevCommit parent,
            Map<String, String> files,
            String message,
            @Nullable String author)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            if (parent != null && !index.writeTree(inserter).equals(parent.getTree())) {
                throw new IOException(folder + ": something was staged while the run went on; nothing is committed");
            }
            DirCacheEditor editor = index.editor();
            files.forEach((path, id) -> editor.add(new DirCacheEditor.PathEdit(path) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(FileMode.REGULAR_FILE);
                    entry.setObjectId(ObjectId.fromString(id));
                }
            }));
            editor.finish();
            var commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            if (parent != null) {
                commit.setParentId(parent);
            }
            PersonIdent who = GitFolder.person(repository, author);
            commit.setAuthor(who);
            commit.setCommitter(who);
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private void move(@Nullable RevCommit from, ObjectId to, String message) throws IOException {
        RefUpdate update = repository.updateRef(Constants.HEAD);
        update.setNewObjectId(to);
        update.setExpectedOldObjectId(from == null ? ObjectId.zeroId() : from);
        update.setRefLogMessage("commit: " + message.lines().findFirst().orElse(""), false);
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
            throw new IOException(folder + ": the branch could not be moved (" + result + "); nothing is committed");
        }
    }

    /** No link is followed out of the repository. */
    private void write(String file, byte[] bytes) throws IOException {
        Path target = folder.resolve(file);
        Path parent = folder;
        for (Path part : Objects.requireNonNullElse(folder.relativize(target).getParent(), Path.of(""))) {
            parent = parent.resolve(part);
            if (!part.toString().isEmpty() && !Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(parent);
            }
        }
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, OwnerOnly.file(part));
        Files.write(part, bytes);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** So that git need not read the files again to see that they are what was committed. */
    private void stamp(DirCache index, Map<String, String> files) throws IOException {
        for (String file : files.keySet()) {
            DirCacheEntry entry = Objects.requireNonNull(index.getEntry(file));
            Path path = folder.resolve(file);
            entry.setLength(Files.size(path));
            entry.setLastModified(Files.getLastModifiedTime(path).toInstant());
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
