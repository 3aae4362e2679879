import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

/// The pipeline's page in words.
struct DraftWords: Sendable {
  let words: OrderWords
  let managers: [UUID: String]

  func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    words.text(key, arguments)
  }

  func view(
    _ state: DraftState, _ versions: Page<ListPipelines.Row>, _ types: [ServiceType]
  ) -> MatchingView {
    let present = state.newest
    let newest = present.pipeline.version
    return MatchingView(
      lead: text(
        "matching_lead",
        ["version": "\(newest)", "about": about(present.createdBy, present.createdAt)]),
      action: Address.matchingPages.path, version: "\(newest)",
      mistakes: state.isOvertaken || state.problem != nil ? refusal(state) : nil,
      steps: state.draft.steps.indices.map { card($0, in: state) },
      adding: state.draft.steps.count < PipelineDraft.maximum
        ? FieldView(
          "add", .choice(PipelineDraft.choices.map(choice)), label: text("matching_add"),
          hint: nil, value: "", mistake: nil) : nil,
      trial: trial(state, types), tried: state.tried.map(tried),
      save: text("matching_save", ["version": "\(newest + 1)"]),
      history: versions.items.map { version($0, isPresent: $0.version == newest) },
      earlier: versions.nextCursor.map { "\(Address.matchingPages.path)?cursor=\($0)" })
  }

  private func about(_ manager: String, _ instant: Date) -> String {
    // Nobody saved what came with a migration.
    if manager == "migration" {
      return text("matching_version_delivered", ["time": words.time(instant)])
    }
    return text(
      "matching_version_about",
      ["manager": words.manager(manager, managers), "time": words.time(instant)])
  }

  private func version(_ row: ListPipelines.Row, isPresent: Bool) -> MatchingView.Version {
    MatchingView.Version(
      title: text("match_version", ["version": "\(row.version)"]),
      about: about(row.createdBy, row.createdAt), isPresent: isPresent,
      use: "\(Address.matchingPages.path)?version=\(row.version)",
      useText: text("matching_use", ["version": "\(row.version)"]))
  }
}

// The chain.
extension DraftWords {
  private func card(_ index: Int, in state: DraftState) -> MatchingView.Card {
    let steps = state.draft.steps
    let step = steps[index]
    func move(_ act: String) -> MatchingView.Move {
      .init(act: "\(act)-\(index)", text: text("matching_\(act)", ["name": step.name]))
    }
    let kind = text("matching_kind_\(step.kind.rawValue)")
    let run = step.run.map { text("matching_run_\($0)") } ?? text("matching_external")
    let hidden = [("kind", step.kind.rawValue), ("run", step.run ?? "")]
    return MatchingView.Card(
      index: "\(index)", place: "\(index + 1)", title: step.name, about: "\(kind): \(run)",
      hidden: hidden.filter { !$0.1.isEmpty }.map {
        .init(name: PipelineDraft.field(index, $0.0), value: $0.1)
      },
      fields: step.fields.map { field(index, $0, state) },
      enabled: PipelineDraft.field(index, "enabled"), isEnabled: step.isEnabled,
      up: index > 0 ? move("up") : nil, down: index < steps.count - 1 ? move("down") : nil,
      remove: move("remove"))
  }

  private func field(
    _ index: Int, _ shown: (field: String, value: String), _ state: DraftState
  ) -> FieldView {
    field(
      PipelineDraft.field(index, shown.field),
      shown.field == "deadline_milliseconds" ? .wholeNumber : .text,
      label: text("matching_field_\(shown.field)"), shown.value, state)
  }

  func field(
    _ name: String, _ kind: PageForm.Kind = .text, label: String, hint: String? = nil,
    _ value: String, _ state: DraftState
  ) -> FieldView {
    let mistake = state.problem?.errors.first { mistake in
      place(of: mistake, state).map { ExactText($0) == ExactText(name) } ?? false
    }
    return FieldView(
      name, kind, label: label, hint: hint ?? words.texts.find("field_\(name)_hint"), value: value,
      mistake: mistake.map { words.texts.text(of: $0.reason) })
  }

  private func choice(_ what: String) -> Choice {
    guard let kind = BuiltInStep.names[what] else { return Choice(what, text("matching_\(what)")) }
    return Choice(
      what, text("matching_kind_\(kind.rawValue)") + ": " + text("matching_run_\(what)"))
  }

  /// The field in which a mistake is; nil: in none.
  private func place(of mistake: Mistake, _ state: DraftState) -> String? {
    PipelineDraft.field(at: mistake.pointer) ?? state.question.field(at: mistake.pointer)
  }

  private func refusal(_ state: DraftState) -> MistakeSummary {
    let newest = state.newest
    let overtaken = text(
      "matching_overtaken",
      [
        "version": "\(newest.pipeline.version)",
        "about": about(newest.createdBy, newest.createdAt),
      ])
    let slug = state.problem?.slug ?? ""
    let isResent = state.problem?.status == .unprocessableContent
    let (title, detail): (String, String?) =
      if isResent {
        ("problem_\(slug)", words.texts.find("problem_\(slug)_detail"))
      } else if state.isOvertaken {
        ("problem_precondition-failed", overtaken)
      } else {
        ("problem_400", nil)
      }
    return MistakeSummary(
      title, detail: detail,
      (state.problem?.errors ?? []).map { mistake in
        .init(
          "\(label(of: mistake, state)): \(words.texts.text(of: mistake.reason))",
          field: place(of: mistake, state).map { "field-\($0)" })
      }, words.texts)
  }

  private func label(of mistake: Mistake, _ state: DraftState) -> String {
    if let field = state.question.field(at: mistake.pointer) { return text("field_\(field)") }
    let parts = mistake.pointer.split(separator: "/").map(String.init)
    guard parts.count > 2, let index = Int(parts[1]), state.draft.steps.indices.contains(index)
    else { return text("matching_chain") }
    let name = text("matching_field_\(parts[2])")
    return "\(index + 1). \(state.draft.steps[index].name), \(name)"
  }
}

extension PipelineDraft.Step {
  /// What can be typed of it, by REST's names.
  fileprivate var fields: [(field: String, value: String)] {
    var fields = [("name", name)]
    if kind == .score { fields.append(("weight", weight)) }
    if run == "best" { fields.append(("margin", margin)) }
    if run == nil {
      fields += [("url", url), ("deadline_milliseconds", deadline), ("needs", needs)]
    }
    return fields
  }
}
