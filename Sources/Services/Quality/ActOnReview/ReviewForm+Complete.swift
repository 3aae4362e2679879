import ServiceKit

extension ReviewForm {
  /// Whether everything is there that a closed review has.
  ///
  /// - Parameter mistakes: of what was sent, which are told together with what is missing.
  /// - Throws: 400 with all mistakes at once.
  func requireComplete(for order: KnownOrder, after mistakes: [Mistake]) throws(Problem) {
    let known = mistakes.map(\.pointer)
    let all = mistakes + lacking(for: order).filter { !known.contains($0.pointer) }
    guard all.isEmpty else { throw .badInput(Array(all.prefix(Form.maxMistakes))) }
  }

  /// What is missing, and what contradicts itself. How the work was done is asked only of one that
  /// was begun.
  func lacking(for order: KnownOrder) -> [Mistake] {
    let wasStarted = order.startedAt != nil
    let missing = [
      ("right_worker", rightWorker == nil), ("on_time", wasStarted && onTime == nil),
      ("work", wasStarted && work == nil), ("supplies", supplies == nil),
      ("described_well", describedWell == nil), ("reached", reached.isEmpty),
      ("cause", cause == nil), ("findings", findings == nil),
      ("text_for_client", textForClient == nil && !nothingForClient),
      ("text_for_worker", textForWorker == nil && !nothingForWorker),
    ].filter(\.1).map { Mistake("/\($0.0)", .required) }
    let twoWays = [
      ("nothing_for_client", textForClient != nil && nothingForClient),
      ("nothing_for_worker", textForWorker != nil && nothingForWorker),
    ].filter(\.1).map {
      Mistake("/\($0.0)", .eitherOr("must not be set where there is a text"))
    }
    let nobodyAndSomebody = reached.contains(.nobody) && reached.count > 1
    return missing + twoWays
      + (nobodyAndSomebody
        ? [Mistake("/reached", .eitherOr("must not have nobody beside somebody"))] : [])
  }
}
