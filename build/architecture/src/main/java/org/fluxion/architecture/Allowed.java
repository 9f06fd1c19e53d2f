package org.fluxion.architecture;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a module may do; start from a factory method and add.
 *
 * @param packages package patterns in ArchUnit's notation ({@code ..} stands for all below) that
 *     its classes may use
 * @param exports the packages that its module-info exports to everyone
 * @param extensible names of the public types that are meant to be extended; all others are closed
 * @param together package patterns that count as one package where cycles of packages are looked
 *     for; none are allowed among the others
 */
public record Allowed(
    Set<String> packages, Set<String> exports, Set<String> extensible, Set<String> together) {
  /**
   * A module that may use the JDK and its own packages only, and exports its root package.
   *
   * @param root its root package
   * @return what it may do
   */
  public static Allowed standalone(String root) {
    return new Allowed(
        Set.of("java..", "org.jspecify..", root, root + ".."), Set.of(root), Set.of(), Set.of());
  }

  /**
   * A module that may use the API besides. It sees neither EJML nor any backend, layer or other
   * module.
   *
   * @param root its root package
   * @return what it may do
   */
  public static Allowed onTopOfApi(String root) {
    return standalone(root)
        .using("org.fluxion", "org.fluxion.tensor", "org.fluxion.interpreters", "org.fluxion.spi");
  }

  /**
   * Adds packages that its classes may use.
   *
   * @param patterns package patterns
   * @return a copy with these added
   */
  public Allowed using(String... patterns) {
    return new Allowed(with(packages, patterns), exports, extensible, together);
  }

  /**
   * States the exported packages anew.
   *
   * @param names all exported packages; none for a module without module-info
   * @return a copy with these in place of the old ones
   */
  public Allowed exporting(String... names) {
    return new Allowed(packages, Set.of(names), extensible, together);
  }

  /**
   * Adds public types that are meant to be extended.
   *
   * @param names full class names
   * @return a copy with these added
   */
  public Allowed extending(String... names) {
    return new Allowed(packages, exports, with(extensible, names), together);
  }

  /**
   * Says which packages know each other, so that together they are one.
   *
   * @param patterns package patterns
   * @return a copy with these as one package
   */
  public Allowed countingAsOne(String... patterns) {
    return new Allowed(packages, exports, extensible, Set.of(patterns));
  }

  private static Set<String> with(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }
}
