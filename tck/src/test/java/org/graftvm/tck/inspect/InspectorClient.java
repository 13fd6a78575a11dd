package org.graftvm.tck.inspect;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The part of the Chrome DevTools Protocol that a debugger's user makes use of. One thread uses a client. */
final class InspectorClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    /** Events that came while something else was waited for. */
    private final List<JsonObject> pending = new ArrayList<>();

    private int lastId;

    /** Where the guest stopped: the event's parameters. */
    record Pause(JsonObject parameters) {
        JsonObject frame(int depth) {
            return parameters.getAsJsonArray("callFrames").get(depth).getAsJsonObject();
        }

        int depth() {
            return parameters.getAsJsonArray("callFrames").size();
        }

        /** Counted from 0. */
        int line() {
            return frame(0).getAsJsonObject("location").get("lineNumber").getAsInt();
        }

        String function(int depth) {
            return frame(depth).get("functionName").getAsString();
        }

        JsonArray hitBreakpoints() {
            JsonArray hit = parameters.getAsJsonArray("hitBreakpoints");
            return hit == null ? new JsonArray() : hit;
        }
    }

    InspectorClient(URI address) {
        this.socket =
                http.newWebSocketBuilder().buildAsync(address, new Listener()).join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket source, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                received.add(JsonParser.parseString(message.toString()).getAsJsonObject());
                message.setLength(0);
            }
            source.request(1);
            return null;
        }
    }

    /** Sends a command and waits for its result. */
    JsonObject command(String method, Object... parameters) throws IOException, InterruptedException {
        JsonObject values = new JsonObject();
        for (int i = 0; i < parameters.length; i += 2) {
            String name = (String) parameters[i];
            switch (parameters[i + 1]) {
                case Number number -> values.addProperty(name, number);
                case Boolean flag -> values.addProperty(name, flag);
                case JsonElement json -> values.add(name, json);
                default -> values.addProperty(name, parameters[i + 1].toString());
            }
        }
        JsonObject message = new JsonObject();
        int id = ++lastId;
        message.addProperty("id", id);
        message.addProperty("method", method);
        message.add("params", values);
        socket.sendText(message.toString(), true).join();
        while (true) {
            JsonObject answer = next(method);
            if (!answer.has("id")) {
                pending.add(answer);
            } else if (answer.get("id").getAsInt() == id) {
                if (answer.has("error")) {
                    throw new IOException(method + ": " + answer.get("error"));
                }
                return answer.getAsJsonObject("result");
            }
        }
    }

    /** The parameters of the next event of a kind, or of one that came already. */
    JsonObject event(String method) throws IOException, InterruptedException {
        for (int i = 0; i < pending.size(); i++) {
            if (pending.get(i).get("method").getAsString().equals(method)) {
                return pending.remove(i).getAsJsonObject("params");
            }
        }
        while (true) {
            JsonObject event = next(method);
            if (event.has("method")) {
                if (event.get("method").getAsString().equals(method)) {
                    return event.getAsJsonObject("params");
                }
                pending.add(event);
            }
        }
    }

    private JsonObject next(String wanted) throws IOException, InterruptedException {
        JsonObject message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new IOException("no " + wanted + "; pending: " + pending);
        }
        return message;
    }

    Pause paused() throws IOException, InterruptedException {
        return new Pause(event("Debugger.paused"));
    }

    /** Lets the stopped guest go on by a command such as {@code Debugger.stepInto} and waits until it stops again. */
    Pause after(String command) throws IOException, InterruptedException {
        goOn(command);
        return paused();
    }

    /**
     * Lets the stopped guest go on. It does so some time after the command's answer: until the event comes, the inspector
     * takes the guest for stopped and drops a {@code Debugger.pause} without a word.
     */
    void goOn(String command) throws IOException, InterruptedException {
        command(command);
        event("Debugger.resumed");
    }

    /** Stops the running guest. */
    Pause pause() throws IOException, InterruptedException {
        command("Debugger.pause");
        return paused();
    }

    /** The next source whose name ends so. */
    JsonObject script(String end) throws IOException, InterruptedException {
        while (true) {
            JsonObject script = event("Debugger.scriptParsed");
            if (script.get("url").getAsString().endsWith(end)) {
                return script;
            }
        }
    }

    String source(JsonObject script) throws IOException, InterruptedException {
        return command(
                        "Debugger.getScriptSource",
                        "scriptId",
                        script.get("scriptId").getAsString())
                .get("scriptSource")
                .getAsString();
    }

    /** What the innermost scope of a frame shows for a name. */
    String variable(Pause pause, int depth, String name) throws IOException, InterruptedException {
        JsonObject scope =
                pause.frame(depth).getAsJsonArray("scopeChain").get(0).getAsJsonObject();
        String object = scope.getAsJsonObject("object").get("objectId").getAsString();
        for (JsonElement property : command("Runtime.getProperties", "objectId", object, "ownProperties", true)
                .getAsJsonArray("result")) {
            if (property.getAsJsonObject().get("name").getAsString().equals(name)) {
                return property.getAsJsonObject()
                        .getAsJsonObject("value")
                        .get("description")
                        .getAsString();
            }
        }
        throw new IOException("no variable " + name);
    }

    /** The description of an expression's value in the innermost frame. */
    String evaluate(Pause pause, String expression) throws IOException, InterruptedException {
        return command(
                        "Debugger.evaluateOnCallFrame",
                        "callFrameId",
                        pause.frame(0).get("callFrameId").getAsString(),
                        "expression",
                        expression)
                .getAsJsonObject("result")
                .get("description")
                .getAsString();
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }
}
