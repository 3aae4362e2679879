import Contracts
import FoundationEssentials
import ServiceKit
import Testing

@testable import Orders

@Suite("R-070: a pipeline while it is changed")
struct PipelineDraftTests {
  static let pipeline = Pipeline(
    version: 1,
    steps: [
      PipelineStep(name: "weak", kind: .filter, body: .builtIn(.noWeakness), isEnabled: false),
      PipelineStep(name: "fit", kind: .score, body: .builtIn(.characteristics), weight: 2.5),
      PipelineStep(
        name: "traffic", kind: .score,
        body: .external(
          ExternalStep(
            url: "https://traffic.example/", deadlineMilliseconds: 200, needs: ["weak", "fit"]))),
      PipelineStep(name: "best", kind: .choose, body: .builtIn(.best(margin: 0.1))),
    ])

  @Test("what was stored goes through the page's form and comes out as it was")
  func throughForm() throws {
    let draft = PipelineDraft(Self.pipeline)
    let rest = try Form(.object([.init("steps", draft.rest)]))
    #expect(PipelineForm.steps(of: rest) == Self.pipeline.steps)
    try rest.finish()
    var members: [JSONValue.Member] = []
    for (index, step) in draft.steps.enumerated() {
      let fields: [(String, String)] = [
        ("name", step.name), ("kind", step.kind.rawValue), ("run", step.run ?? ""),
        ("enabled", step.isEnabled ? "true" : ""), ("weight", step.weight),
        ("margin", step.margin), ("url", step.url), ("deadline_milliseconds", step.deadline),
        ("needs", step.needs),
      ]
      for (name, value) in fields where !value.isEmpty {
        members.append(.init(PipelineDraft.field(index, name), .string(value)))
      }
    }
    let form = try Form(.object(members))
    #expect(PipelineDraft { form.value($0)?.string ?? "" } == draft)
    try form.finish()
  }

  @Test("buttons do what they say, and nothing where they cannot")
  func buttons() {
    let draft = PipelineDraft(Self.pipeline)
    func names(_ act: String, _ added: String = "") -> [String] {
      draft.after(DraftAct(act), added: added).steps.map(\.name)
    }
    let all = ["weak", "fit", "traffic", "best"]
    for nothing in ["up-0", "down-3", "up-9", "remove-9", "up-", "up", "try", "save", "", "x-1"] {
      #expect(names(nothing) == all, "\(nothing)")
    }
    #expect(names("up-2") == ["weak", "traffic", "fit", "best"])
    #expect(names("down-0") == ["fit", "weak", "traffic", "best"])
    #expect(names("remove-1") == ["weak", "traffic", "best"])
    #expect(names("add", "fairness") == ["weak", "fit", "traffic", "fairness", "best"])
    #expect(names("add", "best") == all + ["best-2"], "names tell steps apart")
    #expect(names("add", "nonsense") == all)
    var full = draft
    for _ in 0..<100 { full.add("fairness") }
    #expect(full.steps.count == PipelineDraft.maximum)
  }

  @Test("a mistake in REST's form is told at the page's field")
  func fields() {
    #expect(PipelineDraft.field(at: "/steps/3/weight") == "s3_weight")
    #expect(PipelineDraft.field(at: "/steps/3/needs/0") == "s3_needs")
    #expect(PipelineDraft.field(at: "/steps") == nil)
    var question = TrialQuestion()
    #expect(question.field(at: "/request/scheduled_at") == "try_day")
    question.day = "2026-02-28"
    #expect(question.field(at: "/request/scheduled_at") == "try_time")
  }
}
