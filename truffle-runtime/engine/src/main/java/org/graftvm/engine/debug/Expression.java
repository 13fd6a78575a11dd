package org.graftvm.engine.debug;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.MaterializedFrame;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExecutableNode;
import com.oracle.truffle.api.nodes.Node;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Trap;
import org.jspecify.annotations.Nullable;

/**
 * What a user of a debugger may type at a stopped instruction: numbers, registers, 64-bit words of memory, sums of these, and
 * assignments to registers and memory.
 *
 * <pre>
 * statement = expression | register "=" expression | "[" expression "]" "=" expression
 * expression = term { ("+" | "-") term }
 * term = decimal | "0x" hexadecimal | register | "[" expression "]" | "(" expression ")" | "-" term
 * </pre>
 */
public final class Expression extends ExecutableNode {
    private final InstructionStep location;
    private final String text;

    private Expression(TruffleLanguage<?> language, InstructionStep location, String text) {
        super(language);
        this.location = location;
        this.text = text;
    }

    /** The node that evaluates {@code text} where the guest is stopped, or null if the location is no instruction. */
    public static @Nullable ExecutableNode at(TruffleLanguage<?> language, @Nullable Node location, String text) {
        for (Node node = location; node != null; node = node.getParent()) {
            if (node instanceof InstructionStep step) {
                return new Expression(language, step, text);
            }
        }
        return null;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return evaluate(frame.materialize());
    }

    @TruffleBoundary
    private Object evaluate(MaterializedFrame frame) {
        RegisterScope scope = location.scope(frame);
        try {
            return scope.valueOf(new Reader(scope, text).statement());
        } catch (GuestFault fault) {
            String message = fault.trap() instanceof Trap.MemoryFault access
                    ? "no access to " + RegisterValue.hex(access.address())
                    : fault.trap().toString();
            throw new ExpressionException(scope.getLanguage(), message, location);
        } catch (NumberFormatException _) {
            throw new ExpressionException(scope.getLanguage(), "not a number", location);
        } catch (IllegalArgumentException refused) {
            throw new ExpressionException(scope.getLanguage(), String.valueOf(refused.getMessage()), location);
        }
    }

    /** Reads and evaluates in one pass. */
    private static final class Reader {
        private final RegisterScope scope;
        private final GuestMemory memory;
        private final String text;
        private int at;

        Reader(RegisterScope scope, String text) {
            this.scope = scope;
            this.memory = scope.memory();
            this.text = text;
        }

        long statement() {
            int equals = text.indexOf('=');
            if (equals < 0) {
                return end(expression());
            }
            String target = text.substring(0, equals).strip();
            at = equals + 1;
            long value = end(expression());
            if (target.startsWith("[") && target.endsWith("]")) {
                Reader address = new Reader(scope, target.substring(1, target.length() - 1));
                memory.writeLong(address.end(address.expression()), value);
            } else if (!scope.set(target, value)) {
                throw new IllegalArgumentException(target + " cannot be set here");
            }
            return value;
        }

        private long end(long value) {
            if (peek() != 0) {
                throw new IllegalArgumentException("not understood: " + text.substring(at));
            }
            return value;
        }

        private long expression() {
            long value = term();
            while (true) {
                switch (peek()) {
                    case '+' -> {
                        at++;
                        value += term();
                    }
                    case '-' -> {
                        at++;
                        value -= term();
                    }
                    default -> {
                        return value;
                    }
                }
            }
        }

        private long term() {
            switch (peek()) {
                case '-' -> {
                    at++;
                    return -term();
                }
                case '[' -> {
                    return memory.readLong(enclosed(']'));
                }
                case '(' -> {
                    return enclosed(')');
                }
                default -> {
                    return word();
                }
            }
        }

        private long enclosed(char close) {
            at++;
            long value = expression();
            if (peek() != close) {
                throw new IllegalArgumentException("missing " + close);
            }
            at++;
            return value;
        }

        private long word() {
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            String word = text.substring(start, at);
            if (word.isEmpty()) {
                throw new IllegalArgumentException("number, register, [address] or (expression) expected");
            }
            if (Character.isDigit(word.charAt(0))) {
                return RegisterValue.parse(word);
            }
            Long value = scope.value(word);
            if (value == null) {
                throw new IllegalArgumentException("no register " + word);
            }
            return value;
        }

        /** The next character that is no blank, without taking it; 0 at the end. */
        private char peek() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : 0;
        }
    }
}
