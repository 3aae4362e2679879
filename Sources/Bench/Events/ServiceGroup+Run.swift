import Logging
import ServiceLifecycle
import UnixSignals

extension ServiceGroup {
  /// Runs services until SIGTERM or ctrl-C stops them, the last one first.
  static func run(_ services: [any Service], logger: Logger) async throws {
    let configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    try await ServiceGroup(configuration: configuration).run()
  }

  /// The same, but the end of `main` ends the others, too.
  static func run(
    ending main: any Service, beside services: [any Service], logger: Logger
  ) async throws {
    let others = services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) }
    let last = ServiceGroupConfiguration.ServiceConfiguration(
      service: main, successTerminationBehavior: .gracefullyShutdownGroup)
    let configuration = ServiceGroupConfiguration(
      services: others + [last], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    try await ServiceGroup(configuration: configuration).run()
  }
}
