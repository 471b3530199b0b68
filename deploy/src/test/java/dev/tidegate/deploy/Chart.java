package dev.tidegate.deploy;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The chart, rendered as a release of it would be. */
final class Chart {

  static final Path ROOT = Path.of("..");
  static final Path HOME = ROOT.resolve("helm/tidegate");
  static final String RELEASE = "demo";
  static final String NAMESPACE = "lua";

  /**
   * The chart with hooks that are none, since templates of hooks are not rendered with the others.
   */
  private static final Path WITH_HOOKS = Path.of("target/chart");

  private static final String HOOK = "helm.sh/hook: ";
  private static final String NO_HOOK = "helm.sh/no-hook: ";

  /** The oldest that the chart allows. */
  private static final String KUBERNETES = "1.30.0";

  private static final Map<Path, String> RENDERED = new ConcurrentHashMap<>();

  private Chart() {}

  /** The files of values that the chart is tried with. */
  static List<Path> valuesFiles() {
    try (Stream<Path> files = Files.list(HOME.resolve("ci"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path values(String name) {
    return HOME.resolve("ci").resolve(name + "-values.yaml");
  }

  /** Once for each file: nothing changes in between. */
  static String render(Path values) {
    return RENDERED.computeIfAbsent(
        values, _ -> render(RELEASE, command -> command.withValuesFile(values)));
  }

  static String render(String release, UnaryOperator<TemplateCommand> how) {
    StandInCluster.started();
    TemplateCommand command =
        new Helm(WITH_HOOKS)
            .template()
            .withName(release)
            .withNamespace(NAMESPACE)
            .withKubeVersion(KUBERNETES);
    return how.apply(command).call().replace(NO_HOOK, HOOK);
  }

  static {
    try {
      copy(WITH_HOOKS, text -> text.replace(HOOK, NO_HOOK));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What whoever installs it is told. */
  static String notes(Path values) {
    String output =
        new Helm(HOME)
            .install()
            .withName(RELEASE)
            .withNamespace(NAMESPACE)
            .withKubeVersion(KUBERNETES)
            .withValuesFile(values)
            .clientOnly()
            .dryRun()
            .withDryRunOption(DryRun.CLIENT)
            .call()
            .getOutput();
    return output.substring(output.indexOf("NOTES:"));
  }

  /** Lint takes the chart's own values, so it is given a chart whose values are these. */
  static LintResult lint(Path values) throws IOException {
    Path chart = Path.of("target/lint").resolve(values.getFileName().toString());
    copy(chart, UnaryOperator.identity());
    Files.writeString(
        chart.resolve("values.yaml"),
        KubernetesModel.merged(Product.text(HOME.resolve("values.yaml")), Product.text(values)));
    return lintOf(chart);
  }

  static LintResult lintOf(Path chart) {
    return new Helm(chart).lint().strict().call();
  }

  static void copy(Path to, UnaryOperator<String> change) throws IOException {
    try (Stream<Path> files = Files.walk(HOME)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(HOME.relativize(file));
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.writeString(copy, change.apply(Files.readString(file)));
      }
    }
  }
}
