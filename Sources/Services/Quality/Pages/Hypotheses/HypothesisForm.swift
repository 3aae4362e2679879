import Contracts
import FoundationEssentials
import ServiceKit

extension PageForm {
  /// That of a hypothesis.
  ///
  /// - Parameter hypothesis: that is changed; nil: one is proposed, and nothing came of it yet.
  static func hypothesis(
    _ hypothesis: Hypothesis?, owners: [Choice], _ words: PageWords
  ) -> PageForm {
    let ways = hypothesis.map { [$0.status] + $0.status.next } ?? []
    let status = Field("status", .choice(ways.map { Choice($0.rawValue, words.status($0)) }))
    let isNew = hypothesis == nil
    return PageForm(
      [Field("title"), Field("statement", .prose(lines: 4))] + (isNew ? [] : [status])
        + [Field("owner", .choice(owners))] + (isNew ? [] : [Field("effect", .prose(lines: 4))])
        + [Field("reviews", .prose(lines: 4))])
  }
}

extension Hypothesis {
  /// What its form holds.
  var typed: [String: String] {
    [
      "title": title, "statement": statement, "status": status.rawValue,
      "owner": owner?.wire ?? "", "effect": effect ?? "",
      "reviews": reviews.map(\.wire).joined(separator: "\n"),
    ]
  }
}

extension Form {
  /// What was typed of a hypothesis, as REST takes it: a field that was emptied says so.
  func hypothesis(isNew: Bool) throws -> Form {
    let texts = ["title", "statement", "owner"] + (isNew ? [] : ["status", "effect"])
    func typed(_ name: String) -> String { value(name)?.string ?? "" }
    return try Form(
      .object(
        texts.map { JSONValue.Member($0, .string(typed($0))) }
          + [JSONValue.Member("reviews", typed("reviews").ids)]))
  }
}

extension String {
  /// Ids with blanks, commas or line ends between them.
  fileprivate var ids: JSONValue {
    .array(
      split { $0.isWhitespace || $0 == "," || $0 == ";" }.map { .string(String($0)) })
  }
}
