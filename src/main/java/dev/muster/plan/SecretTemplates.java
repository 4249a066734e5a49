package dev.muster.plan;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.secret.SecretText;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fills templates in whose text may hold references to secrets. Only references that the job itself has are followed: what
 * is filled in may come from another system, which has no say in what is read here.
 */
final class SecretTemplates {
    private final DeviceSteps steps;
    private final SecretStore secrets;

    SecretTemplates(DeviceSteps steps, SecretStore secrets) {
        this.steps = steps;
        this.secrets = secrets;
    }

    /** Whether the template as written holds a reference. */
    static boolean isSecret(Template template) {
        return !new SecretText(template.toString()).isLiteral();
    }

    /** The text for this device; what cannot be is told. */
    String text(Sourced<Template> template) {
        if (!isSecret(template.value())) {
            return steps.filled(template);
        }
        var written = new SecretText(template.value().toString());
        String mistake = written.mistake();
        if (mistake != null) {
            steps.tell(template.mark(), mistake);
            return "";
        }
        Map<String, String> values = new LinkedHashMap<>();
        String nonce = Long.toUnsignedString(new SecureRandom().nextLong()); // so that nobody can fill in a place
        String places = written.withReferences(reference -> {
            String place = "\uE000" + nonce + "." + values.size() + "\uE001";
            values.put(place, secrets.text(new Sourced<>(new SecretText(reference), template.mark())));
            return place;
        });
        String text = steps.filled(template, new Template(places));
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return text;
    }
}
