package dev.muster.cli;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as people give them: one, a name, {@code 192.0.2.0/24}, {@code 192.0.2.1-192.0.2.20}, {@code 192.0.2.1-20}. */
final class Addresses {
    /** More than a /16 is a mistake. */
    static final int MOST = 65_536;

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern LITERAL = Pattern.compile(IPV4 + "|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?\\.?");
    private static final Pattern ZONED = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*%[A-Za-z0-9._-]+");
    private static final Pattern NETWORK = Pattern.compile("(.+)/(\\d{1,3})");
    private static final Pattern RANGE = Pattern.compile("(" + IPV4 + ")-(" + IPV4 + "|\\d{1,3})");

    private Addresses() {}

    static List<String> of(String text) throws WrongInput {
        String plain = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        Matcher network = NETWORK.matcher(plain);
        if (network.matches()) {
            return network(text, network.group(1), Integer.parseInt(network.group(2)));
        }
        Matcher range = RANGE.matcher(plain);
        if (range.matches()) {
            String last = range.group(2);
            String first = range.group(1);
            return range(
                    text, first, last.contains(".") ? last : first.substring(0, first.lastIndexOf('.') + 1) + last);
        }
        if (IPV4.matcher(plain).matches() || LITERAL.matcher(plain).matches()) {
            number(text, plain);
            return List.of(plain);
        }
        if (ZONED.matcher(plain).matches() || NAME.matcher(plain).matches()) {
            return List.of(plain);
        }
        throw new WrongInput(
                "`" + text + "` is no file, address, range (192.0.2.1-20), network (192.0.2.0/24) or name");
    }

    /** Without the addresses of the network itself and of all its hosts, where it has such. */
    private static List<String> network(String text, String address, int bits) throws WrongInput {
        byte[] bytes = number(text, address);
        int all = bytes.length * 8;
        if (bits > all || all - bits > 16) {
            throw new WrongInput("`" + text + "` "
                    + (bits > all ? "has more bits than its address" : "is more than " + MOST + " addresses"));
        }
        BigInteger size = BigInteger.ONE.shiftLeft(all - bits);
        BigInteger first = new BigInteger(1, bytes).divide(size).multiply(size);
        BigInteger last = first.add(size).subtract(BigInteger.ONE);
        boolean inner = all == 32 && bits < 31;
        return numbers(
                inner ? first.add(BigInteger.ONE) : first, inner ? last.subtract(BigInteger.ONE) : last, bytes.length);
    }

    private static List<String> range(String text, String from, String to) throws WrongInput {
        var first = new BigInteger(1, number(text, from));
        var last = new BigInteger(1, number(text, to));
        BigInteger count = last.subtract(first);
        if (count.signum() < 0 || count.compareTo(BigInteger.valueOf(MOST)) >= 0) {
            throw new WrongInput("`" + text + "` "
                    + (count.signum() < 0 ? "ends before it begins" : "is more than " + MOST + " addresses"));
        }
        return numbers(first, last, 4);
    }

    private static byte[] number(String text, String address) throws WrongInput {
        try {
            if (LITERAL.matcher(address).matches()) {
                return InetAddress.getByName(address).getAddress();
            }
        } catch (UnknownHostException e) {
            // told below
        }
        throw new WrongInput("`" + text + "`: `" + address + "` is no address");
    }

    private static List<String> numbers(BigInteger first, BigInteger last, int length) {
        var addresses = new ArrayList<String>();
        for (BigInteger at = first; at.compareTo(last) <= 0; at = at.add(BigInteger.ONE)) {
            byte[] bytes = new byte[length];
            byte[] given = at.toByteArray();
            int from = Math.max(0, given.length - length);
            System.arraycopy(given, from, bytes, length - (given.length - from), given.length - from);
            try {
                addresses.add(InetAddress.getByAddress(bytes).getHostAddress());
            } catch (UnknownHostException e) {
                throw new IllegalStateException("an address has 4 or 16 bytes", e);
            }
        }
        return addresses;
    }
}
