import Contracts
import Crypto
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// As many are changed in one transaction: others wait for no more.
  private static let chunk = 50

  /// `POST /api/applications/bulk`.
  ///
  /// What is done is done, also if this is broken off: the same request with the same key passes
  /// over it then, as the history tells which of them it was done to.
  @Sendable func actInBulk(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager)
    let form = try await request.form(context)
    let now = clock.now()
    let bulk = try await BulkForm(form, by: caller, at: now, self)
    let key = try request.requireIdempotencyKey(caller, form.digest)
    return try await carryOut(bulk, by: caller, at: now, under: key) { StoredAnswer($0) }
  }

  /// - Parameter answer: to whoever has asked for it.
  /// - Throws: 409 `count-changed` unless they are as many as were expected.
  func carryOut(
    _ bulk: BulkForm, by caller: Caller, at now: Date, under key: IdempotencyKey,
    answer: (BulkReport) -> StoredAnswer
  ) async throws -> Response {
    let manager = ActingManager(subject: caller.subject, now: now, bulk: key.bulkName)
    return try await database.withStoredAnswer(for: key, at: now) {
      let ids = try await selected(bulk.selection)
      guard ids.count == bulk.expected else { throw Problem.countChanged(ids.count) }
      var report = BulkReport()
      for start in stride(from: 0, to: ids.count, by: Self.chunk) {
        let some = Array(ids[start..<min(start + Self.chunk, ids.count)])
        report += try await perform(bulk.act, on: some, by: manager)
      }
      let answer = answer(report)
      return try await database.withIdempotency(key, at: now) { _ in answer }
    }
  }

  /// One more than are taken, if there are more.
  func selected(_ selection: BulkForm.Selection) async throws -> [UUID] {
    switch selection {
    case .these(let ids): return ids
    case .all(var filter):
      filter.thresholds = try await proposalThresholds()
      guard let pattern = filter.text else {
        return try await database.read(SelectApplications(filter: filter))
      }
      return try await database.readAlone(
        SelectFoundApplications(filter: filter, pattern: pattern))
    }
  }

  private func perform(
    _ act: any ApplicationAct, on ids: [UUID], by manager: ActingManager
  ) async throws -> BulkReport {
    try await database.withTransaction(retries: 3) { transaction in
      // Looked up under their locks: the same bulk may have been sent twice.
      let (_, before) = try await transaction.execute(
        LockApplications(ids: ids), FindDoneInBulk(ids: ids, manager: manager))
      let done = Set(before)
      var report = BulkReport()
      for id in ids {
        do {
          if !done.contains(id) {
            let found = try await transaction.lockForAct(id, at: manager.now, self)
            _ = try await act.perform(on: found, by: manager, in: transaction, self)
          }
          report.done += 1
        } catch let problem as Problem {
          report.skipped.append(BulkReport.Skipped(id: id, problem: problem.slug))
        }
      }
      return report
    }
  }
}

extension IdempotencyKey {
  /// What the histories of applications know a bulk by.
  fileprivate var bulkName: String {
    base64URL(SHA256.hash(data: Array("\(caller)\n\(key)".utf8)).prefix(16))
  }
}

/// With how many something was done, and why not with the others.
struct BulkReport: Sendable {
  struct Skipped: Sendable {
    let id: UUID
    /// The problem's slug.
    let problem: String
  }

  var done = 0
  var skipped: [Skipped] = []

  static func += (sum: inout BulkReport, more: BulkReport) {
    sum.done += more.done
    sum.skipped += more.skipped
  }
}

extension BulkReport: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("done", done)
    writer.field("skipped", skipped)
    writer.endObject()
  }
}

extension BulkReport.Skipped: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("problem", problem)
    writer.endObject()
  }
}
