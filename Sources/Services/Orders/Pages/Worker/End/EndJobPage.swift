import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

// What it means to end a job without having done it, before it is done.
extension OrdersModule {
  private static let form = PageForm(.init("job_note", .prose(lines: 4)))

  /// `/jobs/{id}/cannot-come` and the like.
  func endJobPage(_ ending: JobEnding, _ visit: Visit) async throws -> Response {
    let order = try await find(try visit.context.id(), for: try visit.context.viewer(.worker))
    let days = try daysAround(visit)
    let path = Address.job(order.id).path
    guard ending.isPossible(for: order) else {
      return visit.redirect(to: path, notice: "job_moved_on")
    }
    let words = try await words(visit, order.times, at: clock.now())
    let form = visit.form(
      Self.form, submit: words.text("job_end_\(ending.rawValue)"), isDangerous: true,
      back: page(ofJob: order.id, in: days), hidden: visit.hidden(version: order.version),
      query: JobsFilter.query(of: days))
    let job = Summary([
      .init(words.text("fact_service"), order.serviceTypeName),
      .init(words.text("fact_when"), words.time(order.scheduledAt)),
      .init(words.text("fact_place"), order.place),
    ])
    return visit.page(
      ConfirmView(words.text("job_end_\(ending.rawValue)_consequence"), of: job, form),
      titleKey: "job_end_\(ending.rawValue)_title")
  }

  func endJob(_ ending: JobEnding, _ visit: Visit, _ form: Form) async throws -> Response {
    let viewer = try visit.context.viewer(.worker)
    let id = try visit.context.id()
    let back = page(ofJob: id, in: try daysAround(visit))
    let note = form.optionalText("job_note", 0...1000)
    let version = Int64(form.int("version", 1...Int.max))
    try form.finish()
    let key = try visit.requireIdempotencyKey(form)
    guard let row = ending.ending else { throw Problem.notFound }
    do {
      return try await tellingLocalTimes(visit) {
        try await end(id, EndingForm(row, note: note), [version], for: viewer, key) { _, _ in
          visit.redirection(to: back, notice: "job_ended")
        }
      }
    } catch var problem as Problem where problem.status == .preconditionFailed {
      // Nothing is written over, as other forms would say.
      problem.slug = "order-moved-on"
      throw problem
    }
  }

  /// the days whose list led here; nil: the job's own page did.
  private func daysAround(_ visit: Visit) throws -> Range<Date>? {
    let query = visit.query()
    let days = JobsFilter.days(query)
    try query.finish()
    return days
  }

  /// Where one came from: of several jobs the others are still to be given up.
  private func page(ofJob id: UUID, in days: Range<Date>?) -> String {
    days.map { Address.jobs.path + JobsFilter.query(of: $0) } ?? Address.job(id).path
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
