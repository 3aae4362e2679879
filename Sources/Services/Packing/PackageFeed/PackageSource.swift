import Contracts
import FoundationEssentials
import Metrics
import Postgres
import ServiceKit

typealias PackageFeed = LiveFeed<PackageSource, PackagesForm>

/// The changes of packages, for those who follow the list live.
///
/// A number drawn by the changing transaction could not promise that who has seen number n has missed
/// nothing up to n: transactions commit in another order than they draw, so 7 may become visible when
/// 8 has been read. So a change only takes the package's number away, and a transaction of its own
/// numbers whatever is committed, one such transaction at a time in all processes: its numbers are
/// above all that were visible before, and become visible together. Being durable itself, it makes
/// what it numbers durable too, so a crash takes nothing back that was shown.
///
/// What happened while nobody followed is numbered when somebody comes, who so begins at now. A
/// package that changes twice meanwhile is sent once, as it is.
struct PackageSource: LiveSource {
  static let channel = "packages"
  static let streams = Metric<Gauge>(
    "mcf_package_streams", meaning: "who follows the packages' live list")
  static let pageSize = 200

  let database: PostgresClient
  /// With all that pages tell of some packages.
  let details: @Sendable ([Package]) async throws -> PackageDetails

  func newest() async throws -> Int64 {
    guard let look = try await database.readOne(FindNewestChange()) else { return 0 }
    guard look.isBehind else { return look.newest }
    try await number()
    return try await database.readOne(FindNewestChange())?.newest ?? 0
  }

  private func number() async throws {
    try await untilNotFull(NumberChanges.limit) {
      try await database.withTransaction { transaction in
        try await transaction.execute(LockNumbering())
        return try await transaction.execute(NumberChanges()).count
      }
    }
  }

  /// At the first of all if there never was such a change, as after the database was restored to an
  /// earlier time: it would else be sent nothing until the numbers have grown as far again.
  func start(after seen: Int64, newest: Int64) async throws -> Int64 {
    guard seen > newest else { return seen }
    let last = try await database.readOne(FindLastNumber()) ?? 0
    return seen > last ? 0 : seen
  }

  func changes(after position: Int64) async throws -> (changes: PackageDetails, last: Int64)? {
    let packages = try await database.read(ReadChanges(after: position, limit: Self.pageSize))
    guard let last = packages.last?.change else { return nil }
    return (try await details(packages), last)
  }
}

/// In which form changes of packages are read: who reads in the same one is sent the same.
enum PackagesForm: Hashable, Sendable {
  case json
  /// As a page shows them.
  case page(Language, PackagesFilter)
}
