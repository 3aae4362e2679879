import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

/// What it means to end a job without having done it, before it is done.
struct EndJobView: PageData {
  static let template = "worker-end-job"
  static var example: EndJobView {
    EndJobView(job: .example, consequence: "It counts as failed.", form: .example)
  }

  let job: Summary
  let consequence: String
  let form: FormView
}

extension OrdersModule {
  private static let form = PageForm(.init("job_note", .prose(lines: 4)))

  /// `/jobs/{id}/cannot-come` and the like.
  func endJobPage(_ ending: JobEnding, _ visit: Visit) async throws -> Response {
    let order = try await find(try visit.context.id(), for: try visit.context.viewer(.worker))
    let path = Address.page(ofJob: order.id).path
    guard ending.isPossible(for: order) else {
      return visit.redirect(to: path, notice: "job_moved_on")
    }
    let words = try await words(visit, order.times, at: clock.now())
    let form = visit.form(
      Self.form, submit: words.text("job_end_\(ending.rawValue)"), isDangerous: true, back: path,
      hidden: visit.hidden(version: order.version))
    return visit.page(
      EndJobView(
        job: Summary([
          .init(words.text("fact_service"), order.serviceTypeName),
          .init(words.text("fact_when"), words.time(order.scheduledAt)),
          .init(words.text("fact_place"), order.place),
        ]),
        consequence: words.text("job_end_\(ending.rawValue)_consequence"), form: form),
      titleKey: "job_end_\(ending.rawValue)_title")
  }

  func endJob(_ ending: JobEnding, _ visit: Visit, _ form: Form) async throws -> Response {
    let viewer = try visit.context.viewer(.worker)
    let id = try visit.context.id()
    let note = form.optionalText("job_note", 0...1000)
    let version = Int64(form.int("version", 1...Int.max))
    try form.finish()
    let key = try visit.requireIdempotencyKey(form)
    guard let row = ending.ending else { throw Problem.notFound }
    return try await tellingLocalTimes(visit) {
      try await end(id, EndingForm(row, note: note), [version], for: viewer, key) { order, _ in
        visit.redirection(to: Address.page(ofJob: order.id).path, notice: "job_ended")
      }
    }
  }
}

extension EndingForm {
  /// By a page that is about this one way to end an order.
  init(_ ending: Ending, note: String?) {
    self.ending = ending
    self.note = note
    confirmedCharge = nil
  }
}
