package dev.muster.page;

import dev.muster.page.Question.Reply;
import dev.muster.result.CheckResult;
import dev.muster.result.DeviceResult;
import dev.muster.result.RunInfo;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of one run: takes devices as they end, and writes itself when the run has. */
public final class Page implements Closeable {
    /** With more than this of texts, the parts of the page are compressed. */
    private static final long MOST_PLAIN = 1 << 20;
    /** The most of one table of rows, in bytes. */
    private static final long MOST_ROWS = 8 << 20;

    private final Spool spool;
    private final Collected collected;
    private @Nullable RunInfo run;
    private List<CheckResult> fleet = List.of();

    /**
     * A page without devices.
     *
     * @param waiting a file for what waits until the run has ended; gone when the page is closed
     * @param attributes of that file
     * @throws IOException when it is there already or cannot be made
     */
    public Page(Path waiting, FileAttribute<?>... attributes) throws IOException {
        spool = new Spool(waiting, attributes);
        collected = new Collected(spool);
    }

    /** Takes what is known of the run before its first device. */
    public void begin(RunInfo started) {
        run = started;
        collected.begin(started.started());
    }

    /** Takes a device that has ended. */
    public void add(DeviceResult result) throws IOException {
        collected.add(result);
    }

    /** Takes what checks across devices found. */
    public void fleet(List<CheckResult> checks) {
        fleet = List.copyOf(checks);
    }

    /** Writes the page. */
    public void write(OutputStream out, Tally tally) throws IOException {
        RunInfo info = run;
        if (info == null) {
            throw new IOException("the run never began");
        }
        String style = Assets.style();
        String script = Assets.script();
        var values = Map.of(
                "policy", Assets.policy(style, script),
                "title", Markup.text(info.job() + " " + info.id()),
                "job", Markup.text(info.job()),
                "sentence", Markup.text(sentence(info, tally)),
                "style", style,
                "script", script);
        String frame = Assets.frame("page.html");
        int cut = frame.indexOf("{{parts}}");
        text(out, Frame.filled(frame.substring(0, cut), values));
        parts(out, info, tally);
        text(out, Frame.filled(frame.substring(cut + "{{parts}}".length()), values));
    }

    private static String sentence(RunInfo info, Tally tally) {
        var said = new StringBuilder().append(tally.devices()).append(tally.devices() == 1 ? " device" : " devices");
        for (Status status : Status.values()) {
            if (tally.count(status) > 0) {
                said.append(", ")
                        .append(tally.count(status))
                        .append(' ')
                        .append(status.label().replace('_', ' '));
            }
        }
        return said + "; run " + info.id() + ", " + Moment.plain(info.started());
    }

    private void parts(OutputStream out, RunInfo info, Tally tally) throws IOException {
        List<DeviceFacts> devices = collected.devices();
        List<Question> questions = Questions.of(devices);
        var chunks = new Chunks(out, spool.size() > MOST_PLAIN);
        var drift = new Drift(devices, questions);
        var data = new PageData(devices);
        data.run(info, tally);
        var failures = new Json();
        data.devices(failures);
        chunks.write("failures", failures);
        chunks.write("last", lastOutputs(devices));
        data.json().array("questions");
        var budget = new Answers.Budget();
        for (int number = 0; number < questions.size(); number++) {
            var answers = new Answers(number, questions.get(number), spool, budget);
            answers.write(chunks, drift::note);
            question(data, questions.get(number), answers, number, chunks);
        }
        data.json().endArray();
        var checks = new CheckTable(devices);
        checks.write(chunks);
        checks.write(data.json(), fleet);
        EarlierRun earlier = EarlierRun.before(info);
        if (earlier != null) {
            drift.compare(earlier);
        }
        drift.write(chunks);
        drift.write(data.json());
        new Chunks(out, false).write("data", data.json().endObject());
    }

    private Json lastOutputs(List<DeviceFacts> devices) throws IOException {
        var json = new Json().array();
        for (int row = 0; row < devices.size(); row++) {
            Spool.Ref last = devices.get(row).last();
            if (last != null) {
                json.array().value(row).value(spool.text(last)).endArray();
            }
        }
        return json.endArray();
    }

    private void question(PageData data, Question question, Answers answers, int number, Chunks chunks)
            throws IOException {
        int count = 0;
        long bytes = 0;
        var pieces = new ArrayList<Spool.Ref>();
        for (Reply reply : question.replies()) {
            count += reply.asked().rowCount();
            Spool.Ref rows = reply.asked().rows();
            bytes += rows == null ? 0 : rows.length();
            if (rows != null && bytes <= MOST_ROWS) {
                pieces.add(rows);
            }
        }
        if (count > 0) {
            var json = new Json().array();
            for (Spool.Ref piece : pieces) {
                json.raw(spool.get(piece));
            }
            chunks.write("r" + number, json.endArray());
        }
        data.question(question, answers, collected.table(question.command()), count, bytes > MOST_ROWS);
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Removes what waited. */
    @Override
    public void close() throws IOException {
        spool.close();
    }
}
