import FoundationEssentials

/// An alarm as its rule in `k8s/base/alerts.yaml` describes it.
struct Alarm {
  let name: String
  /// How urgent it is: `page` or `ticket`.
  let severity: String
  /// What has happened; where Prometheus fills in a value, its name stands in angle brackets.
  let summary: String

  /// - Throws: a failure if the rules are not there.
  static var all: [Alarm] {
    get throws {
      let file = try Companion.find("k8s/base/alerts.yaml")
      return try String(contentsOfFile: file, encoding: .utf8)
        .split(separator: "- alert: ").dropFirst().compactMap(Alarm.init)
    }
  }

  /// - Parameter rule: what follows `- alert:`, in the form that all of our rules have.
  private init?(_ rule: Substring) {
    guard let severity = rule.firstMatch(of: /severity: (\w+)/),
      let summary = rule.firstMatch(of: /summary: "(.*)"/)
    else { return nil }
    name = String(rule.prefix { !$0.isNewline })
    self.severity = String(severity.1)
    self.summary = String(summary.1).replacing(/\{\{ \$(?:labels\.)?(\w+).*?\}\}/) { "<\($0.1)>" }
  }
}
