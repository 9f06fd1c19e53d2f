package org.fluxion.internal.plan;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.fluxion.FluxionException;
import org.fluxion.StalePlanException;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * What a prepared operator computes, as a function of tensors that is recorded when it is first
 * called and run from its plans afterwards.
 *
 * <p>A plan answers only where its guards hold: where the function takes the branches and reads the
 * values that it did when it was recorded. Each other path is recorded in turn, up to a bound;
 * beyond it the function runs unprepared. At calls 2, 4, 8, … the function is recorded again and
 * compared, so that something else that it depends on is found out and not served stale. What
 * cannot be recorded runs unprepared, with the same results.
 *
 * <p>Usable from any thread.
 */
public final class Planned implements MultiFunction {
  private static final int MOST_PATHS = 16;

  private final String owner;
  private final MultiFunction function;
  private final boolean verifying;
  private final AtomicLong calls = new AtomicLong();
  private volatile Path[] paths = {};
  private volatile @Nullable String unprepared;

  /**
   * Prepares a function; nothing is called yet.
   *
   * @param owner operator and backend, for messages
   * @param function of tensors; pure
   * @param reason why it cannot be recorded, or null if it can
   */
  public Planned(String owner, MultiFunction function, @Nullable String reason) {
    this.owner = owner;
    this.function = function;
    PlanMode mode = PlanMode.configured();
    this.verifying = mode == PlanMode.VERIFY;
    this.unprepared = mode == PlanMode.OFF ? "fluxion.plans is off" : reason;
  }

  /**
   * {@return the results at a point}
   *
   * @throws StalePlanException if the function depends on something that is not an argument and
   *     changed
   */
  @Override
  public Tensor[] apply(Tensor... at) {
    if (unprepared != null) {
      return function.apply(at);
    }
    for (Tensor tensor : at) {
      if (tensor instanceof Tracer) {
        return replayed(at);
      }
    }
    if (isCheck(calls.incrementAndGet())) {
      return recorded(at);
    }
    for (Path path : paths) {
      Tensor[] results = path.takes(at) ? path.run(at) : null;
      if (results != null) {
        return results;
      }
    }
    return recorded(at);
  }

  /**
   * {@return the results of a function of one tensor, where they stand, to be closed when they have
   * been read; null if {@link #apply} is to be called instead}
   *
   * <p>Allocates nothing.
   *
   * @param x the elements of the point
   * @param result of those of the function, which the caller will copy to the target
   * @param target as long as the result; may have its elements already, and has what it had if
   *     there are none; null if it is not known yet
   */
  public @Nullable Workspace run(double[] x, int result, double @Nullable [] target) {
    if (unprepared != null || isCheck(calls.get() + 1)) {
      return null;
    }
    for (Path path : paths) {
      Workspace workspace = path.lend();
      boolean done = false;
      try {
        done = workspace.run(x, result, target);
      } finally {
        if (!done) {
          workspace.close();
        }
      }
      if (done) {
        calls.incrementAndGet();
        return workspace;
      }
    }
    return null;
  }

  private boolean isCheck(long call) {
    return verifying || (call & (call - 1)) == 0;
  }

  private Tensor[] replayed(Tensor[] at) {
    for (Path path : paths) {
      Tensor[] results = path.takes(at) ? path.plan().program().replay(at) : null;
      if (results != null) {
        return results;
      }
    }
    return function.apply(at);
  }

  /** The plan answers also when it has just been recorded, so that all calls give the same bits. */
  private Tensor[] recorded(Tensor[] at) {
    Program program;
    Tensor[] values;
    try (Recording recording = new Recording()) {
      Tensor[] results = function.apply(recording.watch(at));
      program = recording.finish(results);
      values = recording.values(results);
    } catch (Recording.WatchedFromOutside captured) {
      unprepared = "it holds a value that an outer derivative watches";
      return function.apply(at);
    } catch (FluxionException failure) {
      // Either the function fails by itself, and does so again, or it does not bear recording.
      Tensor[] results = function.apply(at);
      unprepared = "it cannot be recorded: " + failure.getMessage();
      return results;
    }
    Path path = keep(program);
    Tensor[] again = path == null ? null : path.run(at);
    return again == null ? values : again;
  }

  /** {@return the path of a program; null if it is one too many} */
  private synchronized @Nullable Path keep(Program program) {
    for (Path path : paths) {
      Program known = path.plan().program();
      if (known.tookThePathOf(program)) {
        String difference = known.difference(program);
        if (difference != null) {
          throw new StalePlanException(owner, difference);
        }
        return path;
      }
    }
    if (paths.length == MOST_PATHS) {
      unprepared = "it took more than " + MOST_PATHS + " paths";
      return null;
    }
    Path[] more = Arrays.copyOf(paths, paths.length + 1);
    Path path = new Path(program);
    more[paths.length] = path;
    paths = more;
    return path;
  }

  /** {@return the plans as text, of the other program if this one has not been called} */
  public String describe(Planned other) {
    return unprepared == null && paths.length == 0 ? other.describe() : describe();
  }

  private String describe() {
    String reason = unprepared;
    if (reason != null) {
      return owner + " runs unprepared: " + reason;
    }
    Path[] all = paths;
    if (all.length == 0) {
      return owner + " has not been called, and is recorded at the first call";
    }
    StringBuilder text = new StringBuilder(owner);
    for (Path path : all) {
      text.append('\n').append(path);
    }
    return text.toString();
  }
}
