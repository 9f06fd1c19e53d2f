package org.fluxion.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --class-path}: backends that the command does not bring along. */
final class ClassPathOption {
  private static final String ALL_JARS = "*";

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  private List<URL> urls = List.of();

  @Option(
      names = "--class-path",
      paramLabel = "PATHS",
      description = {
        "Also look for backends here: jars and folders, separated as in a class path of Java;"
            + " FOLDER/* stands for all jars in it."
      })
  void setPaths(String given) {
    List<URL> found = new ArrayList<>();
    for (String path : given.split(File.pathSeparator, -1)) {
      if (!path.isEmpty()) {
        found.addAll(urls(path));
      }
    }
    urls = List.copyOf(found);
  }

  private List<URL> urls(String path) {
    boolean jars = path.equals(ALL_JARS) || path.endsWith(File.separator + ALL_JARS);
    Path file = Path.of(jars ? path.substring(0, path.length() - 1) : path);
    if (!Files.exists(file)) {
      throw new ParameterException(
          command.commandLine(), "--class-path: there is no file or folder " + file);
    }
    try (Stream<Path> all = jars ? Files.list(file) : Stream.of(file)) {
      return all.filter(each -> !jars || each.toString().endsWith(".jar"))
          .sorted()
          .map(ClassPathOption::url)
          .toList();
    } catch (IOException e) {
      throw new ParameterException(command.commandLine(), "--class-path: cannot list " + file, e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path that is no URL: " + path, e);
    }
  }

  /**
   * {@return what the task returns}
   *
   * <p>While it runs, this thread and those that it starts find backends on these paths too, in a
   * class loader of their own, whose parent has the library.
   */
  <T> T within(Supplier<T> task) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(
            "--class-path", urls.toArray(URL[]::new), ClassPathOption.class.getClassLoader())) {
      thread.setContextClassLoader(loader);
      return task.get();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the class path: " + e, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
