package dev.muster.report;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table whose first column is the device. A device with columns that no one had before makes the file anew, with these at
 * the end of every line; whoever reads it always finds whole rows under one header.
 */
final class RowsFile implements Closeable {
    private static final String DEVICE = "device";
    private final Path path;
    private final LinkedHashSet<String> columns = new LinkedHashSet<>();
    private @Nullable AppendFile file;

    RowsFile(Path path) {
        this.path = path;
    }

    void add(String device, List<Map<String, @Nullable Object>> rows) throws IOException {
        int before = columns.size();
        rows.forEach(row -> columns.addAll(row.keySet()));
        AppendFile out = file;
        if (out == null) {
            out = AppendFile.create(path);
            out.append(stream -> CsvReport.print(stream, List.of(header())));
        } else if (columns.size() > before) {
            out.close();
            widen(columns.size() - before);
            out = new AppendFile(path);
            out.skipToEnd();
        }
        file = out;
        out.append(stream -> CsvReport.print(stream, lines(device, rows)));
    }

    private List<String> header() {
        var header = new ArrayList<String>();
        header.add(DEVICE);
        columns.forEach(name -> header.add(name.equals(DEVICE) ? "device_" : name));
        return header;
    }

    private List<List<String>> lines(String device, List<Map<String, @Nullable Object>> rows) throws IOException {
        var lines = new ArrayList<List<String>>(rows.size());
        for (Map<String, @Nullable Object> row : rows) {
            var line = new ArrayList<String>(columns.size() + 1);
            line.add(Utf8.wellFormed(device));
            for (String column : columns) {
                line.add(RowText.field(row.get(column)));
            }
            lines.add(line);
        }
        return lines;
    }

    /** Copies the file with empty fields at the ends of its rows, and a new header. */
    private void widen(int more) throws IOException {
        Path wider = path.resolveSibling(path.getFileName() + ".part");
        Files.createFile(wider, RunFolder.onlyOwner(path, "rw-------"));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(wider), 1 << 16)) {
            CsvReport.print(out, List.of(header()));
            boolean quoted = false;
            boolean header = true;
            for (int c = in.read(); c >= 0; c = in.read()) {
                quoted ^= c == '"';
                if (c == '\r' && !quoted && !header) {
                    out.write(",".repeat(more).getBytes(StandardCharsets.US_ASCII));
                }
                if (!header) {
                    out.write(c);
                }
                header &= c != '\n' || quoted;
            }
        }
        Files.move(wider, path, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
