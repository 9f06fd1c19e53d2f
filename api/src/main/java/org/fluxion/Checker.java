package org.fluxion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.fluxion.CheckReport.Entry;
import org.fluxion.CheckReport.Outcome;
import org.fluxion.internal.registry.NestedRules;
import org.fluxion.internal.registry.Registry;
import org.fluxion.internal.structure.Structure;
import org.fluxion.interpreters.Readings;
import org.fluxion.spi.Flattening;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Tensor;

/**
 * Looks whether derivatives of a user's function agree with the function and with each other.
 *
 * <p>Directions are random and the same in every run.
 */
final class Checker<X> {
  /** What rounding may do to sums of products, relative to their terms. */
  private static final double ROUNDING = 1e-9;

  /** What central differences with a step of ε^(1/3) may be off, relative to the derivative. */
  private static final double DIFFERENCES = 1e-5;

  /**
   * A derivative that is smaller than this part of what it is the derivative of counts as that
   * part.
   */
  private static final double FLOOR = 1e-2;

  private static final double STEP = Math.cbrt(Math.ulp(1.0));

  private final Backend backend;
  private final Differentiable<? super X> f;
  private final Structure<X> structure;
  private final X x;
  private final List<Entry> entries = new ArrayList<>();

  private Checker(Backend backend, Differentiable<? super X> f, X x) {
    this.backend = backend;
    this.f = f;
    this.x = x;
    this.structure = Structure.of("check", "x", x);
  }

  static <X> CheckReport check(Backend backend, Differentiable<? super X> f, X x) {
    Call.requireGiven("check", "backend", backend);
    Call.requireGiven("check", "f", f);
    Call.requireGiven("check", "x", x);
    Checker<X> checker = new Checker<>(backend, f, x);
    checker.run();
    return new CheckReport(checker.entries);
  }

  private void run() {
    property("f gives the same value twice", this::purity);
    property("f computes with tensors only", this::readings);
    X v = direction(1);
    property("pushforward is the slope of f", () -> slope(v));
    property("pushforward leaves a remainder of second order", () -> taylor(v));
    property("pullback is the transpose of pushforward", () -> transposes(v));
    if (f.apply(x).rank() == 0) {
      X u = direction(2);
      property("the Hessian is the slope of the gradient", () -> curvature(v));
      property("the Hessian is symmetric", () -> symmetry(u, v));
      property("all orders of modes agree", () -> orders(v));
      property("all ways of nesting agree", () -> nestings(v));
    }
  }

  private void property(String name, Supplier<Entry> look) {
    Entry found;
    try {
      found = look.get();
    } catch (UnsupportedDerivativeException unsupported) {
      found = new Entry(Outcome.SKIPPED, "", String.valueOf(unsupported.getMessage()));
    }
    entries.add(new Entry(found.outcome(), name, found.detail()));
  }

  private Entry purity() {
    Tensor first = f.apply(x);
    Tensor second = f.apply(x);
    return first.equals(second)
        ? ok("bit for bit")
        : failed(
            "f is not pure: "
                + first
                + ", then "
                + second
                + "; randomness and state are arguments");
  }

  private Entry readings() {
    try (Readings readings = new Readings()) {
      Tensor[] watched = structure.leaves();
      for (int i = 0; i < watched.length; i++) {
        watched[i] = readings.watch(watched[i]);
      }
      f.apply(structure.rebuild(watched));
      List<String> places = readings.places();
      return places.isEmpty()
          ? ok("no number is read out of a tensor")
          : new Entry(
              Outcome.NOTICE,
              "",
              "numbers are read, and are constants to every derivative, at "
                  + String.join("; ", places));
    }
  }

  private Entry slope(X v) {
    Tensor forward = Derivatives.pushforward(backend, f, x, v);
    Tensor quotient = moved(v, STEP).minus(moved(v, -STEP)).div(2 * STEP);
    return compare(
        backend.name(), forward, "central differences", quotient, size(f.apply(x)), DIFFERENCES);
  }

  /** Halving the step quarters the remainder, until rounding or a vanishing curvature ends it. */
  private Entry taylor(X v) {
    Tensor value = f.apply(x);
    Tensor slope = Derivatives.pushforward(backend, f, x, v);
    double scale = 1 + size(value) + size(slope);
    double fall = 0;
    double before = remainder(v, 1e-2, value, slope);
    for (double h = 5e-3; h > 1e-5; h /= 2) {
      double now = remainder(v, h, value, slope);
      if (now < 1e-13 * scale) {
        return ok("down to rounding");
      }
      fall = before / now;
      before = now;
    }
    String ratio =
        String.format(Locale.ROOT, "remainder falls by %.2f per halving of the step", fall);
    return fall > 3
        ? ok(ratio)
        : failed(ratio + ", 4 expected: the derivative is off or f has a kink");
  }

  private double remainder(X v, double h, Tensor value, Tensor slope) {
    return size(moved(v, h).minus(value).minus(slope.times(h)));
  }

  private Entry transposes(X v) {
    Tensor forward = Derivatives.pushforward(backend, f, x, v);
    Tensor w = draw(new SplittableRandom(3), forward);
    X pulled = Derivatives.pullback(backend, f, x, w);
    double left = forward.times(w).sum().item();
    double right = inner(pulled, v);
    double terms = forward.times(w).abs().sum().item() + Math.abs(right);
    return Math.abs(left - right) <= tolerance() * (terms + Double.MIN_NORMAL)
        ? ok("⟨w, J v⟩ = ⟨Jᵀ w, v⟩ = " + left)
        : failed("⟨w, J v⟩ = " + left + " by " + backend.name() + ", but ⟨Jᵀ w, v⟩ = " + right);
  }

  private Entry curvature(X v) {
    X hvp = Derivatives.hvp(backend, f, x, v);
    X above = Derivatives.gradient(backend, f, at(v, STEP));
    X below = Derivatives.gradient(backend, f, at(v, -STEP));
    Tensor quotient = flat(above).minus(flat(below)).div(2 * STEP);
    return compare(
        "hvp by " + backend.name(),
        flat(hvp),
        "differences of gradients",
        quotient,
        size(flat(above)),
        DIFFERENCES);
  }

  private Entry symmetry(X u, X v) {
    double left = inner(Derivatives.hvp(backend, f, x, v), u);
    double right = inner(Derivatives.hvp(backend, f, x, u), v);
    double scale = Math.abs(left) + Math.abs(right);
    return Math.abs(left - right) <= secondTolerance() * (scale + FLOOR * gradientSize())
        ? ok("⟨u, H v⟩ = ⟨v, H u⟩ = " + left)
        : failed("⟨u, H v⟩ = " + left + ", but ⟨v, H u⟩ = " + right);
  }

  private Entry orders(X v) {
    Tensor expected = flat(Derivatives.hvp(backend, f, x, v));
    List<String> agreed = new ArrayList<>();
    for (BackendInfo outer : Backends.available()) {
      for (BackendInfo inner : Backends.available()) {
        if (isExact(outer) && isExact(inner)) {
          Backend pair =
              Backends.secondOrder(Backends.named(outer.name()), Backends.named(inner.name()));
          Tensor got = flat(Derivatives.hvp(pair, f, x, v));
          Entry entry =
              compare(
                  "hvp by " + backend.name(),
                  expected,
                  "hvp by " + pair.name(),
                  got,
                  gradientSize(),
                  secondTolerance());
          if (entry.outcome() == Outcome.FAILED) {
            return entry;
          }
          agreed.add(outer.name() + " over " + inner.name());
        }
      }
    }
    return ok(String.join(", ", agreed));
  }

  private static boolean isExact(BackendInfo info) {
    return info.capabilities().map(c -> c.accuracy() == 0 && c.traced()).orElse(false);
  }

  /** The slope of ⟨∇f, v⟩ along v, with the gradient nested in every way that the option names. */
  private Entry nestings(X v) {
    if (NestedRules.find().isEmpty()) {
      return new Entry(Outcome.SKIPPED, "", "there is no nested rule on the class path");
    }
    // The rule is for functions that show what they depend on; one that does not shows x here.
    Differentiable<? super X> shown =
        f instanceof Parameterized || f instanceof FixedInput
            ? f
            : new FixedParams<X, List<Tensor>>((z, nothing) -> f.apply(z), List.of());
    List<String> agreed = new ArrayList<>();
    Tensor expected = flat(Derivatives.hvp(backend, f, x, v));
    for (Nesting nesting : Nesting.values()) {
      Backend inner = Registry.withNesting(backend, nesting);
      Differentiable<X> slope = z -> innerProduct(Derivatives.gradient(inner, shown, z), v);
      Tensor got = flat(Derivatives.gradient(backend, slope, x));
      String way = "nested=" + nesting.option();
      Entry entry =
          compare(
              "hvp by " + backend.name(), expected, way, got, gradientSize(), secondTolerance());
      if (entry.outcome() == Outcome.FAILED) {
        return entry;
      }
      agreed.add(nesting.option());
    }
    return ok(String.join(", ", agreed));
  }

  private double gradientSize() {
    return size(flat(Derivatives.gradient(backend, f, x)));
  }

  private double tolerance() {
    return Math.max(ROUNDING, 10 * backend.capabilities().accuracy());
  }

  /** Differences of differences keep half of the digits. */
  private double secondTolerance() {
    return Math.max(ROUNDING, Math.sqrt(backend.capabilities().accuracy()));
  }

  private static Entry ok(String detail) {
    return new Entry(Outcome.OK, "", detail);
  }

  private static Entry failed(String detail) {
    return new Entry(Outcome.FAILED, "", detail);
  }

  private static Entry compare(
      String oneName, Tensor one, String otherName, Tensor other, double floor, double tolerance) {
    double[] a = one.toArray();
    double[] b = other.toArray();
    double scale = FLOOR * floor + Double.MIN_NORMAL;
    int worst = 0;
    for (int i = 0; i < a.length; i++) {
      scale = Math.max(scale, Math.max(Math.abs(a[i]), Math.abs(b[i])));
      if (!(Math.abs(a[i] - b[i]) <= Math.abs(a[worst] - b[worst]))) {
        worst = i;
      }
    }
    double error = a.length == 0 ? 0 : Math.abs(a[worst] - b[worst]) / scale;
    String numbers = String.format(Locale.ROOT, "relative difference %.1e", error);
    return error <= tolerance
        ? ok(numbers)
        : failed(
            oneName
                + " and "
                + otherName
                + " disagree: "
                + a[worst]
                + " and "
                + b[worst]
                + " in element "
                + worst
                + ", "
                + numbers);
  }

  private Tensor moved(X v, double h) {
    return f.apply(at(v, h));
  }

  private X at(X v, double h) {
    Tensor[] point = structure.leaves();
    Tensor[] along = leaves(v);
    for (int i = 0; i < point.length; i++) {
      point[i] = point[i].plus(along[i].times(h));
    }
    return structure.rebuild(point);
  }

  private X direction(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Tensor[] leaves = structure.leaves();
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = draw(random, leaves[i]).times(leaves[i].abs().maximum(1));
    }
    return structure.rebuild(leaves);
  }

  private static Tensor draw(SplittableRandom random, Tensor like) {
    return Tensor.of(random.doubles(like.size(), -1, 1).toArray(), like.shape().toArray());
  }

  private static double size(Tensor tensor) {
    return tensor.flatten().norm().item();
  }

  private static double inner(Object a, Object b) {
    return innerProduct(a, b).item();
  }

  private static Tensor innerProduct(Object a, Object b) {
    Tensor[] left = leaves(a);
    Tensor[] right = leaves(b);
    Tensor sum = Tensor.scalar(0);
    for (int i = 0; i < left.length; i++) {
      sum = sum.plus(left[i].times(right[i]).sum());
    }
    return sum;
  }

  private static Tensor[] leaves(Object structured) {
    return Structure.of("check", "x", structured).leaves();
  }

  private static Tensor flat(Object structured) {
    return Flattening.flatten(leaves(structured));
  }
}
