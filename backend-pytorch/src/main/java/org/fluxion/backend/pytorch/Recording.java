package org.fluxion.backend.pytorch;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * A function that was called once, at one point.
 *
 * <p>The graph of that call serves the first sweep; each further sweep builds its own from the
 * program.
 */
final class Recording {
  private static final Cleaner CLEANER = Cleaner.create();

  private final int threads;
  private final Program program;
  private final Tensor[] at;
  private final Tensor[] values;
  private final List<Shape> results;
  private final AtomicReference<@Nullable Graph> first;

  private Recording(
      int threads,
      Program program,
      Tensor[] at,
      Tensor[] values,
      AtomicReference<@Nullable Graph> first) {
    this.threads = threads;
    this.program = program;
    this.at = at;
    this.values = values;
    this.results = Arrays.stream(values).map(Tensor::shape).toList();
    this.first = first;
  }

  /** {@return the record of a call} */
  static Recording of(MultiFunction f, Tensor[] point, int threads) {
    NativeLibrary.use(threads);
    Session session = new Session(false);
    Program.Builder program = new Program.Builder();
    List<Tensor> captured = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    Graph graph =
        Graph.of(
            () -> {
              try (Level level = new Level(session, program, captured)) {
                List<Array> inputs = new ArrayList<>();
                Tensor[] given = new Tensor[point.length];
                for (int i = 0; i < point.length; i++) {
                  inputs.add(Graph.input(Level.numbers(point[i])));
                  given[i] = level.input(inputs.get(i), point[i]);
                }
                List<Array> results = new ArrayList<>();
                for (Tensor result : f.apply(given)) {
                  results.add(level.array(result));
                  places.add(level.place(result));
                }
                return new Followed(session, Graph.handles(inputs), Graph.handles(results));
              }
            });
    AtomicReference<@Nullable Graph> first = new AtomicReference<>(graph);
    List<Tensor> at = new ArrayList<>(List.of(point));
    at.addAll(captured);
    Recording recording =
        new Recording(
            threads,
            program.build(places),
            at.toArray(Tensor[]::new),
            graph.swept(Sweep.VALUES),
            first);
    if (!recording.isClosed()) {
      release(first);
    }
    // For a derivative that is never asked for.
    CLEANER.register(recording, () -> release(first));
    return recording;
  }

  private static void release(AtomicReference<@Nullable Graph> unused) {
    Graph graph = unused.getAndSet(null);
    if (graph != null) {
      graph.close();
    }
  }

  /** {@return whether the point, and all that the function captured, are plain} */
  boolean isClosed() {
    return arePlain(at);
  }

  static boolean arePlain(Tensor[] tensors) {
    return Arrays.stream(tensors).noneMatch(Tracer.class::isInstance);
  }

  /** {@return the shapes of what a sweep gives} */
  private List<Shape> shapes(Sweep sweep) {
    List<Shape> inputs = Arrays.stream(at).limit(program.inputs()).map(Tensor::shape).toList();
    return switch (sweep) {
      case VALUES, PUSHFORWARD -> results;
      case PULLBACK, GRADIENT_PULLBACK -> inputs;
      case GRADIENT, GRADIENT_PUSHFORWARD -> {
        List<Shape> all = new ArrayList<>(results);
        all.addAll(inputs);
        yield all;
      }
    };
  }

  Program program() {
    return program;
  }

  Tensor[] values() {
    return isClosed() ? values.clone() : sweep(Sweep.VALUES);
  }

  /** {@return what a sweep gives} */
  Tensor[] sweep(Sweep sweep, Tensor... seeds) {
    if (isClosed() && arePlain(seeds)) {
      return natively(graph -> graph.swept(sweep, seeds));
    }
    return new Derived(sweep, threads, program, shapes(sweep)).applied(at, seeds);
  }

  /**
   * {@return what a sweep gives for each row, stacked}
   *
   * @param stacked plain tensors behind a leading axis
   */
  Tensor[] sweepRows(Sweep sweep, Tensor... stacked) {
    return natively(graph -> rows(graph, sweep, stacked));
  }

  private static Tensor[] rows(Graph graph, Sweep sweep, Tensor[] stacked) {
    List<Tensor[]> all = new ArrayList<>();
    for (int row = 0; row < stacked[0].shape().get(0); row++) {
      int index = row;
      all.add(
          graph.swept(
              sweep, Arrays.stream(stacked).map(seed -> seed.get(index)).toArray(Tensor[]::new)));
    }
    Tensor[] results = new Tensor[all.get(0).length];
    for (int i = 0; i < results.length; i++) {
      int index = i;
      results[i] = Tensor.stack(0, all.stream().map(each -> each[index]).toArray(Tensor[]::new));
    }
    return results;
  }

  private Tensor[] natively(Function<Graph, Tensor[]> asked) {
    return natively(program, at, threads, first.getAndSet(null), asked);
  }

  /** {@return what is asked of a program at plain tensors, strictly where that is needed} */
  static Tensor[] natively(
      Program program,
      Tensor[] at,
      int threads,
      @Nullable Graph known,
      Function<Graph, Tensor[]> asked) {
    NativeLibrary.use(threads);
    try (Graph graph = known != null ? known : Graph.of(program, at, false)) {
      Tensor[] answer = asked.apply(graph);
      if (isFinite(answer)) {
        return answer;
      }
    }
    try (Graph graph = Graph.of(program, at, true)) {
      return asked.apply(graph);
    }
  }

  private static boolean isFinite(Tensor[] tensors) {
    return Arrays.stream(tensors)
        .allMatch(tensor -> Arrays.stream(tensor.toArray()).allMatch(Double::isFinite));
  }

  @Override
  public String toString() {
    return program.steps().size() + " operations at " + Arrays.toString(at);
  }
}
