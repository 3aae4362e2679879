import Contracts
import FoundationEssentials
import ServiceKit

/// What was sent of a review's form, and what is wrong with it.
struct FilledIn: Sendable {
  let change: RowChange<Review>
  let mistakes: [Mistake]

  init(_ form: Form) {
    change = RowChange(reading: form)
    mistakes = form.mistakes
  }
}

extension RowChange<Review> {
  /// A field that was not sent stays as it is.
  init(reading form: Form) {
    self.init()
    let scale = ReviewForm.scale
    read(form, "right_worker", \.form.rightWorker) { $0.optionalBool($1) }
    read(form, "on_time", \.form.onTime) { $0.optionalInt($1, scale) }
    read(form, "work", \.form.work) { $0.optionalInt($1, scale) }
    read(form, "supplies", \.form.supplies) { $0.optionalChoice($1, ReviewForm.Supplies.self) }
    read(form, "described_well", \.form.describedWell) { $0.optionalBool($1) }
    read(form, "reached", \.form.reached) { $0.reached($1) }
    read(form, "cause", \.form.cause) { $0.optionalChoice($1, ReviewForm.Cause.self) }
    read(form, "findings", \.form.findings) { $0.optionalText($1, ReviewForm.findingsLength) }
    readTexts(form)
  }

  private mutating func readTexts(_ form: Form) {
    let length = ReviewForm.textLength
    read(form, "text_for_client", \.form.textForClient) { $0.optionalText($1, length) }
    read(form, "text_for_worker", \.form.textForWorker) { $0.optionalText($1, length) }
    read(form, "nothing_for_client", \.form.nothingForClient) { $0.optionalBool($1) ?? false }
    read(form, "nothing_for_worker", \.form.nothingForWorker) { $0.optionalBool($1) ?? false }
  }
}

extension Form {
  fileprivate func reached(_ name: String) -> [ReviewForm.Reached] {
    let sent = texts(name, 0...ReviewForm.Reached.allCases.count, 1...20)
    let read = sent.enumerated().compactMap { index, text in
      let one = ReviewForm.Reached(rawValue: text)
      if one == nil {
        mistake(at: "/\(name)/\(index)", .noChoice(of: ReviewForm.Reached.allCases.map(\.rawValue)))
      }
      return one
    }
    return ReviewForm.Reached.allCases.filter(read.contains)
  }
}
