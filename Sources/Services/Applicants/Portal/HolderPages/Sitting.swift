import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A test as one attempt has it: its questions in the attempt's order, with what was answered so
/// far, and its end.
struct Sitting: Sendable {
  /// Which attempt it is, for what a browser keeps of it; nothing else is known by it.
  let attempt: String
  let deadline: Date
  /// As long as answers are taken; one that was handed in has taken its last ones by then.
  let acceptUntil: Date
  let questions: [Question]

  struct Question: Sendable {
    /// From 1 on, as it is shown.
    let number: Int
    /// The place of the test in the set, a dot, and the question's id, as answers are kept.
    let key: ExactText
    /// What the test is called that it belongs to.
    let title: TranslatedText
    let asked: PaperQuestion
    /// What was answered last; null: nothing, or taken back.
    let answer: JSONValue
    /// How often that was changed.
    let revision: Int
    /// When it was changed last; nil: never.
    let savedAt: Date?

    var isAnswered: Bool { answer != .null }
  }

  subscript(number: Int) -> Question? {
    questions.indices.contains(number - 1) ? questions[number - 1] : nil
  }

  func question(_ key: ExactText) -> Question? { questions.first { $0.key == key } }
}

/// An answer as it was saved last.
struct SavedAnswer: Sendable {
  let value: JSONValue
  let revision: Int
  let savedAt: Date?
}

extension Sitting {
  /// - Parameters:
  ///   - seed: the attempt's, which gives it its order.
  ///   - papers: of the tests of its set, in their order.
  ///   - answers: by the keys of their questions.
  init(
    seed: UInt64, deadline: Date, acceptUntil: Date, papers: [Paper],
    answers: [ExactText: SavedAnswer]
  ) {
    attempt = String(seed, radix: 36)
    self.deadline = deadline
    self.acceptUntil = acceptUntil
    let asked = papers.enumerated().flatMap { part, paper in
      paper.arranged(seed: seed, part: part).questions.map { (part, paper.title, $0) }
    }
    questions = zip(1..., asked).map { number, asked in
      let (part, title, question) = asked
      let key = ExactText("\(part + 1).\(question.id)")
      let saved = answers[key]
      return Question(
        number: number, key: key, title: title, asked: question, answer: saved?.value ?? .null,
        revision: saved?.revision ?? 0, savedAt: saved?.savedAt)
    }
  }
}

/// The test that a link leads to, running or over; no row where none was begun.
struct ReadSitting: Statement {
  static let sql = """
    select seed, deadline_at, accept_until, papers, answers
    from   v1_paper($1, $2)
    """

  let link: LinkToken
  let now: Date

  var bindings: Bindings { [link.hash, now] }

  static func decode(_ row: inout RowReader) throws -> Sitting {
    let seed: Int64 = try row.next()
    let (deadline, acceptUntil) = (try row.next(as: Date.self), try row.next(as: Date.self))
    let papers = try JSONValue(parsing: try row.next(as: JSONText.self).text.utf8)
    let answers = try JSONValue(parsing: try row.next(as: JSONText.self).text.utf8)
    return Sitting(
      seed: UInt64(bitPattern: seed), deadline: deadline, acceptUntil: acceptUntil,
      papers: try (papers.array ?? []).map { try Paper($0["paper"] ?? .null) },
      answers: answers.savedAnswers)
  }
}

extension JSONValue {
  /// As `v1_paper` has them.
  fileprivate var savedAnswers: [ExactText: SavedAnswer] {
    guard case .object(let members) = self else { return [:] }
    return members.reduce(into: [:]) { answers, member in
      answers[member.name] = SavedAnswer(
        value: member.value["value"] ?? .null, revision: member.value["revision"]?.int ?? 0,
        savedAt: member.value["saved_at"]?.instant)
    }
  }

  /// Of seconds since 1970.
  private var instant: Date? {
    guard case .number(let text) = self, let seconds = Double(text) else { return nil }
    return Date(timeIntervalSince1970: seconds)
  }
}
