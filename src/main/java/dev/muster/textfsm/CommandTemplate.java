package dev.muster.textfsm;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What parses the output of one command: a template, or several whose rows are merged on their keys.
 *
 * @param name the files, joined by a colon
 * @param from the collection, for messages
 */
public record CommandTemplate(String name, String from, List<Template> templates) {
    public CommandTemplate {
        templates = List.copyOf(templates);
        if (templates.isEmpty()) {
            throw new IllegalArgumentException("no template");
        }
    }

    /** @throws ParseException if a template refuses the text or a pattern runs away */
    public Table parse(String text) {
        try {
            return parse(new Lines(text), Limits.DEFAULT);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Reads the text once, whatever the number of templates.
     *
     * @throws ParseException if a template refuses the text or a pattern runs away
     */
    public Table parse(Reader text, Limits limits) throws IOException {
        return parse(new Lines(text), limits);
    }

    private Table parse(Lines lines, Limits limits) throws IOException {
        var parsers = new ArrayList<TextParser>();
        templates.forEach(template -> parsers.add(new TextParser(template, limits)));
        var running = new ArrayList<>(parsers);
        while (!running.isEmpty() && lines.next()) {
            running.removeIf(parser -> !parser.accept(lines));
        }
        return new Merge(parsers.stream().map(TextParser::finish).toList()).result();
    }
}
