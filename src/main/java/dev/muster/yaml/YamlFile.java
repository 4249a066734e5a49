package dev.muster.yaml;

import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Node.Type;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads one YAML document into {@link Node}s; the only class that names Jackson's parser. */
public final class YamlFile {
    /** Larger files are refused: 64 MiB is some 500,000 devices. */
    public static final long MOST_BYTES = 64L << 20;

    private static final int MOST_DEPTH = 64;
    private static final int MOST_NODES = 20_000_000;
    private static final Pattern PLACE = Pattern.compile("(?m)^ in .*, line (\\d{1,9}), column (\\d{1,9}):");
    // The library's own limit is 3 MiB; the size of the file is checked here.
    private static final YAMLMapper MAPPER = new YAMLMapper(new AnchoredYaml(YAMLFactory.builder()
            .loadSettings(LoadSettings.builder()
                    .setCodePointLimit((int) MOST_BYTES)
                    .setAllowDuplicateKeys(true)
                    .build())));

    private final String file;
    private final Problems problems;
    private final Map<String, Node> anchors = new HashMap<>();
    private final IdentityHashMap<Node, Extent> extents = new IdentityHashMap<>();
    private final AnchoredYaml.Parser parser;

    private YamlFile(String file, Problems problems, AnchoredYaml.Parser parser) {
        this.file = file;
        this.problems = problems;
        this.parser = parser;
    }

    /** The document of a file, or null with the reason in {@code problems}. */
    public static @Nullable Node read(Path path, Problems problems) {
        String name = path.toString();
        try {
            if (Files.isDirectory(path)) {
                problems.add(Mark.of(name), "is a folder, not a file");
                return null;
            }
            if (Files.size(path) > MOST_BYTES) {
                problems.add(Mark.of(name), "is larger than " + (MOST_BYTES >> 20) + " MiB");
                return null;
            }
            return parse(name, Files.readString(path, StandardCharsets.UTF_8), problems);
        } catch (NoSuchFileException e) {
            problems.add(Mark.of(name), "no such file");
        } catch (AccessDeniedException e) {
            problems.add(Mark.of(name), "may not be read (permission denied)");
        } catch (CharacterCodingException e) {
            problems.add(Mark.of(name), "is not UTF-8 text");
        } catch (IOException e) {
            problems.add(Mark.of(name), "cannot be read: " + e.getMessage());
        }
        return null;
    }

    /** The document of a text; {@code name} stands for the file in messages. */
    public static @Nullable Node parse(String name, String text, Problems problems) {
        try (var parser = (AnchoredYaml.Parser) MAPPER.createParser(new RoomyReader(text))) {
            var reader = new YamlFile(name, problems, parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                problems.add(Mark.of(name), "is empty");
                return null;
            }
            Node root = reader.node(first, 0);
            if (parser.nextToken() != null) {
                problems.add(reader.here(), "a second document begins here; one file holds one document");
            }
            return root;
        } catch (JacksonException e) {
            problems.add(mark(name, e), "not valid YAML: " + firstSentence(e.getOriginalMessage()));
            return null;
        } catch (TooLarge e) {
            problems.add(e.mark, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** The parser's message ends with the place of the mistake; the exception has that of the last sound token. */
    private static Mark mark(String name, JacksonException e) {
        Mark mark = Mark.of(name);
        TokenStreamLocation at = e.getLocation();
        if (at != null) {
            mark = new Mark(name, at.getLineNr(), Math.max(1, at.getColumnNr()));
        }
        Matcher place = PLACE.matcher(String.valueOf(e.getOriginalMessage()));
        while (place.find()) {
            mark = new Mark(name, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
        }
        return mark;
    }

    private static String firstSentence(@Nullable String message) {
        if (message == null) {
            return "no reason given";
        }
        var kept = new ArrayList<String>();
        for (String line : message.split("\n", -1)) {
            if (line.isBlank() || line.startsWith(" in ") || line.startsWith("  ")) {
                continue;
            }
            kept.add(line.strip());
        }
        return String.join("; ", kept);
    }

    private Mark here() {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Mark(file, at.getLineNr(), at.getColumnNr());
    }

    private Node node(JsonToken token, int depth) {
        if (depth > MOST_DEPTH) {
            throw new TooLarge(here(), "nested deeper than " + MOST_DEPTH + " levels");
        }
        Mark mark = here();
        if (parser.isCurrentAlias()) {
            return alias(mark);
        }
        String anchor = parser.getObjectId();
        Node node = switch (token) {
            case START_OBJECT -> mapping(mark, depth);
            case START_ARRAY -> sequence(mark, depth);
            case VALUE_NUMBER_INT -> scalar(mark, Type.INTEGER);
            case VALUE_NUMBER_FLOAT -> scalar(mark, Type.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> scalar(mark, Type.BOOLEAN);
            case VALUE_NULL -> scalar(mark, Type.NULL);
            default -> scalar(mark, parser.coreType());
        };
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private Node alias(Mark mark) {
        Node target = anchors.get(parser.getString());
        if (target == null) {
            problems.add(mark, "no anchor &" + parser.getString() + " before this alias");
            return new Scalar(mark, Type.NULL, "");
        }
        return target;
    }

    private Scalar scalar(Mark mark, Type type) {
        return new Scalar(mark, type, parser.getString());
    }

    private Sequence sequence(Mark mark, int depth) {
        var items = new ArrayList<Node>();
        Extent extent = Extent.ONE;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Node item = node(token, depth + 1);
            items.add(item);
            extent = grown(mark, extent, item);
        }
        return remember(new Sequence(mark, List.copyOf(items)), extent);
    }

    private Mapping mapping(Mark mark, int depth) {
        var entries = new ArrayList<Entry>();
        var merged = new ArrayList<Entry>();
        var seen = new HashSet<String>();
        Extent extent = Extent.ONE;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            Mark keyMark = here();
            String key = parser.currentName();
            Node value = node(parser.nextToken(), depth + 1);
            extent = grown(mark, extent, value);
            if (key.equals("<<")) {
                merge(value, merged);
            } else if (seen.add(key)) {
                entries.add(new Entry(keyMark, key, value));
            } else {
                problems.add(keyMark, "duplicate key `" + key + "`");
            }
        }
        for (Entry entry : merged) {
            if (seen.add(entry.key())) {
                entries.add(entry);
            }
        }
        return remember(new Mapping(mark, List.copyOf(entries)), extent);
    }

    private void merge(Node value, List<Entry> into) {
        switch (value) {
            case Mapping mapping -> into.addAll(mapping.entries());
            case Sequence sequence -> sequence.items().forEach(item -> merge(item, into));
            case Scalar scalar -> problems.add(scalar.mark(), "`<<` needs a mapping, found " + scalar.kind());
        }
    }

    /** How large a node is with all aliases written out. */
    private record Extent(int nodes, int depth) {
        static final Extent ONE = new Extent(1, 1);
    }

    /** Aliases share nodes, so a small file can stand for a huge or deep tree; it counts as if it were written out. */
    private Extent grown(Mark mark, Extent whole, Node part) {
        Extent added = extents.getOrDefault(part, Extent.ONE);
        long nodes = (long) whole.nodes + added.nodes;
        int depth = Math.max(whole.depth, added.depth + 1);
        if (nodes > MOST_NODES) {
            throw new TooLarge(mark, "stands for more than " + MOST_NODES + " values (aliases written out)");
        }
        if (depth > MOST_DEPTH + 1) {
            throw new TooLarge(mark, "nested deeper than " + MOST_DEPTH + " levels (aliases written out)");
        }
        return new Extent((int) nodes, depth);
    }

    private <N extends Node> N remember(N node, Extent extent) {
        extents.put(node, extent);
        return node;
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Mark mark;

        TooLarge(Mark mark, String message) {
            super(message, null, false, false);
            this.mark = mark;
        }
    }
}
