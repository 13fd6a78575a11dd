package org.graftvm.language;

import com.oracle.truffle.api.TruffleFile;
import com.oracle.truffle.api.TruffleLanguage.Env;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import org.graftvm.engine.Engine;
import org.graftvm.engine.HotCode;
import org.graftvm.linux.task.Kernel;

/** The files of the options {@code warm-up} and {@code save-hot}. */
final class HotCodeFiles {
    private final Env env;
    private final String warmUp;
    private final String saveHot;

    HotCodeFiles(Env env) {
        this.env = env;
        this.warmUp = env.getOptions().get(GuestOptions.WARM_UP);
        this.saveHot = env.getOptions().get(GuestOptions.SAVE_HOT);
    }

    /** Tells the engine, if an option asks for it. */
    void load(Engine engine, Kernel kernel) throws IOException {
        if (warmUp.isEmpty() && saveHot.isEmpty()) {
            return;
        }
        engine.warmUp(new MappedFiles(kernel), warmUp.isEmpty() ? new HotCode() : read());
    }

    private HotCode read() throws IOException {
        TruffleFile file = env.getPublicTruffleFile(warmUp);
        if (warmUp.equals(saveHot) && !file.exists()) {
            return new HotCode(); // The first of many runs.
        }
        try (BufferedReader text = file.newBufferedReader()) {
            return HotCode.read(text);
        }
    }

    /** Writes what became hot, if an option asks for it. */
    void save(Engine engine) throws IOException {
        if (!saveHot.isEmpty()) {
            try (BufferedWriter text = env.getPublicTruffleFile(saveHot).newBufferedWriter()) {
                engine.hotCode().write(text);
            }
        }
    }
}
