package org.fluxion.layers.conformance;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** One numbered rule that layers obey, as data: reports and documentation are made from it. */
public final class LayerRule {
  private final String id;
  private final String title;
  private final String reason;
  private final Function<LayerSample, Stream<Item>> items;

  private LayerRule(
      String id, String title, String reason, Function<LayerSample, Stream<Item>> items) {
    this.id = id;
    this.title = title;
    this.reason = reason;
    this.items = items;
  }

  /** Something that a rule is tried with. */
  record Item(String name, Runnable body) {}

  /** {@return a rule that is tried once} */
  static LayerRule once(String id, String title, String reason, Consumer<LayerSample> check) {
    return new LayerRule(
        id,
        title,
        reason,
        sample -> Stream.of(new Item(sample.label(), () -> check.accept(sample))));
  }

  /** {@return a rule that is tried with each of several things, found when it is run} */
  static LayerRule each(
      String id, String title, String reason, Function<LayerSample, Stream<Item>> items) {
    return new LayerRule(id, title, reason, items);
  }

  /** {@return the number by which reports, tests and documentation name it; it never changes} */
  public String id() {
    return id;
  }

  /** {@return what holds, in a few words} */
  public String title() {
    return title;
  }

  /** {@return why, in a sentence} */
  public String reason() {
    return reason;
  }

  /** {@return what there is to try on a layer; nothing of it is run yet} */
  public Stream<LayerCase> cases(LayerSample sample) {
    return items.apply(sample).map(item -> new LayerCase(this, item.name(), item.body()));
  }

  @Override
  public String toString() {
    return id + " " + title;
  }
}
