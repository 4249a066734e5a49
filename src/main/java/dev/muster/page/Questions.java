package dev.muster.page;

import dev.muster.page.DeviceFacts.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was asked of the fleet: a command that came twice in a job is two questions. A step whose lines differ from device to
 * device, as those of a template do, is one.
 */
final class Questions {
    /** With more commands than this in one place of the job, they are taken for one that varies. */
    private static final int MOST_VARIANTS = 40;

    private final Map<String, Question> questions = new LinkedHashMap<>();
    private final Set<String> varying = new HashSet<>();

    private Questions() {}

    /** The questions in the order in which they came first. */
    static List<Question> of(List<DeviceFacts> devices) {
        var found = new Questions();
        found.findVarying(devices);
        devices.forEach(found::add);
        return new ArrayList<>(found.questions.values());
    }

    private void findVarying(List<DeviceFacts> devices) {
        var variants = new HashMap<String, Set<String>>();
        for (DeviceFacts device : devices) {
            for (int place = 0; place < device.steps().size(); place++) {
                Asked asked = device.steps().get(place);
                variants.computeIfAbsent(place(asked, place), any -> new HashSet<>())
                        .add(asked.command());
            }
        }
        variants.forEach((place, commands) -> {
            if (commands.size() > MOST_VARIANTS) {
                varying.add(place);
            }
        });
    }

    private static String place(Asked asked, int place) {
        return place + "\0" + asked.step();
    }

    private void add(DeviceFacts device) {
        var times = new HashMap<String, Integer>();
        for (int place = 0; place < device.steps().size(); place++) {
            Asked asked = device.steps().get(place);
            boolean varies = varying.contains(place(asked, place));
            String name = varies ? place(asked, place) : asked.command();
            int time = times.merge(name, 1, Integer::sum);
            questions
                    .computeIfAbsent(
                            name + "\0" + time, any -> new Question(asked.step(), varies ? "" : asked.command(), time))
                    .add(device, asked);
        }
    }
}
