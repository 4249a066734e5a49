package dev.muster.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/** Writes one JSON value to a stream as it comes, in UTF-8; the only class that names Jackson's generator. */
public final class JsonOut implements Closeable {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();

    private interface Writing {
        void run();
    }

    private final JsonGenerator generator;

    private JsonOut(OutputStream out, ObjectWriteContext context) {
        generator = FACTORY.createGenerator(context, out);
    }

    /** All on one line. Closing this leaves the stream open. */
    public static JsonOut compact(OutputStream out) {
        return new JsonOut(out, ObjectWriteContext.empty());
    }

    /** A line for each field, all but the first indented by at least {@code margin} spaces. */
    public static JsonOut indented(OutputStream out, int margin) {
        var indenter = new DefaultIndenter("  ", "\n" + " ".repeat(margin));
        var printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        return new JsonOut(out, new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return printer;
            }

            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }
        });
    }

    /** Begins an object where no name is needed. */
    public void object() throws IOException {
        write(generator::writeStartObject);
    }

    /** Begins an object as the value of a field. */
    public void object(String name) throws IOException {
        write(() -> {
            generator.writeName(name);
            generator.writeStartObject();
        });
    }

    /** Begins an array as the value of a field. */
    public void array(String name) throws IOException {
        write(() -> {
            generator.writeName(name);
            generator.writeStartArray();
        });
    }

    /** Ends the innermost object or array. */
    public void end() throws IOException {
        write(() -> {
            if (generator.streamWriteContext().inArray()) {
                generator.writeEndArray();
            } else {
                generator.writeEndObject();
            }
        });
    }

    /** A field without a value. */
    public void nothing(String name) throws IOException {
        field(name, (String) null);
    }

    /** A field with a text, or null. */
    public void field(String name, @Nullable String value) throws IOException {
        write(() -> {
            generator.writeName(name);
            if (value == null) {
                generator.writeNull();
            } else {
                generator.writeString(Utf8.wellFormed(value));
            }
        });
    }

    /** A field with a point in time. */
    public void field(String name, Instant value) throws IOException {
        field(name, Moment.text(value));
    }

    /** A field with a number. */
    public void field(String name, long value) throws IOException {
        write(() -> {
            generator.writeName(name);
            generator.writeNumber(value);
        });
    }

    /** A field with a list, a map, or a plain value. */
    public void value(String name, @Nullable Object value) throws IOException {
        write(() -> {
            generator.writeName(name);
            any(value);
        });
    }

    /** A list, a map, or a plain value where no name is needed. */
    public void value(@Nullable Object value) throws IOException {
        write(() -> any(value));
    }

    private void any(@Nullable Object value) {
        if (value == null) {
            generator.writeNull();
            return;
        }
        switch (value) {
            case List<?> list -> {
                generator.writeStartArray();
                list.forEach(this::any);
                generator.writeEndArray();
            }
            case Map<?, ?> map -> {
                generator.writeStartObject();
                map.forEach((name, member) -> {
                    generator.writeName(Utf8.wellFormed(String.valueOf(name)));
                    any(member);
                });
                generator.writeEndObject();
            }
            case Number number -> generator.writeNumber(new BigDecimal(number.toString()));
            case Boolean truth -> generator.writeBoolean(truth);
            default -> generator.writeString(Utf8.wellFormed(value.toString()));
        }
    }

    /** Hands everything to the stream. */
    @Override
    public void close() throws IOException {
        write(generator::close);
    }

    private static void write(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(e.getOriginalMessage(), e);
        }
    }
}
