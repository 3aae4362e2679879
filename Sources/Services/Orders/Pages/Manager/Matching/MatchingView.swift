import ServiceKit

/// The pipeline as a chain of cards that can be changed, tried and saved, and its versions.
struct MatchingView: PageData {
  static let template = "manager-matching"

  let lead: String
  let action: String
  /// Of the pipeline that a saved draft replaces.
  let version: String
  let mistakes: MistakeSummary?
  let steps: [Card]
  /// What can be added; nil: no more fit.
  let adding: FieldView?
  /// What the draft is tried on.
  let trial: [FieldView]
  let tried: Tried?
  let save: String
  let history: [Version]
  let earlier: String?

  struct Card {
    let index: String
    /// Its place, from 1.
    let place: String
    let title: String
    /// What it does, and whose it is.
    let about: String
    let hidden: [Hidden]
    let fields: [FieldView]
    let enabled: String
    let isEnabled: Bool
    let up: Move?
    let down: Move?
    let remove: Move
  }

  struct Hidden {
    let name: String
    let value: String
  }

  struct Move {
    let act: String
    let text: String
  }

  struct Tried {
    let sentences: [String]
    let rows: [Row]

    struct Row {
      let name: String
      let present: String
      let new: String
      let mark: StatusMark?
      let reasons: [String]
    }
  }

  struct Version {
    let title: String
    let about: String
    let isPresent: Bool
    let use: String
    let useText: String
  }

  static var example: MatchingView {
    let move = Move(act: "up-1", text: "Up: fit")
    return MatchingView(
      lead: "Version 7", action: "/admin/matching", version: "7",
      mistakes: .example,
      steps: [
        Card(
          index: "0", place: "1", title: "fit", about: "score",
          hidden: [Hidden(name: "s0_kind", value: "score")], fields: [.example],
          enabled: "s0_enabled", isEnabled: true, up: move, down: move, remove: move)
      ], adding: .example, trial: [.example],
      tried: Tried(
        sentences: ["Leo"],
        rows: [
          .init(
            name: "Leo", present: "1 · 0.84", new: "2 · 0.80", mark: StatusMark(.failed, "down"),
            reasons: ["Others"])
        ]),
      save: "Save as version 8",
      history: [
        Version(
          title: "Version 7", about: "Tom", isPresent: true, use: "/admin/matching?version=7",
          useText: "Use as draft")
      ], earlier: "/admin/matching?cursor=x")
  }
}
