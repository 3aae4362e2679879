import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// What the pages of the register are made of.
enum WorkerPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.en_txt, .russian: PackageResources.ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: WorkersModule.name,
      templates: [
        "own-details": PackageResources.own_details_mustache,
        "own-hours": PackageResources.own_hours_mustache,
        "own-absences": PackageResources.own_absences_mustache,
        "workers": PackageResources.workers_mustache,
        "worker": PackageResources.worker_mustache,
        "edit-worker": PackageResources.edit_worker_mustache,
      ],
      showing: [
        OwnDetailsView.self, OwnHoursView.self, OwnAbsencesView.self, WorkersView.self,
        WorkerPageView.self, EditWorkerView.self,
      ], texts: texts)
  }

  static func links() throws -> [PageLink] {
    let texts = try Texts(texts)
    return [
      PageLink(.workerPages, roles: [.manager], title: "workers", texts: texts),
      PageLink(.ownWork, roles: [.worker], title: "own_details", texts: texts),
    ]
  }
}

extension WorkersModule {
  /// `/workers/me` and what is below it: what workers keep of themselves; `/workers` and what it leads
  /// to: what managers see and keep of them. All goes by the same functions as in REST.
  func addPages(to router: ServiceRouter) throws {
    let routes = router.pages(try WorkerPages.pages())
    let reading = routes.readingQuery
    reading.form(RouterPath(.ownWork), for: .worker, show: ownDetailsPage, act: saveOwnDetails)
    reading.form(RouterPath(.ownHours), for: .worker, show: ownHoursPage, act: saveOwnHours)
    reading.form(
      RouterPath(.ownAbsences), for: .worker, show: ownAbsencesPage, act: addOwnAbsence)
    routes.post(
      RouterPath(.endOfAbsence("{absence}")), for: .worker, use: removeOwnAbsence)
    addManagersPages(to: routes)
  }

  private func addManagersPages(to routes: PageRoutes) {
    routes.list(RouterPath(.workerPages), for: .manager, use: listPage)
    routes.readingQuery.get("/workers/{id}", for: .manager, use: workerPage)
    routes.get("/workers/{id}/photo", for: .manager, use: showPhotoOnPage)
    routes.form("/workers/{id}/edit", for: .manager, show: editPage, act: saveWorker)
    routes.activations(below: "/workers/{id}") { visit in
      try await visibleWorker(visit.context)
    } change: { visit, sent in
      let worker = try await visibleWorker(visit.context)
      let target = ChangeTarget(of: worker, visit.caller, version: sent.version)
      return try await change(target, by: WorkerChange(active: sent.active), sent.key) { worker in
        sent.answer(leadingTo: worker.page)
      }
    }
  }

  /// The worker who is signed in.
  ///
  /// - Throws: 404 for who is in no register.
  func ownSelf(_ visit: Visit) async throws -> Worker {
    guard let id = UUID(uuidString: visit.caller.subject.text),
      let worker = try await database.readOne(FindRow<Worker>(id: id))
    else { throw Problem.notFound }
    return worker
  }
}

extension Address {
  static func endOfAbsence(_ id: String) -> Address { ownAbsences.below(id, "end") }
}
