public import FoundationEssentials
public import Postgres
public import ServiceKit

/// Cats of a demonstration that have sat the tests of a vacancy already: so many that some are among
/// the best, and that statistics and dry runs have something to show.
///
/// Whoever reads of one is told that it is demo data. All of it is past: nobody is told of it by an
/// event, and so by no letter.
public struct DemoSittings: Sendable {
  /// Some more than are needed for anybody to be proposed.
  static let count = 110

  let vacancy: UUID
  let picture: Photo

  /// - Parameter picture: which all of them have.
  public init(of vacancy: UUID, picture: Photo) {
    self.vacancy = vacancy
    self.picture = picture
  }

  /// Writes all of them, unless anybody was invited to these tests before.
  ///
  /// - Parameter database: as the owner of the tables. No role of the service may write whatever a
  ///   past is made of.
  /// - Throws: 404 where there is no such vacancy, 409 where one of its tests is not published.
  public func write(to database: PostgresClient, at now: Date) async throws {
    try await database.withTransaction { transaction in
      let tests = try await transaction.lock(Vacancy.self, vacancy).tests
      let invited = try await transaction.execute(FindDefaultVersions(tests: tests))
        .ordered(as: tests)
      guard let group = try await transaction.beginGroup(of: invited, at: now) else { return }
      let parts = try await transaction.parts(invited)
      let cats = DemoSitting.drawn(Self.count, at: parts, until: now)
      let past = DemoPast(
        cats: JSONText(JSONValue.array(cats.map(\.json)).text), vacancy: vacancy, tests: tests,
        group: group, limitSeconds: invited.limitSeconds, picture: picture)
      try await past.write(in: transaction, invited)
    }
  }
}

extension Transaction {
  /// - Returns: nil if the group is there already.
  fileprivate func beginGroup(of invited: [InvitedPart], at now: Date) async throws -> Int64? {
    let count = DemoSittings.count
    return try await query(
      """
      insert into applicants.sitting_group (key, finished, created_at)
      values (\(invited.groupKey), \(count), \(now))
      on     conflict (key) do nothing
      returning id
      """, as: Int64.self
    ).first
  }

  fileprivate func parts(_ invited: [InvitedPart]) async throws -> [SittingPart] {
    var parts: [SittingPart] = []
    for part in invited {
      let find = FindPublished(
        test: part.test, number: part.version, scoring: Int(part.scoring))
      guard let published = try await one(find) else { throw Problem.notFound }
      parts.append(
        SittingPart(
          position: parts.count + 1, test: part.test, version: Int(part.version),
          number: Int(part.scoring), paper: published.paper, scoring: published.scoring))
    }
    return parts
  }
}
