package dev.muster.platform;

import java.util.regex.Pattern;

/** A command and what in its output gives the platform away. */
public record Detection(String command, Pattern match) {}
