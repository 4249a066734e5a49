package dev.muster.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The text of a systemd unit that keeps a scheduler up; see systemd.service(5). */
final class SystemdUnit {
    private SystemdUnit() {}

    /**
     * The unit.
     *
     * @param program how Muster is started
     * @param jobs what it schedules, as absolute paths
     * @param folder where it runs, below which results land
     */
    static String of(Path program, List<Path> jobs, Path folder, String user) {
        var command = new ArrayList<String>(List.of(quoted(program), "schedule"));
        jobs.forEach(job -> command.add(quoted(job)));
        return """
                # /etc/systemd/system/muster-schedule.service, then: systemctl daemon-reload; systemctl enable --now muster-schedule
                [Unit]
                Description=Scheduled jobs of Muster
                Documentation=man:systemd.service(5)
                Wants=network-online.target
                After=network-online.target

                [Service]
                Type=notify
                NotifyAccess=all
                WatchdogSec=120
                ExecStart=%s
                WorkingDirectory=%s
                User=%s
                # running jobs get five minutes to end, see --drain
                KillMode=mixed
                TimeoutStopSec=360
                Restart=on-failure
                RestartSec=10
                UMask=0077
                # secrets: LoadCredential=keystore:/etc/muster/keystore.password
                # Environment=MUSTER_KEYSTORE_PASSWORD_FILE=%%d/keystore
                NoNewPrivileges=yes
                ProtectSystem=full
                PrivateTmp=yes

                [Install]
                WantedBy=multi-user.target
                """.formatted(String.join(" ", command), folder.toString().replace("%", "%%"), user);
    }

    private static String quoted(Path path) {
        String text =
                path.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%");
        return text.matches("[\\w./@:%+-]+") ? text : '"' + text.replace("$", "$$") + '"';
    }
}
