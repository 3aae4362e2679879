import Postgres

/// What could not be read, and why.
struct ReadingFailures: Sendable {
  private(set) var texts: [String] = []
  private var unreachable: Set<ServiceEntry> = []

  /// Runs `body`; a server that refuses it refuses these figures and no others.
  ///
  /// - Returns: nil if it was refused.
  /// - Throws: other errors: the database cannot be asked for anything.
  mutating func reading<T>(
    _ figures: String, of service: ServiceEntry, _ body: () async throws -> T
  ) async throws -> T? {
    do {
      return try await body()
    } catch let error as PostgresError where error.code == .server {
      let reason = error.detail.split(separator: "\n").first ?? "\(error)"
      texts.append("\(service): \(figures): \(reason)")
      return nil
    }
  }

  /// The service's database cannot be asked.
  mutating func note(_ error: any Error, of service: ServiceEntry) {
    unreachable.insert(service)
    texts.append("\(service): \(error)")
  }

  func isUnreachable(_ service: ServiceEntry) -> Bool { unreachable.contains(service) }
}
