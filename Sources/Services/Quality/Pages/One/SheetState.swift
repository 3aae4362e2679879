import Contracts
import ServiceKit

/// What a form of a review holds, and what is to be said of it.
struct SheetState {
  var typed: TypedAnswers
  var version: Int64
  /// By the names of the review's fields.
  var mistakes: [Mistake] = []
  /// By the names of a call's fields in REST.
  var mistakesOfCall: [Mistake] = []
  /// What is saved, where somebody was faster; nil: nobody was.
  var overtakenBy: TypedAnswers?
  var callIsOpen = false

  var isMistaken: Bool { !(mistakes + mistakesOfCall).isEmpty || overtakenBy != nil }
}

extension SheetState {
  /// - Parameter wasBegun: whether there was any work, about which some questions are.
  func view(action: String, wasBegun: Bool, _ texts: LocalTexts) -> ReviewSheet {
    let call = ReviewQuestion.ofCall.map {
      field($0, mistakesOfCall, hint: $0.hint(wasBegun: wasBegun, texts), texts)
    }
    let fields = ReviewQuestion.ofReview.map {
      field($0, mistakes, hint: $0.hint(wasBegun: wasBegun, texts), texts)
    }
    return ReviewSheet(
      action: action, version: "\(version)",
      mistakes: isMistaken ? summary(call + fields, texts) : nil,
      callIsOpen: callIsOpen || !mistakesOfCall.isEmpty, call: call, fields: fields)
  }

  private func summary(_ fields: [ReviewSheet.Field], _ texts: LocalTexts) -> MistakeSummary {
    let isOvertaken = overtakenBy != nil
    let known = fields.compactMap { field in
      field.mistake.map {
        // A question has its mark already.
        let label = field.label.hasSuffix("?") ? field.label : field.label + ":"
        return MistakeSummary.Item("\(label) \($0)", field: field.id)
      }
    }
    let others =
      (mistakes.filter { mistake in !ReviewQuestion.ofReview.contains { $0.is(mistake) } }
      + mistakesOfCall.filter { mistake in !ReviewQuestion.ofCall.contains { $0.is(mistake) } })
      .map {
        MistakeSummary.Item("\($0.pointer): \(texts.text(of: $0.reason))", field: nil)
      }
    return MistakeSummary(
      isOvertaken ? "problem_precondition-failed" : "problem_400",
      detail: isOvertaken ? texts.text("overtaken") : nil, known + others, texts)
  }

  private func field(
    _ question: ReviewQuestion, _ mistakes: [Mistake], hint: String?, _ texts: LocalTexts
  ) -> ReviewSheet.Field {
    let (key, value) = (question.rawValue, typed[question] ?? "")
    let id = "field-\(key)"
    let mistake = mistakes.first { question.is($0) }.map { texts.text(of: $0.reason) }
    let now = overtakenBy.flatMap { saved -> String? in
      guard ReviewQuestion.ofReview.contains(question) else { return nil }
      let other = saved[question] ?? ""
      return question.json(other) == question.json(value)
        ? nil : texts.text("there_is_now", ["value": question.words(other, texts)])
    }
    let described = [("hint", hint), ("mistake", mistake), ("now", now)]
      .compactMap { part, text in text.map { _ in "\(id)-\(part)" } }
    var field = ReviewSheet.Field(
      id: id, name: question.name, label: texts.text("field_\(key)"), hint: hint, mistake: mistake,
      now: now, describedBy: described.isEmpty ? nil : described.joined(separator: " "))
    field.hold(value, question, texts)
    return field
  }
}

extension ReviewSheet.Field {
  fileprivate mutating func hold(_ value: String, _ question: ReviewQuestion, _ texts: LocalTexts) {
    func choices(_ kind: String, _ values: [String], name: (String) -> String) -> [ReviewSheet
      .Choice]
    {
      let chosen = question.parts(of: value)
      return values.map { each in
        ReviewSheet.Choice(
          id: "\(id)-\(each)", kind: kind, name: name(each), value: kind == "radio" ? each : "true",
          text: texts.text("choice_\(question.rawValue)_\(each)"),
          isChosen: chosen.contains { $0.utf8.elementsEqual(each.utf8) })
      }
    }
    switch question.control {
    case .tick: (isTick, isTicked) = (true, !value.isEmpty)
    case .one(let values):
      (isChoice, self.choices) = (true, choices("radio", values) { _ in name })
    case .several(let values):
      (isChoice, self.choices) = (true, choices("checkbox", values) { "\(name)_\($0)" })
    case .prose(let most, let lines):
      (isProse, rows, self.most, self.value) = (true, lines, most, value)
    }
  }
}

extension ReviewQuestion {
  /// What is said beside it, if anything; of work that was never begun, that it need not be answered.
  fileprivate func hint(wasBegun: Bool, _ texts: LocalTexts) -> String? {
    isAboutWork && !wasBegun
      ? texts.text("only_if_begun") : texts.find("field_\(rawValue)_hint")
  }

  /// Whether a mistake is one of this field's.
  fileprivate func `is`(_ mistake: Mistake) -> Bool {
    let place = "/" + name
    let pointer = mistake.pointer.utf8
    return pointer.starts(with: place.utf8)
      && [nil, UInt8(ascii: "/")].contains(pointer.dropFirst(place.utf8.count).first)
  }

  func parts(of value: String) -> [String] {
    if case .several = control { value.split(separator: ",").map(String.init) } else { [value] }
  }

  /// An answer in words.
  func words(_ value: String, _ texts: LocalTexts) -> String {
    if case .tick = control { return texts.text(value.isEmpty ? "not_ticked" : "ticked") }
    if value.isEmpty { return texts.text("not_answered") }
    if case .prose = control { return value }
    return parts(of: value).map { texts.find("choice_\(rawValue)_\($0)") ?? $0 }
      .joined(separator: ", ")
  }
}
