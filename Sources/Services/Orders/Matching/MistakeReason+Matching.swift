import ServiceKit

// What is wrong with the steps of a pipeline.
extension MistakeReason {
  static let nameOfAnotherStep = Self(
    code: "name-of-another-step", "is the name of another step too")
  static let noChoiceAtTheEnd = Self(
    code: "no-choice-at-the-end",
    "exactly one step that is switched on must choose, and it must be the last")
  static let noStepName = Self(
    code: "no-step-name", "may have lower-case letters, digits and hyphens only")
  static let weightOfNoScore = Self(code: "weight-of-no-score", "only scores have a weight")
  static let marginOfNoBest = Self(code: "margin-of-no-best", "only the step best has a margin")
  static let noAddress = Self(
    code: "no-address", "must be an http or https address with a host and without user or fragment")
  static let noEarlierStep = Self(code: "no-earlier-step", "is not the name of an earlier step")

  static var noBuiltInStep: Self {
    let known = BuiltInStep.names.keys.sorted().joined(separator: ", ")
    return Self(
      code: "no-built-in-step", "is none of the built-in steps \(known)", ["known": known])
  }

  static func otherKind(of run: String, _ own: PipelineStep.Kind) -> Self {
    Self(
      code: "other-kind", "\(run) is a step of kind \(own.rawValue)",
      ["run": run, "kind": own.rawValue])
  }

  static var forbiddenHost: Self {
    let setting = Setting.stepHosts.name
    return Self(
      code: "forbidden-host",
      "has a host that steps may not ask; \(setting) says which they may", ["setting": setting])
  }
}

// What is wrong with the question of a dry run.
extension MistakeReason {
  static let noSuchOrder = Self(code: "no-such-order", "there is no such order")
  static let noSuchServiceType = Self(code: "no-such-service-type", "there is no such type")
  static let orderOrRequest = Self.eitherOr("give either order_id or request")
}
