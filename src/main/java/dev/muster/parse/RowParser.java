package dev.muster.parse;

import dev.muster.result.Output;
import dev.muster.result.Parsed;
import dev.muster.textfsm.CommandTemplate;
import dev.muster.textfsm.IndexException;
import dev.muster.textfsm.Limits;
import dev.muster.textfsm.ParseException;
import dev.muster.textfsm.Table;
import dev.muster.textfsm.TemplateException;
import dev.muster.textfsm.TemplateLibrary;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns outputs into rows, in the caller's thread; outputs in files are read as they are parsed. */
public final class RowParser {
    private final TemplateLibrary library;
    private final Path folder;

    /** @param folder the run's, from which the files of large outputs are named */
    public RowParser(TemplateLibrary library, Path folder) {
        this.library = library;
        this.folder = folder;
    }

    /**
     * What was asked.
     *
     * @param platform as the template index names it
     */
    public record Question(String platform, String command) {}

    /** Called again and again while an output is read; may throw to end it. */
    public interface Pace {
        void breathe() throws IOException;
    }

    /** Never throws for what is wrong with an output or a template: that is a {@link Parsed} too. */
    public Parsed parse(Parsing how, Question question, Output output, Pace pace) {
        try (Reader text = new PacedReader(open(output), pace)) {
            return switch (how) {
                case Parsing.TextFsm any -> byIndex(question, text);
                case Parsing.Normalized any -> byIndex(question, text);
                case Parsing.ByTemplate by -> rows(by.template().parse(text, Limits.DEFAULT), by.file());
                case Parsing.Json json -> Parsed.rows(Rows.at(JsonDocument.read(text), json.path()), "json");
                case Parsing.Document document -> document(text, document.path());
                case Parsing.Xml xml -> Parsed.rows(XmlDocument.rows(text, xml.path()), "xml");
            };
        } catch (NotRows e) {
            return Parsed.failed("the output of `" + question.command() + "` " + e.getMessage(), "");
        } catch (ParseException e) {
            return Parsed.failed("the output of `" + question.command() + "`: " + e.getMessage(), "");
        } catch (TemplateException | IndexException e) {
            return Parsed.failed("no rows for `" + question.command() + "`: " + e.getMessage(), "");
        } catch (IOException e) {
            return Parsed.failed(
                    "the output of `" + question.command() + "` was not read to its end: " + e.getMessage(), "");
        }
    }

    private static Parsed document(Reader text, RowPath path) throws IOException {
        var pushed = new PushbackReader(text);
        int first = pushed.read();
        while (first >= 0 && (Character.isWhitespace(first) || first == '\ufeff')) {
            first = pushed.read();
        }
        if (first < 0) {
            return Parsed.rows(List.of(), "");
        }
        pushed.unread(first);
        return first == '<'
                ? Parsed.rows(XmlDocument.rows(pushed, path), "xml")
                : Parsed.rows(Rows.at(JsonDocument.read(pushed), path), "json");
    }

    private Parsed byIndex(Question question, Reader text) throws IOException {
        Optional<CommandTemplate> found = library.find(question.platform(), question.command());
        return found.isEmpty()
                ? Parsed.noTemplate()
                : rows(found.get().parse(text, Limits.DEFAULT), found.get().name());
    }

    private static Parsed rows(Table table, String by) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(table.maps());
        return Parsed.rows(rows, by);
    }

    private Reader open(Output output) throws IOException {
        String text = output.text();
        Path file = output.file();
        if (text != null || file == null) {
            return new StringReader(text == null ? "" : text);
        }
        return new InputStreamReader(
                new BufferedInputStream(Files.newInputStream(folder.resolve(file)), 1 << 16), StandardCharsets.UTF_8);
    }
}
