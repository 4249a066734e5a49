package dev.muster.job;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads a job's {@code backup}. */
final class BackupReader {
    private static final String USUAL_FILE = "{{ name }}.cfg";
    private static final Pattern AUTHOR = Pattern.compile("[^<>\\p{Cntrl}]+ <[^<>\\s]+@[^<>\\s]+>");

    private final Problems problems;

    private enum Secrets {
        MASK,
        KEEP
    }

    BackupReader(Problems problems) {
        this.problems = problems;
    }

    /** The backup; null when the job has none, or with the reasons among the problems. */
    @Nullable
    Backup read(Fields job) {
        Fields fields = job.child("backup");
        if (fields == null) {
            return null;
        }
        Sourced<String> repository = needed(fields, "repository", "the folder of a git repository");
        Sourced<String> of = needed(fields, "of", "the step or command whose answer is kept");
        Sourced<String> file = fields.has("file") ? needed(fields, "file", "") : null;
        List<Pattern> ignore = patterns(fields);
        String author = author(fields);
        Secrets secrets = fields.oneOf("secrets", Secrets.class);
        String push = push(fields);
        fields.done();
        if (repository == null || of == null) {
            return null;
        }
        Mark mark = repository.mark();
        return new Backup(
                new Sourced<Path>(mark.path(repository.value()), mark),
                of,
                file == null
                        ? new Sourced<>(new Template(USUAL_FILE), fields.mark())
                        : new Sourced<>(new Template(file.value()), file.mark()),
                ignore,
                author,
                secrets != Secrets.KEEP,
                push);
    }

    private @Nullable Sourced<String> needed(Fields fields, String key, String what) {
        String text = fields.text(key);
        Node node = fields.node(key);
        if (node == null) {
            problems.add(fields.mark(), "`backup` needs `" + key + "`, " + what);
        } else if (text != null && text.isBlank()) {
            problems.add(node.mark(), "`" + key + "` is empty");
        } else if (text != null) {
            return new Sourced<>(text, node.mark());
        }
        return null;
    }

    private List<Pattern> patterns(Fields fields) {
        var patterns = new ArrayList<Pattern>();
        for (Node item : fields.items("ignore")) {
            if (!(item instanceof Scalar scalar) || scalar.text().isEmpty()) {
                problems.add(item.mark(), "`ignore` needs regular expressions, found " + item.kind());
                continue;
            }
            try {
                patterns.add(Pattern.compile(scalar.text()));
            } catch (PatternSyntaxException e) {
                problems.add(
                        item.mark(),
                        "`ignore` is not a regular expression: " + e.getDescription() + " at character "
                                + e.getIndex());
            }
        }
        return patterns;
    }

    private static @Nullable String author(Fields fields) {
        String author = fields.text("author");
        if (author != null && !AUTHOR.matcher(author).matches()) {
            fields.problem("author", "`author` needs the form `Name <name@example.net>`, found `" + author + "`");
        }
        return author;
    }

    private static @Nullable String push(Fields fields) {
        String push = fields.text("push");
        if (push != null && !push.matches("[\\w.][\\w./-]{0,99}")) {
            fields.problem("push", "`push` needs the name of a remote, such as origin, found `" + push + "`");
        }
        return Objects.equals(push, "false") ? null : push;
    }
}
