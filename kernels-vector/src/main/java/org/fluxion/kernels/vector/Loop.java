package org.fluxion.kernels.vector;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/**
 * A loop over whole vectors, called so that the compiler makes a method of its own of it.
 *
 * <p>Inlined, several of them would together be more than it can handle (see {@link Lanes}). It
 * does not inline a method handle that is no constant to it: therefore this is a class with a final
 * field, which it does not trust, and not a record.
 */
final class Loop {
  private static final MethodType TYPE =
      methodType(
          void.class,
          double[].class,
          int.class,
          double[].class,
          double[].class,
          int.class,
          int.class);

  private final MethodHandle handle;
  private final Place from;
  private final Place to;

  private Loop(MethodHandle handle, Place from, Place to) {
    this.handle = handle;
    this.from = from;
    this.to = to;
  }

  /**
   * {@return the static method of a name, from the elements that are given to the results}
   *
   * <p>It takes an array and where to begin in it, the array for what is between, an array for
   * results and where to begin in it, and a length.
   */
  static Loop of(Lookup lookup, String name) {
    try {
      MethodHandle handle = lookup.findStatic(lookup.lookupClass(), name, TYPE);
      return new Loop(handle, Place.ENDS, Place.ENDS);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(lookup.lookupClass() + " has no loop " + name, e);
    }
  }

  /** {@return the same loop on what is between} */
  Loop from(Place place) {
    return new Loop(handle, place, to);
  }

  /** {@return the same loop with results that are between} */
  Loop to(Place place) {
    return new Loop(handle, from, place);
  }

  void run(double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    double[] source = from == Place.ENDS ? x : between;
    double[] target = to == Place.ENDS ? y : between;
    int sourceAt = from == Place.ENDS ? xAt : from.offset;
    int targetAt = to == Place.ENDS ? yAt : to.offset;
    try {
      handle.invokeExact(source, sourceAt, between, target, targetAt, length);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("loops declare no exceptions", e);
    }
  }

  /** Where elements are. */
  enum Place {
    /** Given elements, or results. */
    ENDS(0),
    /** In the array for what is between, from its beginning. */
    FIRST(0),
    /** Behind those. */
    SECOND(Elements.SECOND);

    final int offset;

    Place(int offset) {
      this.offset = offset;
    }
  }
}
