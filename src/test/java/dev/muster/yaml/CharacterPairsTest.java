package dev.muster.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.muster.yaml.Node.Scalar;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterPairsTest {

    @ParameterizedTest
    @ValueSource(ints = {1020, 1021, 1022, 1023, 1024, 1025, 2047, 2048, 2049, 4095})
    void aCharacterPairAcrossTheEndOfABufferIsReadWhole(int before) {
        String text = "a".repeat(before) + "😀".repeat(2000);
        var problems = new Problems();
        Node node = YamlFile.parse("x.yaml", "\"" + text + "\"", problems);
        assertEquals(List.of(), problems.all());
        assertEquals(text, assertInstanceOf(Scalar.class, node).text());
    }
}
