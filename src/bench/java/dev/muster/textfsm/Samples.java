package dev.muster.textfsm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sample outputs of a checked-out ntc-templates, each with the texts of the templates that its index names. */
record Samples(String index, List<Sample> all) {

    /** One output. */
    record Sample(String name, String platform, String command, List<String> templates, String output) {
        CommandTemplate compiled() {
            return new CommandTemplate(
                    name, "", templates.stream().map(Template::compile).toList());
        }
    }

    static Samples read(Path folder) throws IOException {
        Path templates = folder.resolve("ntc_templates/templates");
        String text = Files.readString(templates.resolve("index"));
        TemplateIndex index = TemplateIndex.read(text);
        try (Stream<Path> files = Files.walk(folder.resolve("tests"))) {
            List<Sample> all = files.filter(file -> file.toString().endsWith(".raw"))
                    .sorted()
                    .map(file -> sample(file, templates, index))
                    .toList();
            return new Samples(text, all);
        }
    }

    private static Sample sample(Path file, Path templates, TemplateIndex index) {
        Path command = file.getParent();
        String platform = command.getParent().getFileName().toString();
        String words = command.getFileName().toString().replace('_', ' ');
        List<String> texts = index.find(platform, words).orElseThrow().stream()
                .map(name -> text(templates.resolve(name)))
                .toList();
        return new Sample(file.getFileName().toString(), platform, words, texts, text(file));
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long characters() {
        return all.stream().mapToLong(sample -> sample.output().length()).sum();
    }
}
