import Contracts
import FoundationEssentials
import ServiceKit
import Testing

@testable import Orders

@Suite struct PipelineFormTests {
  private static let best: JSONValue = ["name": "best", "kind": "choose", "run": "best"]

  private func mistakes(_ steps: JSONValue...) throws -> [Mistake] {
    let form = try Form(["steps": .array(steps)])
    _ = PipelineForm.steps(of: form)
    do {
      try form.finish()
      return []
    } catch let problem as Problem {
      return problem.errors
    }
  }

  @Test("R-070: built-in and external steps with all that can be said of them")
  func good() throws {
    let form = try Form([
      "steps": [
        [
          "name": "fit", "kind": "score", "run": "characteristics", "weight": .number("2.5"),
          "enabled": false,
        ],
        [
          "name": "far", "kind": "filter", "url": "https://steps.example/far?x=1",
          "deadline_milliseconds": 150, "needs": ["fit"],
        ],
        ["name": "best", "kind": "choose", "run": "best", "margin": .number("0.1")],
      ]
    ])
    let steps = PipelineForm.steps(of: form)
    try form.finish()
    let far = ExternalStep(
      url: "https://steps.example/far?x=1", deadlineMilliseconds: 150, needs: ["fit"])
    #expect(
      steps == [
        PipelineStep(
          name: "fit", kind: .score, body: .builtIn(.characteristics), isEnabled: false,
          weight: 2.5),
        PipelineStep(name: "far", kind: .filter, body: .external(far)),
        PipelineStep(name: "best", kind: .choose, body: .builtIn(.best(margin: 0.1))),
      ])
    let stored = try JSONDecoder().decode(
      [PipelineStep].self, from: try JSONEncoder().encode(steps))
    #expect(stored == steps)
  }

  @Test("all mistakes are told at once, each with where it is and its own code")
  func allAtOnce() throws {
    let found = try mistakes(
      ["name": "Fit!", "kind": "scores", "run": "characteristics"],
      ["name": "x", "kind": "filter", "run": "fairness", "weight": 0],
      ["name": "x", "kind": "score", "run": "magic", "margin": 2],
      ["name": "y", "kind": "score"],
      [
        "name": "z", "kind": "score", "url": "http://x/", "needs": ["later"],
        "deadline_milliseconds": 301,
      ],
      ["name": "later", "kind": "filter", "run": "no-weakness", "colour": "red"])
    #expect(
      Set(found.map { "\($0.pointer) \($0.reason.code)" }) == [
        "/steps/0/name no-step-name", "/steps/0/kind no-choice", "/steps/1/kind other-kind",
        "/steps/1/weight out-of-range", "/steps/2/name name-of-another-step",
        "/steps/2/run no-built-in-step", "/steps/2/margin out-of-range", "/steps/3/run either-or",
        "/steps/4/needs/0 no-earlier-step", "/steps/4/deadline_milliseconds out-of-range",
        "/steps/5/colour unknown", "/steps no-choice-at-the-end",
      ])
  }

  @Test(
    "only http and https addresses of a host are asked",
    arguments: [
      "ftp://x/", "file:///etc/passwd", "http:///path", "//x/", "x", "http://u:p@x/", "http://u@x/",
      "http://x/#f", "http://x/ y", "javascript:alert(1)", "http://", "unix:///run/postgres",
    ])
  func addresses(url: String) throws {
    let found = try mistakes(
      ["name": "far", "kind": "filter", "url": .string(url)], Self.best)
    #expect(found.map(\.pointer) == ["/steps/0/url"])
  }

  @Test("something that is switched on chooses, once and last")
  func choosing() throws {
    let filter: JSONValue = ["name": "a", "kind": "filter", "run": "no-weakness"]
    var off = Self.best
    if case .object(var members) = off {
      members.append(JSONValue.Member("enabled", false))
      off = .object(members)
    }
    let second: JSONValue = ["name": "again", "kind": "choose", "run": "best"]
    #expect(try mistakes(filter, Self.best).isEmpty)
    #expect(try mistakes(filter).map(\.pointer) == ["/steps"])
    #expect(try mistakes(filter, off).map(\.pointer) == ["/steps"])
    #expect(try mistakes(Self.best, filter).map(\.pointer) == ["/steps"])
    #expect(try mistakes(second, Self.best).map(\.pointer) == ["/steps"])
    #expect(try mistakes(second, filter, off).map(\.pointer) == ["/steps"])
    #expect(try mistakes().map(\.pointer) == ["/steps"])
  }
}
