package dev.muster.cli;

import dev.muster.inventory.Inventory;
import dev.muster.inventory.InventoryAccess;
import dev.muster.inventory.InventoryFile;
import dev.muster.job.Job;
import dev.muster.job.JobFile;
import dev.muster.plan.Overrides;
import dev.muster.plan.Planner;
import dev.muster.plan.Prepared;
import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.platform.PlatformFile;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.nio.file.Path;

/** Which kind of file this is, by its content, and whether it is sound. */
final class FileKind {
    private FileKind() {}

    /** Checks a file and says in a few words what it is. */
    static String check(Path file, PlatformCatalog catalog, InventoryAccess access, Problems problems) {
        var unread = new Problems();
        Node document = YamlFile.read(file, unread);
        if (document instanceof Mapping mapping && mapping.has("steps")) {
            return job(file, catalog, access, problems);
        }
        if (document instanceof Mapping mapping && (mapping.has("modes") || mapping.has("extends"))) {
            Platform platform = PlatformFile.read(document, problems);
            return platform == null ? "" : "platform " + platform.id();
        }
        Inventory inventory = InventoryFile.read(file, access, problems);
        return inventory == null
                ? ""
                : "inventory of " + devices(inventory.devices().size());
    }

    private static String job(Path file, PlatformCatalog catalog, InventoryAccess access, Problems problems) {
        Job job = JobFile.read(file, problems);
        if (job == null) {
            return "";
        }
        Prepared prepared = new Planner(Overrides.NONE, catalog, false, problems)
                .reading(access)
                .plan(job);
        return prepared == null
                ? "job " + job.name() + " for devices that another system lists"
                : "job " + job.name() + " for "
                        + devices(prepared.plan().devices().size());
    }

    private static String devices(int count) {
        if (count == 0) {
            return "devices that another system lists";
        }
        return count + (count == 1 ? " device" : " devices");
    }
}
