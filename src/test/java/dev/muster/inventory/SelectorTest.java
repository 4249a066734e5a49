package dev.muster.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
    private static final Mark HERE = new Mark("job.yaml", 3, 9);

    private final Problems problems = new Problems();
    private final Inventory inventory = inventory("""
            groups: {access: , core: }
            defaults: {username: u}
            devices:
              - {name: R1, host: 192.0.2.1, platform: cisco_iosxe, groups: [access], data: {site: ams}}
              - {name: R2, host: 192.0.2.2, platform: linux, groups: [core, access], data: {site: lon, rack: 4}}
              - {name: R3, host: 192.0.2.3, platform: linux, groups: [core]}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.site == 'ams'                      | R1",
                "device.data.site != 'ams'               | R2,R3",
                "'access' in groups and 'core' in groups  | R2",
                "data.rack == vars.rack                  | R2",
                "name in ['R3', 'R1']                    | R1,R3",
                "platform == 'linux' and 'core' in groups| R2,R3",
                "host == '192.0.2.3'                     | R3",
                "not data.site                           | R3",
            })
    void expressionSeesTheDeviceAndItsFieldsByTheirBareNames(String expression, String meant) {
        assertEquals(
                List.of(meant.split(",")),
                select(with(expression)),
                problems.all().toString());
    }

    @Test
    void keyThatOnlySomeDevicesHaveIsEmptyForTheOthers() {
        assertEquals(List.of("R2"), select(with("data.rack == 4")));
        assertEquals(List.of(), problems.all());
    }

    @Test
    void keyThatNobodyHasIsToldOnceWithASuggestion() {
        assertEquals(List.of(), select(with("data.stie == 'ams'")));
        assertEquals(1, problems.all().size());
        Problem problem = problems.all().get(0);
        assertEquals(HERE, problem.mark());
        assertEquals(
                "`data.stie == 'ams'` cannot select (device R1): unknown name `data.stie`; did you mean `data.site`?",
                problem.message());
    }

    @Test
    void groupsNamesAndExpressionMustAllBeMet() {
        var selection = new Selection(
                new Sourced<>("data.site == 'lon'", HERE),
                List.of(new Sourced<>("access", HERE)),
                List.of(new Sourced<>("R2", HERE), new Sourced<>("R1", HERE)));

        assertEquals(List.of("R2"), select(selection));
    }

    @Test
    void oneOfSeveralGroupsIsEnough() {
        var selection =
                new Selection(null, List.of(new Sourced<>("access", HERE), new Sourced<>("core", HERE)), List.of());

        assertEquals(List.of("R1", "R2", "R3"), select(selection));
    }

    @Test
    void unknownNamesAreToldTogether() {
        var selection = new Selection(null, List.of(new Sourced<>("acces", HERE)), List.of(new Sourced<>("R7", HERE)));

        assertEquals(List.of(), select(selection));
        assertEquals(
                List.of("unknown device `R7`; did you mean `R1`?", "unknown group `acces`; did you mean `access`?"),
                problems.all().stream().map(Problem::message).toList());
    }

    private Selection with(String expression) {
        return new Selection(new Sourced<>(expression, HERE), List.of(), List.of());
    }

    private List<String> select(Selection selection) {
        return new Selector(inventory, Map.of("rack", 4L), problems)
                .select(selection).stream().map(Device::name).toList();
    }

    private static Inventory inventory(String yaml) {
        var problems = new Problems();
        Node node = YamlFile.parse("inline", yaml, problems);
        assertNotNull(node);
        Inventory inventory = InventoryFile.read(node, problems);
        assertEquals(List.of(), problems.all());
        assertNotNull(inventory);
        return inventory;
    }
}
