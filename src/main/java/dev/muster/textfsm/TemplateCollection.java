package dev.muster.textfsm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Templates with an index. Everything is read when it is first asked for and kept. Without an index, a file's name tells what
 * it is for: {@code <platform>_<command>.textfsm}, with {@code _} for the command's spaces.
 */
public final class TemplateCollection {
    private final TemplateSource source;
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();
    private volatile @Nullable TemplateIndex index;
    private volatile boolean read;

    public TemplateCollection(TemplateSource source) {
        this.source = source;
    }

    /**
     * What parses the output of a command, or nothing.
     *
     * @throws TemplateException if a template that is needed is not valid
     * @throws IndexException if the index is not valid
     */
    public Optional<CommandTemplate> find(String platform, String command) throws IOException {
        TemplateIndex known = index();
        if (known == null) {
            String name = platform + "_" + command.strip().replaceAll("\\s+", "_") + ".textfsm";
            boolean there = !name.contains("/") && !name.contains("\\") && source.read(name) != null;
            return there ? Optional.of(command(List.of(name))) : Optional.empty();
        }
        Optional<List<String>> names = known.find(platform, command);
        return names.isPresent() ? Optional.of(command(names.get())) : Optional.empty();
    }

    /** Whether the index has rows for a platform of exactly this name. */
    public boolean names(String platform) throws IOException {
        TemplateIndex known = index();
        return known != null && known.names(platform);
    }

    private CommandTemplate command(List<String> names) throws IOException {
        var templates = new ArrayList<Template>();
        for (String name : names) {
            templates.add(template(name));
        }
        return new CommandTemplate(String.join(":", names), source.description(), templates);
    }

    private Template template(String name) throws IOException {
        Template known = compiled.get(name);
        if (known != null) {
            return known;
        }
        String text = source.read(name);
        if (text == null) {
            throw new TemplateException(
                    0, "the index of " + source.description() + " names " + name + ", which is not there");
        }
        try {
            Template template = Template.compile(text);
            compiled.put(name, template);
            return template;
        } catch (TemplateException invalid) {
            throw new TemplateException(0, name + ": " + invalid.getMessage());
        }
    }

    private @Nullable TemplateIndex index() throws IOException {
        if (!read) {
            String text = source.read("index");
            index = text == null ? null : TemplateIndex.read(text);
            read = true;
        }
        return index;
    }
}
