package dev.clew.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import org.junit.jupiter.api.Test;

/// Holds the directions between the modules, and which library may be used where.
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.clew");

  @Test
  void modelDependsOnNothing() {
    noAccess("dev.clew.model..", "dev.clew.ingest..", "dev.clew.store..", "dev.clew.query..")
        .check(CLASSES);
    noAccess("dev.clew.model..", "dev.clew.server..", "dev.clew.examples..").check(CLASSES);
  }

  @Test
  void ingestStoreAndQueryDoNotKnowEachOther() {
    noAccess("dev.clew.ingest..", "dev.clew.store..", "dev.clew.query..", "dev.clew.server..")
        .check(CLASSES);
    noAccess("dev.clew.store..", "dev.clew.ingest..", "dev.clew.query..", "dev.clew.server..")
        .check(CLASSES);
    noAccess("dev.clew.query..", "dev.clew.ingest..", "dev.clew.store..", "dev.clew.server..")
        .check(CLASSES);
  }

  @Test
  void pipelineKnowsTheModelOnly() {
    noAccess("dev.clew.pipeline..", "dev.clew.ingest..", "dev.clew.store..", "dev.clew.query..")
        .check(CLASSES);
    noAccess("dev.clew.pipeline..", "dev.clew.server..").check(CLASSES);
    noAccess("dev.clew.ingest..", "dev.clew.pipeline..").check(CLASSES);
    noAccess("dev.clew.store..", "dev.clew.pipeline..").check(CLASSES);
  }

  @Test
  void examplesMeetTheServerOverOtlpAlone() {
    noAccess("dev.clew.examples..", "dev.clew.model..", "dev.clew.ingest..", "dev.clew.server..")
        .check(CLASSES);
  }

  @Test
  void databasesAndArrowStayInTheStore() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.clew.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.duckdb..", "org.apache.arrow..")
        .check(CLASSES);
  }

  @Test
  void theHttpFrameworkStaysInItsPackages() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.clew.server.http..", "dev.clew.server.api..", "dev.clew.bench..")
        .and()
        .doNotHaveSimpleName("Wiring")
        .and()
        .doNotHaveSimpleName("Questions")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.linecorp.armeria..", "io.netty..")
        .check(CLASSES);
  }

  @Test
  void packagesOfTheServerHaveNoCycles() {
    slices().matching("dev.clew.(server).(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  private static ClassesShouldConjunction noAccess(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to);
  }
}
