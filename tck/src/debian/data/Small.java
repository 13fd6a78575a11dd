import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Interpreted and compiled code, a second thread, and a null pointer found by SIGSEGV. */
public class Small {
    public static void main(String[] arguments) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < 3_000_000; i++) {
            sum += i * (long) i % 7;
        }
        System.out.println(sum);
        System.out.println(IntStream.range(0, 1000)
                .boxed()
                .collect(Collectors.groupingBy(
                        (Integer i) -> i % 7, TreeMap::new, Collectors.summingInt((Integer i) -> i))));
        Thread thread = new Thread(() -> System.out.println("thread"));
        thread.start();
        thread.join();
        Object none = sum < 0 ? "" : null;
        try {
            System.out.println(none.hashCode());
        } catch (NullPointerException e) {
            System.out.println("null");
        }
    }
}
