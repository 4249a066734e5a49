package dev.muster.plan;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step;
import dev.muster.job.Step.Head;
import dev.muster.job.Step.Request;
import dev.muster.netconf.Filter;
import dev.muster.netconf.Operation;
import dev.muster.netconf.XmlText;
import dev.muster.netconf.XmlText.Mistake;
import dev.muster.yaml.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes steps by NETCONF fit one device, and looks at the XML that it would be sent. */
final class NetconfSteps {
    private final DeviceSteps.For device;
    private final DeviceSteps steps;

    NetconfSteps(DeviceSteps.For device, DeviceSteps steps) {
        this.device = device;
        this.steps = steps;
    }

    PlannedStep netconf(Step.Netconf netconf) {
        Head head = netconf.head();
        var operations = new ArrayList<Operation>();
        netconf.requests().forEach(request -> operations.add(operation(request)));
        return new PlannedStep.Netconf(
                head.name(),
                steps.when(head),
                steps.limit(head),
                List.copyOf(operations),
                netconf.parse(),
                netconf.pretty());
    }

    private Operation operation(Request request) {
        Sourced<Template> xml = request.xml();
        if (xml == null) {
            return request.operation();
        }
        Operation filled =
                request.operation().with(request.exact() ? xml.value().toString() : steps.filled(xml));
        if (isXml(filled)) {
            check(request, xml, filled);
        }
        return filled;
    }

    private static boolean isXml(Operation operation) {
        return switch (operation) {
            case Operation.Get get -> get.filter() instanceof Filter.Subtree;
            case Operation.GetConfig get -> get.filter() instanceof Filter.Subtree;
            default -> true;
        };
    }

    private void check(Request request, Sourced<Template> xml, Operation filled) {
        String text = Objects.requireNonNull(filled.xml());
        XmlText read = XmlText.of(text);
        Mistake mistake = read.mistake();
        if (mistake != null) {
            boolean filledIn = !request.isPlain();
            Mark mark = filledIn ? xml.mark() : Lines.place(xml.mark(), mistake.line(), mistake.column());
            steps.tell(
                    mark,
                    "this is not well-formed XML: " + mistake.reason()
                            + (filledIn
                                    ? " (line " + mistake.line() + ", column " + mistake.column()
                                            + " of what is filled in for " + device.name() + ")"
                                    : ""));
        } else if (filled instanceof Operation.Rpc && read.isOnly("rpc")) {
            steps.tell(xml.mark(), "`rpc` needs the element within <rpc>; Muster puts <rpc message-id=...> around it");
        } else if (filled instanceof Operation.Rpc && read.roots().size() > 1) {
            steps.tell(
                    xml.mark(),
                    "`rpc` takes one element, found " + String.join(" and ", read.roots())
                            + "; make each an operation");
        }
    }
}
