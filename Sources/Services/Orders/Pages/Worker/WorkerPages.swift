import Contracts
import Hummingbird
import Postgres
import ServiceKit

/// What workers' pages of orders are made of.
enum WorkerPages {
  static let templates: [(key: String, value: [UInt8])] = [
    ("worker-jobs", PackageResources.worker_jobs_mustache),
    ("worker-job", PackageResources.worker_job_mustache),
  ]
  static let data: [any PageData.Type] = [JobsView.self, JobView.self]
  static let statements: [any Statement.Type] = [
    ListOpenJobs.self, ListEndedJobs.self, CountJobs.self, FingerprintOfWorker.self,
  ]

  static func links(_ texts: Texts) -> [PageLink] {
    [
      PageLink(
        .jobs, roles: [.worker], homeOf: [.worker], title: "own_jobs", texts: texts)
    ]
  }
}

extension OrdersModule {
  /// `/jobs` and what it leads to. What can be done there goes by the same functions as in REST.
  func addWorkerPages(to routes: PageRoutes) {
    let reading = routes.readingQuery
    reading.get(RouterPath(.jobs), for: .worker, use: jobsPage)
    reading.stream(RouterPath(.jobsStream), for: .worker, use: jobsStream)
    reading.get("/jobs/{id}", for: .worker, use: jobPage)
    reading.stream("/jobs/{id}/stream", for: .worker, use: jobStream)
    reading.postPhoto(
      "/jobs/{id}/check-in", for: .worker, before: findJob, show: jobPage, act: checkInFromPage)
    reading.postPhoto(
      "/jobs/{id}/report", for: .worker, before: findJob, show: jobPage, act: reportFromPage)
    for ending in JobEnding.allCases {
      reading.form("/jobs/{id}/\(ending.rawValue)", for: .worker) { visit in
        try await endJobPage(ending, visit)
      } act: { visit, form in
        try await endJob(ending, visit, form)
      }
    }
  }
}
