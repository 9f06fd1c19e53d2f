package org.fluxion.conformance;

import static org.fluxion.conformance.Broken.assertBroken;

import java.util.concurrent.locks.LockSupport;
import org.fluxion.FluxionException;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The kit finds what stays behind from call to call, and the rule that fails names the fault. */
class BrokenReuseTest {
  @Test
  void staleAfterTheSecondCall() {
    assertBroken(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              private Tensor[] last;
              private int calls;

              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                if (++calls <= 2) {
                  last = super.pullback(cotangents);
                }
                return last.clone();
              }
            };
          }
        },
        "B7.1",
        "B7.4",
        "B10.3");
  }

  @Test
  void aPullbackThatWorksOnce() {
    assertBroken(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              private boolean used;

              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                if (used) {
                  throw new FluxionException("the tape is used up");
                }
                used = true;
                return super.pullback(cotangents);
              }
            };
          }
        },
        "B7.1",
        "B7.4",
        "B7.9",
        "B8.5",
        "B10.3",
        "B10.4");
  }

  @Test
  void addsToTheGradientOfTheCallBefore() {
    assertBroken(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              private Tensor[] sums;

              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                Tensor[] pulled = super.pullback(cotangents);
                for (int i = 0; sums != null && i < pulled.length; i++) {
                  pulled[i] = pulled[i].plus(sums[i]);
                }
                sums = pulled.clone();
                return pulled;
              }
            };
          }
        },
        "B7.1",
        "B7.4",
        "B7.9",
        "B10.3",
        "B10.4");
  }

  @Test
  void aWorkspaceThatSweepsShare() {
    assertBroken(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              private volatile Tensor[] workspace;

              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                workspace = cotangents;
                pause();
                return super.pullback(workspace);
              }
            };
          }
        },
        "B7.4");
  }

  @Test
  void aWorkspaceThatDerivativesShare() {
    assertBroken(
        new Faulty() {
          private volatile Tensor[] workspace;

          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            workspace = at;
            pause();
            return super.linearize(f, workspace);
          }
        },
        "B7.5");
  }

  /** Long enough for another thread to come in between, and too short to slow down the rest. */
  private static void pause() {
    if (!Thread.currentThread().getName().equals("main")) {
      LockSupport.parkNanos(20_000);
    }
  }

  @Test
  void aPullbackThatBelongsToItsThread() {
    assertBroken(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              private final Thread owner = Thread.currentThread();

              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                if (Thread.currentThread() != owner) {
                  throw new FluxionException("another thread");
                }
                return super.pullback(cotangents);
              }
            };
          }
        },
        "B7.3",
        "B7.4");
  }

  @Test
  void levelsThatStayOpen() {
    assertBroken(
        new TinyForward() {
          @Override
          void close(Duals duals) {
            // Left open.
          }
        },
        "B7.6");
  }

  @Test
  void refusesTheCallAfterAFailure() {
    assertBroken(
        new Faulty() {
          private boolean busy;

          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            if (busy) {
              busy = false;
              throw new FluxionException("a derivative is still running");
            }
            try {
              return super.linearize(f, at);
            } catch (IllegalStateException e) {
              busy = true;
              throw e;
            }
          }
        },
        "B7.7",
        "B9.5");
  }

  @Test
  void drawsDropoutAgainInThePullback() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            Tensor[] point = at.clone();
            return new Given(super.linearize(f, at)) {
              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                return again(f, point).pullback(cotangents);
              }
            };
          }

          private Linearization again(MultiFunction f, Tensor... at) {
            return super.linearize(f, at);
          }
        },
        "B7.9",
        "B8.2",
        "B8.4",
        "B8.5");
  }

  @Test
  void writesIntoTheArrayOfTangents() {
    assertBroken(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              @Override
              public Tensor[] pushforward(Tensor... tangents) {
                Tensor[] pushed = super.pushforward(tangents);
                tangents[0] = tangents[0].times(2);
                return pushed;
              }
            };
          }
        },
        "B10.1");
  }

  @Test
  void writesIntoTheArrayOfThePoint() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            Linearization right = super.linearize(f, at.clone());
            at[0] = at[0].plus(1);
            return right;
          }
        },
        "B10.1");
  }

  /** A forward engine that looks at its point only when it has to. */
  private static final class Late extends Faulty {
    Late() {
      super("forward");
    }

    @Override
    public Linearization linearize(MultiFunction f, Tensor... at) {
      return new Linearization() {
        private Linearization late;

        @Override
        public Tensor[] values() {
          return late().values();
        }

        @Override
        public Tensor[] pushforward(Tensor... tangents) {
          return late().pushforward(tangents);
        }

        @Override
        public Tensor[] pushforwardBatch(Tensor... tangents) {
          return late().pushforwardBatch(tangents);
        }

        private Linearization late() {
          late = late == null ? good(f, at) : late;
          return late;
        }
      };
    }

    private Linearization good(MultiFunction f, Tensor... at) {
      return super.linearize(f, at);
    }
  }

  @Test
  void keepsTheArrayOfThePoint() {
    assertBroken(new Late(), "B10.2");
  }

  @Test
  void handsOutTheArrayThatItKeeps() {
    assertBroken(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              private final Tensor[] values = given.values();

              @Override
              public Tensor[] values() {
                return values;
              }
            };
          }
        },
        "B10.3");
  }

  @Test
  void letsTheFunctionOverwriteItsPoint() {
    assertBroken(
        new TinyForward() {
          @Override
          Tensor[] handedOver(Tensor[] point) {
            return point;
          }
        },
        "B10.4");
  }
}
