package dev.muster.textfsm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collections in the order in which they are asked. Reads everything once; may be used by any number of threads at once. */
public final class TemplateLibrary {
    private static final List<String> VARIABLES = List.of("MUSTER_TEMPLATES", "NTC_TEMPLATES_DIR", "NET_TEXTFSM");
    private static final Path INSTALLED = Path.of("/usr/lib/python3/dist-packages/ntc_templates/templates");

    private final List<TemplateCollection> collections;

    public TemplateLibrary(List<TemplateCollection> collections) {
        this.collections = List.copyOf(collections);
    }

    /**
     * The given folders, those that the environment names ({@code MUSTER_TEMPLATES}, {@code NTC_TEMPLATES_DIR},
     * {@code NET_TEXTFSM}), the installed collection, the built-in templates.
     */
    public static TemplateLibrary standard(List<Path> own, Map<String, String> environment) {
        var folders = new ArrayList<>(own);
        for (String variable : VARIABLES) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isBlank()) {
                folders.add(Path.of(value));
            }
        }
        folders.add(INSTALLED);
        var collections = new ArrayList<TemplateCollection>();
        folders.forEach(folder -> collections.add(new TemplateCollection(TemplateSource.folder(folder))));
        collections.add(new TemplateCollection(TemplateSource.resources(TemplateLibrary.class, "templates")));
        return new TemplateLibrary(collections);
    }

    /**
     * What parses the output of a command, from the first collection that has it; nothing if none has.
     *
     * @throws TemplateException if the template that is needed is not valid
     * @throws IndexException if an index on the way is not valid
     */
    public Optional<CommandTemplate> find(String platform, String command) throws IOException {
        for (TemplateCollection collection : collections) {
            Optional<CommandTemplate> found = collection.find(platform, command);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether some index has rows for a platform of exactly this name. */
    public boolean names(String platform) throws IOException {
        for (TemplateCollection collection : collections) {
            if (collection.names(platform)) {
                return true;
            }
        }
        return false;
    }
}
