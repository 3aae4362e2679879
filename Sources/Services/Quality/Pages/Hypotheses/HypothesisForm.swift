import Contracts
import FoundationEssentials
import ServiceKit

extension Hypothesis {
  /// The fields of its form.
  ///
  /// - Parameters:
  ///   - hypothesis: that is changed; nil: one is proposed, and nothing came of it yet.
  static func fields(
    _ hypothesis: Hypothesis?, owners: [DeskChoice], _ words: DeskWords
  ) -> [DeskField] {
    var fields = [DeskField("title"), DeskField("statement", .prose)]
    if let hypothesis {
      let ways = [hypothesis.status] + hypothesis.status.next
      fields.append(
        DeskField(
          "status",
          .choice(ways.map { DeskChoice(value: $0.rawValue, text: words.status($0)) })))
    }
    fields.append(DeskField("owner", .choice(owners)))
    if hypothesis != nil { fields.append(DeskField("effect", .prose)) }
    return fields + [DeskField("reviews", .prose)]
  }

  /// What its form holds.
  var entry: DeskEntry {
    DeskEntry([
      "title": title, "statement": statement, "status": status.rawValue,
      "owner": owner?.wire ?? "", "effect": effect ?? "",
      "reviews": reviews.map(\.wire).joined(separator: "\n"),
    ])
  }
}

extension DeskEntry {
  /// What was typed, as REST takes it: a field that was emptied says so.
  func hypothesis(_ fields: [DeskField]) throws -> Form {
    try Form(
      .object(
        fields.map { field in
          let typed = self[field.name]
          let isList = ExactText(field.name) == "reviews"
          return JSONValue.Member(field.name, isList ? typed.ids : .string(typed))
        }))
  }
}

extension String {
  /// Ids with blanks, commas or line ends between them.
  fileprivate var ids: JSONValue {
    .array(
      split { $0.isWhitespace || $0 == "," || $0 == ";" }.map { .string(String($0)) })
  }
}

extension DeskWords {
  /// Who may see to a hypothesis.
  ///
  /// - Parameter present: who does, although no manager any more, perhaps.
  func owners(_ active: [DeskChoice], present: UUID?) -> [DeskChoice] {
    let others = present.flatMap { owner in
      active.contains { ExactText($0.value) == ExactText(owner.wire) }
        ? nil : DeskChoice(value: owner.wire, text: manager(owner))
    }
    return [.none(text("nobody"))] + [others].compactMap(\.self) + active
  }
}
