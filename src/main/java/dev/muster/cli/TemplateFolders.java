package dev.muster.cli;

import dev.muster.textfsm.TemplateLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where templates come from. */
final class TemplateFolders {
    private TemplateFolders() {}

    /** A folder that a user names must be there; one that the environment names need not. */
    static TemplateLibrary library(List<Path> named, Map<String, String> environment) throws WrongInput {
        for (Path folder : named) {
            if (!Files.isDirectory(folder)) {
                throw new WrongInput("--templates " + folder + ": no such folder");
            }
        }
        return TemplateLibrary.standard(named, environment);
    }
}
