import Contracts
import FoundationEssentials
import ServiceKit

/// One act on many applications, as a manager has seen how many they are.
struct BulkForm: Sendable {
  enum Selection: Sendable {
    case these([UUID])
    /// All that a list has by it.
    case all(ApplicationFilter)
  }

  private enum Action: String, CaseIterable {
    case take, release, assign
    case setTests = "set_tests"
    case invite, reject
  }

  static let counts = 1...1_000
  private static let subjectLength = 1...255

  let selection: Selection
  let act: any ApplicationAct
  let expected: Int

  /// - Throws: 400 with all mistakes.
  init(_ form: Form, by caller: Caller, at now: Date, _ module: ApplicantsModule) async throws {
    let selection = Self.selection(form, caller, now)
    let act = try await Self.act(form, module)
    expected = form.int("expected", Self.counts)
    self.selection = try form.finish(selection)
    self.act = try form.finish(act)
  }

  private static func selection(_ form: Form, _ caller: Caller, _ now: Date) -> Selection? {
    let named = (form.value("ids") ?? .null) != .null
    let filter = form.optionalObject("filter").map { ApplicationFilter($0, by: caller, at: now) }
    guard named != (filter != nil) else {
      form.mistake(in: "ids", .eitherOr("give either ids or filter"))
      return nil
    }
    if let filter { return .all(filter) }
    let ids = form.uuids("ids", counts)
    for (index, id) in ids.enumerated() where id != .zero && ids.prefix(index).contains(id) {
      form.mistake(at: "/ids/\(index)", .repeated)
    }
    return .these(ids)
  }

  private static func act(
    _ form: Form, _ module: ApplicantsModule
  ) async throws -> (any ApplicationAct)? {
    switch form.choice("action", Action.self) {
    case .take: return HoldAct.take
    case .release: return HoldAct.release
    case .assign: return HoldAct.assign(to: form.exactText("manager", subjectLength))
    case .setTests: return try await module.testSet(form)
    case .invite: return InviteAct(form)
    case .reject: return DecisionAct(rejection: form)
    case nil:
      // What goes with it, the action would say.
      for name in ["manager", "tests", "extra_minutes", "reason", "note"] { _ = form.value(name) }
      return nil
    }
  }
}
