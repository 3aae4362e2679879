import Contracts
import FoundationEssentials
import ServiceKit

/// A pipeline while a manager changes it: it travels in its page's form, as it was typed.
struct PipelineDraft: Equatable, Sendable {
  var steps: [Step]

  struct Step: Equatable, Sendable {
    var name = ""
    var kind: PipelineStep.Kind
    /// A step of ours; nil: somebody's endpoint.
    var run: String?
    var isEnabled = true
    var weight = ""
    var margin = ""
    var url = ""
    var deadline = ""
    /// Names, with commas between them.
    var needs = ""
  }

  /// As many as one form can hold, which has at most 200 fields.
  static let maximum = 25
}

// What the buttons do.
extension PipelineDraft {
  /// Moves a step on by so many places, as far as there are some.
  mutating func move(_ index: Int, by places: Int) {
    let target = index + places
    guard steps.indices.contains(index), steps.indices.contains(target) else { return }
    steps.swapAt(index, target)
  }

  mutating func remove(_ index: Int) {
    guard steps.indices.contains(index) else { return }
    steps.remove(at: index)
  }

  /// Adds a step before whatever chooses at the end.
  ///
  /// - Parameter what: a step of ours by its name, or `external-` and the kind of somebody's.
  mutating func add(_ what: String) {
    guard steps.count < Self.maximum, let step = Step(what, named: freeName(what)) else { return }
    let end = steps.lastIndex { $0.kind != .choose }.map { $0 + 1 } ?? 0
    steps.insert(step, at: step.kind == .choose ? steps.count : end)
  }

  private func freeName(_ what: String) -> String {
    let taken = Set(steps.map { ExactText($0.name) })
    let names = [what] + (2...steps.count + 2).map { "\(what)-\($0)" }
    return names.first { !taken.contains(ExactText($0)) } ?? what
  }

  /// What can be added.
  static let choices =
    BuiltInStep.names.keys.sorted() + PipelineStep.Kind.allCases.map { "external-\($0.rawValue)" }
}

extension PipelineDraft.Step {
  fileprivate init?(_ what: String, named name: String) {
    if let kind = BuiltInStep.names[what] {
      self.init(name: name, kind: kind, run: what)
    } else if let kind = PipelineStep.Kind(rawValue: String(what.dropFirst("external-".count))) {
      self.init(name: name, kind: kind, deadline: "300")
    } else {
      return nil
    }
    if kind == .score { weight = "1" }
    if run == "best" { margin = "0" }
  }

  init(_ step: PipelineStep) {
    self.init(name: step.name.text, kind: step.kind, isEnabled: step.isEnabled)
    if step.kind == .score { weight = step.weight.typed }
    switch step.body {
    case .builtIn(let builtIn):
      run = builtIn.name
      if case .best(let margin) = builtIn { self.margin = margin.typed }
    case .external(let external):
      url = external.url
      deadline = "\(external.deadlineMilliseconds)"
      needs = external.needs.map(\.text).joined(separator: ", ")
    }
  }
}

extension PipelineDraft {
  init(_ pipeline: Pipeline) { self.init(steps: pipeline.steps.map(Step.init)) }
}

// The fields of the form: those of the step at 3 are called `s3_name`, `s3_weight` …
extension PipelineDraft {
  static func field(_ index: Int, _ name: String) -> String { "s\(index)_\(name)" }

  /// Reads the steps that a form has, one after the other.
  ///
  /// - Parameter sent: what is in a field of the form; empty: nothing, or there is none.
  init(_ sent: (String) -> String) {
    steps = []
    while steps.count < Self.maximum {
      let index = steps.count
      func typed(_ name: String) -> String { sent(Self.field(index, name)) }
      guard let kind = PipelineStep.Kind(rawValue: typed("kind")) else { return }
      let run = typed("run")
      steps.append(
        Step(
          name: typed("name"), kind: kind, run: run.isEmpty ? nil : run,
          isEnabled: !typed("enabled").isEmpty, weight: typed("weight"), margin: typed("margin"),
          url: typed("url"), deadline: typed("deadline_milliseconds"), needs: typed("needs")))
    }
  }

  /// The same as REST takes it.
  var rest: JSONValue { .array(steps.map(\.rest)) }

  /// The field that a place in REST's form is in: `/steps/3/weight` is in `s3_weight`; nil: in none.
  static func field(at pointer: String) -> String? {
    let parts = pointer.split(separator: "/").map(String.init)
    guard parts.count > 2, parts[0] == "steps", let index = Int(parts[1]) else { return nil }
    let name = parts[2] == "run" ? "name" : parts[2]
    return field(index, name)
  }
}

extension PipelineDraft.Step {
  fileprivate var rest: JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(name)), .init("kind", .string(kind.rawValue)),
      .init("enabled", .bool(isEnabled)),
    ]
    func number(_ name: String, _ text: String) {
      guard !text.isEmpty else { return }
      members.append(.init(name, .number(text.replacing(",", with: "."))))
    }
    number("weight", weight)
    if let run {
      members.append(.init("run", .string(run)))
      number("margin", margin)
    } else {
      members.append(.init("url", .string(url)))
      number("deadline_milliseconds", deadline)
      let names = needs.split { $0 == "," || $0.isWhitespace }
      members.append(.init("needs", .array(names.map { .string(String($0)) })))
    }
    return .object(members)
  }
}

extension Double {
  /// As somebody types it: `3`, not `3.0`.
  fileprivate var typed: String {
    self == rounded() && magnitude < 1e9 ? "\(Int(self))" : "\(self)"
  }
}
