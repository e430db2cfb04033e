package dev.clew.detect.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.detect.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ImpossibleTravelTest {
  private static final GeoTable TABLE =
      GeoTable.parse(
          List.of(
              "# network,latitude,longitude,country,asn",
              "192.0.2.0/25,52.37,4.90,NL,1",
              "192.0.2.128/25,51.92,4.48,NL,1",
              "198.51.100.0/24,-33.87,151.21,AU,2",
              "203.0.113.0/24,1.35,103.82,SG,3,shared"));

  private final Scene scene = new Scene(DetectorOptions.DEFAULT.withRows(1_000).withGeo(TABLE));

  @Test
  void amsterdamAndSydneyWithinAnHourAreFound() {
    scene.succeed("alice", "192.0.2.7");
    scene.skip(Scene.HOUR);
    scene.succeed("alice", "198.51.100.7");

    assertThat(scene.findings("B1"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.title()).contains("km apart"));
  }

  @Test
  void amsterdamAndSydneyWithinADayAreAFlight() {
    scene.succeed("alice", "192.0.2.7");
    scene.skip(26 * Scene.HOUR);
    scene.succeed("alice", "198.51.100.7");

    assertThat(scene.findings("B1")).isEmpty();
  }

  @Test
  void theNextTownIsNoTravel() {
    scene.succeed("alice", "192.0.2.7");
    scene.skip(Scene.SECOND);
    scene.succeed("alice", "192.0.2.200");

    assertThat(scene.findings("B1")).isEmpty();
  }

  @Test
  void aSharedExitIsNoPlace() {
    scene.succeed("alice", "192.0.2.7");
    scene.skip(Scene.SECOND);
    scene.succeed("alice", "203.0.113.7");
    scene.skip(Scene.SECOND);
    scene.succeed("alice", "192.0.2.7");

    assertThat(scene.findings("B1")).isEmpty();
  }

  @Test
  void withoutATableItIsOff() {
    Scene blind = new Scene();
    blind.succeed("alice", "192.0.2.7");
    blind.succeed("alice", "198.51.100.7");

    assertThat(blind.findings("B1")).isEmpty();
  }

  @Test
  void aWrongLineIsNamed() {
    assertThatThrownBy(() -> GeoTable.parse(List.of("192.0.2.0/24,1,2,NL,1", "nowhere,1,2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2");
  }
}
