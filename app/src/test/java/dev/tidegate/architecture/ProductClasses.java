package dev.tidegate.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of the product without its tests, read once for all rules. */
final class ProductClasses {

  /** The package that everything is in. */
  static final String ROOT = "dev.tidegate";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private ProductClasses() {}

  static JavaClasses all() {
    return CLASSES;
  }
}
