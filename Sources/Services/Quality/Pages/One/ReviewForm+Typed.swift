extension ReviewForm {
  /// As the fields of a page hold it.
  var typed: TypedAnswers {
    ReviewQuestion.ofReview.reduce(into: [:]) { $0[$1] = typed($1) }
  }

  private func typed(_ question: ReviewQuestion) -> String {
    switch question {
    case .rightWorker: Self.words(rightWorker)
    case .onTime: Self.words(onTime)
    case .work: Self.words(work)
    case .supplies: supplies?.rawValue ?? ""
    case .describedWell: Self.words(describedWell)
    case .reached: reached.map(\.rawValue).joined(separator: ",")
    case .cause: cause?.rawValue ?? ""
    case .findings: findings ?? ""
    case .textForClient: textForClient ?? ""
    case .nothingForClient: nothingForClient ? "true" : ""
    case .textForWorker: textForWorker ?? ""
    case .nothingForWorker: nothingForWorker ? "true" : ""
    case .whom, .wasReached, .said: ""
    }
  }

  private static func words(_ value: (some CustomStringConvertible)?) -> String {
    value.map { "\($0)" } ?? ""
  }
}
