package dev.muster.inventory;

import static dev.muster.inventory.ForeignKey.limit;
import static dev.muster.inventory.ForeignKey.secret;
import static dev.muster.inventory.ForeignKey.text;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a CSV file whose first line names its columns. */
final class CsvForm {
    /** Every column that sets something, and what it is called here. */
    static final Map<String, String> COLUMNS = columns();

    private static final Map<String, ForeignKey> KEYS = keys();
    private static final int LEAST_TO_GUESS = 6;
    private static final String DATA = "data.";

    private final Problems problems;
    private final ForeignHosts hosts;

    private CsvForm(Problems problems) {
        this.problems = problems;
        this.hosts = new ForeignHosts(problems);
    }

    private static Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        name(columns, "name", "name", "device", "device_name", "hostname", "host_name", "node");
        name(columns, "host", "host", "ip", "ip_address", "address", "mgmt_ip", "management_ip", "primary_ip");
        name(columns, "port", "port", "ssh_port");
        name(columns, "platform", "platform", "device_type", "os", "network_os", "driver");
        name(columns, "transport", "transport", "protocol");
        name(columns, "username", "username", "user", "login");
        name(columns, "password", "password", "pass");
        name(columns, "enable_password", "enable_password", "enable", "secret", "enable_secret");
        name(columns, "private_key", "private_key", "key_file");
        name(columns, "host_key", "host_key");
        name(columns, "via", "via", "jump_host", "proxy_jump");
        name(columns, "groups", "groups", "group", "tags");
        name(columns, "timeout", "timeout", "connect_timeout");
        return columns;
    }

    private static void name(Map<String, String> columns, String meant, String... names) {
        Arrays.stream(names).forEach(name -> columns.put(name, meant));
    }

    private static Map<String, ForeignKey> keys() {
        var keys = new LinkedHashMap<String, ForeignKey>();
        keys.put("host", SettingReader::host);
        keys.put("port", SettingReader::port);
        keys.put("platform", ForeignKey::platformName);
        keys.put("transport", (in, key) -> in.transports(key, ForeignKey.TRANSPORTS));
        keys.put("username", secret(Setting.USERNAME));
        keys.put("password", secret(Setting.PASSWORD));
        keys.put("enable_password", secret(Setting.ENABLE_PASSWORD));
        keys.put("private_key", AccessKeys::keys);
        keys.put(
                "host_key",
                (in, key) -> in.put(Setting.HOST_KEY, key, in.fields().oneOf(key, HostKeyRule.class)));
        keys.put("via", (in, key) -> AccessKeys.via(in));
        keys.put("timeout", limit(Setting.LIMIT_CONNECT));
        keys.put("known_hosts", text(Setting.KNOWN_HOSTS));
        return keys;
    }

    /** Whether a line names columns of which one says where a device is. */
    static boolean isHeader(List<Scalar> cells) {
        List<String> names = cells.stream().map(cell -> plain(cell.text())).toList();
        return names.size() > 1
                && names.stream().allMatch(name -> name.matches("[\\w.]*"))
                && names.stream().map(COLUMNS::get).anyMatch(meant -> "name".equals(meant) || "host".equals(meant));
    }

    static List<Device> read(CsvText text, Problems problems) {
        var form = new CsvForm(problems);
        List<List<Scalar>> lines = text.lines(problems);
        if (!lines.isEmpty()) {
            List<String> header = form.header(lines.getFirst());
            lines.stream().skip(1).forEach(line -> form.device(header, line));
        }
        return form.hosts.devices();
    }

    private static String plain(String column) {
        return column.strip().replaceAll("[ -]+", "_").toLowerCase(Locale.ROOT);
    }

    /** What each column is: a key, or {@code data.} and a name. */
    private List<String> header(List<Scalar> cells) {
        var header = new ArrayList<String>();
        boolean nameToo = cells.stream().anyMatch(cell -> plain(cell.text()).equals("name"));
        for (Scalar cell : cells) {
            String column = plain(cell.text());
            // where there is a column `name` too, `hostname` is the address
            String meant = nameToo && column.equals("hostname") ? "host" : COLUMNS.get(column);
            if (meant == null) {
                guess(column, cell.mark());
                String fact = cell.text().strip();
                meant = column.isEmpty() || fact.startsWith(DATA) ? fact : DATA + column;
            }
            if (!meant.isEmpty() && header.contains(meant)) {
                problems.add(cell.mark(), "a second column for `" + meant + "`");
            }
            header.add(meant);
        }
        return header;
    }

    private void guess(String column, Mark mark) {
        String meant = column.startsWith(DATA) ? "" : Suggestion.among(new TreeSet<>(COLUMNS.keySet()), column);
        boolean near = column.length() >= LEAST_TO_GUESS && meant.contains("did you mean");
        if (near) {
            problems.add(
                    mark,
                    "unknown column `" + column + "`" + meant + " A fact of your own is called `data." + column + "`");
        }
    }

    private void device(List<String> header, List<Scalar> cells) {
        if (cells.size() > header.size()) {
            problems.add(
                    cells.get(header.size()).mark(),
                    "a field too many: the header names " + header.size() + " columns");
            return;
        }
        var entries = new ArrayList<Entry>();
        var data = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < cells.size(); i++) {
            Scalar cell = cells.get(i);
            String column = header.get(i);
            if (column.startsWith(DATA)) {
                data.put(column.substring(DATA.length()), cell.plain());
            } else if (!cell.text().isBlank() && !column.isEmpty()) {
                entries.add(new Entry(cell.mark(), column, cell));
            }
        }
        Settings own = ForeignHosts.settings(cells.getFirst().mark(), entries, KEYS, problems);
        Sourced<String> host = own.get(Setting.HOST);
        Entry name = entry(entries, "name");
        String called = name != null ? ((Scalar) name.value()).text().strip() : host == null ? "" : host.value();
        hosts.add(called, cells.getFirst().mark(), groups(entry(entries, "groups")), data, own);
    }

    private static @Nullable Entry entry(List<Entry> entries, String key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private static List<String> groups(@Nullable Entry groups) {
        return groups == null
                ? List.of()
                : Arrays.stream(((Scalar) groups.value()).text().split("[;,|\\s]+"))
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }
}
