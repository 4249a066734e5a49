package dev.muster.yaml;

import dev.muster.yaml.Node.Type;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLFactoryBuilder;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Makes parsers that also know the anchors of single values, which Jackson's own (3.2.4) forgets, and the spellings of
 * nothing, true and false that YAML's core schema has beyond JSON's.
 */
final class AnchoredYaml extends YAMLFactory {
    private static final long serialVersionUID = 1L;

    AnchoredYaml(YAMLFactoryBuilder settings) {
        super(settings);
    }

    @Override
    protected YAMLParser _createParser(ObjectReadContext context, IOContext io, Reader reader) {
        return new Parser(this, context, io, reader);
    }

    static final class Parser extends YAMLParser {
        Parser(AnchoredYaml yaml, ObjectReadContext context, IOContext io, Reader reader) {
            super(
                    context,
                    io,
                    new BufferRecycler(),
                    context.getStreamReadFeatures(yaml._streamReadFeatures),
                    context.getFormatReadFeatures(yaml._formatReadFeatures),
                    yaml._loadSettings,
                    reader);
        }

        /** What a text without quotes is besides. */
        Type coreType() {
            if (!(_lastEvent instanceof ScalarEvent scalar) || !scalar.isPlain()) {
                return Type.TEXT;
            }
            return switch (scalar.getValue()) {
                case "~", "Null", "NULL" -> Type.NULL;
                case "True", "TRUE", "False", "FALSE" -> Type.BOOLEAN;
                default -> Type.TEXT;
            };
        }

        @Override
        public @Nullable String getObjectId() {
            @Nullable String known = super.getObjectId();
            return known == null && _lastEvent instanceof ScalarEvent scalar
                    ? scalar.getAnchor().map(Anchor::getValue).orElse(null)
                    : known;
        }
    }
}
