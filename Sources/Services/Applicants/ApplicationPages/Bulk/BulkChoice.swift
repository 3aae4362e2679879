import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

/// What is to be done with several applications, and with which, as the page's address has it: those
/// that were ticked as `id.<id>=true`, or `all=true` with what the list was narrowed by.
struct BulkChoice: Sendable {
  enum Action: String, CaseIterable, Sendable {
    case take, release
    case setTests = "set_tests"
    case invite, reject
  }

  let action: Action
  let selection: BulkForm.Selection
  /// Of ``Action/reject``; nil: it is still to be chosen.
  let reason: RejectionReason?
  /// Of ``Action/setTests``, what has been chosen so far; nil of any other.
  let tests: TestSetDraft?

  private static let tick = "id."

  /// - Throws: 400 for an address that no list of ours leads to.
  init(_ visit: Visit, at now: Date) throws {
    let query = visit.query()
    let action = query.choice("action", Action.self)
    let isAll = query.bool("all") ?? false
    let filter = ApplicationFilter(query, by: visit.caller, at: now)
    reason = query.choice("reason", RejectionReason.self)
    tests = action == .setTests ? TestSetDraft(query, from: []) : nil
    let ticked = visit.request.uri.queryParameters.compactMap { name, _ -> UUID? in
      guard name.utf8.starts(with: Self.tick.utf8) else { return nil }
      _ = query.bool(String(name))
      return UUID(uuidString: String(name.dropFirst(Self.tick.count)))
    }
    if action == nil { query.mistake(in: "action", .required) }
    try query.finish()
    self.action = action ?? .take
    selection = isAll ? .all(filter) : .these(ticked)
  }

  /// As texts call it.
  var name: String { action.rawValue }

  var form: PageForm {
    switch action {
    case .take, .release, .setTests: PageForm()
    case .invite: PageForm(.init("extra_minutes"), .init("reason"))
    case .reject: PageForm(.init("note"))
    }
  }

  /// - Returns: nil after a mistake, and without a reason that is needed.
  func read(_ form: Form, _ module: ApplicantsModule) async throws -> (any ApplicationAct)? {
    switch action {
    case .take: ManagersAct.take.read(form)
    case .release: ManagersAct.release.read(form)
    case .setTests: try await module.testSet(of: tests?.tests ?? [], in: form)
    case .invite: ManagersAct.invite.read(form)
    case .reject: reason.flatMap { ManagersAct.reject($0).read(form) }
    }
  }
}

extension BulkForm {
  /// As a page has it.
  init(selection: Selection, act: any ApplicationAct, expected: Int) {
    self.selection = selection
    self.act = act
    self.expected = expected
  }
}

extension Application {
  /// Why it is going to be left out, as far as that can be told before; nil: it is not.
  ///
  /// - Returns: the name of the problem.
  func obstacle(to action: BulkChoice.Action, by manager: ExactText, at now: Date) -> String? {
    var trial = self
    do {
      switch action {
      case .take, .release: break
      case .setTests: _ = try trial.giveTests([], by: manager)
      case .invite: _ = try trial.invite(reason: "again", by: manager)
      case .reject:
        _ = try trial.reject(.testResult, note: nil, reapplyAt: now, by: manager, at: now)
      }
      _ = try trial.claim(for: manager)
      return nil
    } catch {
      return error.slug
    }
  }
}
