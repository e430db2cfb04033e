package dev.clew.examples.otlp;

/// The process that telemetry comes from.
///
/// @param service the logical service, `service.name`
/// @param instance one of its running copies, `service.instance.id`
/// @param address where its peers see its connections come from, `network.peer.address`
public record Resource(
    String service, String version, String instance, String address, String environment) {
  Attributes attributes() {
    return Attributes.none()
        .with("service.name", service)
        .with("service.namespace", "login")
        .with("service.version", version)
        .with("service.instance.id", instance)
        .with("deployment.environment.name", environment)
        .with("telemetry.sdk.name", "clew-simulator")
        .with("telemetry.sdk.language", "java");
  }
}
