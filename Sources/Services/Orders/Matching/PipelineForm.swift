import Contracts
import FoundationEssentials
import ServiceKit

/// Reads the steps of a pipeline as managers send them; all mistakes are told at once.
enum PipelineForm {
  static let maximumSteps = 50
  static let weights = 0.001...1_000.0

  static func steps(of form: Form) -> [PipelineStep] {
    let forms = form.objects("steps", 1...maximumSteps)
    var steps: [PipelineStep] = []
    for (index, each) in forms.enumerated() {
      let step = step(each, after: steps)
      if steps.contains(where: { $0.name == step.name }), !step.name.text.isEmpty {
        form.mistake(at: "/steps/\(index)/name", .nameOfAnotherStep)
      }
      steps.append(step)
    }
    checkEnd(of: steps, in: form)
    return steps
  }

  /// Something must choose, once, and nothing may come after it.
  private static func checkEnd(of steps: [PipelineStep], in form: Form) {
    guard !steps.isEmpty else { return }
    let enabled = steps.filter(\.isEnabled)
    let choosing = enabled.filter { $0.kind == .choose }
    if choosing.count != 1 || enabled.last?.kind != .choose {
      form.mistake(at: "/steps", .noChoiceAtTheEnd)
    }
  }

  private static func step(_ form: Form, after earlier: [PipelineStep]) -> PipelineStep {
    let name = ExactText(form.text("name", 1...40))
    if !name.text.utf8.allSatisfy({ 97...122 ~= $0 || 48...57 ~= $0 || $0 == 45 }) {
      form.mistake(at: "/name", .noStepName)
    }
    let kind = form.choice("kind", PipelineStep.Kind.self)
    let body = body(form, kind, after: earlier)
    let weight = form.optionalNumber("weight", weights)
    if let kind, kind != .score, weight != nil {
      form.mistake(at: "/weight", .weightOfNoScore)
    }
    return PipelineStep(
      name: name, kind: kind ?? .score, body: body,
      isEnabled: form.optionalBool("enabled") ?? true, weight: weight ?? 1)
  }

  private static func body(
    _ form: Form, _ kind: PipelineStep.Kind?, after earlier: [PipelineStep]
  ) -> PipelineStep.Body {
    let run = form.optionalText("run", 1...40)
    let url = form.optionalText("url", 1...2_000)
    if (run == nil) == (url == nil) {
      form.mistake(
        at: "/run", .eitherOr("give either run, a built-in step, or url, an endpoint"))
    }
    if let url { return .external(external(form, url, after: earlier)) }
    return .builtIn(builtIn(form, run, kind))
  }

  private static func builtIn(
    _ form: Form, _ run: String?, _ kind: PipelineStep.Kind?
  ) -> BuiltInStep {
    let margin = form.optionalNumber("margin", 0...1)
    guard let run else { return .minMax }
    guard let step = BuiltInStep(name: run, margin: margin ?? 0) else {
      form.mistake(at: "/run", .noBuiltInStep)
      return .minMax
    }
    if let kind, let own = BuiltInStep.names[run], own != kind {
      form.mistake(at: "/kind", .otherKind(of: run, own))
    }
    if margin != nil, run != "best" {
      form.mistake(at: "/margin", .marginOfNoBest)
    }
    return step
  }

  private static func external(
    _ form: Form, _ url: String, after earlier: [PipelineStep]
  ) -> ExternalStep {
    if !isAskable(url) {
      form.mistake(at: "/url", .noAddress)
    }
    let needs = form.texts("needs", 0...maximumSteps, 1...40).map { ExactText($0) }
    for (index, name) in needs.enumerated() where !earlier.contains(where: { $0.name == name }) {
      form.mistake(at: "/needs/\(index)", .noEarlierStep)
    }
    return ExternalStep(
      url: url,
      deadlineMilliseconds: form.optionalInt(
        "deadline_milliseconds", ExternalStep.deadlineMilliseconds) ?? 300,
      needs: needs)
  }

  private static func isAskable(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ 33...126 ~= $0 }), let url = URL(string: text) else {
      return false
    }
    let scheme = url.scheme?.lowercased()
    return (scheme == "http" || scheme == "https") && !(url.host() ?? "").isEmpty
      && url.user() == nil && url.password() == nil && url.fragment() == nil
  }
}
