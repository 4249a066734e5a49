/** A conversation by NETCONF (RFC 6241, 6242, 6243) on a channel of bytes: framing, XML, operations and what came of them. */
@NullMarked
package dev.muster.netconf;

import org.jspecify.annotations.NullMarked;
