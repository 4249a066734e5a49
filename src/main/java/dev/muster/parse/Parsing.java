package dev.muster.parse;

import dev.muster.textfsm.Template;

/** How a step's output becomes rows. */
public sealed interface Parsing {

    /** By the template that the collections have for the platform and the command. */
    record TextFsm() implements Parsing {}

    /** By one certain template. */
    record ByTemplate(String file, Template template) implements Parsing {}

    /** From a JSON document: the object or the list of objects at a path. */
    record Json(RowPath path) implements Parsing {}

    /** From a document that is XML where it begins with {@code <}, else JSON. */
    record Document(RowPath path) implements Parsing {}

    /** By the template of the command line's text, or from an API's JSON, into columns that all platforms share. */
    record Normalized() implements Parsing {}

    /** From an XML document: the elements at a path. */
    record Xml(RowPath path) implements Parsing {}
}
