package org.fluxion.layers.training;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.fluxion.FluxionException;

/** The schedules that {@link Schedule} makes; values, equal when their numbers are. */
final class Schedules {
  private Schedules() {}

  record Constant(double rate) implements Schedule {
    Constant {
      Checked.positive("Schedule.constant", "rate", rate);
    }

    @Override
    public double at(long step) {
      return rate;
    }
  }

  record Stepped(double rate, double factor, long every) implements Schedule {
    Stepped {
      Checked.positive("Schedule.stepped", "rate", rate);
      Checked.positive("Schedule.stepped", "factor", factor);
      Checked.atLeast(1, "Schedule.stepped", "every", every);
    }

    @Override
    public double at(long step) {
      long jumps = step / every;
      return rate * StrictMath.pow(factor, (double) jumps);
    }
  }

  record Exponential(double rate, double factor, long over) implements Schedule {
    Exponential {
      Checked.positive("Schedule.exponential", "rate", rate);
      Checked.positive("Schedule.exponential", "factor", factor);
      Checked.atLeast(1, "Schedule.exponential", "over", over);
    }

    @Override
    public double at(long step) {
      return rate * StrictMath.pow(factor, (double) step / over);
    }
  }

  record Cosine(double rate, double last, long over) implements Schedule {
    Cosine {
      Checked.positive("Schedule.cosine", "rate", rate);
      Checked.notNegative("Schedule.cosine", "last", last);
      Checked.atLeast(1, "Schedule.cosine", "over", over);
    }

    @Override
    public double at(long step) {
      double phase = Math.PI * Math.min(step, over) / over;
      return last + (rate - last) * (1 + StrictMath.cos(phase)) / 2;
    }
  }

  record Piecewise(NavigableMap<Long, Double> rates) implements Schedule {
    Piecewise {
      rates = Collections.unmodifiableNavigableMap(new TreeMap<>(rates));
      rates.forEach(
          (step, rate) -> {
            Checked.atLeast(0, "Schedule.piecewise", "step", step);
            Checked.positive("Schedule.piecewise", "rate", rate);
          });
      if (!rates.containsKey(0L)) {
        throw new FluxionException(
            "Schedule.piecewise: there is no rate from step 0 on; the steps are " + rates.keySet());
      }
    }

    @Override
    public double at(long step) {
      return rates.floorEntry(step).getValue();
    }
  }

  record WarmUp(long steps, Schedule then) implements Schedule {
    WarmUp {
      Checked.atLeast(1, "Schedule.afterWarmUp", "steps", steps);
    }

    @Override
    public double at(long step) {
      return step < steps ? then.at(0) * (step + 1) / steps : then.at(step - steps);
    }
  }
}
