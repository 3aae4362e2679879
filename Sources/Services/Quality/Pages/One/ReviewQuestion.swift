import Contracts
import ServiceKit

/// A field of the review's form, or of what is noted of a call, by the name that it has in REST.
///
/// Its label is the text `field_<raw value>`, and each of its choices `choice_<raw value>_<value>`.
enum ReviewQuestion: String, CaseIterable, Sendable {
  case rightWorker = "right_worker"
  case onTime = "on_time"
  case work
  case supplies
  case describedWell = "described_well"
  case reached
  case cause
  case findings
  case textForClient = "text_for_client"
  case nothingForClient = "nothing_for_client"
  case textForWorker = "text_for_worker"
  case nothingForWorker = "nothing_for_worker"
  // Of a call.
  case whom
  case wasReached = "call_reached"
  case said = "text"

  static let ofCall: [ReviewQuestion] = [.whom, .wasReached, .said]
  static let ofReview = allCases.filter { !ofCall.contains($0) }

  /// Whether it is about work, which may never have begun.
  var isAboutWork: Bool { self == .onTime || self == .work }

  /// How it is answered.
  enum Control {
    /// One of a few: `true` and `false`, whole numbers or words.
    case one([String])
    /// Any of a few, with commas between them.
    case several([String])
    case tick
    /// Text of at most so many characters, of which so many lines are seen at once.
    case prose(most: Int, lines: Int)
  }

  var control: Control {
    switch self {
    case .rightWorker, .describedWell, .wasReached: .one(["true", "false"])
    case .onTime, .work: .one((1...5).map { "\($0)" })
    case .supplies: .one(ReviewForm.Supplies.allCases.map(\.rawValue))
    case .cause: .one(ReviewForm.Cause.allCases.map(\.rawValue))
    case .whom: .one(Call.Whom.allCases.map(\.rawValue))
    case .reached: .several(ReviewForm.Reached.allCases.map(\.rawValue))
    case .nothingForClient, .nothingForWorker: .tick
    case .findings: .prose(most: ReviewForm.findingsLength.upperBound, lines: 6)
    case .textForClient, .textForWorker: .prose(most: ReviewForm.textLength.upperBound, lines: 5)
    case .said: .prose(most: CallForm.textLength.upperBound, lines: 3)
    }
  }
}

/// What the fields hold, each as it is typed.
typealias TypedAnswers = [ReviewQuestion: String]

extension ReviewQuestion {
  /// As REST calls it.
  var name: String { self == .wasReached ? Self.reached.rawValue : rawValue }

  /// The names of its controls, and what each stands for.
  private var controls: [(name: String, value: String?)] {
    guard case .several(let values) = control else { return [(name, nil)] }
    return values.map { ("\(name)_\($0)", $0) }
  }

  /// What was sent of it; nothing is read twice.
  func typed(in form: Form) -> String {
    controls.compactMap { name, value in
      let sent = form.value(name)?.string
      return value.map { value in sent.map { _ in value } } ?? sent
    }.joined(separator: ",")
  }

  /// As REST has it; nothing typed is null.
  func json(_ typed: String) -> JSONValue {
    switch control {
    case .tick: .bool(!typed.isEmpty)
    case .several: .array(typed.split(separator: ",").map { .string(String($0)) })
    case _ where typed.isEmpty: .null
    case .prose: .string(typed.withPlainLineEnds)
    case .one:
      Bool(typed).map { .bool($0) } ?? Int(typed).map { .number("\($0)") } ?? .string(typed)
    }
  }
}

extension [ReviewQuestion] {
  func typed(in form: Form) -> TypedAnswers {
    reduce(into: [:]) { $0[$1] = $1.typed(in: form) }
  }
}

extension String {
  /// Browsers send other line ends than what is stored has.
  fileprivate var withPlainLineEnds: String {
    split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\r\n" || $0 == "\n" })
      .joined(separator: "\n")
  }
}
