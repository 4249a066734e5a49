package dev.muster.cli;

import dev.muster.job.Job;
import dev.muster.job.JobFile;
import dev.muster.journal.JournalView;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Jobs as users name them: by their name, or by their file. */
final class JobName {
    private JobName() {}

    /** The job's name; a file that is there is read for it. */
    static String of(String typed) throws WrongInput {
        Path file = UserPath.of(typed);
        if (!typed.matches(".*\\.ya?ml") || !Files.isRegularFile(file)) {
            return typed;
        }
        var problems = new Problems();
        Job job = JobFile.read(file, problems);
        if (job == null) {
            throw new WrongInput(problems);
        }
        return job.name();
    }

    /** The names of the jobs of these runs. */
    static Set<String> known(Collection<Path> folders) {
        var names = new TreeSet<String>();
        for (Path folder : folders) {
            try {
                names.add(JournalView.head(folder).job());
            } catch (IOException e) {
                // a run without a journal that can be read has no name
            }
        }
        return names;
    }
}
