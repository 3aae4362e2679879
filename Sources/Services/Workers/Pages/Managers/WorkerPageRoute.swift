import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// One worker as managers see it.
struct WorkerPageView: PageData {
  static let template = "worker"
  static var example: WorkerPageView {
    WorkerPageView(
      mark: StatusMark(.done, "active"), banner: .example, known: .example, photo: .example,
      code: "Code ABCDEFGHIJKLMNOPQRST", characteristics: [.example], hours: .example,
      absences: [
        Absent(time: "1 March – 5 March", reason: "Holiday", orders: "/admin/orders?worker=1")
      ], hasAbsences: true, more: "There are more.", edit: "/workers/1/edit",
      act: .init("Deactivate", path: "/workers/1/deactivate"))
  }

  let mark: StatusMark
  /// Of one who is deactivated: where the orders are that are still open.
  let banner: Banner?
  let known: Summary
  let photo: PhotoFigure?
  let code: String
  let characteristics: [Bar]
  /// Nil: always.
  let hours: Summary?
  /// Those that are not over, the earliest first.
  let absences: [Absent]
  let hasAbsences: Bool
  /// Said where there are more than are shown.
  let more: String?
  let edit: String
  /// The page that asks once more whether it shall be deactivated, or activated.
  let act: CardView.Way

  struct Absent {
    let time: String
    let reason: String?
    /// The worker's orders of these days.
    let orders: String
  }
}

extension WorkersModule {
  private static let absencesShown = 100

  /// `/workers/{id}`
  @Sendable func workerPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let worker = try await visibleWorker(visit.context)
    let (page, texts) = (worker.page, visit.texts)
    let found = try await database.read(
      ListAbsences(
        workerID: worker.id, from: clock.now(), after: nil, limit: Self.absencesShown + 1))
    let absences = Array(found.prefix(Self.absencesShown))
    let clocks = try await BusinessTime(database, zone: configuration.timeZone)
      .local(absences.flatMap { [$0.period.lowerBound, $0.lastMoment, $0.period.upperBound] })
    return visit.page(
      WorkerPageView(
        mark: worker.mark(texts), banner: worker.banner(texts),
        known: worker.known(texts),
        photo: worker.photoSHA256.map {
          PhotoFigure(
            page.below("photo").path, texts.text("photo_of", ["name": worker.details.name]),
            digest: $0)
        },
        code: texts.text("characteristics_code", ["code": worker.details.characteristics.code]),
        characteristics: worker.details.characteristics.bars(texts),
        hours: worker.hours.map { $0.words(texts) },
        absences: absences.map { absence in
          WorkerPageView.Absent(
            time: absence.words(texts, clocks), reason: absence.reason,
            orders: absence.ordersPage(clocks))
        }, hasAbsences: !absences.isEmpty,
        more: found.count > absences.count ? texts.text("absences_more") : nil,
        edit: page.below("edit").path, act: worker.wayToActivation(texts)),
      titleKey: "worker_title", ["name": worker.details.name])
  }

  /// `/workers/{id}/photo`: for eyes.
  @Sendable func showPhotoOnPage(_ visit: Visit) async throws -> Response {
    guard let digest = try await visibleWorker(visit.context).photoSHA256 else {
      throw Problem.notFound
    }
    return try await photos.response(showing: digest, to: visit.request, visit.context)
  }
}
