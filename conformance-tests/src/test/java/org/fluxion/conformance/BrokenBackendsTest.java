package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.fluxion.Backend;
import org.fluxion.FluxionException;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The kit finds what is wrong with a backend, and the rule that fails names it. */
class BrokenBackendsTest {
  /** {@return the rules that a backend breaks} */
  private static Set<String> broken(Backend backend) {
    Set<String> ids = new TreeSet<>();
    for (Rule rule : BackendRules.all()) {
      if (rule.cases(backend).anyMatch(one -> one.run() instanceof RuleOutcome.Failed)) {
        ids.add(rule.id());
      }
    }
    return ids;
  }

  /**
   * Asserts that a rule is broken, and which others are with it.
   *
   * @param naming the rule that names the fault
   */
  private static void assertBroken(Backend backend, String naming, String... related) {
    Set<String> expected = new TreeSet<>(Arrays.asList(related));
    expected.add(naming);
    assertEquals(expected, broken(backend));
  }

  /**
   * Asserts that a rule is broken by a fault that most rules notice.
   *
   * @param naming the rule that names the fault
   * @param holding those that hold all the same, since they are about something else
   */
  private static void assertBrokenButNot(Backend backend, String naming, String... holding) {
    Set<String> broken = broken(backend);
    assertTrue(broken.contains(naming), broken.toString());
    broken.retainAll(Set.of(holding));
    assertEquals(Set.of(), broken);
  }

  @Test
  void goodOnesBreakNothing() {
    assertEquals(Set.of(), broken(new Faulty()));
    assertEquals(Set.of(), broken(new TinyForward(TinyForward.Fault.NONE)));
    assertEquals(Set.of(), broken(new TinyReverse(false)));
  }

  @Test
  void aWrongSignInThePullback() {
    assertBrokenButNot(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                return each(super.pullback(cotangents));
              }

              @Override
              public Tensor[] pullbackBatch(Tensor... cotangents) {
                return each(super.pullbackBatch(cotangents));
              }

              private Tensor[] each(Tensor[] right) {
                return Arrays.stream(right).map(Tensor::unaryMinus).toArray(Tensor[]::new);
              }
            };
          }
        },
        "B3.1",
        "B1.4",
        "B1.5",
        "B1.10",
        "B1.11",
        "B1.12",
        "B1.23",
        "B3.3",
        "B3.4",
        "B3.5",
        "B3.6",
        "B6.1",
        "B7.2",
        "B8.2",
        "B9.4");
  }

  @Test
  void wrongOnlyAtSecondOrder() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearizeGradient(MultiFunction f, Tensor... at) {
            return new Given(super.linearizeGradient(f, at)) {
              @Override
              public Tensor[] pushforward(Tensor... tangents) {
                return each(super.pushforward(tangents));
              }

              @Override
              public Tensor[] pushforwardBatch(Tensor... tangents) {
                return each(super.pushforwardBatch(tangents));
              }

              private Tensor[] each(Tensor[] right) {
                return Arrays.stream(right).map(t -> t.times(1.01)).toArray(Tensor[]::new);
              }
            };
          }
        },
        "B3.8",
        "B1.8",
        "B1.9",
        "B1.16",
        "B1.17",
        "B1.18",
        "B1.19",
        "B1.20",
        "B1.21",
        "B1.22",
        "B5.1",
        "B5.2",
        "B6.2");
  }

  @Test
  void dropsTheSecondUseOfAValue() {
    assertBrokenButNot(
        new TinyReverse(true),
        "B6.5",
        "B2.1",
        "B2.3",
        "B3.3",
        "B6.1",
        "B6.3",
        "B6.4",
        "B6.6",
        "B7.1",
        "B7.2",
        "B8.2",
        "B9.4");
  }

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
        "B8.5",
        "B10.3",
        "B10.4");
  }

  @Test
  void nullForAnArgumentThatIsNotUsed() {
    assertBrokenButNot(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                return Arrays.stream(super.pullback(cotangents))
                    .map(t -> t.size() > 0 && t.isKnownZero() ? null : t)
                    .toArray(Tensor[]::new);
              }
            };
          }
        },
        "B6.3",
        "B1.4",
        "B1.5",
        "B1.10",
        "B1.23",
        "B1.24",
        "B3.3",
        "B6.1",
        "B6.5",
        "B6.6",
        "B7.1",
        "B7.2",
        "B8.2",
        "B9.4");
  }

  @Test
  void confusesPerturbations() {
    assertBroken(new TinyForward(TinyForward.Fault.CONFUSES_LEVELS), "B4.4", "B4.3");
  }

  @Test
  void dropsCapturedValues() {
    assertBroken(
        new TinyForward(TinyForward.Fault.DROPS_CAPTURED),
        "B4.5",
        "B1.22",
        "B4.2",
        "B4.3",
        "B4.4",
        "B4.6");
  }

  @Test
  void aLevelThatIsTakenAtPreparation() {
    assertBroken(
        new TinyForward(TinyForward.Fault.LEVEL_AT_PREPARATION),
        "B4.6",
        "B1.22",
        "B4.2",
        "B4.3",
        "B4.4",
        "B4.5",
        "B7.4",
        "B7.5",
        "B7.6");
  }

  @Test
  void levelsThatStayOpen() {
    assertBroken(new TinyForward(TinyForward.Fault.NEVER_CLOSES), "B7.6");
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

  private static void pause() {
    LockSupport.parkNanos(20_000);
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
  void aBatchOfTangentsInAnotherOrder() {
    assertBroken(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              @Override
              public Tensor[] pushforwardBatch(Tensor... tangents) {
                return Arrays.stream(super.pushforwardBatch(tangents))
                    .map(t -> t.flip(0))
                    .toArray(Tensor[]::new);
              }
            };
          }
        },
        "B1.23",
        "B1.13",
        "B1.14",
        "B1.16",
        "B1.17",
        "B1.18",
        "B1.20",
        "B1.21",
        "B1.22",
        "B3.2",
        "B3.5",
        "B5.1",
        "B5.2");
  }

  @Test
  void callsTheFunctionOnlyForItsValue() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            f.apply(at.clone());
            return super.linearize(f, at);
          }
        },
        "B8.2",
        "B8.1",
        "B8.3",
        "B8.4");
  }

  @Test
  void recordsAgainForEveryPullback() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            Tensor[] point = at.clone();
            Linearization first = super.linearize(f, point);
            AtomicInteger pullbacks = new AtomicInteger();
            return new Given(first) {
              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                return pullbacks.getAndIncrement() == 0
                    ? first.pullback(cotangents)
                    : recorded(f, point).pullback(cotangents);
              }
            };
          }

          private Linearization recorded(MultiFunction f, Tensor... at) {
            return super.linearize(f, at);
          }
        },
        "B8.5");
  }

  @Test
  void differencesThatAreDeclaredExact() {
    assertBrokenButNot(
        new Faulty("finite") {
          @Override
          public Capabilities capabilities() {
            return super.capabilities().withAccuracy(0);
          }
        },
        "B3.9",
        "B3.4",
        "B4.5",
        "B6.1",
        "B6.3",
        "B6.4",
        "B6.6",
        "B7.1",
        "B7.4",
        "B8.5",
        "B9.4");
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
  void keepsTheArrayOfThePoint() {
    assertBroken(
        new Faulty("forward") {
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
        },
        "B10.2");
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
  void hidesErrorsOfTheFunction() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            try {
              return super.linearize(f, at);
            } catch (IllegalStateException e) {
              throw new FluxionException("linearization failed");
            }
          }
        },
        "B9.4",
        "B7.7");
  }
}
