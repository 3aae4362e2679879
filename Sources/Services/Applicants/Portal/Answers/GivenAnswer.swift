import Contracts
import Crypto
import ServiceKit

/// What a form or a script answers to a question.
///
/// A form says by ``shownDigest`` what it was made with: one that nobody has touched writes
/// nothing, in whichever tab and however late it is sent; an emptied field takes the answer back.
struct GivenAnswer: Sendable {
  /// As it is kept; null: none.
  let value: JSONValue
  /// What is wrong with it, of which nothing is kept.
  let mistake: MistakeReason?

  /// The field of a form that has the answer; the boxes of several options are `a.<option>`, since
  /// forms do not repeat names.
  static let field = "a"
  /// The field of a form that says what it was made with.
  static let wasField = "was"

  /// - Parameter value: as a script sends it.
  init(_ value: JSONValue, to question: PaperQuestion) {
    let value = value.withLineFeeds
    guard value != .null, value != [] else {
      (self.value, mistake) = (.null, nil)
      return
    }
    let form = Form(ofObject: [JSONValue.Member(question.id.text, value)])
    let read = Paper(asking: question).answers(form)[question.id]
    let mistake = form.mistakes.first?.reason ?? read?.mistake
    self.mistake = mistake
    self.value = mistake == nil ? read.map(question.kept) ?? .null : value
  }

  /// - Parameters:
  ///   - name: of the question's field.
  ///   - typed: what a field of the page's form holds; nil or empty: nothing.
  init(
    to question: PaperQuestion, named name: String = field, typed: (String) -> String?
  ) {
    let value: JSONValue
    switch question.content {
    case .several(let options):
      let chosen = options.filter { !(typed("\(name).\($0.id)") ?? "").isEmpty }
      value = .array(chosen.map { .string($0.id.text) })
    case .one, .number, .text:
      let typed = typed(name) ?? ""
      value = typed.isEmpty ? .null : .string(typed)
    }
    self.init(value, to: question)
  }
}

extension Sitting.Question {
  /// Of the answer that a form is made with.
  var shownDigest: String { answer.digest }

  /// Whether a form was made with the answer that there is now.
  func isShown(as was: String) -> Bool { ExactText(was) == ExactText(shownDigest) }
}

extension GivenAnswer {
  /// Of a form that is made with it.
  var shownDigest: String { value.digest }

  /// Whether a form has it as it was made, by what the form says of that.
  func isUntouched(_ was: String?) -> Bool {
    was.map { ExactText($0) == ExactText(shownDigest) } ?? false
  }
}

extension JSONValue {
  fileprivate var digest: String { base64URL(SHA256.hash(data: Array(text.utf8)).prefix(9)) }

  /// Forms send line ends as two characters, scripts as one.
  fileprivate var withLineFeeds: JSONValue {
    guard case .string(let text) = self else { return self }
    return .string(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
  }
}

extension Paper {
  /// One that has nothing but this question.
  fileprivate init(asking question: PaperQuestion) {
    self.init(
      title: question.text, introduction: question.text, limitSeconds: Self.limit.lowerBound,
      order: PaperOrder(questions: .fixed, options: .fixed), questions: [question])
  }
}

extension PaperQuestion {
  /// The one way in which an answer is kept.
  fileprivate func kept(_ answer: Answer) -> JSONValue {
    switch answer {
    case .one(let option): .string(option.text)
    case .several(let chosen):
      .array(chosen.sorted().map { .string($0.text) })
    case .number(let typed), .text(let typed): typed.isEmpty ? .null : .string(typed)
    }
  }
}

extension Answer {
  /// A number is kept as it was typed, if it is one.
  fileprivate var mistake: MistakeReason? {
    guard case .number(let typed) = self, !typed.isEmpty, ExactNumber(typed: typed) == nil else {
      return nil
    }
    return .noExactNumber
  }
}
