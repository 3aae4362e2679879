import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// What a manager can do with an application, alone or in bulk.
protocol ApplicationAct: Sendable {
  /// Does it with an application that is locked; what is so already stays as it is.
  ///
  /// - Throws: problems, before anything is written: what else is done in the transaction goes on.
  func perform(
    on application: Application, by manager: ActingManager, in transaction: Transaction,
    _ module: ApplicantsModule
  ) async throws -> Application
}

/// How a route of an act is asked.
struct ActTerms {
  /// Whether `If-Match` has to be there.
  var requiresMatch = false
  /// Whether the body may be left out.
  var bodyIsOptional = false
  /// Whether an `Idempotency-Key` is honoured.
  var isIdempotent = true
}

extension ApplicantsModule {
  /// Reads what is to be done with one application, and does it.
  ///
  /// - Parameter read: nil after a mistake.
  func act(
    _ request: Request, _ context: RequestScope, _ terms: ActTerms = ActTerms(),
    _ read: (Form) async throws -> (any ApplicationAct)?
  ) async throws -> Response {
    let caller = try context.require(.manager)
    let id = try context.id()
    let precondition = terms.requiresMatch ? try request.requireIfMatch() : try request.ifMatch()
    let form =
      terms.bodyIsOptional
      ? try await request.optionalForm(context) : try await request.form(context)
    let manager = ActingManager(
      subject: caller.subject, takesOver: form.optionalBool("take_over") ?? false,
      now: clock.now())
    let act = try form.finish(try await read(form))
    let key = terms.isIdempotent ? try request.idempotencyKey(caller, form.digest) : nil
    return try await perform(act, on: id, if: precondition, by: manager, under: key) {
      StoredAnswer($0, etag: $0.version)
    }
  }

  /// Does something with one application under its lock, once a key.
  ///
  /// - Parameter answer: to whoever has asked for it.
  /// - Throws: problems of the act; 409 where another application of the mailbox for the vacancy is
  ///   open, which the database guarantees not to be.
  func perform(
    _ act: any ApplicationAct, on id: UUID, if precondition: Precondition,
    by manager: ActingManager, under key: IdempotencyKey?,
    answer: @Sendable (Application) -> StoredAnswer
  ) async throws -> Response {
    do {
      return try await database.withIdempotency(key, at: manager.now) { transaction in
        let found = try await transaction.lockForAct(id, at: manager.now, self)
        try precondition.check(found.version)
        return answer(try await act.perform(on: found, by: manager, in: transaction, self))
      }
    } catch let error as PostgresError where error.meansAlreadyOpen {
      throw Problem.alreadyOpen
    }
  }
}

extension Transaction {
  /// An application as a manager may act on it: what its holder wants by now is settled.
  ///
  /// - Throws: 404 where there is none that managers may know of.
  func lockForAct(
    _ id: UUID, at now: Date, _ module: ApplicantsModule
  ) async throws -> Application {
    let found = try await lock(Application.self, id).shownToManagers()
    guard let settled = try await module.settleActs(of: found, in: self, at: now) else {
      throw Problem.notFound
    }
    return settled
  }
}

extension Application: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeFields(to: &writer)
    writer.endObject()
  }
}
