import FoundationEssentials
import Postgres
import ServiceKit

/// Packages with what pages tell of them besides their rows, read at one instant.
struct PackageDetails: Sendable {
  var packages: [Package]
  let histories: [UUID: [PackageHistoryEntry]]
  /// What the clock on the wall shows at every instant that is told.
  let clocks: [Date: LocalTime]
  let now: Date

  /// What the clock on the wall shows at an instant that is told of these packages.
  func time(_ instant: Date) -> String { clocks[instant]?.time ?? "" }

  /// Two queries, however many packages.
  ///
  /// - Parameter zone: of business time.
  static func read(
    _ packages: [Package], _ database: PostgresClient, zone: String, now: Date
  ) async throws -> PackageDetails {
    let entries = try await database.read(FindPackageHistory(packageIDs: packages.map(\.id)))
    let instants = Set(packages.flatMap(\.instants) + entries.map(\.at) + [now])
    return PackageDetails(
      packages: packages, histories: Dictionary(grouping: entries, by: \.packageID),
      clocks: try await BusinessTime(database, zone: zone).local(instants), now: now)
  }
}

extension Package {
  fileprivate var instants: [Date] {
    [pickUpAt, scheduledAt] + [readyAt, issuedAt, unpackedAt].compactMap(\.self)
  }
}
